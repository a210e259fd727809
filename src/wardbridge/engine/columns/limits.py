"""The limits that learners share, as rows of the master: cells (department × week) and quotas of sites.

Limits of a cell with the same weights become one row with the least amount; a row that another implies is left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from math import gcd, inf

import numpy as np

from wardbridge.engine.columns.model import Floats, Model
from wardbridge.engine.problem import Problem
from wardbridge.rulekit.capacity import teacher_weights
from wardbridge.rulekit.levels import LEVELS

Weights = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """``lower <= sum of weight × learners <= upper``.

    Parameters
    ----------
    weight
        By programme, of one learner.
    cell
        (department, period), or `None` for a quota.
    site
        Site of a quota, or -1.
    rules
        Codes of the rules that the upper amount comes from.
    """

    weight: Weights
    lower: float
    upper: float
    cell: tuple[int, int] | None
    site: int
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Limits:
    """All rows, and the coefficient of one unit of each profile in each: shape (rows, profiles)."""

    rows: tuple[Row, ...]
    coefficient: Floats
    lower: Floats
    upper: Floats


def _scope(problem: Problem, programme: int | None, level: object) -> Weights:
    return tuple(int(programme in {None, p} and level in {None, row.level}) for p, row in enumerate(problem.programmes))


def _cell_limits(problem: Problem, cell: tuple[int, int]) -> Iterator[tuple[Weights, float, float, str]]:
    """Weights, lower, upper and rule of every limit of a cell, as the law and the offers state them."""
    department = problem.departments[cell[0]]
    everyone = (1,) * len(problem.programmes)
    for offer in problem.index.offers.get(cell, ()):
        yield _scope(problem, offer.programme, offer.level), offer.minimum, offer.maximum, "offer-max"
    if department.room is not None:
        yield everyone, 0, department.room, "room"
    if cell in problem.index.beds:
        yield everyone, 0, problem.index.beds[cell], "VN-08"
    teachers = problem.index.teachers.get(cell, {})
    whole, weight = teacher_weights(problem.periods[cell[1]].first)
    for at, level in enumerate(LEVELS):
        counted = LEVELS[: at + 1]
        weights = tuple(weight[row.level] if row.level in counted else 0 for row in problem.programmes)
        yield weights, 0, whole * len(teachers.get(level, ())), "VN-05"


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


def _reach(model: Model) -> dict[int, list[int]]:
    """Department → programme → learners who have an option there."""
    people = [0] * len(model.problem.programmes)
    for unit_class in model.classes:
        people[unit_class.programme] += unit_class.size * unit_class.count
    reach: dict[int, list[int]] = defaultdict(lambda: [0] * len(people))
    for kind in model.kinds:
        for k in set(kind.department.tolist()):
            reach[k][kind.programme] = people[kind.programme]
    return reach


def limits_of(model: Model, *, cuts: bool = True) -> Limits:
    """Collect the rows of every cell that someone may use or that has a minimum, then the quotas, then the cuts."""
    problem, reach = model.problem, _reach(model)
    rows = []
    nobody = [0] * len(problem.programmes)
    for k in range(len(problem.departments)):
        for t in range(len(problem.periods)):
            here = reach.get(k, nobody)
            merged = _merged(_cell_limits(problem, (k, t)), here)
            rows += [Row(w, lo, hi, (k, t), -1, rules) for w, lo, hi, rules in _needed(merged, here)]
    for quota in problem.quotas:
        weights = _scope(problem, quota.programme, quota.level)
        rows.append(Row(weights, quota.minimum, quota.maximum, None, quota.site, ("quota-max",)))
    coefficient = np.array([[row.weight[p] * size for p, size in model.profiles] for row in rows], np.float64).reshape(
        len(rows), len(model.profiles)
    )
    return _rounded(rows, coefficient) if cuts else _limits(rows, coefficient)


MOST_TOGETHER = 3
"""Cuts say how many large units fit together, up to this number."""


def _rounded(rows: list[Row], coefficient: Floats) -> Limits:
    """Add the rounding cuts of groups: of units that each need more than amount / (m + 1), at most m fit.

    The cut of a row ``sum a x <= b`` at divisor c is ``sum floor(a / c) x <= floor(b / c)`` (Chvátal and Gomory), valid
    for whole units; c is the least size of which m + 1 don't fit. With learners on their own there is nothing to cut.
    """
    cuts, coefficients = [], []
    for row, given in zip(rows, coefficient, strict=True):
        if row.cell is None or row.upper == inf or given.max(initial=0.0) < 2:
            continue
        for m in range(1, MOST_TOGETHER + 1):
            divisor = row.upper // (m + 1) + 1
            cut = given // divisor
            if divisor > 1 and np.any(cut * row.upper > given * (row.upper // divisor)):
                cuts.append(Row(row.weight, 0.0, row.upper // divisor, row.cell, -1, row.rules))
                coefficients.append(cut)
    rows = rows + cuts
    return _limits(rows, np.vstack([coefficient, *coefficients]))


def _limits(rows: list[Row], coefficient: Floats) -> Limits:
    return Limits(
        tuple(rows),
        coefficient,
        np.array([row.lower for row in rows], np.float64),
        np.array([row.upper for row in rows], np.float64),
    )
