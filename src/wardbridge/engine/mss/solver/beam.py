# ruff: noqa: PLR0912, PLR0915, PLR0917, C408  (compiled loops: flat arguments, plain comparisons, typed dicts)
"""The compiled beam search of pricing: good rotations without repeats, guided by the relaxation's values to come."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit


@njit(cache=True, nogil=True)
def beam(  # long: one search, whose labels lie in flat arrays
    rules: Any,
    gain: Any,
    value: Any,
    begin: Any,
    width: int,
    wanted: int,
    out: Any,
    sizes: Any,
) -> int:
    """Up to `wanted` of the best rotations that a beam of `width` labels a discipline finds; answers how many.

    A label is a rotation begun; its estimate is its worth so far and the relaxed value to come. Of labels with the
    same disciplines done, period and hospital the best is kept.
    """
    change, wait, length, first, by, to, level, last, hop, before, most_at, _, _ = rules
    horizon, hospitals, _ = gain.shape
    total = level[last]
    if total == 0:
        sizes[0] = 0
        return 1
    when = np.zeros((total + 1, width), np.int32)
    state = np.zeros((total + 1, width), np.int32)
    count = np.zeros((total + 1, width), np.int32)
    place = np.full((total + 1, width), -1, np.int32)
    done = np.zeros((total + 1, width), np.int64)
    worth = np.zeros((total + 1, width))
    parent = np.zeros((total + 1, width), np.int32)
    picked = np.zeros((total + 1, width), np.int32)
    visits = np.zeros((2, width, hospitals), np.int32)
    cap = 24 * width
    c_est = np.empty(cap)
    c_x = np.empty(cap, np.int32)
    c_t = np.empty(cap, np.int32)
    c_h = np.empty(cap, np.int32)
    c_e = np.empty(cap, np.int32)
    c_got = np.empty(cap)
    n = 1
    for step in range(total):
        m = 0
        bar = -1e17
        for x in range(n):
            t, a, b, here, mask = when[step, x], state[step, x], count[step, x], place[step, x], done[step, x]
            while t + (total - step) * length <= horizon:
                base = worth[step, x] + wait * (t - when[step, x])
                if base + (begin[t] if here < 0 else value[t, a, b, here]) <= bar:
                    break
                for h in range(hospitals):
                    c = hop[b, h]
                    if c < 0 or visits[step & 1, x, h] >= most_at:
                        continue
                    move = change if here >= 0 and h != here else 0.0
                    for e in range(first[a], first[a + 1]):
                        d = by[e]
                        if (mask >> d) & 1 or (before[d] & ~mask) != 0:
                            continue
                        got = base + gain[t, h, d] + move
                        estimate = got + value[t + length, to[e], c, h]
                        if estimate > bar:
                            c_est[m], c_x[m], c_t[m], c_h[m], c_e[m], c_got[m] = estimate, x, t, h, e, got
                            m += 1
                            if m == cap:
                                order = np.argsort(-c_est)[: cap // 3]
                                bar = c_est[order[-1]]
                                m = len(order)
                                c_est[:m], c_x[:m], c_t[:m] = c_est[order], c_x[order], c_t[order]
                                c_h[:m], c_e[:m], c_got[:m] = c_h[order], c_e[order], c_got[order]
                t += 1
        if m == 0:
            return 0
        order = np.argsort(-c_est[:m])
        seen = dict()
        seen[(np.int64(-1), np.int64(-1))] = 0
        n = 0
        for k in order:
            x, e, h, t = c_x[k], c_e[k], c_h[k], c_t[k] + length
            mask = done[step, x] | (np.int64(1) << by[e])
            key = (np.int64(mask), np.int64(t) * hospitals + h)
            if key in seen:
                continue
            seen[key] = 1
            when[step + 1, n], state[step + 1, n], place[step + 1, n], done[step + 1, n] = t, to[e], h, mask
            count[step + 1, n] = hop[count[step, x], h]
            worth[step + 1, n], parent[step + 1, n], picked[step + 1, n] = c_got[k], x, by[e]
            for i in range(hospitals):
                visits[(step + 1) & 1, n, i] = visits[step & 1, x, i]
            visits[(step + 1) & 1, n, h] += 1
            n += 1
            if n == width:
                break
    found = min(wanted, n)
    for k in range(found):
        sizes[k] = total
        x = k
        for step in range(total, 0, -1):
            out[k, step - 1, 0] = when[step, x] - length
            out[k, step - 1, 1] = place[step, x]
            out[k, step - 1, 2] = picked[step, x]
            x = parent[step, x]
    return found
