"""Units that may move, as a model of their own: their past fixed, every rotation from here on priced exactly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from wardbridge.engine.columns.limits import Cell, Limits
from wardbridge.engine.columns.model import Floats, Model, UnitClass, model_of
from wardbridge.engine.columns.pricing import Column, Prices, Pricing
from wardbridge.engine.parameters import Parameters
from wardbridge.engine.plan import Assignment
from wardbridge.engine.problem import Learner, Lock, Problem
from wardbridge.engine.repair.amounts import Amounts, Use
from wardbridge.engine.repair.before import Before, Unit, station_of
from wardbridge.engine.score import learner_points
from wardbridge.engine.view import Block, view_of

Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Bundle:
    """Interchangeable units with the same old rotation.

    Parameters
    ----------
    units
        Indices into `Before.units`.
    moves
        Learners who count as moved when a unit leaves its rotation; 0 where nothing was to come.
    use, points, unplaced
        Of the old rotation where it may be kept (`stays`), else nothing.
    old
        Station by period in the old rotation from the first open week on, -1 elsewhere.
    """

    units: tuple[int, ...]
    size: int
    profile: int
    stays: bool
    moves: int
    use: Use
    points: float
    unplaced: int
    out: int
    old: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Value:
    """What a price run is for: points, a learner-week unplaced (`mu`), and a changed week of one learner."""

    points: float
    mu: float
    changed: float


class Layer:
    """Some units as a model; `bundles` are in the order of its classes."""

    def __init__(
        self, problem: Problem, parameters: Parameters, before: Before, amounts: Amounts, chosen: Sequence[int]
    ) -> None:
        self._before, self._amounts, self._since = before, amounts, before.since
        units = [before.units[u] for u in chosen]
        self._problem = _part(problem, units, before.since)
        model = model_of(self._problem, parameters, apart=[_label(unit) for unit in units])
        model.offered[:, :, : before.since] = True
        self._shared = Pricing(model, _columns_of(amounts, model), 1)
        self.model = _own_profiles(model)
        self._pricing = Pricing(self.model, _no_rows(self.model), 1, closing=False)
        self.bundles = tuple(self._bundles(chosen, parameters))
        self._masks = tuple(self._bans())
        self._profile = np.array([model.profiles.index(c.profile) for c in model.classes], np.int64)

    def _bundles(self, chosen: Sequence[int], parameters: Parameters) -> Iterator[Bundle]:
        weeks = len(self._problem.periods)
        for unit_class in self.model.classes:
            unit = self._before.units[chosen[unit_class.units[0]]]
            old = np.full(weeks, -1, np.int64)
            for x, t in unit.cells(self._since):
                old[t] = x
            use = Use(np.zeros(0, np.int64), np.zeros(0))
            points, unplaced = 0.0, 0
            if unit.stays:
                use = self._amounts.of_unit(unit, self._since)
                points, unplaced = self._worth(self._problem.units[unit_class.units[0]], unit, parameters)
            yield Bundle(
                tuple(chosen[u] for u in unit_class.units),
                unit.size,
                self._amounts.profile(unit),
                unit.stays,
                unit.size if (old >= 0).any() else 0,
                use,
                points,
                unplaced,
                unit.size * self._required(unit_class, unit),
                old,
            )

    def _required(self, unit_class: UnitClass, unit: Unit) -> int:
        """Weeks that count as unplaced when a unit is left out: of any track, or of one that its past belongs to."""
        required = [int(self.model.kinds[v].progress.missing[q]) for v, q in unit_class.begin.items()]
        return max(required) if any(b.periods[0] < self._since for b in unit.blocks) else min(required)

    def _worth(self, members: Sequence[int], unit: Unit, parameters: Parameters) -> tuple[float, int]:
        """Points and learner-weeks unplaced of the old rotation, as columns count theirs."""
        problem = self._problem
        rows = [row for i in members for row in assignments_of(problem, problem.learners[i].code, unit.blocks)]
        tracks = _track_codes(problem, members, unit.track)
        view = view_of(problem, replace(self._before.plan, assignments=tuple(rows), tracks=tracks))
        parts = [learner_points(problem, i, view, parameters) for i in members]
        return sum(part.total for part in parts), sum(part.unplaced for part in parts)

    # --- what is past ---------------------------------------------------------------------------------------------

    def _bans(self) -> Iterator[Bools]:
        """By batch (jobs, options, weeks): what may not begin, so that the past stays as it was."""
        if self._since == 0:
            yield from (np.zeros((0, 0, 0), np.bool_) for _ in self.model.batches)
            return
        for batch in self.model.batches:
            masks = np.zeros((len(batch.job_class), *batch.worth.shape[1:], batch.period.shape[1]), np.bool_)
            for j, c in enumerate(batch.job_class.tolist()):
                available = self.model.classes[c].available
                masks[j, :, : sum(t < self._since for t in available)] = True
                unit = self._before.units[self.bundles[c].units[0]]
                for parts in unit.whole_blocks():
                    first = parts[0].periods[0]
                    if first < self._since and first in available:
                        masks[j, self._options(batch.kind, parts, unit), available.index(first)] = False
            yield masks

    def _options(self, v: int, parts: Sequence[Block], unit: Unit) -> Bools:
        """Options of a kind by which a block that has begun may be done: as it was, or elsewhere where it is broken.

        It goes on in the same shift, and a block of one of several lengths keeps its own.
        """
        kind, last = self.model.kinds[v], parts[-1]
        right = (kind.requirement[:, 0] == last.requirement) & (kind.discipline[:, 0] == last.discipline)
        right &= np.array([self.model.stations[x].shift == last.shift for x in kind.station[:, 0].tolist()], np.bool_)
        if last.requirement is not None and self._problem.requirements[last.requirement].ways:
            right &= np.array(kind.weeks_of, np.int64) == sum(len(b.periods) for b in parts)
        if parts[0].periods[0] != unit.broken:
            return np.asarray(right & (kind.department[:, 0] == last.department))
        if self._problem.max_sites > 1:
            return np.asarray(right)
        return np.asarray(right & (kind.site == self._problem.departments[last.department].site))

    # --- pricing --------------------------------------------------------------------------------------------------

    def prices(self, dual: Floats, value: Value) -> tuple[Prices, Floats]:
        """Prices of every class, and what is to be taken from each class's value for the weeks it had."""
        shared = self._shared.prices(dual, mu=value.mu, scale=value.points, partial=True)
        cell = shared.cell[self._profile].copy()
        back = np.zeros(len(self.bundles))
        if value.changed:
            for c, bundle in enumerate(self.bundles):
                weight = value.changed * bundle.size
                weeks = np.flatnonzero(bundle.old >= 0)
                idle = np.flatnonzero(bundle.old < 0)
                cell[c, :, idle[idle >= self._since]] += weight
                cell[c, bundle.old[weeks], weeks] -= weight
                back[c] = weight * len(weeks)
        return Prices(cell, shared.first[self._profile], value.mu, value.points, partial=True, bans=self._masks), back

    def best(self, prices: Prices, paid: Floats | None) -> tuple[Floats, tuple[Column, ...]]:
        """Best value of each class, and rotations worth more than `paid` of theirs."""
        priced = self._pricing.run(prices, paid)
        return priced.best, tuple(column for column in priced.columns if self._few_sites(column))

    def every(self, prices: Prices, least: Floats, most: int) -> tuple[Column, ...] | None:
        """All rotations worth at least `least` of their class; `None` when more than `most`."""
        found = self._pricing.every(prices, least, most)
        return None if found is None else tuple(column for column in found if self._few_sites(column))

    def _few_sites(self, column: Column) -> bool:
        """A block that goes on elsewhere counts the site it began at too, which the pricing does not see."""
        if self._since == 0 or self._problem.max_sites == 1:
            return True
        sites = {self._problem.departments[block.department].site for block in self.blocks(column)}
        return len(sites) <= self._problem.max_sites

    # --- what a rotation is -----------------------------------------------------------------------------------------

    def blocks(self, column: Column) -> tuple[Block, ...]:
        """The blocks of a column, with the past where it was: a block that goes on elsewhere is two."""
        kind, available = self.model.kinds[column.kind], self.model.classes[column.unit_class].available
        unit = self._before.units[self.bundles[column.unit_class].units[0]]
        was = {t: (b.department, b.shift) for b in unit.blocks for t in b.periods if t < self._since}
        found = []
        for o, at in column.blocks:
            requirement, discipline = int(kind.requirement[o, 0]), int(kind.discipline[o, 0])
            weeks, here = available[at : at + kind.weeks_of[o]], self.model.stations[int(kind.station[o, 0])]
            place = (here.department, here.shift)
            for (k, shift), some in groupby(weeks, key=lambda t: was.get(t, place)):
                found.append(Block(unit.learners[0], requirement, discipline, k, tuple(some), shift=shift))
        return tuple(found)

    def track(self, column: Column) -> int:
        return self.model.kinds[column.kind].track

    def cells(self, column: Column) -> list[Cell]:
        """(station, period) from the first open week on."""
        blocks = [(station_of(self._amounts.stations, b.department, b.shift), b.periods) for b in self.blocks(column)]
        return [(x, t) for x, periods in blocks for t in periods if t >= self._since]

    def use(self, column: Column) -> Use:
        kind = self.model.kinds[column.kind]
        sites = {int(kind.site[o]) for o, _ in column.blocks}
        return self._amounts.use(self.bundles[column.unit_class].profile, self.cells(column), sites)


def _label(unit: Unit) -> tuple[object, ...]:
    rotation = tuple((b.requirement, b.discipline, b.department, b.periods, b.shift) for b in unit.blocks)
    return (rotation, unit.stays, unit.broken is not None)


def assignments_of(problem: Problem, code: str, blocks: Sequence[Block]) -> Iterator[Assignment]:
    """The rows of a learner who has these blocks."""
    for b in blocks:
        if b.requirement is not None and b.discipline is not None:
            requirement, discipline = problem.requirements[b.requirement].code, problem.disciplines[b.discipline]
            department = problem.departments[b.department].code
            yield Assignment(code, requirement, discipline, department, b.periods, b.shift)


def _track_codes(problem: Problem, members: Sequence[int], track: int | None) -> dict[str, str]:
    if track is None:
        return {}
    programme = problem.programmes[problem.learners[members[0]].programme]
    return {problem.learners[i].code: programme.tracks[track].code for i in members}


def _part(problem: Problem, units: Sequence[Unit], since: int) -> Problem:
    """The round with these units only, each bound to its past."""
    number = {i: n for n, i in enumerate(i for unit in units for i in unit.learners)}
    learners = [_bound(problem, i, unit, since) for unit in units for i in unit.learners]
    locks = [replace(k, learner=number[k.learner]) for k in problem.locks if k.learner in number]
    locks = [replace(k, periods=tuple(t for t in k.periods if t >= since)) for k in locks]
    past = [
        Lock(number[i], parts[-1].department, tuple(t for t in parts[-1].periods if t < since))
        for unit in units
        for parts in unit.whole_blocks()
        if parts[0].periods[0] != unit.broken and parts[-1].periods[0] < since
        for i in unit.learners
    ]
    return replace(
        problem,
        learners=tuple(learners),
        units=tuple(tuple(number[i] for i in unit.learners) for unit in units),
        unit_codes=(),
        wishes=tuple(replace(w, learner=number[w.learner]) for w in problem.wishes if w.learner in number),
        locks=(*(k for k in locks if k.periods), *past),
        imposed=tuple(replace(x, learner=number[x.learner]) for x in problem.imposed if x.learner in number),
        credits=tuple(replace(x, learner=number[x.learner]) for x in problem.credits if x.learner in number),
        closed=tuple(replace(x, learner=number[x.learner]) for x in problem.closed if x.learner in number),
        familiar=tuple(replace(x, learner=number[x.learner]) for x in problem.familiar if x.learner in number),
    )


def _bound(problem: Problem, i: int, unit: Unit, since: int) -> Learner:
    """A learner who in the past can attend only where he was."""
    there = {t for b in unit.blocks for t in b.periods if t < since}
    together = [all(problem.learners[m].available[t] for m in unit.learners) for t in range(len(problem.periods))]
    available = tuple(t in there if t < since else free for t, free in enumerate(together))
    return replace(problem.learners[i], available=available)


def _columns_of(amounts: Amounts, model: Model) -> Limits:
    """The limit rows with a coefficient for each profile of the model."""
    chosen = [amounts.profiles.index(profile) for profile in model.profiles]
    return replace(amounts.limits, coefficient=amounts.limits.coefficient[:, chosen])


def _own_profiles(model: Model) -> Model:
    """The same model with a profile a class, so that each class may have prices of its own."""
    profiles = tuple(c.profile for c in model.classes)
    batches = tuple(replace(batch, profile=batch.job_class) for batch in model.batches)
    offered = model.offered[[model.profiles.index(profile) for profile in profiles]]
    return replace(model, profiles=profiles, batches=batches, offered=offered)


def _no_rows(model: Model) -> Limits:
    empty = np.zeros(0)
    return Limits((), np.zeros((0, len(model.profiles))), empty, empty, empty, empty)
