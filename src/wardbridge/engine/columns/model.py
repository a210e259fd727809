"""The problem as arrays for pricing: kinds (programme × track) and jobs (a class of units in a kind)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from wardbridge.engine.columns.automaton import Ints, Progress, Visits, progress_of, visits_of
from wardbridge.engine.columns.burden import loaded, tolls
from wardbridge.engine.parameters import Equity, Moves, Parameters
from wardbridge.engine.problem import Problem, Wish
from wardbridge.rulekit.housing import Need

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Kind:
    """A way through a programme: the automata, and the options (atom × department) by which a block can be done.

    The options of atom a are ``option_start[a]:option_start[a+1]``; `atom_of` and `weeks_of` are by option.
    """

    programme: int
    track: int
    progress: Progress
    visits: Visits
    length: Ints
    option_start: Ints
    department: Ints
    site: Ints
    atom_of: tuple[int, ...]
    weeks_of: tuple[int, ...]
    borne: Ints = field(default_factory=lambda: np.zeros(0, np.int32))
    adds: Ints = field(default_factory=lambda: np.zeros(0, np.int32))
    """By option: the burden borne before it, and what it adds; both empty where nothing is a burden."""


class Profile(NamedTuple):
    """What the shared limits see of a unit; `housed` counts its members by `Need` of housing."""

    programme: int
    size: int
    housed: tuple[tuple[Need, int], ...] = ()

    def needing(self, need: Need) -> int:
        """Members who need housing of this sort; `ANY` counts all who need some."""
        return sum(n for sort, n in self.housed if need in {Need.ANY, sort})


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
        Period → department imposed; `None` when two locks or a lock and an absence contradict each other.
    worth
        Kind → points of each option.
    """

    profile: Profile
    units: tuple[int, ...]
    available: tuple[int, ...]
    locked: Mapping[int, int] | None
    worth: Mapping[int, Floats]

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

    Shapes: `job_class`, `weeks`, `profile`, `size`, `last_lock` are (jobs,); `period` and `lock` are
    (jobs, most available weeks), -1 where there is none; `worth` is (jobs, options).
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


@dataclass(frozen=True, slots=True)
class Model:
    """All that pricing and master need; each profile has its own price for a cell."""

    problem: Problem
    moves: Moves
    equity: Equity
    kinds: tuple[Kind, ...]
    classes: tuple[UnitClass, ...]
    batches: tuple[Batch, ...]
    profiles: tuple[Profile, ...]
    offered: NDArray[np.bool_]
    """(profiles, departments, periods): whether some offer covers the programme there."""

    def required(self, c: int) -> int:
        """Weeks that one learner of the class must do, the least over his tracks."""
        return min(self.kinds[v].progress.required for v in self.classes[c].worth)

    def left_out(self, c: int) -> int:
        """What it counts, in weeks, to leave a learner of the class out: required weeks, and locks not obeyed."""
        locked = self.classes[c].locked
        return max(self.required(c), 1 if locked is None else len(locked))


def _kind(problem: Problem, programme: int, track: int) -> Kind:
    progress = progress_of(problem, programme, track)
    sites = problem.programmes[programme].tracks[track].sites
    start, departments = [0], []
    for r, d in progress.atoms:
        allowed = sites & problem.requirements[r].sites
        departments += [k for k, dep in enumerate(problem.departments) if dep.discipline == d and dep.site in allowed]
        start.append(len(departments))
    used = [problem.departments[k].site for k in departments]
    visits = visits_of(sorted(set(used)), len(problem.sites), problem.max_sites, remember=bool(problem.quotas))
    atom_of = np.repeat(np.arange(len(progress.atoms)), np.diff(start)).tolist()
    return Kind(
        programme,
        track,
        progress,
        visits,
        np.array([problem.requirements[r].weeks for r, _ in progress.atoms], np.int32),
        np.array(start, np.int32),
        np.array(departments, np.int32),
        np.array(used, np.int32),
        tuple(atom_of),
        tuple(problem.requirements[progress.atoms[a][0]].weeks for a in atom_of),
    )


def worth_of(problem: Problem, parameters: Parameters, kind: Kind, members: Sequence[int]) -> Floats:
    """Points of each option for a unit: the sum over its members' wishes (as `score.wish_share` counts them)."""
    worth = np.zeros(len(kind.department))
    atoms = np.repeat(np.arange(len(kind.length)), np.diff(kind.option_start))
    disciplines = np.array([d for _, d in kind.progress.atoms], np.int32)[atoms]
    share = kind.length[atoms] / max(1, kind.progress.required)
    for i in members:
        for wish in problem.index.wishes.get(i, ()):
            met = _met(wish, kind, disciplines)
            full = wish.discipline is not None or wish.department is not None
            worth += parameters.wishes.of(wish.rank) * met * (1.0 if full else share)
    if len(kind.adds):
        worth -= tolls(kind, [problem.index.carried[i] for i in members], parameters.equity.learners)
    return worth


def _met(wish: Wish, kind: Kind, disciplines: Ints) -> NDArray[np.bool_]:
    met = np.ones(len(kind.department), np.bool_)
    if wish.site is not None:
        met &= kind.site == wish.site
    if wish.discipline is not None:
        met &= disciplines == wish.discipline
    if wish.department is not None:
        met &= kind.department == wish.department
    if wish.track is not None:
        met &= kind.track == wish.track
    return met


def _locked(problem: Problem, members: Sequence[int], available: Sequence[int]) -> dict[int, int] | None:
    """The locks of all members together; `None` when no rotation can obey them."""
    locked: dict[int, int] = {}
    for i in members:
        for t, departments in problem.index.locked.get(i, {}).items():
            if set(departments) != {locked.setdefault(t, departments[0])} or t not in available:
                return None
    return locked


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
        worth = {
            v: worth_of(problem, parameters, kinds[v], unit)
            for v in of_programme[head.programme]
            if kinds[v].track in tracks
        }
        available = tuple(t for t, free in enumerate(problem.index.available[unit[0]]) if free)
        locked = _locked(problem, unit, available)
        profile = profile_of(problem, unit)
        key = (
            apart[u] if apart else None,
            profile,
            available,
            None if locked is None else tuple(sorted(locked.items())),
            tuple((v, points.tobytes()) for v, points in worth.items()),
        )
        old = found.get(key)
        units = (*old.units, u) if old else (u,)
        found[key] = UnitClass(profile, units, available, locked, worth)
    return tuple(found.values())


def profile_of(problem: Problem, unit: Sequence[int]) -> Profile:
    """What the shared limits see of a unit, by its members."""
    return Profile(problem.learners[unit[0]].programme, len(unit), _housed(problem, unit))


def _housed(problem: Problem, unit: Sequence[int]) -> tuple[tuple[Need, int], ...]:
    """Members by need of housing; nothing where no site says how many it can house."""
    needs = Counter(need for i in unit if (need := problem.learners[i].housing)) if problem.housing else {}
    return tuple(sorted(needs.items()))


def _batch(v: int, classes: Sequence[UnitClass], profiles: Mapping[Profile, int], n: int, options: int) -> Batch:
    jobs = [c for c, unit_class in enumerate(classes) if v in unit_class.worth and unit_class.locked is not None]
    period = np.full((len(jobs), n), -1, np.int32)
    lock = np.full((len(jobs), n), -1, np.int32)
    last = np.zeros(len(jobs), np.int32)
    for j, c in enumerate(jobs):
        period[j, : len(classes[c].available)] = classes[c].available
        locked = classes[c].locked or {}
        for i, t in enumerate(classes[c].available):
            if t in locked:
                lock[j, i] = locked[t]
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
    )


def _offered(problem: Problem, profiles: Sequence[Profile]) -> NDArray[np.bool_]:
    offered = np.zeros((len(profiles), len(problem.departments), len(problem.periods)), np.bool_)
    for f, profile in enumerate(profiles):
        p, programme = profile.programme, problem.programmes[profile.programme]
        for offer in problem.offers:
            meant = offer.programme in {None, p} and offer.level in {None, programme.level}
            if meant and offer.school in {"", programme.school}:
                offered[f, offer.department, list(offer.periods)] = True
    return offered


def model_of(problem: Problem, parameters: Parameters, *, apart: Sequence[Hashable] = ()) -> Model:
    """Build the arrays; work grows with units × options. Units with different labels in `apart` share no class."""
    kinds = tuple(
        _kind(problem, p, tau) for p, programme in enumerate(problem.programmes) for tau in range(len(programme.tracks))
    )
    if parameters.equity.learners:
        kinds = tuple(loaded(kind, [department.burden for department in problem.departments]) for kind in kinds)
    classes = _classes(problem, parameters, kinds, apart)
    profiles = tuple(dict.fromkeys(c.profile for c in classes))
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
        _offered(problem, profiles),
    )
