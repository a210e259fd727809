# ruff: noqa: PLR0917, PLR0912, PLR0915  (compiled loops take flat arguments, and a call in a hot loop would cost)
"""Deferred acceptance, learners proposing (Gale and Shapley 1962), with ties, caps of regions and lower quotas.

Equal ranks of a hospital are told apart by the published draw, equal wishes by the list's order: the matching is then
weakly stable (Irving 1994). Caps of regions: flexible deferred acceptance (Kamada and Kojima 2015). Lower quotas:
extended seats (Fragiadakis, Iwasaki, Troyan, Ueda and Yokoo 2016).

Both are one rule. A hospital's first `minimum` seats are its own. Its seats beyond are extended ones; of these a
region may fill its cap less its minimums, and all together n less all minimums. Where a cap is full, seats are given in
the order (number of the extended seat less the hospital's target, hospital), a greedy choice under a laminar matroid:
learners are substitutes, and one more applicant never frees a seat, so no learner gains by a false list (Hatfield and
Milgrom 2005).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from wardbridge.engine.matching.draw import draw
from wardbridge.engine.matching.market import Ints, Market
from wardbridge.engine.matching.result import Matching, Method, Shortfall


def deferred_acceptance(m: Market, seed: str) -> Matching:
    """The stable matching that is best for every learner; `shortfalls` are minimums that this method doesn't reach."""
    place = draw(seed, m.learners)
    found, proposals = propose(*seats_of(m), m.start, m.wish, m.priority, place)
    filled = np.bincount(found[found >= 0], minlength=len(m.hospitals))
    short = tuple(
        Shortfall(m.hospitals[h], int(m.minimum[h]), int(filled[h])) for h in np.flatnonzero(filled < m.minimum)
    )
    return Matching(Method.DEFERRED, seed, found, place, short, proven=False, counts={"proposals": int(proposals)})


def seats_of(m: Market) -> tuple[Ints, Ints, Ints, Ints, Ints]:
    """Minimum, maximum, region (the last one being none), caps of extended seats (the last for all), targets."""
    wanted = np.bincount(m.wish, minlength=len(m.hospitals))
    most = np.maximum(np.minimum(m.maximum, wanted), np.minimum(m.minimum, m.maximum))
    group = np.where(m.region < 0, len(m.regions), m.region).astype(np.int64)
    kept = np.bincount(group, weights=m.minimum, minlength=len(m.regions) + 1).astype(np.int64)
    total = len(m.learners) - int(m.minimum.sum())
    caps = np.append(m.region_maximum - kept[:-1], total).astype(np.int64)
    return m.minimum, most, group, caps, targets_of(m, group, caps)


def targets_of(m: Market, group: Ints, caps: Ints) -> Ints:
    """Extended seats that a hospital has a claim to: its share, by seats, of the region's cap and of the whole."""
    extended = np.minimum(m.maximum, len(m.learners)) - np.minimum(m.minimum, len(m.learners))
    whole = extended.sum()
    share = caps[-1] * extended // max(1, int(whole))
    region = np.bincount(group, weights=extended, minlength=len(caps)).astype(np.int64)
    own = np.where(group < len(caps) - 1, caps[group] * extended // np.maximum(1, region[group]), extended)
    targets: Ints = np.minimum(np.minimum(share, own), extended)
    return targets


@njit(cache=True, nogil=True)
def _before(a: int, b: int, at: Any, priority: Any, place: Any) -> bool:
    """Whether learner a stands before b in the order of the hospital at which both are."""
    x, y = priority[at[a]], priority[at[b]]
    return bool(x > y or (x == y and place[a] < place[b]))


@njit(cache=True, nogil=True)
def _add(heap: Any, base: int, size: int, who: int, at: Any, priority: Any, place: Any) -> None:
    """Put a learner into a hospital's heap, whose root is the last of its order."""
    k = size
    while k > 0:
        up = (k - 1) // 2
        if not _before(heap[base + up], who, at, priority, place):
            break
        heap[base + k] = heap[base + up]
        k = up
    heap[base + k] = who


@njit(cache=True, nogil=True)
def _swap_last(heap: Any, base: int, size: int, who: int, at: Any, priority: Any, place: Any) -> int:
    """Take the last of the order out of a heap of `size` and put `who` (of the same heap or new) in its room."""
    last = heap[base]
    k = 0
    while True:
        down = 2 * k + 1
        if down >= size:
            break
        if down + 1 < size and _before(heap[base + down], heap[base + down + 1], at, priority, place):
            down += 1
        if not _before(who, heap[base + down], at, priority, place):
            break
        heap[base + k] = heap[base + down]
        k = down
    heap[base + k] = who
    return int(last)


@njit(cache=True, nogil=True)
def _dearest(group: Any, inside: int, extended: Any, target: Any) -> int:
    """The hospital (of a region, of all when `inside` is -1) whose last extended seat comes last in the order."""
    worst = -1
    for h in range(len(group)):
        asked = extended[h] > 0 and (inside < 0 or group[h] == inside)
        if asked and (worst < 0 or extended[h] - target[h] >= extended[worst] - target[worst]):
            worst = h
    return worst


@njit(cache=True, nogil=True)
def propose(  # long: one compiled loop; a call for each case would cost in it
    minimum: Any, maximum: Any, group: Any, caps: Any, target: Any, start: Any, wish: Any, priority: Any, place: Any
) -> Any:
    """Each learner's hospital, -1 for none, and the proposals made."""
    n, size, none = len(start) - 1, len(maximum), len(caps) - 1
    base = np.zeros(size + 1, dtype=np.int64)
    base[1:] = np.cumsum(maximum)
    heap = np.empty(base[size], dtype=np.int64)
    held = np.zeros(size, dtype=np.int64)
    extended = np.zeros(size, dtype=np.int64)
    filled = np.zeros(none + 1, dtype=np.int64)  # extended seats by region, the last of all
    found = np.full(n, -1, dtype=np.int64)
    at = start[:-1] - 1  # the wish at which each learner stands
    waiting = np.arange(n)[::-1].copy()
    top, proposals = n, 0
    while top > 0:
        top -= 1
        i = waiting[top]
        at[i] += 1
        if at[i] >= start[i + 1]:
            continue
        proposals += 1
        h = wish[at[i]]
        r = group[h]
        out = i
        if held[h] < minimum[h]:
            _add(heap, base[h], held[h], i, at, priority, place)
            held[h] += 1
            found[i] = h
            continue
        if held[h] < maximum[h]:
            region_full = r < none and filled[r] >= caps[r]
            if not region_full and filled[none] < caps[none]:
                v = -1
            else:
                v = _dearest(group, r if region_full else -1, extended, target)
                if v >= 0:
                    mine, its = extended[h] + 1 - target[h], extended[v] - target[v]
                    if mine > its or (mine == its and h >= v):
                        v = h
                else:
                    v = h
            if v != h:
                _add(heap, base[h], held[h], i, at, priority, place)
                held[h] += 1
                extended[h] += 1
                found[i] = h
                if v < 0:
                    filled[none] += 1
                    if r < none:
                        filled[r] += 1
                    continue
                held[v] -= 1
                extended[v] -= 1
                if group[v] != r:
                    if r < none:
                        filled[r] += 1
                    if group[v] < none:
                        filled[group[v]] -= 1
                out = _swap_last(heap, base[v], held[v], heap[base[v] + held[v]], at, priority, place)
                found[out] = -1
                waiting[top] = out
                top += 1
                continue
        if held[h] > 0 and _before(i, heap[base[h]], at, priority, place):
            out = _swap_last(heap, base[h], held[h], i, at, priority, place)
            found[out] = -1
            found[i] = h
        waiting[top] = out
        top += 1
    return found, proposals
