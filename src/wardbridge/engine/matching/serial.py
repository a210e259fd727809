# ruff: noqa: PLR0917, PLR0912  (compiled loops take flat arguments, and a call in a hot loop would cost)
"""Serial dictatorship: in the order of merit each takes the dearest wish that is left.

Lower quotas: learners who have not chosen yet are held in reserve for places of the minimums, as many as any
assignment can fill. Whoever chooses may take what leaves a reserve that fills them all; one augmenting path decides.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from wardbridge.engine.matching.draw import draw, merit_order
from wardbridge.engine.matching.market import Ints, Market
from wardbridge.engine.matching.network import with_minimums
from wardbridge.engine.matching.result import Matching, Method, Shortfall


def serial_dictatorship(m: Market, seed: str) -> Matching:
    """Choices by score, ties by the draw; caps of regions and minimums are kept (`Matching.shortfalls` says which not).

    Of wishes equally dear the one that stands first in the list is taken.
    """
    place = draw(seed, m.learners)
    order = merit_order(m.score, place)
    held, need, shortfalls = _reserve(m, order)
    first, owner = by_hospital(m.start, m.wish, len(m.hospitals) if need.any() else 0)
    group = np.where(m.region < 0, len(m.regions), m.region)
    cap = np.append(m.region_maximum, len(m.learners)).astype(np.int64)
    found = choose(order, m.start, m.wish, m.maximum, group, cap, held, need, first, owner)
    return Matching(Method.SERIAL, seed, found, place, shortfalls)


def _reserve(m: Market, order: Ints) -> tuple[Ints, Ints, tuple[Shortfall, ...]]:
    """Whose minimum each learner is held for (-1: none), each hospital's places to fill, minimums not reached."""
    held = np.full(len(m.learners), -1, dtype=np.int64)
    if not m.minimum.any():
        return held, m.minimum.copy(), ()
    network, shortfalls = with_minimums(m, order)
    need = network.tree[3][: len(m.hospitals)].copy()
    left = need.copy()
    for i, h in zip(order, network.hospital, strict=True):
        if h >= 0 and left[h] > 0:
            held[i] = h
            left[h] -= 1
    return held, need, shortfalls


@njit(cache=True, nogil=True)
def by_hospital(start: Any, wish: Any, size: int) -> Any:
    """Where the learners who list each of the first `size` hospitals begin (shape size + 1), and these learners."""
    first = np.zeros(size + 1, dtype=np.int64)
    if size == 0:
        return first, np.zeros(0, dtype=np.int32)
    for e in range(len(wish)):
        first[wish[e] + 1] += 1
    first = np.cumsum(first)
    put = first.copy()
    owner = np.empty(len(wish), dtype=np.int32)
    for i in range(len(start) - 1):
        for e in range(start[i], start[i + 1]):
            owner[put[wish[e]]] = i
            put[wish[e]] += 1
    return first, owner


@njit(cache=True, nogil=True)
def _replace(goal: int, done: Any, held: Any, first: Any, owner: Any, marks: Any, stamp: int) -> bool:
    """Hold one more learner for `goal`, moving others of the reserve if need be (an augmenting path)."""
    seen, queue, mover, target = marks
    queue[0], seen[goal], mover[goal] = goal, stamp, -1
    at, tail = 0, 1
    while at < tail:
        h = queue[at]
        at += 1
        for e in range(first[h], first[h + 1]):
            i = owner[e]
            if done[i]:
                continue
            g = held[i]
            if g < 0:
                held[i] = h
                while mover[h] >= 0:
                    held[mover[h]] = target[h]
                    h = target[h]
                return True
            if seen[g] != stamp:
                seen[g], mover[g], target[g] = stamp, i, h
                queue[tail] = g
                tail += 1
    return False


@njit(cache=True, nogil=True)
def choose(
    order: Any, start: Any, wish: Any, maximum: Any, group: Any, cap: Any, held: Any, need: Any, first: Any, owner: Any
) -> Any:
    """Each learner's hospital, -1 for none; `held` and `need` are used up."""
    n, size = len(start) - 1, len(maximum)
    found = np.full(n, -1, dtype=np.int64)
    done = np.zeros(n, dtype=np.bool_)
    used = np.zeros(size, dtype=np.int64)
    taken = np.zeros(len(cap), dtype=np.int64)  # learners of a region and places of its minimums not yet filled
    for h in range(size):
        taken[group[h]] += need[h]
    seen, queue = np.full(size, -1, dtype=np.int64), np.empty(size, dtype=np.int64)
    marks = (seen, queue, np.empty(size, dtype=np.int64), np.empty(size, dtype=np.int64))
    tight = np.zeros(size, dtype=np.bool_)  # minimums that need every learner left who wants them
    stamp = 0
    for i in order:
        done[i] = True
        for e in range(start[i], start[i + 1]):
            h, mine = wish[e], held[i]
            if used[h] >= maximum[h] or (need[h] == 0 and taken[group[h]] >= cap[group[h]]):
                continue
            if mine >= 0 and mine != h and tight[mine] and not (need[h] > 0 and tight[h]):
                continue
            freed = -1
            if need[h] > 0 and mine != h:
                for k in range(first[h], first[h + 1]):
                    if held[owner[k]] == h and not done[owner[k]]:
                        freed = owner[k]
                        break
                held[freed] = -1
            if mine >= 0 and mine != h:
                held[i] = -1
                stamp += 1
                if not _replace(mine, done, held, first, owner, marks, stamp):
                    held[i] = mine
                    if freed >= 0:
                        held[freed] = h
                    for g in range(size):
                        tight[g] = tight[g] or seen[g] == stamp
                    continue
            held[i] = -1
            if need[h] > 0:
                need[h] -= 1
            else:
                taken[group[h]] += 1
            used[h] += 1
            found[i] = h
            break
    return found
