"""What of a track is done, and where one has been, as small finite automata that the pricing walks through."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from wardbridge.engine.index import Credited
from wardbridge.engine.problem import Problem, Requirement
from wardbridge.rulekit.shifts import Shift

Ints = NDArray[np.int32]
Done = frozenset[tuple[int, tuple[int, ...]]] | None
"""State of a requirement: (discipline, lengths of its blocks, none when it is done in full); `None`: nothing is left to
choose, what was chosen no longer matters."""
State = tuple[Done, ...]
HALVES = {Shift.MORNING, Shift.AFTERNOON}
Credits = frozenset[tuple[int, Credited]]
"""Requirement and what of it was done in an earlier round."""


@dataclass(frozen=True, slots=True)
class Part:
    """What one block does of one requirement."""

    requirement: int
    discipline: int
    shift: Shift


@dataclass(frozen=True, slots=True)
class Atom:
    """What can be done at a time: one part, or two side by side, in `weeks` weeks."""

    parts: tuple[Part, ...]
    weeks: int


@dataclass(frozen=True, slots=True)
class Progress:
    """States of what is done; state 0 is nothing.

    Parameters
    ----------
    atoms
        What a step of a rotation can do.
    start, atom, to
        Transitions of state q are ``start[q]:start[q+1]``: the atom done and the state reached.
    spent
        Fewest weeks in which a state is reached.
    needed
        Fewest weeks from a state to the end of everything.
    missing
        Weeks of requirements not done, by state; what is done side by side counts twice.
    begins
        Credits → the state in which who has them begins.
    step
        (state, atom) → state.
    """

    atoms: tuple[Atom, ...]
    start: Ints
    atom: Ints
    to: Ints
    spent: Ints
    needed: Ints
    missing: Ints
    begins: Mapping[Credits, int]
    step: Mapping[tuple[int, int], int]


@dataclass(frozen=True, slots=True)
class Visits:
    """States of where one has been: the site now, the sites seen where it matters, and nights; state 0 is nowhere yet.

    `next` is (states, gaits, sites) → state, -1 where it may not be (one site too many, one night too many); the gait
    of an atom is what nights it takes. `wait` is the state after a week off. `change` and `first` (states, sites) say
    whether the step changes the site or enters it for the first time.
    """

    next: Ints
    wait: Ints
    change: NDArray[np.float64]
    first: NDArray[np.float64]


def progress_of(problem: Problem, programme: int, track: int, credits: Collection[Credits]) -> Progress:
    """The automaton of the requirements of a track; work and size grow with the choices open at a time."""
    held = problem.index.requirements[programme, track]
    at = {r: position for position, r in enumerate(held)}
    atoms = tuple(dict.fromkeys(atom for r in held for atom in _atoms(problem, at, r)))
    roots = {root: _root(problem, held, root) for root in (frozenset(), *sorted(credits, key=repr))}
    states = {state: q for q, state in enumerate(dict.fromkeys(roots.values()))}
    order = list(states)
    start, arcs = [0], []
    for state in order:
        for a, atom in enumerate(atoms):
            reached = _after(problem, at, state, atom)
            if reached is None:
                continue
            if reached not in states:
                states[reached] = len(order)
                order.append(reached)
            arcs.append((a, states[reached]))
        start.append(len(arcs))
    begins = {root: states[state] for root, state in roots.items()}
    missing = [_missing(problem, held, state) for state in order]
    return Progress(
        atoms,
        np.array(start, np.int32),
        np.array([a for a, _ in arcs], np.int32),
        np.array([q for _, q in arcs], np.int32),
        _spent(atoms, start, arcs, set(begins.values())),
        _needed(atoms, start, arcs, missing),
        np.array(missing, np.int32),
        begins,
        {(q, a): to for q in range(len(order)) for a, to in arcs[start[q] : start[q + 1]]},
    )


def _atoms(problem: Problem, at: Mapping[int, int], r: int) -> Iterator[Atom]:
    requirement = problem.requirements[r]
    lengths = sorted({weeks for way in requirement.lengths for weeks in way}, reverse=True)
    own = [Part(r, d, shift) for d in requirement.disciplines for shift in requirement.shifts]
    for weeks in lengths:
        yield from (Atom((part,), weeks) for part in own)
        if requirement.beside is not None and requirement.beside in at and r < requirement.beside:
            other = problem.requirements[requirement.beside]
            beside = [Part(requirement.beside, d, s) for d in other.disciplines for s in other.shifts]
            yield from (Atom(two, weeks) for two in product(own, beside) if {part.shift for part in two} == HALVES)


def _root(problem: Problem, held: Sequence[int], credits: Credits) -> State:
    had = dict(credits)
    return tuple(
        _settled(
            problem.requirements[r], None if had.get(r, ()) is None else frozenset((d, ()) for d in had.get(r) or ())
        )
        for r in held
    )


def _settled(requirement: Requirement, done: Done) -> Done:
    """Forget what was chosen once nothing is left to choose."""
    full = done is None or sum(not lengths for _, lengths in done) >= requirement.choose
    return None if full else done


def _after(problem: Problem, at: Mapping[int, int], state: State, atom: Atom) -> State | None:
    """The state that an atom leads to; `None` where it can't be done."""
    reached = list(state)
    for part in atom.parts:
        requirement = problem.requirements[part.requirement]
        beside = requirement.beside if len(atom.parts) == 1 else None
        if beside in at and beside is not None and state[at[beside]] is not None:
            return None
        if any(b in at and state[at[b]] is not None for b in requirement.after):
            return None
        position = at[part.requirement]
        done = _more(requirement, state[position], part.discipline, atom.weeks)
        if done is None:
            return None
        reached[position] = _settled(requirement, done)
    return tuple(reached)


def _more(requirement: Requirement, done: Done, discipline: int, weeks: int) -> Done:
    """What is done after one more block of a discipline; `None` where there is no place for it."""
    if done is None:
        return None
    lengths = next((lengths for d, lengths in done if d == discipline), None)
    if lengths == () or (lengths is None and len(done) >= requirement.choose):
        return None
    longer = _longer(requirement, lengths or (), weeks) if requirement.ways else ()
    if longer is None:
        return None
    return frozenset((*((d, old) for d, old in done if d != discipline), (discipline, longer)))


def _longer(requirement: Requirement, lengths: tuple[int, ...], weeks: int) -> tuple[int, ...] | None:
    """Lengths of the blocks with one more: none where that is all, `None` where no way has them."""
    had = Counter((*lengths, weeks))
    ways = [Counter(way) for way in requirement.ways]
    if had in ways:
        return ()
    return tuple(sorted(had.elements())) if any(had <= way for way in ways) else None


def _missing(problem: Problem, held: Sequence[int], state: State) -> int:
    return sum(_weeks_left(problem.requirements[r], done) for r, done in zip(held, state, strict=True))


def _weeks_left(requirement: Requirement, done: Done) -> int:
    if done is None:
        return 0
    ways = [Counter(way) for way in requirement.lengths]
    shortest = min(sum(way.elements()) for way in ways)
    begun = [Counter(lengths) for _, lengths in done if lengths]
    rest = sum(min(sum((way - had).elements()) for way in ways if had <= way) for had in begun)
    return rest + shortest * (requirement.choose - len(done))


Arcs = Sequence[tuple[int, int]]
FAR = 10**6
"""More weeks than any round has."""


def _spent(atoms: Sequence[Atom], start: Sequence[int], arcs: Arcs, roots: Collection[int]) -> Ints:
    """Fewest weeks from a root to each state; a state may have been found before one that leads to it faster."""
    spent = [0 if q in roots else FAR for q in range(len(start) - 1)]
    waiting = list(roots)
    while waiting:
        q = waiting.pop()
        for a, to in arcs[start[q] : start[q + 1]]:
            if spent[q] + atoms[a].weeks < spent[to]:
                spent[to] = spent[q] + atoms[a].weeks
                waiting.append(to)
    return np.array(spent, np.int32)


def _needed(atoms: Sequence[Atom], start: Sequence[int], arcs: Arcs, missing: Sequence[int]) -> Ints:
    """Fewest weeks from each state to an end; most states come before those that they lead to."""
    needed = [FAR if left else 0 for left in missing]
    changed = True
    while changed:
        changed = False
        for q in reversed(range(len(missing))):
            least = min((needed[to] + atoms[a].weeks for a, to in arcs[start[q] : start[q + 1]]), default=FAR)
            if least < needed[q]:
                needed[q], changed = least, True
    return np.array(needed, np.int32)


@dataclass(frozen=True, slots=True)
class Nights:
    """A programme's rule of nights: most weeks in a row, and weeks off after them."""

    most: int | None
    rest: int

    def next(self, now: int, gait: int) -> int | None:
        """State of nights after a block: `now` > 0 counts weeks on nights, < 0 the weeks off still due; `gait` is the
        block's weeks on nights, 0 by day. `None`: it may not be.
        """
        if gait == 0:
            return 0 if now == 0 or (now > 0 and not self.rest) else None
        if now < 0 or (self.most is not None and now + gait > self.most):
            return None
        return now + gait if self.most is not None else 1

    def wait(self, now: int) -> int:
        """State of nights after a week off."""
        return 1 - self.rest if now > 0 and self.rest > 1 else now + 1 if now < 0 else 0


def visits_of(
    sites: Sequence[int],
    n_sites: int,
    most: int,
    gaits: Sequence[int] = (0,),
    nights: Nights | None = None,
    *,
    remember: bool,
) -> Visits:
    """The automaton of sites and nights.

    Parameters
    ----------
    sites
        Sites that the track may use.
    most
        Most different sites.
    gaits
        Weeks on nights of the blocks that there are, 0 for those by day.
    nights
        The rule of nights, if there is one.
    remember
        Keep the sites seen even where no limit asks for it (a quota counts first visits).
    """
    remember = remember or most < len(sites)
    nowhere: tuple[frozenset[int], int, int] = (frozenset(), -1, 0)
    states = {nowhere: 0}
    order = [nowhere]

    def number(state: tuple[frozenset[int], int, int]) -> int:
        if state not in states:
            states[state] = len(order)
            order.append(state)
        return states[state]

    steps, waits = [], []
    for seen, now, night in order:
        rows = [[-1] * n_sites for _ in gaits]
        for g, site in product(range(len(gaits)), sites):
            after, later = seen | {site}, nights.next(night, gaits[g]) if nights else 0
            if len(after) <= most and later is not None:
                rows[g][site] = number((after if remember else frozenset(), site, later))
        steps.append(rows)
        waits.append(number((seen, now, nights.wait(night) if nights else 0)))
    return Visits(
        np.array(steps, np.int32).reshape(len(order), len(gaits), n_sites),
        np.array(waits, np.int32),
        np.array([[0.0 if now in {-1, s} else 1.0 for s in range(n_sites)] for _, now, _ in order], np.float64),
        np.array([[float(s not in seen) for s in range(n_sites)] for seen, _, _ in order], np.float64),
    )
