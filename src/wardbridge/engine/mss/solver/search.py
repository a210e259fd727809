# ruff: noqa: PLR0912, PLR0915, PLR0917, C408  (compiled loops: flat arguments, plain comparisons, typed dicts)
"""The compiled best-first search of pricing: the best rotations without repeats, proven (A*, Hart et al. 1968)."""

from __future__ import annotations

import heapq
from typing import Any

import numpy as np
from numba import njit

from wardbridge.engine.mss.solver.kernel import LOW


@njit(cache=True, nogil=True)
def search(  # long: one search, whose labels lie in flat arrays
    rules: Any,
    gain: Any,
    value: Any,
    begin: Any,
    keyed: int,
    floor: float,
    wanted: int,
    limit: int,
    out: Any,
    sizes: Any,
) -> Any:
    """Best walks without repeats and within the hospital limit, best bound first (A*).

    `floor` is the value that a walk must exceed, `wanted` how many to find, `limit` how many labels to open. Writes
    walks into `out` (wanted, n, 3) and their lengths into `sizes`; answers how many were found, and a bound on all
    walks that were not.
    """
    change, wait, length, first, by, to, _, last, hop, before, most_at, _, _ = rules
    horizon, hospitals, _ = gain.shape
    cap = limit + 1
    when = np.empty(cap, np.int32)
    state = np.empty(cap, np.int32)
    count = np.empty(cap, np.int32)
    place = np.empty(cap, np.int32)
    done = np.empty(cap, np.int64)
    worth = np.empty(cap)
    parent = np.empty(cap, np.int32)
    block = np.empty(cap, np.int32)
    visits = np.zeros((cap, hospitals), np.int8)
    labels = (when, state, count, place, done, worth, parent, block, visits)
    seen = dict()
    seen[(np.int64(0), np.int64(-1))] = 0.0
    heap = [(-begin[0], np.int64(0), np.int64(0))]
    when[0], state[0], count[0], place[0], done[0], worth[0], parent[0], block[0] = 0, 0, 0, -1, 0, 0.0, -1, -1
    n, found = 1, 0
    if begin[0] <= floor:
        return 0, begin[0]
    while len(heap) > 0:
        top = heapq.heappop(heap)
        x = top[2]
        bound = -top[0]
        if bound <= floor:
            return found, bound
        t, a, b, here = when[x], state[x], count[x], place[x]
        if a == last:
            k, y = 0, x
            while y > 0:
                if block[y] >= 0:
                    k += 1
                y = parent[y]
            sizes[found] = k
            y = x
            while y > 0:
                if block[y] >= 0:
                    k -= 1
                    out[found, k, 0] = when[y] - length
                    out[found, k, 1] = place[y]
                    out[found, k, 2] = block[y]
                y = parent[y]
            found += 1
            if found == wanted:
                return found, bound
            continue
        if n + hospitals * (first[a + 1] - first[a]) + 1 >= limit:
            return found, bound
        ahead = (begin[t + 1] if here < 0 else value[t + 1, a, b, here]) if t + 1 <= horizon else LOW
        estimate = worth[x] + wait + ahead
        if estimate > floor:
            n = _open(labels, n, x, t + 1, a, b, here, done[x], worth[x] + wait, -1, estimate, keyed, seen, heap)
        if t + length > horizon:
            continue
        for h in range(hospitals):
            c = hop[b, h]
            if c < 0 or visits[x, h] >= most_at:
                continue
            move = change if here >= 0 and h != here else 0.0
            for e in range(first[a], first[a + 1]):
                d = by[e]
                if (done[x] >> d) & 1 or (before[d] & ~done[x]) != 0:
                    continue
                got = worth[x] + gain[t, h, d] + move
                estimate = got + value[t + length, to[e], c, h]
                if estimate > floor:
                    n = _open(
                        labels,
                        n,
                        x,
                        t + length,
                        to[e],
                        c,
                        h,
                        done[x] | (np.int64(1) << d),
                        got,
                        d,
                        estimate,
                        keyed,
                        seen,
                        heap,
                    )
    return found, LOW


@njit(cache=True, nogil=True)
def _open(
    labels: Any,
    n: int,
    x: Any,
    t: int,
    a: int,
    b: int,
    h: int,
    mask: int,
    got: float,
    d: int,
    estimate: float,
    keyed: int,
    seen: Any,
    heap: Any,
) -> int:
    """Add a label unless one as good stands at the same place with the same disciplines done; answers the new count."""
    when, state, count, place, done, worth, parent, block, visits = labels
    hospitals = visits.shape[1]
    if keyed:
        code = np.int64(t) * (hospitals + 1) + (h + 1)
        if keyed > 1:
            for k in range(hospitals):
                code = code * keyed + visits[x, k] + (1 if d >= 0 and k == h else 0)
        key = (np.int64(mask), code)
        if key in seen and seen[key] >= got - 1e-9:
            return n
        seen[key] = got
    when[n], state[n], count[n], place[n], done[n], worth[n], parent[n], block[n] = t, a, b, h, mask, got, x, d
    for k in range(hospitals):
        visits[n, k] = visits[x, k]
    if d >= 0:
        visits[n, h] += 1
    heapq.heappush(heap, (-estimate, -np.int64(t), np.int64(n)))
    return n + 1
