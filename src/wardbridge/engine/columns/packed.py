"""A whole model in a few flat arrays, so that compiled loops can go from unit to unit whatever its programme.

Lists of arrays of different shapes can't be handed to a compiled loop without compiling it for each number of them; one
array of all numbers with a table of where each begins can. `kind_at` and `job_at` cut it into what `kernel` reads.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from wardbridge.engine.columns.kinds import Kind
from wardbridge.engine.columns.model import Batch, Floats, Model
from wardbridge.engine.columns.pricing import Pricing

Ints = NDArray[np.int32]
Longs = NDArray[np.int64]


class Kinds(NamedTuple):
    """All kinds: `shape` (kinds, 9) counts states, arcs, atoms, options, parts, places been, gaits, sites and stations;
    `begin` (kinds, 16) and `real_begin` (kinds, 2) say where each array begins in `whole` and `real`.
    """

    shape: Longs
    begin: Longs
    whole: Ints
    real_begin: Longs
    real: Floats


class Jobs(NamedTuple):
    """All jobs, those of class c from ``first[c]`` to before ``first[c + 1]``; fields as in `model.Batch`."""

    first: Longs
    kind: Ints
    weeks: Ints
    period: Ints
    lock: Ints
    last_lock: Ints
    profile: Ints
    worth_begin: Longs
    worth: Floats
    size: Floats
    begin: Ints


class Rows(NamedTuple):
    """What uses which limit row: entries of cell (station, period) from ``first[station, period]``, with what a unit
    counts; rows of a site's visitors from ``site_first[site]``. `coefficient` is (profiles, rows); `free_cell` and
    `free_first` are what a unit of a profile pays where no limit costs anything.
    """

    first: Longs
    row: Ints
    factor: Floats
    site_first: Longs
    site_row: Ints
    coefficient: Floats
    lower: Floats
    upper: Floats
    free_cell: Floats
    free_first: Floats


class Packed(NamedTuple):
    """Model and limits for compiled loops; `moves` are the points lost at a change of site and in an idle week."""

    kinds: Kinds
    jobs: Jobs
    rows: Rows
    moves: tuple[float, float]


def packed_of(pricing: Pricing) -> Packed:
    """Work grows with the model and its limits."""
    model = pricing.model
    moves = float(model.moves.site_change), float(model.moves.idle_week)
    return Packed(_kinds(model.kinds), _jobs(model), _rows(pricing), moves)


def _flat(arrays: Sequence[NDArray[Any]], dtype: type) -> tuple[Longs, NDArray[Any]]:
    """All numbers one after the other, and where each array begins."""
    begin = np.cumsum([0, *(a.size for a in arrays)])[:-1].astype(np.int64)
    return begin, np.concatenate([a.ravel() for a in arrays] or [np.zeros(0)]).astype(dtype)


def _kinds(kinds: Sequence[Kind]) -> Kinds:
    whole, real, shape = [], [], []
    for kind in kinds:
        p, v = kind.progress, kind.visits
        atom_of = np.array(kind.atom_of, np.int32)
        stations = np.unique(kind.station[kind.station >= 0]).astype(np.int32)
        whole += [p.start, p.atom, p.to, p.spent, p.needed, p.missing, kind.length, kind.gait, kind.option_start,
                  kind.department, kind.station, kind.site, v.next, v.wait, atom_of, stations]  # fmt: skip
        real += [v.change, v.first]
        shape.append([len(p.missing), len(p.atom), len(kind.length), *kind.department.shape, *v.next.shape,
                      len(stations)])  # fmt: skip
    begin, numbers = _flat(whole, np.int32)
    real_begin, reals = _flat(real, np.float64)
    n = len(kinds)
    return Kinds(np.array(shape, np.int64), begin.reshape(n, -1), numbers, real_begin.reshape(n, -1), reals)


def _jobs(model: Model) -> Jobs:
    batches, most = model.batches, max((b.lock.shape[2] for b in model.batches), default=1)
    width = len(model.problem.periods)

    def joined(name: str, dtype: type = np.int32) -> NDArray[Any]:
        return np.concatenate([getattr(b, name) for b in batches] or [np.zeros(0)]).astype(dtype)

    def lock(batch: Batch) -> Ints:
        return np.pad(batch.lock, ((0, 0), (0, 0), (0, most - batch.lock.shape[2])), constant_values=-1)

    of_class = joined("job_class", np.int64)
    order = np.argsort(of_class, kind="stable")
    worth_begin, worth = _flat([row for b in batches for row in b.worth], np.float64)
    kind = np.concatenate([np.full(len(b.job_class), b.kind) for b in batches] or [np.zeros(0)]).astype(np.int32)
    period = np.concatenate([b.period for b in batches] or [np.zeros((0, width), np.int32)])
    locks = np.concatenate([lock(b) for b in batches] or [np.zeros((0, width, most), np.int32)])
    first = np.searchsorted(of_class[order], np.arange(len(model.classes) + 1)).astype(np.int64)
    return Jobs(
        first, kind[order], joined("weeks")[order], period[order], locks[order], joined("last_lock")[order],
        joined("profile")[order], worth_begin[order], worth, joined("size", np.float64)[order], joined("begin")[order],
    )  # fmt: skip


def _rows(pricing: Pricing) -> Rows:
    model, limits = pricing.model, pricing.limits
    row, station, period, factor = pricing.cells
    stations, periods = len(model.stations), len(model.problem.periods)
    cell = station * periods + period
    order = np.argsort(cell, kind="stable")
    first = np.searchsorted(cell[order], np.arange(stations * periods + 1)).astype(np.int64)
    site_row, site = pricing.visits
    by_site = np.argsort(site, kind="stable")
    free = pricing.prices(np.zeros(len(limits.rows)))
    sites = free.first.shape[1]
    return Rows(
        first, row[order].astype(np.int32), factor[order], np.searchsorted(site[by_site], np.arange(sites + 1)),
        site_row[by_site].astype(np.int32), np.ascontiguousarray(limits.coefficient.T), limits.lower, limits.upper,
        free.cell, free.first,
    )  # fmt: skip


@njit(cache=True, nogil=True)
def _cut(kinds: Any, v: int, field: int, size: int) -> Any:
    begin = kinds.begin[v, field]
    return kinds.whole[begin : begin + size]


@njit(cache=True, nogil=True)
def kind_at(kinds: Any, v: int) -> Any:
    """Kind v as `kernel` reads it; the atom of each option; the stations it uses."""
    shape = kinds.shape[v]
    states, arcs, atoms, options = shape[0], shape[1], shape[2], shape[3]
    parts, been, gaits, sites = shape[4], shape[5], shape[6], shape[7]
    real = kinds.real_begin[v]
    kind = (
        _cut(kinds, v, 0, states + 1),
        _cut(kinds, v, 1, arcs),
        _cut(kinds, v, 2, arcs),
        _cut(kinds, v, 3, states),
        _cut(kinds, v, 4, states),
        _cut(kinds, v, 5, states),
        _cut(kinds, v, 6, atoms),
        _cut(kinds, v, 7, atoms),
        _cut(kinds, v, 8, atoms + 1),
        _cut(kinds, v, 9, options * parts).reshape(options, parts),
        _cut(kinds, v, 10, options * parts).reshape(options, parts),
        _cut(kinds, v, 11, options),
        _cut(kinds, v, 12, been * gaits * sites).reshape(been, gaits, sites),
        _cut(kinds, v, 13, been),
        kinds.real[real[0] : real[0] + been * sites].reshape(been, sites),
        kinds.real[real[1] : real[1] + been * sites].reshape(been, sites),
    )
    return kind, _cut(kinds, v, 14, options), _cut(kinds, v, 15, shape[8])


@njit(cache=True, nogil=True)
def job_at(jobs: Any, j: int, options: int, moves: Any) -> Any:
    """Job j as `kernel` reads it, with nothing banned."""
    begin = jobs.worth_begin[j]
    return (
        jobs.weeks[j],
        jobs.period[j],
        jobs.lock[j],
        jobs.last_lock[j],
        jobs.worth[begin : begin + options],
        jobs.size[j],
        moves[0] * jobs.size[j],
        moves[1] * jobs.size[j],
        np.zeros((0, 0), np.bool_),
        jobs.begin[j],
    )
