"""Kinds (programme × track) as arrays: what can be done at a time, and where and when each part of it counts."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import NamedTuple

import numpy as np

from wardbridge.engine.columns.automaton import (
    HALVES,
    Atom,
    Credits,
    Ints,
    Nights,
    Progress,
    Visits,
    progress_of,
    visits_of,
)
from wardbridge.engine.problem import Problem, Programme
from wardbridge.rulekit.shifts import Shift


class Station(NamedTuple):
    """Where and when one part of a block is done; `second` where it is done beside another at the same site."""

    department: int
    shift: Shift
    second: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """A way through a programme: the automata, and the options (atom × department) by which a block can be done.

    The options of atom a are ``option_start[a]:option_start[a+1]``; `atom_of` and `weeks_of` are by option. An option
    has one part, or as many as are done side by side: `requirement`, `discipline`, `department` and `station` are
    (options, parts), -1 where there is no such part. All parts are at one `site`. `gait` is by atom, for `visits`.
    """

    programme: int
    track: int
    progress: Progress
    visits: Visits
    length: Ints
    gait: Ints
    option_start: Ints
    requirement: Ints
    discipline: Ints
    department: Ints
    station: Ints
    site: Ints
    atom_of: tuple[int, ...]
    weeks_of: tuple[int, ...]
    borne: Ints = field(default_factory=lambda: np.zeros(0, np.int32))
    adds: Ints = field(default_factory=lambda: np.zeros(0, np.int32))
    """By option: the burden borne before it, and what it adds; both empty where nothing is a burden."""


def stations_of(problem: Problem) -> tuple[Station, ...]:
    used = {shift for requirement in problem.requirements for shift in requirement.shifts} - {Shift.DAY}
    beside = {s for r in problem.requirements if r.beside is not None for s in r.shifts} & HALVES
    shifts = [(Shift.DAY, False), *((s, False) for s in sorted(used)), *((s, True) for s in sorted(beside))]
    return tuple(Station(k, shift, second) for shift, second in shifts for k in range(len(problem.departments)))


def kind_of(
    problem: Problem,
    programme: int,
    track: int,
    credits: Collection[Credits],
    stations: Mapping[tuple[int, Shift, bool], int],
) -> Kind:
    progress = progress_of(problem, programme, track, credits)
    sites = problem.programmes[programme].tracks[track].sites
    found = [_options(problem, atom, sites) for atom in progress.atoms]
    options = [(atom, departments) for atom, some in zip(progress.atoms, found, strict=True) for departments in some]
    width = max((len(atom.parts) for atom in progress.atoms), default=1)
    used = [problem.departments[departments[0]].site for _, departments in options]
    nights, gait = _nights(problem.programmes[programme], progress.atoms)
    gaits = sorted(set(gait)) or [0]
    remember = bool(problem.quotas)
    visits = visits_of(sorted(set(used)), len(problem.sites), problem.max_sites, gaits, nights, remember=remember)
    parts = [list(zip(atom.parts, departments, strict=True)) for atom, departments in options]
    return Kind(
        programme,
        track,
        progress,
        visits,
        np.array([atom.weeks for atom in progress.atoms], np.int32),
        np.array([gaits.index(nights_taken) for nights_taken in gait], np.int32),
        np.cumsum([0, *(len(some) for some in found)]).astype(np.int32),
        _table([[part.requirement for part, _ in row] for row in parts], width),
        _table([[part.discipline for part, _ in row] for row in parts], width),
        _table([[k for _, k in row] for row in parts], width),
        _table([[stations[k, part.shift, x > 0] for x, (part, k) in enumerate(row)] for row in parts], width),
        np.array(used, np.int32),
        tuple(np.repeat(np.arange(len(found)), [len(some) for some in found]).tolist()),
        tuple(atom.weeks for atom, _ in options),
    )


def _options(problem: Problem, atom: Atom, sites: frozenset[int]) -> list[tuple[int, ...]]:
    """Departments of each part in which an atom can be done; those side by side are at one site."""
    fitting = [
        [
            k
            for k, department in enumerate(problem.departments)
            if department.discipline == part.discipline
            and department.site in sites & problem.requirements[part.requirement].sites
        ]
        for part in atom.parts
    ]
    return [some for some in product(*fitting) if len({problem.departments[k].site for k in some}) == 1]


def _nights(programme: Programme, atoms: Sequence[Atom]) -> tuple[Nights | None, list[int]]:
    """The programme's rule of nights, if it has one, and the weeks on nights of each atom as far as it counts them."""
    if programme.nights_in_row is None and not programme.rest_after_nights:
        return None, [0] * len(atoms)
    taken = [atom.weeks if any(part.shift is Shift.NIGHT for part in atom.parts) else 0 for atom in atoms]
    return Nights(programme.nights_in_row, programme.rest_after_nights), taken


def _table(rows: Sequence[Sequence[int]], width: int) -> Ints:
    """Rows filled up with -1."""
    return np.array([[*row, *[-1] * (width - len(row))] for row in rows], np.int32).reshape(len(rows), width)
