# ruff: noqa: PLR0917  (compiled loops take flat arguments, and a call inside a hot loop would cost)
"""The compiled loops of the descent: unit after unit leaves its rotation and takes the best one beside all others.

What a unit would pay in a cell is what it would overload there, each limit at its own price, and what the limit costs
anyhow; its best rotation then comes from the pricing's own programme (`kernel`).
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from wardbridge.engine.columns import kernel
from wardbridge.engine.columns.kernel import NEVER
from wardbridge.engine.columns.model import Floats
from wardbridge.engine.columns.packed import job_at, kind_at

Ints = NDArray[np.int32]
SAME = 1e-9
"""A rotation is left only for one that is worth more than this beyond it."""


class Held(NamedTuple):
    """The rotation of each unit: its class, kind (-1: none), number of blocks, options and starts (units, blocks); and
    what all of them use of each limit row.
    """

    unit_class: Ints
    kind: Ints
    blocks: Ints
    option: Ints
    at: Ints
    used: Floats


def nobody(unit_class: Ints, most: int, rows: int) -> Held:
    """No unit of these classes has a rotation yet; one has at most so many blocks."""
    n, whole = len(unit_class), np.int32
    table = (n, most)
    return Held(
        unit_class, np.full(n, -1, whole), np.zeros(n, whole), np.zeros(table, whole), np.zeros(table, whole),
        np.zeros(rows),
    )  # fmt: skip


class Costs(NamedTuple):
    """By row: what one learner too many costs, and what one costs that fits."""

    over: Floats
    base: Floats


@njit(cache=True, nogil=True)
def count(packed: Any, held: Any, u: int, sign: float) -> None:
    """Add what unit u uses of the limits to ``used``, or take it off."""
    v = held.kind[u]
    if v < 0:
        return
    rows, jobs = packed.rows, packed.jobs
    j = job_of(jobs, held.unit_class[u], v)
    kind, atom_of, _ = kind_at(packed.kinds, v)
    length, station, site = kind[6], kind[10], kind[11]
    coefficient = rows.coefficient[jobs.profile[j]]
    periods = rows.free_cell.shape[2]
    for b in range(held.blocks[u]):
        o = held.option[u, b]
        for i in range(held.at[u, b], held.at[u, b] + length[atom_of[o]]):
            for p in range(station.shape[1]):
                if station[o, p] < 0:
                    continue
                cell = station[o, p] * periods + jobs.period[j, i]
                for e in range(rows.first[cell], rows.first[cell + 1]):
                    held.used[rows.row[e]] += sign * coefficient[rows.row[e]] * rows.factor[e]
        seen = False
        for earlier in range(b):
            seen = seen or site[held.option[u, earlier]] == site[o]
        if not seen:
            for e in range(rows.site_first[site[o]], rows.site_first[site[o] + 1]):
                held.used[rows.site_row[e]] += sign * coefficient[rows.site_row[e]]


@njit(cache=True, nogil=True)
def job_of(jobs: Any, c: int, v: int) -> int:
    """The job of class c in kind v; -1 where there is none."""
    for j in range(jobs.first[c], jobs.first[c + 1]):
        if jobs.kind[j] == v:
            return j
    return -1


@njit(cache=True, nogil=True)
def touching(packed: Any, held: Any, hot: Any) -> Any:
    """By unit, whether it uses one of the `hot` rows."""
    rows, jobs = packed.rows, packed.jobs
    periods = rows.free_cell.shape[2]
    found = np.zeros(len(held.kind), np.bool_)
    for u in range(len(held.kind)):
        v = held.kind[u]
        if v < 0:
            continue
        j = job_of(jobs, held.unit_class[u], v)
        kind, atom_of, _ = kind_at(packed.kinds, v)
        length, station, site = kind[6], kind[10], kind[11]
        coefficient = rows.coefficient[jobs.profile[j]]
        for b in range(held.blocks[u]):
            o = held.option[u, b]
            for e in range(rows.site_first[site[o]], rows.site_first[site[o] + 1]):
                found[u] |= hot[rows.site_row[e]] and coefficient[rows.site_row[e]] != 0.0
            for i in range(held.at[u, b], held.at[u, b] + length[atom_of[o]]):
                for p in range(station.shape[1]):
                    if station[o, p] >= 0:
                        cell = station[o, p] * periods + jobs.period[j, i]
                        for e in range(rows.first[cell], rows.first[cell + 1]):
                            found[u] |= hot[rows.row[e]] and coefficient[rows.row[e]] != 0.0
    return found


@njit(cache=True, nogil=True)
def _excess(rows: Any, r: int, used: float) -> float:
    outside: float = max(0.0, used - rows.upper[r]) + max(0.0, rows.lower[r] - used)
    return outside


@njit(cache=True, nogil=True)
def _cost(rows: Any, costs: Any, used: Any, r: int, more: float, noise: float) -> float:
    """What one more unit costs in a row, up to `noise` above, by chance."""
    added = _excess(rows, r, used[r] + more) - _excess(rows, r, used[r])
    cost: float = costs.base[r] * more
    if added != 0.0:
        cost += costs.over[r] * added * (1.0 + noise * np.random.random())
    return cost


@njit(cache=True, nogil=True)
def _fill(packed: Any, held: Any, costs: Any, j: int, stations: Any, noise: float, cell: Any, first: Any) -> None:
    """Write what a unit of job j pays in each cell it could be in, and on entering each site."""
    rows, jobs = packed.rows, packed.jobs
    f = jobs.profile[j]
    coefficient, periods = rows.coefficient[f], rows.free_cell.shape[2]
    for x in stations:
        for i in range(jobs.weeks[j]):
            t = jobs.period[j, i]
            price = rows.free_cell[f, x, t]
            for e in range(rows.first[x * periods + t], rows.first[x * periods + t + 1]):
                r = rows.row[e]
                if coefficient[r] != 0.0:
                    price += rows.factor[e] * _cost(rows, costs, held.used, r, coefficient[r], noise)
            cell[x, t] = min(price, -NEVER)
    for h in range(len(first)):
        price = rows.free_first[f, h]
        for e in range(rows.site_first[h], rows.site_first[h + 1]):
            r = rows.site_row[e]
            if coefficient[r] != 0.0:
                price += _cost(rows, costs, held.used, r, coefficient[r], noise)
        first[h] = min(price, -NEVER)


@njit(cache=True, nogil=True)
def _worth(kind: Any, atom_of: Any, job: Any, first: Any, gains: Any, held: Any, u: int) -> float:
    """What the rotation of unit u is worth at the prices that `gains` and `first` hold."""
    length, gait, site, visit, wait, change_at, first_at = (
        kind[6],
        kind[7],
        kind[11],
        kind[12],
        kind[13],
        kind[14],
        kind[15],
    )
    change, idle = job[6], job[7]
    value, i, s = 0.0, 0, 0
    for b in range(held.blocks[u]):
        o = held.option[u, b]
        while i < held.at[u, b]:
            value, s, i = value - idle, wait[s], i + 1
        h = site[o]
        value += gains[o, i] - change * change_at[s, h] - first[h] * first_at[s, h]
        s, i = visit[s, gait[atom_of[o]], h], i + length[atom_of[o]]
    return value


@njit(cache=True, nogil=True)
def _improve(packed: Any, held: Any, costs: Any, u: int, noise: float, cell: Any, first: Any) -> bool:
    """Let unit u choose anew; says whether it moved."""
    jobs = packed.jobs
    c, most = held.unit_class[u], held.option.shape[1]
    count(packed, held, u, -1.0)
    value, old, kind_found, blocks_found = NEVER / 2, NEVER, -1, 0
    option_found, at_found = np.empty(most, np.int32), np.empty(most, np.int32)
    option, at = np.empty(most, np.int32), np.empty(most, np.int32)
    for j in range(jobs.first[c], jobs.first[c + 1]):
        kind, atom_of, stations = kind_at(packed.kinds, jobs.kind[j])
        job = job_at(jobs, j, len(atom_of), packed.moves)
        _fill(packed, held, costs, j, stations, noise, cell, first)
        n, sites = job[0], kind[12].shape[2]
        gains = np.empty((len(atom_of), max(1, n)))
        best = np.empty((len(kind[6]), sites, max(1, n)))
        pick = np.zeros((len(kind[6]), sites, max(1, n)), np.int32)
        ahead = np.empty((n + 1, len(kind[5]), kind[12].shape[0]))
        kernel.option_gains(kind, job, cell, 1.0, gains)
        kernel.site_gains(kind, n, gains, best, pick)
        kernel.values_to_come(kind, job, first, 0.0, False, best, ahead)
        if held.kind[u] == jobs.kind[j]:
            old = _worth(kind, atom_of, job, first, gains, held, u)
        if ahead[0, job[9], 0] > value:
            total, blocks = kernel.trace(kind, job, first, 0.0, False, (best, pick, ahead), -1, option, at)
            if total > value:
                value, kind_found, blocks_found = total, jobs.kind[j], blocks
                option_found[:blocks], at_found[:blocks] = option[:blocks], at[:blocks]
    moved = kind_found >= 0 and (held.kind[u] < 0 or value > old + SAME)
    if moved:
        held.kind[u], held.blocks[u] = kind_found, blocks_found
        held.option[u, :blocks_found], held.at[u, :blocks_found] = option_found[:blocks_found], at_found[:blocks_found]
    elif kind_found < 0:
        held.kind[u] = -1
    count(packed, held, u, 1.0)
    return moved


@njit(cache=True, nogil=True)
def improve(packed: Any, held: Any, costs: Any, order: Any, noise: float, seed: int) -> int:
    """Let some units choose anew, one after the other; how many of them moved."""
    np.random.seed(seed)
    rows = packed.rows
    cell = np.empty((rows.free_cell.shape[1], rows.free_cell.shape[2]))
    first = np.empty(rows.free_first.shape[1])
    moved = 0
    for u in order:
        moved += _improve(packed, held, costs, u, noise, cell, first)
    return moved
