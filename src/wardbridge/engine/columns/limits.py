"""The limits that learners share, as rows of the master: over cells (department × week) or first visits to a site.

Limits of a cell with the same weights become one row with the least amount; a row that another implies is left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import combinations, product
from math import gcd, inf

import numpy as np
from numpy.typing import NDArray

from wardbridge.engine.columns.model import Floats, Model
from wardbridge.engine.equity import burdened
from wardbridge.engine.problem import Offer, Problem, Quota
from wardbridge.rulekit.capacity import teacher_weights
from wardbridge.rulekit.housing import Need
from wardbridge.rulekit.levels import LEVELS
from wardbridge.rulekit.shifts import Shift, meet

Weights = tuple[int, ...]
Cell = tuple[int, int]
"""(department, period)."""


@dataclass(frozen=True, slots=True)
class Row:
    """``lower <= sum of weight × units <= upper``, over units once in each of the cells, or who ever visit the site.

    Parameters
    ----------
    weight
        By profile, of one unit.
    cells
        (department, period), none where visits count.
    site
        Site whose visitors count, or -1.
    rules
        Codes of the rules that the upper amount comes from.
    price
        Points that each unit beyond the upper amount costs; 0: it may not be exceeded.
    factors
        What a unit counts in each of the cells, by night the burden of nights besides; none: once.
    time
        Time of the day of the cells (one of the index's `times`); `None`: a week counts once, whenever in the day.
    """

    weight: tuple[float, ...]
    lower: float
    upper: float
    cells: tuple[Cell, ...]
    site: int
    rules: tuple[str, ...]
    price: float = 0.0
    factors: tuple[float, ...] = ()
    time: Shift | None = None

    @property
    def visits(self) -> bool:
        """Whether each unit counts once, however long it stays."""
        return not self.cells

    def uses(self) -> Iterator[tuple[int, int, float]]:
        """Department, period and what a unit counts there, of each cell."""
        for (k, t), factor in zip(self.cells, self.factors or (1.0,) * len(self.cells), strict=True):
            yield k, t, factor

    @property
    def department(self) -> int | None:
        """The one department of the cells; `None` where there are several or none."""
        found = {k for k, _ in self.cells}
        return found.pop() if len(found) == 1 else None

    @property
    def periods(self) -> tuple[int, ...]:
        return tuple(sorted({t for _, t in self.cells}))

    def at_site(self, problem: Problem) -> int:
        """The site of the cells or of the visits."""
        return problem.departments[self.cells[0][0]].site if self.cells else self.site


@dataclass(frozen=True, slots=True)
class Limits:
    """All rows, and the coefficient of one unit of each profile in each: shape (rows, profiles).

    `upper` is what may not be exceeded, infinite for a row with a price; `target` is what costs nothing.
    """

    rows: tuple[Row, ...]
    coefficient: Floats
    lower: Floats
    upper: Floats
    target: Floats
    price: Floats

    def beyond(self, used: Floats) -> Floats:
        """By row with a price, what is beyond its target."""
        return np.where(self.price > 0, np.maximum(0.0, used - self.target), 0.0)

    def part(self, chosen: NDArray[np.int64], used: Floats) -> Limits:
        """Some of the rows, with what is left of their amounts beside what is `used` (given for all rows)."""
        lower = np.maximum(0.0, self.lower - used)
        return Limits(
            tuple(self.rows[r] for r in chosen.tolist()),
            self.coefficient[chosen],
            lower[chosen],
            (self.upper - used)[chosen],
            (self.target - used)[chosen],
            self.price[chosen],
        )


def _scope(problem: Problem, share: Offer | Quota) -> Weights:
    """By programme, whether its learners count."""
    return tuple(
        int(share.programme in {None, p} and share.level in {None, row.level} and share.school in {"", row.school})
        for p, row in enumerate(problem.programmes)
    )


def _shares(
    problem: Problem, shares: Sequence[Offer | Quota], rule: str
) -> Iterator[tuple[Weights, float, float, str]]:
    """Limits of offers or quotas, and what reserves leave to others.

    Where a share is also for others than those of some reserves, each reserve counts as full at least:
    ``others + sum of max(present, reserved) <= maximum``, which is one limit for each set of reserves taken as full. A
    set that is more than the share itself keeps nothing.
    """
    scopes = [_scope(problem, share) for share in shares]
    kept = [(scope, share.reserved) for scope, share in zip(scopes, shares, strict=True) if share.reserved]
    for scope, share in zip(scopes, shares, strict=True):
        yield scope, share.minimum, share.maximum, f"{rule}-max"
        inside = [
            item for item in kept if item[0] != scope and all(a <= b for a, b in zip(item[0], scope, strict=True))
        ]
        for size in range(1, len(inside) + 1):
            for full in combinations(inside, size):
                others = tuple(max(0, n - sum(of)) for n, *of in zip(scope, *(s for s, _ in full), strict=True))
                left = share.maximum - sum(n for _, n in full)
                if any(others) and left >= 0:
                    yield others, 0, left, f"{rule}-reserved"


def _cell_limits(problem: Problem, cell: Cell, time: Shift) -> Iterator[tuple[Weights, float, float, str]]:
    """Weights, lower, upper and rule of every limit of a cell at a time of the day, as the law and the offers state."""
    department = problem.departments[cell[0]]
    everyone = (1,) * len(problem.programmes)
    offers = [offer for offer in problem.index.offers.get(cell, ()) if meet(offer.shift, time)]
    yield from _shares(problem, offers, "offer")
    guests = problem.index.guests.get((*cell, time), {})
    others = sum(guests.values())
    if department.room is not None:
        yield everyone, 0, max(0, department.room - others), "room"
    if cell in problem.index.beds:
        yield everyone, 0, max(0, problem.index.beds[cell] - others), "VN-08"
    teachers = problem.index.teachers.get(cell, {})
    whole, weight = teacher_weights(problem.periods[cell[1]].first, problem.law)
    taken = 0
    for at, level in enumerate(LEVELS):
        counted = LEVELS[: at + 1]
        taken += weight[level] * guests.get(level, 0)
        weights = tuple(weight[row.level] if row.level in counted else 0 for row in problem.programmes)
        yield weights, 0, max(0, whole * len(teachers.get(level, ())) - taken), "VN-05"


def _merged(
    limits: Iterator[tuple[Weights, float, float, str]], reach: Sequence[int]
) -> dict[Weights, tuple[float, float, tuple[str, ...]]]:
    """One entry a normalised weight; `reach` is by programme the most learners who could ever be there."""
    found: dict[Weights, tuple[float, float, tuple[str, ...]]] = {}
    for given, lower, given_upper, rule in limits:
        weights = tuple(w if n else 0 for w, n in zip(given, reach, strict=True))
        divisor = reduce(gcd, weights)
        if not divisor:
            if lower <= 0:
                continue
            divisor = 1
        weights, upper = tuple(w // divisor for w in weights), given_upper // divisor
        low, high, rules = found.get(weights, (0.0, inf, ()))
        rules = (rule,) if upper < high else (*rules, rule) if upper == high else rules
        found[weights] = (max(low, lower), min(high, upper), rules)
    return found


def _needed(
    merged: Mapping[Weights, tuple[float, float, tuple[str, ...]]], reach: Sequence[int]
) -> Iterator[tuple[Weights, float, float, tuple[str, ...]]]:
    """Drop an upper amount that all learners together can't reach or that another row implies."""
    for weights, (lower, high, rules) in merged.items():
        upper = high
        if sum(w * n for w, n in zip(weights, reach, strict=True)) <= upper:
            upper = inf
        for other, (_, bound, _) in merged.items():
            implied = other != weights and bound <= upper
            if implied and all(w <= o for w, o in zip(weights, other, strict=True)):
                upper = inf
        if upper < inf or lower > 0:
            yield weights, lower, upper, rules


def cell_limits(problem: Problem, cell: Cell, reach: Sequence[int]) -> list[tuple[Weights, float]]:
    """Weights by programme and amount of each upper limit of a cell that those who reach it could break.

    For rounds that know one time of the day only.
    """
    rows = _needed(_merged(_cell_limits(problem, cell, problem.index.times[0]), reach), reach)
    return [(weights, upper) for weights, _, upper, _ in rows if upper < inf]


def _reach(model: Model) -> dict[tuple[int, Shift], list[int]]:
    """(Department, time of the day) → programme → learners who have an option there."""
    people = [0] * len(model.problem.programmes)
    for unit_class in model.classes:
        people[unit_class.programme] += unit_class.size * unit_class.count
    reach: dict[tuple[int, Shift], list[int]] = defaultdict(lambda: [0] * len(people))
    for kind in model.kinds:
        for x in set(kind.station.ravel().tolist()) - {-1}:
            k, shift, _ = model.stations[x]
            for time in model.problem.index.times:
                if meet(shift, time):
                    reach[k, time][kind.programme] = people[kind.programme]
    return reach


def limits_of(model: Model, *, cuts: bool = True, since: int = 0) -> Limits:
    """Collect the rows of every cell that someone may use or that has a minimum, then the quotas, then the cuts.

    What lies wholly before week `since` is past and left out.
    """
    problem, reach = model.problem, _reach(model)
    rows = []
    nobody = [0] * len(problem.programmes)
    for k in range(len(problem.departments)):
        for t, time in product(range(since, len(problem.periods)), problem.index.times):
            here = reach.get((k, time), nobody)
            merged = _merged(_cell_limits(problem, (k, t), time), here)
            rows += [
                Row(_each(model, w), lo, hi, ((k, t),), -1, rules, time=time)
                for w, lo, hi, rules in _needed(merged, here)
            ]
    for site in dict.fromkeys(quota.site for quota in problem.quotas):
        quotas = [quota for quota in problem.quotas if quota.site == site]
        rows += [
            Row(_each(model, w), lo, hi, (), site, (rule,)) for w, lo, hi, rule in _shares(problem, quotas, "quota")
        ]
    rows += _housing(model)
    rows += _schools(model)
    coefficient = np.array([row.weight for row in rows], np.float64).reshape(len(rows), len(model.profiles))
    return _rounded(rows, coefficient) if cuts else _limits(rows, coefficient)


def _each(model: Model, weights: Weights) -> Weights:
    """By profile, of a unit; from weights by programme, of a learner."""
    return tuple(weights[profile.programme] * profile.size for profile in model.profiles)


def _housing(model: Model) -> Iterator[Row]:
    """Places to sleep at a site in a week, over all its departments, where more learners need one than there are."""
    problem = model.problem
    for housing in problem.housing:
        weight = tuple(profile.needing(housing.need) for profile in model.profiles)
        everyone = sum(c.profile.needing(housing.need) * c.count for c in model.classes)
        here = [k for k, department in enumerate(problem.departments) if department.site == housing.site]
        rule = "housing" if housing.need is Need.ANY else f"housing-{housing.need}"
        if everyone <= housing.places or not here:
            continue
        for t in range(len(problem.periods)):
            yield Row(weight, 0, housing.places, tuple((k, t) for k in here), -1, (rule,))


def _schools(model: Model) -> Iterator[Row]:
    """What each school's learners bear beyond its fair share, as `engine.equity` counts it: a linear cost."""
    problem, price = model.problem, model.equity.schools
    school = [problem.programmes[x.programme].school for x in problem.learners]
    cells = list(product(range(len(problem.departments)), range(len(problem.periods))))
    if not price or not burdened(problem) or len(set(school)) < 2:
        return
    carried, weeks = problem.index.carried, problem.index.least_weeks
    mean, total = sum(carried) / len(carried), max(1, sum(weeks))
    for code in sorted(set(school)):
        share = sum(w for w, own in zip(weeks, school, strict=True) if own == code) / total
        weight = tuple(x.size * ((problem.programmes[x.programme].school == code) - share) for x in model.profiles)
        before = sum(c - mean for c, own in zip(carried, school, strict=True) if own == code)
        factors = tuple(float(problem.departments[k].burden) for k, _ in cells)
        yield Row(weight, 0, -before, tuple(cells), -1, ("fair-share",), price, factors)


MOST_TOGETHER = 3
"""Cuts say how many large units fit together, up to this number."""


def _rounded(rows: list[Row], coefficient: Floats) -> Limits:
    """Add the rounding cuts of groups: of units that each need more than amount / (m + 1), at most m fit.

    The cut of a row ``sum a x <= b`` at divisor c is ``sum floor(a / c) x <= floor(b / c)`` (Chvátal and Gomory), valid
    for whole units; c is the least size of which m + 1 don't fit. With learners on their own there is nothing to cut.
    """
    cuts, coefficients = [], []
    for row, given in zip(rows, coefficient, strict=True):
        if row.visits or row.price or row.upper == inf or given.max(initial=0.0) < 2:
            continue
        for m in range(1, MOST_TOGETHER + 1):
            divisor = row.upper // (m + 1) + 1
            cut = given // divisor
            if divisor > 1 and np.any(cut * row.upper > given * (row.upper // divisor)):
                cuts.append(Row(row.weight, 0.0, row.upper // divisor, row.cells, -1, row.rules, time=row.time))
                coefficients.append(cut)
    rows = rows + cuts
    return _limits(rows, np.vstack([coefficient, *coefficients]))


def _limits(rows: list[Row], coefficient: Floats) -> Limits:
    return Limits(
        tuple(rows),
        coefficient,
        np.array([row.lower for row in rows], np.float64),
        np.array([inf if row.price else row.upper for row in rows], np.float64),
        np.array([row.upper for row in rows], np.float64),
        np.array([row.price for row in rows], np.float64),
    )
