# ruff: noqa: PLR0912, PLR0915, PLR0917  (compiled loops: flat arguments, plain comparisons, typed dicts)
"""The compiled pricing of one student: tolls that make the relaxation tight, then rotations without repeats."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from wardbridge.engine.mss.solver.beam import beam
from wardbridge.engine.mss.solver.kernel import LOW, backward, trace, worth_of
from wardbridge.engine.mss.solver.search import search


@njit(cache=True, nogil=True)
def price(  # long: tolls, then a beam or a search, on the tables they share
    rules: Any,
    base: Any,
    toll: Any,
    floor: float,
    effort: Any,
    turn: int,
    value: Any,
    begin: Any,
    out: Any,
    sizes: Any,
    excess: Any,
) -> Any:
    """The best rotations of a student that pay more than `floor`, and a bound on all of them.

    `toll` (D,) >= 0 is what each doing of a discipline costs inside the relaxation; each is paid back once, so that
    any tolls give a bound. They are improved by `steps` subgradient steps (Held & Karp 1971; Polyak 1969) in place.
    Then a beam of `width` labels a discipline (0: none) looks for rotations, else the best-first search of at most
    `limit` labels. `excess` (D + H,) sums by how much the walks met broke 'once' and the hospital limit. Answers how
    many were written into `out` and `sizes`, and the bound.
    """
    steps, width, wanted, limit, keyed = effort
    level, last, most_at = rules[6], rules[7], rules[10]
    _, hospitals, disciplines = base.shape
    gain = np.empty_like(base)
    kept = toll.copy()
    bound = 1e18
    times = np.empty(disciplines, np.int64)
    path = np.empty((level[last] + 1, 3), np.int32)
    visits = np.empty(hospitals, np.int64)
    target = floor
    stale = True
    for step in range(steps):
        gain[:] = base - toll
        backward(rules, gain, value, begin)
        stale = False
        if begin[0] < 0.5 * LOW:
            return 0, LOW
        here = begin[0] + toll.sum()
        if here < bound - 1e-9:
            bound = here
            kept[:] = toll
        if bound <= floor:
            return 0, bound
        n = trace(rules, gain, value, begin, turn, path)
        times[:] = 0
        visits[:] = 0
        for k in range(n):
            times[path[k, 2]] += 1
            visits[path[k, 1]] += 1
        norm = 0.0
        whole = visits.max() <= most_at
        for h in range(hospitals):
            excess[disciplines + h] += max(0, visits[h] - most_at)
        for d in range(disciplines):
            if times[d] > 1:
                whole = False
                excess[d] += times[d] - 1
            if times[d] > 1 or (times[d] == 0 and toll[d] > 0):
                norm += (times[d] - 1.0) ** 2
        if whole:
            worth = begin[0]
            for d in range(disciplines):
                worth += toll[d] * times[d]
            target = max(target, worth)
        first_look = step == 0 and target < -1e11 and width > 0
        if first_look and beam(rules, gain, value, begin, width, 1, out, sizes):
            target = worth_of(rules, base, out[0], sizes[0])
        if norm == 0.0 or here - target <= 1e-7 or step == steps - 1:
            break
        pace = (here - max(target, here - 0.1 * abs(here))) / norm
        for d in range(disciplines):
            if times[d] > 1 or (times[d] == 0 and toll[d] > 0):
                toll[d] = max(0.0, toll[d] + pace * (times[d] - 1.0))
                stale = True
    for d in range(disciplines):
        if toll[d] != kept[d]:
            stale = True
    toll[:] = kept
    if stale:
        gain[:] = base - toll
        backward(rules, gain, value, begin)
    extra = toll.sum()
    if width > 0:
        found = beam(rules, gain, value, begin, width, wanted, out, sizes)
        return found, bound
    found, rest = search(rules, gain, value, begin, keyed, floor - extra, wanted, limit, out, sizes)
    if found > 0:
        worth = worth_of(rules, gain, out[0], sizes[0])
        return found, min(bound, worth + extra)
    return 0, min(bound, max(rest + extra, floor))
