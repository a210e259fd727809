"""The shared limits of the weeks to come, and what the rotations that stay use of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from wardbridge.engine.columns.limits import Cell, Limits, limits_of
from wardbridge.engine.columns.model import Floats, Model, Profile, UnitClass, model_of, profile_of
from wardbridge.engine.columns.pricing import touched
from wardbridge.engine.parameters import Parameters
from wardbridge.engine.plan import Assignment
from wardbridge.engine.problem import Problem
from wardbridge.engine.repair.before import Unit, station_of, stations_in


@dataclass(frozen=True, slots=True)
class Use:
    """What one unit uses of the limit rows: increasing rows and amounts."""

    rows: NDArray[np.int64]
    values: Floats


@dataclass(frozen=True, slots=True)
class Uses:
    """What each of many units uses of the rows: unit `at`, `row` and `value`, by unit and row."""

    units: int
    rows: int
    at: NDArray[np.int64]
    row: NDArray[np.int64]
    value: Floats

    def total(self, of: NDArray[np.bool_]) -> Floats:
        """The sum over the units marked."""
        value = np.where(of[self.at], self.value, 0.0)
        return np.asarray(np.bincount(self.row, value, self.rows), np.float64)

    def paid(self, price: Floats) -> Floats:
        """What each unit pays when each row costs `price`."""
        return np.asarray(np.bincount(self.at, self.value * price[self.row], self.units), np.float64)

    def touching(self, rows: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Units that use one of the rows marked."""
        return np.bincount(self.at, rows[self.row], self.units) > 0

    def of(self, unit: int) -> Use:
        first, last = np.searchsorted(self.at, [unit, unit + 1])
        return Use(self.row[first:last], self.value[first:last])


class Amounts:
    """Limit rows from the first open week on, with a column of coefficients a profile of unit."""

    def __init__(self, problem: Problem, parameters: Parameters, units: Sequence[Unit], since: int) -> None:
        self.profiles = tuple(dict.fromkeys(profile_of(problem, u.learners) for u in units))
        self._number = {profile: f for f, profile in enumerate(self.profiles)}
        self._problem = problem
        model = _coarse(problem, parameters, units, self.profiles)
        self.limits = _future(limits_of(model, since=since), since)
        self.stations = stations_in(problem)
        self._at: dict[Cell, list[int]] = {}
        self._of_site: dict[int, list[int]] = {}
        for r, row in enumerate(self.limits.rows):
            if row.visits:
                self._of_site.setdefault(row.site, []).append(r)
            for x, t, _ in touched(model, row):
                self._at.setdefault((x, t), []).append(r)

    def profile(self, unit: Unit) -> int:
        return self._number[profile_of(self._problem, unit.learners)]

    def use(self, profile: int, cells: Iterable[Cell], sites: Iterable[int]) -> Use:
        """What a unit of the profile uses by being in these cells (station, period) and at these sites."""
        touched = sorted({r for cell in cells for r in self._at.get(cell, ())} | self._quotas(sites))
        values = self.limits.coefficient[touched, profile]
        return Use(np.array(touched, np.int64)[values != 0], values[values != 0])

    def _quotas(self, sites: Iterable[int]) -> set[int]:
        return {r for site in sites for r in self._of_site.get(site, ())}

    def of_unit(self, unit: Unit, since: int) -> Use:
        """What a unit's present rotation uses."""
        sites = {self._problem.departments[b.department].site for b in unit.blocks}
        return self.use(self.profile(unit), unit.cells(since), sites)

    def uses(self, units: Sequence[Unit], since: int) -> Uses:
        """What the present rotations of all these units use, as one table."""
        weeks = len(self._problem.periods)
        place = [(u, x * weeks + t) for u, unit in enumerate(units) for x, t in unit.cells(since)]
        site = [(u, h) for u, unit in enumerate(units)
                for h in {self._problem.departments[b.department].site for b in unit.blocks}]  # fmt: skip
        by_cell = {x * weeks + t: rows for (x, t), rows in self._at.items()}
        at, row = _joined(_expanded(place, by_cell), _expanded(site, self._of_site))
        profile = np.array([self.profile(unit) for unit in units], np.int64)
        value = self.limits.coefficient[row, profile[at]]
        order = np.lexsort((row, at))
        order = order[value[order] != 0]
        return Uses(len(units), len(self.limits.rows), at[order], row[order], value[order])

    def of_gone(self, rows: Sequence[Assignment], since: int) -> Floats:
        """What those who left the round used: they still count for minimums, so nobody moves to fill their place."""
        problem, found = self._problem, np.zeros(len(self.limits.rows))
        size = np.array([profile.size for profile in self.profiles], np.float64)
        each = (self.limits.coefficient / size).max(axis=1, initial=0.0)
        sites: dict[str, set[int]] = {}
        for row in rows:
            k = problem.index.department.get(row.department)
            if k is None:
                continue
            sites.setdefault(row.learner, set()).add(problem.departments[k].site)
            x = station_of(self.stations, k, row.shift)
            for r in (r for t in row.periods if t >= since for r in self._at.get((x, t), ())):
                found[r] += each[r]
        for visited in sites.values():
            for r in self._quotas(visited):
                found[r] += each[r]
        return found

    def cells(self, rows: NDArray[np.bool_]) -> frozenset[Cell]:
        """Cells (department, period) of the rows marked."""
        return frozenset(cell for r in np.flatnonzero(rows).tolist() for cell in self.limits.rows[r].cells)


Pairs = tuple[NDArray[np.int64], NDArray[np.int64]]


def _expanded(pairs: list[tuple[int, int]], rows_of: Mapping[int, Sequence[int]]) -> Pairs:
    """(unit, key) → (unit, row) for each row of the key."""
    if not pairs or not rows_of:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    size = 1 + max([*rows_of, *(key for _, key in pairs)])
    count = np.zeros(size, np.int64)
    count[list(rows_of)] = [len(rows) for rows in rows_of.values()]
    start = np.concatenate([[0], np.cumsum(count)])[:-1]
    flat = np.array([r for key in sorted(rows_of) for r in rows_of[key]], np.int64)
    unit, key = np.array(pairs, np.int64).T
    at = np.repeat(unit, count[key])
    within = np.arange(len(at)) - np.repeat(np.cumsum(count[key]) - count[key], count[key])
    return at, flat[np.repeat(start[key], count[key]) + within]


def _joined(one: Pairs, other: Pairs) -> Pairs:
    return np.concatenate([one[0], other[0]]), np.concatenate([one[1], other[1]])


def _coarse(problem: Problem, parameters: Parameters, units: Sequence[Unit], profiles: tuple[Profile, ...]) -> Model:
    """A model that knows of its learners only how many there are: enough to say which limits matter."""
    nobody = replace(
        problem,
        learners=(),
        units=(),
        wishes=(),
        locks=(),
        unit_codes=(),
        imposed=(),
        credits=(),
        closed=(),
        familiar=(),
    )
    empty = model_of(nobody, parameters)
    counts = dict.fromkeys(profiles, 0)
    for u in units:
        counts[profile_of(problem, u.learners)] += 1
    classes = tuple(UnitClass(profile, tuple(range(n)), (), None, {}, {}) for profile, n in counts.items())
    return replace(empty, classes=classes, profiles=profiles)


def _future(limits: Limits, since: int) -> Limits:
    """The rows that still matter: cells of the weeks to come, and quotas."""
    keep = [r for r, row in enumerate(limits.rows) if row.visits or min(row.periods) >= since]
    return Limits(
        tuple(limits.rows[r] for r in keep),
        limits.coefficient[keep],
        limits.lower[keep],
        limits.upper[keep],
        limits.target[keep],
        limits.price[keep],
    )
