"""Ways out of a round in which not everyone can be placed: concrete changes, each proven to make the round possible.

An elastic LP (Brown and Graves 1975; Chinneck 2008, ch. 6) says by how much limits must give, at the least price, for
everyone to be placed; with so much, rounded up, the round is planned in whole units. The independent checker judges
that plan by the limits as they are: what it finds broken, figure by figure, is what must change. Changed so, the round
is judged again with that plan, and planned again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from wardbridge.engine.check import check
from wardbridge.engine.columns import kernel
from wardbridge.engine.columns.generate import Aim, generate
from wardbridge.engine.columns.limits import Limits, limits_of
from wardbridge.engine.columns.master import Master, Stretch, Weights
from wardbridge.engine.columns.model import Floats, Model, model_of
from wardbridge.engine.columns.pricing import Pricing
from wardbridge.engine.columns.run import run
from wardbridge.engine.explain.edits import ACT, COSTS, WEEKS, Edit, edited, edits_for
from wardbridge.engine.explain.own import own_conflict
from wardbridge.engine.explain.personal import later, own_edit
from wardbridge.engine.parameters import Parameters
from wardbridge.engine.plan import Plan, Violation
from wardbridge.engine.problem import Problem
from wardbridge.engine.score import learner_unplaced, score
from wardbridge.engine.solve import solve
from wardbridge.engine.stop import Stop
from wardbridge.engine.view import view_of

DEAR = 1e4
"""Cost of leaving out a learner-week in the elastic model."""
AVOIDED = 25.0
"""How much dearer a limit becomes that a former way changed, so that the next way is another one."""
MINIMUM = 6.0
"""Cost of a person whom a minimum lacks."""
TURNS = 4
"""Solutions of the elastic LP, each with what the one before used little made dearer."""
SHOWN = 3
LONG = 12
"""Changes beyond which a way is long: nobody would ask for so many."""
DUST = 1e-6


@dataclass(frozen=True, slots=True)
class Way:
    """Changes that make the round possible: it was planned with them, and the judge found nothing broken.

    Parameters
    ----------
    cost
        Sum of what the changes cost (`edits.COSTS`).
    objective
        Points of the changed round planned anew; `None` when that was stopped.
    """

    edits: tuple[Edit, ...]
    cost: float
    objective: float | None = None

    @property
    def said(self) -> tuple[Violation, ...]:
        return tuple(edit.said for edit in self.edits)


@dataclass(frozen=True, slots=True)
class Alone:
    """Learners without any complete rotation, and the fewest of their own rules that forbid it together."""

    learners: tuple[str, ...]
    conflict: tuple[Violation, ...]


def hopeless(problem: Problem, parameters: Parameters) -> tuple[tuple[tuple[int, ...], Alone], ...]:
    """Units that have no complete rotation however many places there were, by class, with the reason."""
    model = model_of(problem, parameters)
    limits = limits_of(model, cuts=False)
    best = Pricing(model, limits, 1, closing=False)
    values = best.run(best.prices(np.zeros(len(limits.rows)))).best
    found = []
    for c in np.flatnonzero(values <= kernel.NEVER / 2).tolist():
        units = model.classes[c].units
        codes = tuple(problem.learners[i].code for u in units for i in problem.units[u])
        found.append((units, Alone(codes, own_conflict(problem, units[0], parameters))))
    return tuple(found)


def ways_out(problem: Problem, plan: Plan, parameters: Parameters, seed: int, stop: Stop) -> tuple[Way, ...]:
    """The cheapest ways that differ, at most `SHOWN`, cheapest first; `plan` is the best partial plan.

    Only ways that were seen to place everyone; a long one only where there is no shorter.
    """
    first = tuple(_for_the_hopeless(problem, parameters))
    begun = edited(problem, first)
    found = [((*first, *edits), witness) for edits, witness in _elastic(begun, parameters, seed, stop)]
    found += _postponed(problem, plan)
    if first:
        found.append((first, solve(begun, stop=stop, seed=seed, parameters=parameters).plan or Plan(())))
    found.sort(key=lambda item: (len(item[0]) > LONG, _cost_of(item[0])))
    chosen: list[Way] = []
    for edits, witness in found:
        if len(chosen) == SHOWN or (chosen and len(edits) > LONG):
            break
        if any(set(map(_key, other.edits)) <= set(map(_key, edits)) for other in chosen):
            continue
        way = _verified(problem, edits, witness, (parameters, seed, stop))
        if way is not None:
            chosen.append(way)
    return tuple(chosen)


def _cost_of(edits: tuple[Edit, ...]) -> float:
    return sum(edit.cost for edit in edits)


def _key(edit: Edit) -> object:
    said = edit.said
    return said.rule, said.learners, said.department, said.site, said.periods, said.found


def _for_the_hopeless(problem: Problem, parameters: Parameters) -> Iterator[Edit]:
    for units, alone in hopeless(problem, parameters):
        for u in units:
            conflict = alone.conflict if u == units[0] else own_conflict(problem, u, parameters)
            yield own_edit(conflict) or later(problem, [u])


def _verified(
    problem: Problem, edits: tuple[Edit, ...], witness: Plan, how: tuple[Parameters, int, Stop]
) -> Way | None:
    """The way, if the changed round can be: it is planned anew, and the plan that led to the changes is judged."""
    parameters, seed, stop = how
    changed = edited(problem, edits)
    result = solve(changed, stop=stop, seed=seed, parameters=parameters)
    if result.plan is not None and not result.unplaced and not check(changed, result.plan):
        return Way(edits, _cost_of(edits), score(changed, result.plan, parameters).total)
    return None if check(changed, witness) else Way(edits, _cost_of(edits))


def _elastic(problem: Problem, parameters: Parameters, seed: int, stop: Stop) -> Iterator[tuple[list[Edit], Plan]]:
    """Changes by limits, and the plan that needs them; each time what was changed before is avoided."""
    if not problem.units:  # nobody could be placed anyhow
        yield [], Plan(())
        return
    model = model_of(problem, parameters)
    limits = limits_of(model, cuts=False)
    pricing = Pricing(model, limits, parameters.search.workers, closing=False)
    stretches = tuple(_stretches(limits))
    avoided = np.ones(len(stretches))
    for _ in range(SHOWN):
        give = _give(Master(model, limits, seed, elastic=stretches), pricing, avoided, stop)
        witness = None if give is None else _witness(problem, limits, give, (parameters, seed, stop))
        edits = None if witness is None else edits_for(problem, check(problem, witness))
        if give is None or witness is None or edits is None:
            return
        yield edits, witness
        given = frozenset(np.flatnonzero(give.more > DUST).tolist())
        if not edits or not given:  # nothing else was in the way; only minimums, which can't be avoided
            return
        avoided *= [AVOIDED if given & set(one.rows) else 1.0 for one in stretches]


@dataclass(frozen=True, slots=True)
class _Give:
    """By how much limits give way, by row: upper amounts grow, minimums fall."""

    more: Floats
    less: Floats


def _give(master: Master, pricing: Pricing, avoided: Floats, stop: Stop) -> _Give | None:
    """The least that limits must give, in fractions and in few places, for everyone to be placed.

    Few: each solution makes dearer what it uses little (reweighting; Candès, Wakin and Boyd 2008).
    """
    basic = avoided * np.array([one.cost for one in master.stretches])
    spent: Floats = np.full(len(basic), np.inf)
    more, less = np.zeros(len(master.limits.rows)), np.zeros(len(master.limits.rows))
    aim = Aim(Weights(0.0, DEAR, MINIMUM), partial=False)
    for _ in range(TURNS):
        master.stretch_cost = basic + avoided * ACT / (spent + 0.1)
        solution = generate(master, pricing, aim, stop, lambda _: None).solution
        if solution is None or stop() or solution.unplaced.sum() > DUST:
            return None
        spent, lacking = solution.stretched, solution.lacking
    for one, amount in zip(master.stretches, spent, strict=True):
        more[list(one.rows)] += amount
    less[master.short_rows] = lacking
    return _Give(np.ceil(more - DUST), np.ceil(less - DUST))


def _witness(problem: Problem, limits: Limits, give: _Give, how: tuple[Parameters, int, Stop]) -> Plan | None:
    """A plan in whole units that places everyone where limits give so much; a little more where units are large."""
    parameters, seed, stop = how
    largest = max(len(unit) for unit in problem.units)
    quick = replace(parameters, search=replace(parameters.search, neighbourhoods=2, branch_nodes=20, list_nodes=20))
    for extra in sorted({0, 1, largest // 2, largest}):
        more = np.where(give.more > 0, give.more + extra, 0.0)
        given = replace(
            limits,
            lower=np.maximum(0.0, limits.lower - np.where(give.less > 0, give.less + extra, 0.0)),
            upper=limits.upper + more,
            target=limits.target + more,
        )
        result = run(problem, stop, seed, quick, lambda _: None, limits=_these(given))
        if result.plan is not None and not result.unplaced and result.gap is not None:
            return result.plan
        if stop():
            return None
    return None


def _these(limits: Limits) -> Callable[[Model], Limits]:
    return lambda _: limits


def _stretches(limits: Limits) -> Iterator[Stretch]:
    """What may be added: to a limit in one week, or in all weeks in which it is the same."""
    records: dict[tuple[object, ...], list[int]] = {}
    for r, row in enumerate(limits.rows):
        if np.isfinite(limits.upper[r]):
            records.setdefault((row.department, row.site, row.rules, row.upper, row.weight), []).append(r)
    for rows in records.values():
        cost = sum(_cost(rule) for rule in limits.rows[rows[0]].rules)
        if len(rows) > 1:
            yield Stretch(tuple(rows), cost * WEEKS)
        if not set(limits.rows[rows[0]].rules) <= LASTING:
            yield from (Stretch((r,), cost) for r in rows)


LASTING = frozenset({"room", "VN-08"})
"""Rules whose figures are those of a department, not of a week."""


def _cost(rule: str) -> float:
    """Cost of room for one learner more in a row; for what lasts, in one of the weeks that are counted."""
    cost = COSTS.get(rule, COSTS["housing"] if rule.startswith("housing") else 1.0)
    return cost / WEEKS if rule in LASTING else cost / 10.0 if rule == "VN-05" else cost


def _postponed(problem: Problem, plan: Plan) -> Iterator[tuple[tuple[Edit, ...], Plan]]:
    """Who the best plan leaves out waits for another round, and minimums that it misses fall."""
    view = view_of(problem, plan)
    out = [u for u, unit in enumerate(problem.units) if any(learner_unplaced(problem, i, view) for i in unit)]
    gone = {problem.learners[i].code for u in out for i in problem.units[u]}
    edit = later(problem, out)
    rows = tuple(row for row in plan.assignments if row.learner not in gone)
    rest = Plan(rows, {code: track for code, track in plan.tracks.items() if code not in gone})
    changed = edited(problem, (edit,))
    more = edits_for(changed, check(changed, rest))
    if more is not None:
        yield (edit, *more), rest
