"""What a student has done, as states of a small automaton.

A state holds a bit for each *critical* discipline and, for each group, how many of the others are done. With all
disciplines critical it is the set of disciplines done; with few it is a relaxation in which the others may repeat
(state-space relaxation: Christofides, Mingozzi, Toth 1981; grown where repeats persist: Righini & Salani 2008).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wardbridge.engine.mss.instance import Instance, Ints


@dataclass(frozen=True, slots=True)
class Automaton:
    """Edges by state: `first` (A + 1,), `by` and `to` (E,) say which discipline leads where; state 0 is the start.

    `level` (A,) counts disciplines done; `last` is the state in which all are (-1: none can be reached).
    Disciplines of one `kind` (D,) lead from everywhere to the same states; `few` holds first, by and to once more with
    one edge a kind, named by its least discipline.
    """

    first: NDArray[np.int32]
    by: NDArray[np.int32]
    to: NDArray[np.int32]
    level: NDArray[np.int32]
    last: int
    kind: NDArray[np.int32]
    few: tuple[NDArray[np.int32], ...]


def automaton_of(instance: Instance, needed: Ints, allowed: Ints, critical: tuple[int, ...]) -> Automaton:
    """The automaton of a student: `needed` (G,), `allowed` (D,) 0 or 1, `critical` sorted disciplines.

    Critical must hold each discipline that another needs done before.
    """
    moves = _Moves(instance, needed, allowed, critical)
    levels = [np.zeros(1, np.int64)]
    edges: list[tuple[Ints, Ints, Ints]] = []
    for _ in range(int(needed.sum())):
        here = levels[-1]
        found = [moves.step(here, d) for d in moves.usable]
        there = np.unique(np.concatenate([keys[ok] for keys, ok in found] or [here[:0]]))
        for d, (keys, ok) in zip(moves.usable, found, strict=True):
            at = np.flatnonzero(ok)
            edges.append((at + sum(map(len, levels[:-1])), np.full(len(at), d), keys[at]))
        levels.append(there)
    return _trimmed(levels, edges, moves.kinds())


class _Moves:
    """Keys of states: bits of the critical disciplines, then six bits a group for the count of the others."""

    def __init__(self, instance: Instance, needed: Ints, allowed: Ints, critical: tuple[int, ...]) -> None:
        self.bit = {d: k for k, d in enumerate(critical)}
        self.group, self.needed, self.width = instance.group, needed, len(critical)
        self.before = [[int(e) for e in np.flatnonzero(instance.before[d])] for d in range(instance.disciplines)]
        closed = {d for d in range(instance.disciplines) if not allowed[d] or not needed[instance.group[d]]}
        while True:  # who can't do e can't do what needs e
            more = {d for d in range(instance.disciplines) if d not in closed and closed & set(self.before[d])}
            if not more:
                break
            closed |= more
        self.usable = [d for d in range(instance.disciplines) if d not in closed]
        self.others = np.bincount([instance.group[d] for d in self.usable if d not in self.bit], minlength=len(needed))
        self.critical_in = [[k for d, k in self.bit.items() if instance.group[d] == g] for g in range(len(needed))]

    def kinds(self) -> NDArray[np.int32]:
        """(D,) the least discipline that leads where this one leads, from everywhere."""
        least: dict[object, int] = {}
        kind = np.arange(len(self.group), dtype=np.int32)
        for d in self.usable:
            if d not in self.bit:
                kind[d] = least.setdefault((int(self.group[d]), tuple(self.before[d])), d)
        return kind

    def _count(self, keys: Ints, g: int) -> Ints:
        other = (keys >> (self.width + 6 * g)) & 63
        bits = [(keys >> k) & 1 for k in self.critical_in[g]]
        total: Ints = other + sum(bits)
        return total

    def step(self, keys: Ints, d: int) -> tuple[Ints, NDArray[np.bool_]]:
        """Keys after discipline d, and where it may be done."""
        g = int(self.group[d])
        ok = self._count(keys, g) < self.needed[g]
        for e in self.before[d]:
            ok &= ((keys >> self.bit[e]) & 1) == 1
        if d in self.bit:
            k = self.bit[d]
            return keys | (1 << k), ok & (((keys >> k) & 1) == 0)
        shift = self.width + 6 * g
        return keys + (1 << shift), ok & (((keys >> shift) & 63) < self.others[g])


def _trimmed(levels: list[Ints], edges: list[tuple[Ints, Ints, Ints]], kind: NDArray[np.int32]) -> Automaton:
    """Number the states, and leave out those from which the last can't be reached; all last states become one."""
    offsets = np.cumsum([0, *map(len, levels)])
    level = np.repeat(np.arange(len(levels)), [len(x) for x in levels])
    source = np.concatenate([e[0] for e in edges] or [np.zeros(0, np.int64)])
    by = np.concatenate([e[1] for e in edges] or [np.zeros(0, np.int64)])
    target_key = np.concatenate([e[2] for e in edges] or [np.zeros(0, np.int64)])
    target = np.zeros(len(source), np.int64)
    for step in range(len(levels) - 1):
        mine = level[source] == step
        target[mine] = offsets[step + 1] + np.searchsorted(levels[step + 1], target_key[mine])
    alive = level == len(levels) - 1
    for step in range(len(levels) - 2, -1, -1):
        mine = (level[source] == step) & alive[target]
        alive[source[mine]] = True
    if not alive[0]:
        none = np.zeros(0, np.int32)
        nowhere = np.zeros(2, np.int32)
        return Automaton(nowhere, none, none, np.zeros(1, np.int32), -1, kind, (nowhere, none, none))
    final = level == len(levels) - 1
    number = np.cumsum(alive & ~final) - 1
    last = int((alive & ~final).sum())
    number = np.where(final, last, number)
    kept = np.flatnonzero(alive[source] & alive[target])
    kept = kept[np.argsort(number[source[kept]], kind="stable")]
    few = kept[kind[by[kept]] == by[kept]]
    every, one = (_rows(number[source[at]], by[at], number[target[at]], last) for at in (kept, few))
    first, by_, to = every
    return Automaton(
        first, by_, to, np.append(level[alive & ~final], len(levels) - 1).astype(np.int32), last, kind, one
    )


def _rows(source: Ints, by: Ints, to: Ints, last: int) -> tuple[NDArray[np.int32], ...]:
    """First edge of each state, and by and to of each edge; edges are sorted by source."""
    first = np.searchsorted(source, np.arange(last + 2))
    return first.astype(np.int32), by.astype(np.int32), to.astype(np.int32)
