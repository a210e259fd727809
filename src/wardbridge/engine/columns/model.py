"""The problem as arrays for pricing: kinds (programme × track) and jobs (a class of units in a kind)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from wardbridge.engine.columns.automaton import Credits, Ints
from wardbridge.engine.columns.barred import barred
from wardbridge.engine.columns.burden import loaded, tolls
from wardbridge.engine.columns.kernel import NEVER
from wardbridge.engine.columns.kinds import Kind, Station, kind_of, stations_of
from wardbridge.engine.equity import week
from wardbridge.engine.parameters import Equity, Moves, Parameters
from wardbridge.engine.problem import Problem, Wish
from wardbridge.rulekit.housing import Need
from wardbridge.rulekit.shifts import Shift, meet

Floats = NDArray[np.float64]
Away = tuple[int | None, tuple[int, ...]]
"""Discipline and periods in which a member of a unit is excused, as in `problem.Excused`."""


class Profile(NamedTuple):
    """What the shared limits see of a unit; `housed` counts its members by `Need` of housing."""

    programme: int
    size: int
    housed: tuple[tuple[Need, int], ...] = ()
    excused: tuple[tuple[Need, tuple[Away, ...]], ...] = ()
    """Members who are excused at times: their need of housing, and when."""

    def needing(self, need: Need) -> int:
        """Members who need housing of this sort; `ANY` counts all who need some."""
        return sum(n for sort, n in self.housed if need in {Need.ANY, sort})

    def without(self, discipline: int, period: int) -> Profile:
        """What is seen of it when it is in the discipline in the period."""
        away = [
            need
            for need, rows in self.excused
            if any(d in {None, discipline} and (not periods or period in periods) for d, periods in rows)
        ]
        housed = Counter(dict(self.housed))
        housed.subtract(need for need in away if housed[need])
        left = tuple((need, housed[need]) for need, _ in self.housed if housed[need])
        return Profile(self.programme, self.size - len(away), left)


@dataclass(frozen=True, slots=True)
class UnitClass:
    """Units that are interchangeable: same profile, availability, locks and worth of every option.

    Parameters
    ----------
    units
        Indices of the units.
    size
        Learners of one unit.
    available
        Periods in which all members can attend.
    locked
        Period → departments imposed; `None` when locks contradict each other or an absence.
    worth
        Kind → points of each option, `NEVER` where the unit may not take it.
    begin
        Kind → state of what is done in which it begins.
    """

    profile: Profile
    units: tuple[int, ...]
    available: tuple[int, ...]
    locked: Mapping[int, tuple[int, ...]] | None
    worth: Mapping[int, Floats]
    begin: Mapping[int, int]

    @property
    def programme(self) -> int:
        return self.profile.programme

    @property
    def size(self) -> int:
        return self.profile.size

    @property
    def count(self) -> int:
        return len(self.units)


@dataclass(frozen=True, slots=True)
class Batch:
    """The jobs of one kind, row by row, as the compiled pricing reads them.

    Shapes: `job_class`, `weeks`, `profile`, `size`, `last_lock`, `begin` are (jobs,); `period` is
    (jobs, most available weeks), `lock` (jobs, most available weeks, locks at a time), both -1 where there is none;
    `worth` is (jobs, options).
    """

    kind: int
    job_class: Ints
    weeks: Ints
    period: Ints
    lock: Ints
    last_lock: Ints
    profile: Ints
    worth: Floats
    size: Floats
    begin: Ints

    def part(self, chosen: Sequence[int]) -> Batch:
        """The jobs of some classes, whose new numbers are their places in `chosen`."""
        place = np.full(int(self.job_class.max(initial=-1)) + 1, -1, np.int32)
        for i, c in enumerate(chosen):
            place[c : c + 1] = i
        kept = place[self.job_class] >= 0
        rows = {row.name: getattr(self, row.name)[kept] for row in fields(self) if row.name != "kind"}
        return Batch(self.kind, **rows | {"job_class": place[rows["job_class"]]})


@dataclass(frozen=True)
class Model:
    """All that pricing and master need; each profile has its own price for a station.

    `stations` begin with every department by day, in their order.
    """

    problem: Problem
    moves: Moves
    equity: Equity
    kinds: tuple[Kind, ...]
    classes: tuple[UnitClass, ...]
    batches: tuple[Batch, ...]
    profiles: tuple[Profile, ...]
    stations: tuple[Station, ...]
    offered: NDArray[np.bool_]
    """(profiles, stations, periods): whether offers cover the programme there, at each time of the day."""

    seen: Ints | None = None
    """(profiles, stations, periods) → profile as which a unit counts then and there; `None` where nobody is excused."""
    toll: Floats | None = None
    """(programmes, departments, periods): points that a learner pays for being there, on behalf of other regions."""

    @cached_property
    def stations_at(self) -> dict[int, tuple[tuple[int, Station], ...]]:
        """Department → its stations, each with its number."""
        found: dict[int, tuple[tuple[int, Station], ...]] = defaultdict(tuple)
        for x, station in enumerate(self.stations):
            found[station.department] += ((x, station),)
        return dict(found)

    def as_seen(self, f: int, station: int, period: int) -> int:
        """Profile as which a unit of profile f counts at the station in the period."""
        return f if self.seen is None else int(self.seen[f, station, period])

    def required(self, c: int) -> int:
        """Weeks that one learner of the class must do, the least over his tracks."""
        return min(self.missing(c, v) for v in self.classes[c].worth)

    def missing(self, c: int, v: int, atoms: Iterable[int] = ()) -> int:
        """Weeks of the kind that one learner of the class has still to do after these atoms, in their order."""
        progress, q = self.kinds[v].progress, self.classes[c].begin[v]
        for a in atoms:
            q = progress.step[q, a]
        return int(progress.missing[q])

    def weeks_needed(self, c: int) -> int:
        """Fewest weeks of the calendar in which the class can be done, over its tracks."""
        return min(int(self.kinds[v].progress.needed[q]) for v, q in self.classes[c].begin.items())

    def part(self, chosen: Sequence[int]) -> Model:
        """The model of some classes only, renumbered in their order; kinds and profiles stay."""
        return replace(
            self,
            classes=tuple(self.classes[c] for c in chosen),
            batches=tuple(part for batch in self.batches if len((part := batch.part(chosen)).job_class)),
        )

    def left_out(self, c: int) -> int:
        """What it counts, in weeks, to leave a learner of the class out: required weeks, and locks not obeyed."""
        locked = self.classes[c].locked
        return max(self.required(c), 1 if locked is None else len(locked))


def worth_of(problem: Problem, parameters: Parameters, kind: Kind, required: int, members: Sequence[int]) -> Floats:
    """Points of each option for a unit: the sum over its members' wishes (as `score` counts them)."""
    worth = np.zeros(len(kind.department))
    weeks = kind.length[list(kind.atom_of)]
    for p in range(kind.department.shape[1]):
        there = kind.department[:, p] >= 0
        share = np.where(there, weeks / max(1, required), 0.0)
        nominal = np.array([problem.requirements[r].weeks for r in kind.requirement[:, p]])
        part = np.where(there, weeks / nominal, 0.0)
        for i in members:
            for wish in problem.index.wishes.get(i, ()):
                full = wish.discipline is not None or wish.department is not None
                worth += parameters.wishes.of(wish.rank) * _met(wish, kind, p) * (part if full else share)
            if i in problem.index.familiar:
                worth += parameters.moves.familiar_site * np.isin(kind.site, list(problem.index.familiar[i])) * share
    if len(kind.adds):
        worth -= tolls(kind, [problem.index.carried[i] for i in members], parameters.equity.learners)
    worth[barred(problem, kind, members)] = NEVER
    return worth


def _met(wish: Wish, kind: Kind, p: int) -> NDArray[np.bool_]:
    """By option: whether its part p is what the wish asks for."""
    met = np.ones(len(kind.department), np.bool_)
    if wish.site is not None:
        met &= kind.site == wish.site
    if wish.discipline is not None:
        met &= kind.discipline[:, p] == wish.discipline
    if wish.department is not None:
        met &= kind.department[:, p] == wish.department
    if wish.track is not None:
        met &= kind.track == wish.track
    return met


def _locked(
    problem: Problem, members: Sequence[int], available: Sequence[int], most: int
) -> dict[int, tuple[int, ...]] | None:
    """The locks of all members together; `None` when no rotation can obey them: at most so many fit in a week."""
    locked: dict[int, tuple[int, ...]] = {}
    for i in members:
        for t, departments in problem.index.locked.get(i, {}).items():
            locked[t] = tuple(sorted({*locked.get(t, ()), *departments}))
            if len(locked[t]) > most or t not in available:
                return None
    return locked


def _credits(problem: Problem, unit: Sequence[int], programme: int, track: int) -> Credits:
    held = problem.index.requirements[programme, track]
    return frozenset((r, done) for r, done in problem.index.credits.get(unit[0], {}).items() if r in held)


def _classes(
    problem: Problem, parameters: Parameters, kinds: Sequence[Kind], apart: Sequence[Hashable]
) -> tuple[UnitClass, ...]:
    of_programme: dict[int, list[int]] = defaultdict(list)
    for v, kind in enumerate(kinds):
        of_programme[kind.programme].append(v)
    found: dict[object, UnitClass] = {}
    for u, unit in enumerate(problem.units):
        head = problem.learners[unit[0]]
        tracks = set(problem.index.tracks_of(problem, unit[0]))
        own = [v for v in of_programme[head.programme] if kinds[v].track in tracks]
        begin = {v: kinds[v].progress.begins[_credits(problem, unit, head.programme, kinds[v].track)] for v in own}
        worth = {
            v: worth_of(problem, parameters, kinds[v], int(kinds[v].progress.missing[q]), unit)
            for v, q in begin.items()
        }
        available = tuple(t for t, free in enumerate(problem.index.available[unit[0]]) if free)
        locked = _locked(problem, unit, available, max(kinds[v].department.shape[1] for v in own))
        profile = profile_of(problem, unit)
        key = (
            apart[u] if apart else None,
            profile,
            available,
            None if locked is None else tuple(sorted(locked.items())),
            tuple((v, begin[v], points.tobytes()) for v, points in worth.items()),
        )
        old = found.get(key)
        units = (*old.units, u) if old else (u,)
        found[key] = UnitClass(profile, units, available, locked, worth, begin)
    return tuple(found.values())


def profile_of(problem: Problem, unit: Sequence[int]) -> Profile:
    """What the shared limits see of a unit, by its members."""
    away = [(problem.learners[i].housing, _excused(problem, i)) for i in unit if i in problem.index.excused]
    return Profile(problem.learners[unit[0]].programme, len(unit), _housed(problem, unit), tuple(sorted(away, key=str)))


def _excused(problem: Problem, learner: int) -> tuple[Away, ...]:
    """When a member is excused, alike for all who are excused alike."""
    rows = ((row.discipline, tuple(sorted(row.periods))) for row in problem.index.excused[learner])
    return tuple(sorted(set(rows), key=str))


def _housed(problem: Problem, unit: Sequence[int]) -> tuple[tuple[Need, int], ...]:
    """Members by need of housing; nothing where no site says how many it can house."""
    needs = Counter(need for i in unit if (need := problem.learners[i].housing)) if problem.housing else {}
    return tuple(sorted(needs.items()))


def _batch(v: int, classes: Sequence[UnitClass], profiles: Mapping[Profile, int], n: int, options: int) -> Batch:
    jobs = [c for c, unit_class in enumerate(classes) if v in unit_class.worth and unit_class.locked is not None]
    period = np.full((len(jobs), n), -1, np.int32)
    most = max((len(k) for c in jobs for k in (classes[c].locked or {}).values()), default=1)
    lock = np.full((len(jobs), n, most), -1, np.int32)
    last = np.zeros(len(jobs), np.int32)
    for j, c in enumerate(jobs):
        period[j, : len(classes[c].available)] = classes[c].available
        locked = classes[c].locked or {}
        for i, t in enumerate(classes[c].available):
            if t in locked:
                lock[j, i, : len(locked[t])] = locked[t]
                last[j] = i + 1
    return Batch(
        v,
        np.array(jobs, np.int32),
        np.array([len(classes[c].available) for c in jobs], np.int32),
        period,
        lock,
        last,
        np.array([profiles[classes[c].profile] for c in jobs], np.int32),
        np.array([classes[c].worth[v] for c in jobs]).reshape(len(jobs), options),
        np.array([classes[c].size for c in jobs], np.float64),
        np.array([classes[c].begin[v] for c in jobs], np.int32),
    )


def _seen(
    problem: Problem, profiles: tuple[Profile, ...], stations: Sequence[Station]
) -> tuple[tuple[Profile, ...], Ints | None]:
    """The profiles with those as which units count while a member is excused, and where they count so."""
    if not any(profile.excused for profile in profiles):
        return profiles, None
    disciplines = [problem.departments[station.department].discipline for station in stations]
    number = {profile: f for f, profile in enumerate(profiles)}
    rows = [
        [
            [
                number.setdefault(profile.without(d, t), len(number)) if profile.excused else f
                for t in range(len(problem.periods))
            ]
            for d in disciplines
        ]
        for f, profile in enumerate(profiles)
    ]
    added = [[[f] * len(problem.periods)] * len(stations) for f in range(len(profiles), len(number))]
    return tuple(number), np.array(rows + added, np.int32)


def _offered(problem: Problem, profiles: Sequence[Profile], stations: Sequence[Station]) -> NDArray[np.bool_]:
    times = problem.index.times
    open_ = np.zeros((len(profiles), len(problem.departments), len(times), len(problem.periods)), np.bool_)
    for f, profile in enumerate(profiles):
        p, programme = profile.programme, problem.programmes[profile.programme]
        for offer in problem.offers:
            meant = offer.programme in {None, p} and offer.level in {None, programme.level}
            if meant and offer.school in {"", programme.school}:
                for x, time in enumerate(times):
                    if meet(offer.shift, time):
                        open_[f, offer.department, x, list(offer.periods)] = True
    taken = [[x for x, time in enumerate(times) if meet(station.shift, time)] for station in stations]
    held = [open_[:, station.department, at].all(axis=1) for station, at in zip(stations, taken, strict=True)]
    return np.stack(held, axis=1)


def model_of(problem: Problem, parameters: Parameters, *, apart: Sequence[Hashable] = ()) -> Model:
    """Build the arrays; work grows with units × options. Units with different labels in `apart` share no class."""
    stations = stations_of(problem)
    at: dict[tuple[int, Shift, bool], int] = {station: x for x, station in enumerate(stations)}
    heads: dict[int, set[int]] = defaultdict(set)
    for unit in problem.units:
        if unit[0] in problem.index.credits:
            heads[problem.learners[unit[0]].programme].add(unit[0])
    kinds = tuple(
        kind_of(problem, p, tau, {_credits(problem, (i,), p, tau) for i in heads[p]}, at)
        for p, programme in enumerate(problem.programmes)
        for tau in range(len(programme.tracks))
    )
    if parameters.equity.learners:
        burden = [week(problem, station.department, station.shift) for station in stations]
        kinds = tuple(loaded(kind, burden) for kind in kinds)
    classes = _classes(problem, parameters, kinds, apart)
    profiles, seen = _seen(problem, tuple(dict.fromkeys(c.profile for c in classes)), stations)
    number = {profile: f for f, profile in enumerate(profiles)}
    batches = tuple(
        _batch(v, classes, number, len(problem.periods), len(kind.department)) for v, kind in enumerate(kinds)
    )
    return Model(
        problem,
        parameters.moves,
        parameters.equity,
        kinds,
        classes,
        tuple(b for b in batches if len(b.job_class)),
        profiles,
        stations,
        _offered(problem, profiles, stations),
        seen,
    )
