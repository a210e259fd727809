# ruff: noqa: PLR0917, PLR0915  (compiled loops take flat arguments, and a call inside a hot loop would cost)
"""The compiled loops: the best rotations of a job at given prices, and all rotations above a threshold.

A job is one class of units in one kind. Time i counts the job's available weeks, so a block runs over absences. Value
to come, by (i, state of what is done q, state of where one has been s), is computed backwards:

    B(i, q, s) = max( end here,  B(i+1, q, s after a week off) - idle,
                      gain(block) - change - first visit + B(i+length, q', s') ).

A block is one option of an atom: one department, or two side by side, each paid at its station (department and shift).

Ending costs `mu` for each learner-week not done, or is forbidden before all is done (`partial` false).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

NEVER = -1e30
"""Value of what can't be; far below any sum of points and prices."""


@njit(cache=True, nogil=True)
def option_gains(kind: Any, job: Any, price: Any, scale: float, gains: Any) -> None:
    """Fill ``gains[option, i]``: worth less the prices of the weeks; `NEVER` where locks or offers forbid it."""
    _, _, _, _, _, _, length, _, option_start, department, station, _, _, _, _, _ = kind
    n, period, lock, _, worth, _, _, _, ban, _ = job
    for a in range(len(length)):
        for o in range(option_start[a], option_start[a + 1]):
            for i in range(n):
                gains[o, i] = NEVER
                if i + length[a] > n or worth[o] <= NEVER or (ban.shape[0] > 0 and ban[o, i]):
                    continue
                total = worth[o] * scale
                for w in range(i, i + length[a]):
                    for p in range(station.shape[1]):
                        if station[o, p] >= 0:
                            total -= price[station[o, p], period[w]]
                    if lock[w, 0] >= 0 and not _obeys(department[o], lock[w]):
                        total = NEVER
                        break
                gains[o, i] = max(total, NEVER)


@njit(cache=True, nogil=True)
def _obeys(department: Any, locked: Any) -> bool:
    """Whether every department locked is one of the option's."""
    for x in range(len(locked)):
        found = locked[x] < 0
        for p in range(len(department)):
            found = found or department[p] == locked[x]
        if not found:
            return False
    return True


@njit(cache=True, nogil=True)
def site_gains(kind: Any, n: int, gains: Any, best: Any, pick: Any) -> None:
    """Fill ``best[atom, site, i]``, the best option of the atom at the site, and ``pick``, that option."""
    _, _, _, _, _, _, length, _, option_start, _, _, site, _, _, _, _ = kind
    best[:] = NEVER
    for a in range(len(length)):
        for o in range(option_start[a], option_start[a + 1]):
            h = site[o]
            for i in range(n):
                if gains[o, i] > best[a, h, i]:
                    best[a, h, i] = gains[o, i]
                    pick[a, h, i] = o


@njit(cache=True, nogil=True)
def values_to_come(kind: Any, job: Any, first: Any, mu: float, partial: bool, best: Any, ahead: Any) -> None:
    """Fill ``ahead[i, q, s]``, the value to come, from the last week backwards."""
    start, atom, to, spent, needed, missing, length, gait, _, _, _, _, visit, wait, change_at, first_at = kind
    n, _, lock, last_lock, _, size, change, idle, _, begin = job
    for i in range(n, -1, -1):
        for q in range(len(missing)):
            if i < spent[q] or (not partial and n - i < needed[q]):
                ahead[i, q] = NEVER
                continue
            for s in range(visit.shape[0]):
                value = NEVER
                if (s == 0) != (q == begin):
                    ahead[i, q, s] = NEVER
                    continue
                if i >= last_lock and (partial or missing[q] == 0):
                    value = -mu * size * missing[q]
                if i < n and lock[i, 0] < 0:
                    value = max(value, ahead[i + 1, q, wait[s]] - idle)
                for arc in range(start[q], start[q + 1]):
                    a = atom[arc]
                    end = i + length[a]
                    if end > n:
                        continue
                    for h in range(visit.shape[2]):
                        gain, s2 = best[a, h, i], visit[s, gait[a], h]
                        if s2 >= 0 and gain > NEVER:
                            gain += ahead[end, to[arc], s2] - change * change_at[s, h] - first[h] * first_at[s, h]
                            value = max(value, gain)
                ahead[i, q, s] = max(value, NEVER)


@njit(cache=True, nogil=True)
def _best_block(kind: Any, job: Any, first: Any, best: Any, ahead: Any, i: int, q: int, s: int, only: int) -> Any:
    """The best block to begin at (i, q, s), at site `only` if that is not negative: value, arc, site."""
    start, atom, to, _, _, _, length, gait, _, _, _, _, visit, _, change_at, first_at = kind
    n, _, _, _, _, _, change, _, _, _ = job
    value, arc_found, site_found = NEVER, -1, -1
    for arc in range(start[q], start[q + 1]):
        a = atom[arc]
        end = i + length[a]
        if end > n:
            continue
        for h in range(visit.shape[2]):
            gain, s2 = best[a, h, i], visit[s, gait[a], h]
            if s2 < 0 or gain <= NEVER or (only >= 0 and h != only):
                continue
            gain += ahead[end, to[arc], s2] - change * change_at[s, h] - first[h] * first_at[s, h]
            if gain > value:
                value, arc_found, site_found = gain, arc, h
    return value, arc_found, site_found


@njit(cache=True, nogil=True)
def trace(kind: Any, job: Any, first: Any, mu: float, partial: bool, tables: Any, h: int, options: Any, at: Any) -> Any:
    """Write the best rotation that begins at site `h` into `options` and `at`: its value and number of blocks."""
    _, atom, to, _, _, missing, length, gait, _, _, _, _, visit, wait, _, _ = kind
    n, _, lock, last_lock, _, size, _, idle, _, begin = job
    best, pick, ahead = tables
    total, at_first = NEVER, -1
    for i in range(n):
        value, _, _ = _best_block(kind, job, first, best, ahead, i, begin, 0, h)
        if value - idle * i > total:
            total, at_first = value - idle * i, i
        if lock[i, 0] >= 0:
            break
    if at_first < 0 or total <= NEVER / 2:
        return NEVER, 0
    i, q, s, blocks, only = at_first, begin, 0, 0, h
    while True:
        if only < 0 and i >= last_lock and (partial or missing[q] == 0):
            end_value = -mu * size * missing[q]
            if end_value >= ahead[i, q, s] - 1e-9:
                return total, blocks
        value, arc, site = _best_block(kind, job, first, best, ahead, i, q, s, only)
        if only < 0 and i < n and lock[i, 0] < 0 and ahead[i + 1, q, wait[s]] - idle > value:
            i, s = i + 1, wait[s]
            continue
        a = atom[arc]
        options[blocks], at[blocks] = pick[a, site, i], i
        blocks += 1
        i, q, s, only = i + length[a], to[arc], visit[s, gait[a], site], -1


@njit(cache=True, nogil=True)
def price_jobs(
    kind: Any, jobs: Any, price: Any, first: Any, mu: float, scale: float, partial: bool, lo: int, hi: int, out: Any
) -> None:
    """Price jobs lo..hi-1 of a batch.

    Writes ``out``: best value (jobs), value and blocks (jobs, sites), options and starts (jobs, sites, blocks).
    """
    _, _, _, _, _, missing, length, _, _, department, _, _, visit, _, _, _ = kind
    n, period, lock, last_lock, profile, worth, size, change, idle, ban, begin = jobs
    best_value, value, blocks, options, at = out
    most, sites = period.shape[1], visit.shape[2]
    gains = np.empty((len(department), max(1, most)))
    best = np.empty((len(length), sites, max(1, most)))
    pick = np.zeros((len(length), sites, max(1, most)), np.int32)
    ahead = np.empty((most + 1, len(missing), visit.shape[0]))
    for j in range(lo, hi):
        f = profile[j]
        banned = ban[j] if ban.shape[0] > 0 else np.zeros((0, 0), np.bool_)
        job = (
            n[j],
            period[j],
            lock[j],
            last_lock[j],
            worth[j],
            size[j],
            change * scale * size[j],
            idle * scale * size[j],
            banned,
            begin[j],
        )
        option_gains(kind, job, price[f], scale, gains)
        site_gains(kind, n[j], gains, best, pick)
        values_to_come(kind, job, first[f], mu, partial, best, ahead)
        best_value[j] = ahead[0, begin[j], 0]
        for h in range(sites):
            value[j, h], blocks[j, h] = trace(
                kind, job, first[f], mu, partial, (best, pick, ahead), h, options[j, h], at[j, h]
            )


@njit(cache=True, nogil=True)
def list_job(  # long: one loop nest that numba compiles as a whole
    kind: Any, jobs: Any, price: Any, first: Any, mu: float, scale: float, partial: bool, j: int, least: float, out: Any
) -> int:
    """Write every rotation of job j worth at least `least` into ``out`` (blocks, options, starts).

    Returns how many there are, or -1 when they don't fit. Depth-first with the exact value to come as its bound.
    """
    (
        start,
        atom,
        to,
        _,
        _,
        missing,
        length,
        gait,
        option_start,
        department,
        _,
        site,
        visit,
        wait,
        change_at,
        first_at,
    ) = kind
    n_all, period, lock_all, last_lock, profile, worth, size, change_all, idle_all, ban, begin = jobs
    out_blocks, out_options, out_at = out
    n, lock, prices, f = n_all[j], lock_all[j], price[profile[j]], first[profile[j]]
    most, sites = period.shape[1], visit.shape[2]
    change, idle = change_all * scale * size[j], idle_all * scale * size[j]
    banned = ban[j] if ban.shape[0] > 0 else np.zeros((0, 0), np.bool_)
    job = (n, period[j], lock, last_lock[j], worth[j], size[j], change, idle, banned, begin[j])
    gains = np.empty((len(department), max(1, most)))
    best = np.empty((len(length), sites, max(1, most)))
    pick = np.zeros((len(length), sites, max(1, most)), np.int32)
    ahead = np.empty((most + 1, len(missing), visit.shape[0]))
    option_gains(kind, job, prices, scale, gains)
    site_gains(kind, n, gains, best, pick)
    values_to_come(kind, job, f, mu, partial, best, ahead)
    depth, found = 0, 0
    at_i = np.zeros(most + 2, np.int64)
    at_q = np.zeros(most + 2, np.int64)
    so_far = np.zeros(most + 2)
    next_i = np.zeros(most + 2, np.int64)
    next_s = np.zeros(most + 2, np.int64)
    next_arc = np.zeros(most + 2, np.int64)
    next_option = np.full(most + 2, -1, np.int64)
    chosen = np.zeros(most + 2, np.int64)
    began = np.zeros(most + 2, np.int64)
    at_q[0], next_arc[0] = begin[j], start[begin[j]]
    if last_lock[j] == 0 and partial and -mu * size[j] * missing[begin[j]] >= least and missing[begin[j]] > 0:
        out_blocks[0] = 0
        found = 1
    while depth >= 0:
        i, arc, q, s = next_i[depth], next_arc[depth], at_q[depth], next_s[depth]
        waited = so_far[depth] - idle * (i - at_i[depth])
        if i >= n or waited + ahead[i, q, s] < least:
            depth -= 1
            continue
        if arc >= start[q + 1]:
            if lock[i, 0] >= 0:
                depth -= 1
                continue
            next_i[depth], next_s[depth], next_arc[depth], next_option[depth] = i + 1, wait[s], start[q], -1
            continue
        a = atom[arc]
        o = option_start[a] if next_option[depth] < 0 else next_option[depth] + 1
        if o >= option_start[a + 1]:
            next_arc[depth], next_option[depth] = arc + 1, -1
            continue
        next_option[depth] = o
        if gains[o, i] <= NEVER:
            continue
        s2 = visit[s, gait[a], site[o]]
        if s2 < 0:
            continue
        value = waited + gains[o, i] - change * change_at[s, site[o]] - f[site[o]] * first_at[s, site[o]]
        end, q2 = i + length[a], to[arc]
        if value + ahead[end, q2, s2] < least:
            continue
        chosen[depth], began[depth] = o, i
        ends = end >= last_lock[j] and (partial or missing[q2] == 0)
        if ends and value - mu * size[j] * missing[q2] >= least:
            if found >= len(out_blocks):
                return -1
            out_blocks[found] = depth + 1
            for b in range(depth + 1):
                out_options[found, b], out_at[found, b] = chosen[b], began[b]
            found += 1
        depth += 1
        at_i[depth], at_q[depth], next_s[depth], so_far[depth] = end, q2, s2, value
        next_i[depth], next_arc[depth], next_option[depth] = end, start[q2], -1
    return found
