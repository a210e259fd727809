# ruff: noqa: PLR0912, PLR0917, PLR1730  (compiled loops: flat arguments, plain comparisons, typed dicts)
"""The compiled loops of pricing: values to come over (period, state, hospital), and the search they guide.

A rotation is a walk: from (period, state, hospital) a student waits a period or does a discipline at a hospital. The
tables are exact for the automaton given.

`rules` is a tuple: cost of a change and of a period's wait (both at most 0), duration, the automaton's `first`, `by`,
`to`, `level` and `last`, `hop`, `before` (D,) as bits of disciplines, the most disciplines at one hospital, and the
automaton's `kind` and `few`.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

LOW = -1e18
"""What can't be."""


@njit(cache=True, nogil=True)
def backward(rules: Any, gain: Any, value: Any, begin: Any) -> None:  # long: one sweep over the table
    """Fill `value` (T + 1, A, B, H), the most that is to come, and `begin` (T + 1,) before a first hospital is chosen.

    `gain` (T, H, D) is what a discipline that starts there pays (LOW: can't), `hop` (B, H) the hospital counts' state
    after one more discipline there (-1: too many).
    """
    change, wait, length, _, _, _, level, last, hop, _, _, kind, few = rules
    first, by, to = few
    horizon, hospitals, disciplines = gain.shape
    counts = hop.shape[0]
    total = level[last]
    best = np.empty(hospitals)
    paid = np.empty((disciplines, hospitals))
    value[horizon] = LOW
    begin[:] = LOW
    value[:, last] = 0.0
    if last == 0:
        begin[:] = 0.0
        return
    for t in range(horizon - 1, -1, -1):
        paid[:] = LOW
        for d in range(disciplines):
            k = kind[d]
            for h in range(hospitals):
                if gain[t, h, d] > paid[k, h]:
                    paid[k, h] = gain[t, h, d]
        ends = min(t + length, horizon)
        for a in range(last):
            if t < level[a] * length or t + (total - level[a]) * length > horizon:
                value[t, a] = LOW
                continue
            for b in range(counts):
                for h in range(hospitals):
                    best[h] = LOW
                for e in range(first[a], first[a + 1]):
                    d, there = by[e], to[e]
                    for h in range(hospitals):
                        c = hop[b, h]
                        if c >= 0:
                            x = paid[d, h] + value[ends, there, c, h]
                            if x > best[h]:
                                best[h] = x
                top, second, where = LOW, LOW, -1
                for h in range(hospitals):
                    if best[h] > top:
                        second, top, where = top, best[h], h
                    elif best[h] > second:
                        second = best[h]
                for h in range(hospitals):
                    x = wait + value[t + 1, a, b, h]
                    if best[h] > x:
                        x = best[h]
                    other = (second if where == h else top) + change
                    if other > x:
                        x = other
                    value[t, a, b, h] = x
                if a == 0 and b == 0:
                    x = wait + begin[t + 1]
                    begin[t] = top if top > x else x


@njit(cache=True, nogil=True)
def trace(rules: Any, gain: Any, value: Any, begin: Any, turn: int, blocks: Any) -> int:
    """Write a best walk into `blocks` (n, 3) as start, hospital, discipline; ties are cut by `turn`. Answers n."""
    change, _, length, first, by, to, _, last, hop, _, _, _, _ = rules
    hospitals = gain.shape[1]
    t, a, b, here, n = 0, 0, 0, -1, 0
    done = np.int64(0)
    while a != last:
        left = begin[t] if here < 0 else value[t, a, b, here]
        edges = first[a + 1] - first[a]
        pick_h, pick_e = -1, -1
        most = LOW
        for k in range(hospitals):
            h = (here + k) % hospitals if here >= 0 else (turn + k) % hospitals
            c = hop[b, h]
            if c < 0:
                continue
            move = change if here >= 0 and h != here else 0.0
            for i in range(edges):
                e = first[a] + (turn + i) % edges
                x = gain[t, h, by[e]] + value[t + length, to[e], c, h] + move
                if x > most + 1e-9 or (x > most - 1e-9 and (done >> by[pick_e]) & 1 and not (done >> by[e]) & 1):
                    most, pick_h, pick_e = x, h, e
        if pick_e < 0 or most < left - 1e-7:
            t += 1
            continue
        blocks[n, 0], blocks[n, 1], blocks[n, 2] = t, pick_h, by[pick_e]
        n += 1
        t += length
        b = hop[b, pick_h]
        done |= np.int64(1) << by[pick_e]
        a = to[pick_e]
        here = pick_h
    return n


@njit(cache=True, nogil=True)
def worth_of(rules: Any, gain: Any, blocks: Any, size: int) -> float:
    """What a rotation pays, given by its blocks in order of start."""
    change, wait, length = rules[0], rules[1], rules[2]
    worth, end, here = 0.0, 0, -1
    for k in range(size):
        t, h, d = blocks[k, 0], blocks[k, 1], blocks[k, 2]
        worth += gain[t, h, d] + wait * (t - end)
        worth += change if here >= 0 and here != h else 0.0
        here = h
        end = t + length
    return worth
