"""Why not everyone can be placed: which limits lack how many places, and who has no legal rotation at all.

An elastic LP adds places to limits at one point each, with complete rotations only; what it adds is the least number of
places, in sum, that would let everybody in, as far as fractions tell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from math import ceil

import numpy as np

from wardbridge.engine.check import check
from wardbridge.engine.columns import kernel
from wardbridge.engine.columns.generate import Aim, generate
from wardbridge.engine.columns.limits import Limits, Row, limits_of
from wardbridge.engine.columns.master import Master, Stretch, Weights
from wardbridge.engine.columns.model import Model, model_of
from wardbridge.engine.columns.pricing import Pricing
from wardbridge.engine.explain.own import own_conflict
from wardbridge.engine.parameters import Parameters
from wardbridge.engine.plan import Plan, Violation
from wardbridge.engine.problem import Problem
from wardbridge.engine.score import learner_unplaced
from wardbridge.engine.stop import Stop
from wardbridge.engine.view import view_of

TOLD = 20
"""Classes without a rotation of which the rules in the way are looked for."""
DEAR = 1e4
"""Cost of leaving out a learner-week beside one of adding a place."""


def _codes(model: Model, c: int) -> tuple[str, ...]:
    problem = model.problem
    return tuple(problem.learners[i].code for u in model.classes[c].units for i in problem.units[u])


def _hopeless(model: Model, pricing: Pricing, limits: Limits, parameters: Parameters) -> Iterator[Violation]:
    """Classes without any complete rotation, however many places were added to the offers there are."""
    best = pricing.run(pricing.prices(np.zeros(len(limits.rows)))).best
    for n, c in enumerate(np.flatnonzero(best <= kernel.NEVER / 2).tolist()):
        yield from _why_hopeless(model, c, parameters if n < TOLD else None)


def _why_hopeless(model: Model, c: int, parameters: Parameters | None) -> Iterator[Violation]:
    """What lacks, or which of their own rules forbid it together; these are looked for with `parameters` only."""
    unit_class, codes = model.classes[c], _codes(model, c)
    required = model.weeks_needed(c)
    if unit_class.locked is None:
        yield Violation("lock-impossible", codes)
    elif required > len(unit_class.available):
        yield Violation("too-few-weeks", codes, found=len(unit_class.available), allowed=required)
    else:
        missing = tuple(_nowhere(model, c))
        yield from missing
        if not missing:
            conflict = own_conflict(model.problem, unit_class.units[0], parameters) if parameters else ()
            yield Violation("alone-conflict" if conflict else "no-rotation", codes, found=0, allowed=1)
            yield from conflict


def _nowhere(model: Model, c: int) -> Iterator[Violation]:
    """Requirements that no department offers to the class for long enough, in each of its tracks."""
    problem, unit_class = model.problem, model.classes[c]
    profile = model.profiles.index(unit_class.profile)
    short: list[set[int]] = []
    for v in unit_class.worth:
        kind = model.kinds[v]
        open_: defaultdict[int, set[int]] = defaultdict(set)
        for o in range(len(kind.weeks_of)):
            stations = kind.station[o][kind.station[o] >= 0]
            weeks = model.offered[profile][stations][:, list(unit_class.available)].all(axis=0).sum()
            if weeks >= kind.weeks_of[o]:
                for part in kind.progress.atoms[kind.atom_of[o]].parts:
                    open_[part.requirement].add(part.discipline)
        held = problem.index.requirements[kind.programme, kind.track]
        had = problem.index.credits.get(problem.units[unit_class.units[0]][0], {})
        short.append(
            {
                r
                for r in held
                if (done := had.get(r, frozenset())) is not None
                and len(open_[r] | done) < problem.requirements[r].choose
            }
        )
    if all(short):
        for r in sorted(short[0]):
            params = {"requirement": problem.requirements[r].code}
            yield Violation("no-department", _codes(model, c), params=params)


def _stretched(
    model: Model, limits: Limits, added: np.ndarray[tuple[int], np.dtype[np.float64]]
) -> Iterator[Violation]:
    """Places added, put together over consecutive weeks with the same rule, department and number."""
    runs: list[tuple[tuple[str, str, str, tuple[float, ...], float], list[int], float, float, float]] = []
    for row, amount in zip(limits.rows, added, strict=True):
        if amount <= 1e-6:
            continue
        more = float(ceil(amount - 1e-6))
        department, site, week = _where(model, row)
        weeks = list(week)
        key = (row.rules[0], department, site, row.weight, more)
        if runs and weeks and runs[-1][0] == key and runs[-1][1][-1] == weeks[0] - 1:
            runs[-1][1].extend(weeks)
            continue
        runs.append((key, weeks, row.upper + more, row.upper, amount))
    for key, weeks, found, allowed, _ in sorted(runs, key=lambda item: -item[4] * max(1, len(item[1]))):
        rule, department, site = key[:3]
        params: dict[str, str | int | float] = {"missing": found - allowed, "rule": rule}
        code = "quota-missing" if not weeks else "places-missing" if department else "housing-missing"
        yield Violation(code, (), department, site, tuple(weeks), found, allowed, params=params)


def _where(model: Model, row: Row) -> tuple[str, str, tuple[int, ...]]:
    """Department ("" when there are several or none), site and weeks of a limit."""
    problem = model.problem
    department = "" if row.department is None else problem.departments[row.department].code
    return department, problem.sites[row.at_site(problem)], row.periods


def _lacking(model: Model, limits: Limits, short: list[tuple[int, float]]) -> Iterator[Violation]:
    """Minimums that can't be reached."""
    for r, amount in short:
        if amount <= 1e-6:
            continue
        row = limits.rows[r]
        department, site, weeks = _where(model, row)
        found = row.lower - float(ceil(amount - 1e-6))
        yield Violation("minimum-missing", (), department, site, weeks, found, row.lower)


def _unplaced(model: Model, plan: Plan) -> Iterator[Violation]:
    """Who the best plan leaves out, where limits by fractions give no other reason: units that don't fit as wholes."""
    problem = model.problem
    view = view_of(problem, plan)
    for unit_class in model.classes:
        for u in unit_class.units:
            codes = tuple(problem.learners[i].code for i in problem.units[u])
            if learner_unplaced(problem, problem.units[u][0], view):
                yield Violation("unit-does-not-fit", codes, found=len(codes), allowed=0)


def reasons_of(problem: Problem, parameters: Parameters, plan: Plan, seed: int, stop: Stop) -> tuple[Violation, ...]:
    """Reasons, the heaviest first of each sort; never empty when somebody is left out."""
    model = model_of(problem, parameters)
    limits = limits_of(model, cuts=False)
    pricing = Pricing(model, limits, parameters.search.workers, closing=False)
    hopeless = tuple(_hopeless(model, pricing, limits, parameters))
    finite = np.flatnonzero(np.isfinite(limits.upper)).tolist()
    master = Master(model, limits, seed, elastic=[Stretch((r,), 1.0) for r in finite])
    aim = Aim(Weights(0.0, DEAR, 1.0), partial=False)
    solution = generate(master, pricing, aim, stop, lambda _: None).solution
    found: tuple[Violation, ...] = ()
    if solution is not None and len(solution.columns):
        added = np.zeros(len(limits.rows))
        added[finite] = solution.stretched
        short = list(zip(master.short_rows.tolist(), solution.lacking.tolist(), strict=True))
        found = (*_stretched(model, limits, added), *_lacking(model, limits, short))
    return (*hopeless, *found) or (*_unplaced(model, plan), *_broken(model, plan))


def _broken(model: Model, plan: Plan) -> tuple[Violation, ...]:
    """Minimums and locks that the best plan misses, where no fraction tells why: whole units don't add up."""
    found = check(model.problem, plan)
    return tuple(violation for violation in found if violation.rule in {"offer-min", "quota-min", "lock"})
