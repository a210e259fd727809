"""What of a track is done, and where one has been, as small finite automata that the pricing walks through."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wardbridge.engine.problem import Problem

Ints = NDArray[np.int32]
DONE = frozenset((-1,))
"""State of a requirement of which nothing is left to choose: what was chosen no longer matters."""


@dataclass(frozen=True, slots=True)
class Progress:
    """States of what is done; state 0 is the start.

    Parameters
    ----------
    atoms
        (requirement, discipline): what one block can do.
    start, atom, to
        Transitions of state q are ``start[q]:start[q+1]``: the atom done and the state reached.
    weeks
        Weeks done, by state.
    required
        Weeks of a complete rotation.
    """

    atoms: tuple[tuple[int, int], ...]
    start: Ints
    atom: Ints
    to: Ints
    weeks: Ints
    required: int


@dataclass(frozen=True, slots=True)
class Visits:
    """States of where one has been: the site now and, where it matters, the sites seen; state 0 is nowhere yet.

    `next` is (states, sites) → state, -1 where one site too many; `change` and `first` say whether the step changes the
    site or enters it for the first time.
    """

    next: Ints
    change: NDArray[np.float64]
    first: NDArray[np.float64]


def progress_of(problem: Problem, programme: int, track: int) -> Progress:
    """The automaton of the requirements of a track; work and size grow with the choices open at a time."""
    held = problem.index.requirements[programme, track]
    atoms = tuple((r, d) for r in held for d in problem.requirements[r].disciplines)
    number = {atom: a for a, atom in enumerate(atoms)}
    first: tuple[frozenset[int], ...] = tuple(frozenset() for _ in held)
    states = {first: 0}
    order = [first]
    start, arcs = [0], []
    for state in order:
        for position, r in enumerate(held):
            if state[position] == DONE or not _may_begin(problem, held, state, r):
                continue
            for d in problem.requirements[r].disciplines:
                if d in state[position]:
                    continue
                reached = _after(problem, state, position, r, d)
                if reached not in states:
                    states[reached] = len(order)
                    order.append(reached)
                arcs.append((number[r, d], states[reached]))
        start.append(len(arcs))
    weeks = [sum(_weeks(problem, r, done) for r, done in zip(held, state, strict=True)) for state in order]
    return Progress(
        atoms,
        np.array(start, np.int32),
        np.array([a for a, _ in arcs], np.int32),
        np.array([q for _, q in arcs], np.int32),
        np.array(weeks, np.int32),
        problem.index.required_weeks(problem, programme, track),
    )


def _weeks(problem: Problem, r: int, done: frozenset[int]) -> int:
    requirement = problem.requirements[r]
    return requirement.weeks * (requirement.choose if done == DONE else len(done))


def _may_begin(problem: Problem, held: Sequence[int], state: tuple[frozenset[int], ...], r: int) -> bool:
    return all(state[held.index(b)] == DONE for b in problem.requirements[r].after if b in held)


def _after(
    problem: Problem, state: tuple[frozenset[int], ...], position: int, r: int, discipline: int
) -> tuple[frozenset[int], ...]:
    done = state[position] | {discipline}
    if len(done) == problem.requirements[r].choose:
        done = DONE
    return (*state[:position], done, *state[position + 1 :])


def visits_of(sites: Sequence[int], n_sites: int, most: int, *, remember: bool) -> Visits:
    """The automaton of sites.

    Parameters
    ----------
    sites
        Sites that the track may use.
    most
        Most different sites.
    remember
        Keep the sites seen even where no limit asks for it (a quota counts first visits).
    """
    remember = remember or most < len(sites)
    nowhere: tuple[frozenset[int], int] = (frozenset(), -1)
    states = {nowhere: 0}
    order = [nowhere]
    rows = []
    for seen, now in order:
        row = [-1] * n_sites
        for site in sites:
            after = seen | {site}
            if len(after) > most:
                continue
            state = (after if remember else frozenset(), site)
            if state not in states:
                states[state] = len(order)
                order.append(state)
            row[site] = states[state]
        rows.append(
            (
                row,
                [0.0 if now in {-1, s} else 1.0 for s in range(n_sites)],
                [float(s not in seen) for s in range(n_sites)],
            )
        )
    return Visits(
        np.array([row for row, _, _ in rows], np.int32),
        np.array([change for _, change, _ in rows], np.float64),
        np.array([first for _, _, first in rows], np.float64),
    )
