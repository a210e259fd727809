"""Prices in, rotations out: calls the compiled loops for every job, on some threads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wardbridge.engine.columns import kernel
from wardbridge.engine.columns.kinds import Kind
from wardbridge.engine.columns.limits import Limits, Row
from wardbridge.engine.columns.model import Batch, Floats, Model
from wardbridge.rulekit.shifts import Shift, meet


@dataclass(frozen=True, slots=True)
class Column:
    """A rotation of one unit of a class.

    Parameters
    ----------
    blocks
        (option of the kind, index of the available week it begins at), in order of time.
    profit
        Points.
    unplaced
        Learner-weeks required and not placed (all members of the unit).
    """

    unit_class: int
    kind: int
    blocks: tuple[tuple[int, int], ...]
    profit: float
    unplaced: int

    def of_class(self, c: int) -> Column:
        """The same rotation under another number of its class."""
        return replace(self, unit_class=c)


@dataclass(frozen=True, slots=True)
class Prices:
    """What a unit of each profile pays: (profiles, stations, periods) and, on entering, (profiles, sites).

    `mu` is the price of a learner-week not placed; with `partial` false nothing may be left out. `scale` multiplies the
    points: 0 when only places matter. `bans` are by batch (`bans.Bans.by_batch`).
    """

    cell: Floats
    first: Floats
    mu: float
    scale: float
    partial: bool
    bans: tuple[NDArray[np.bool_], ...] = ()


@dataclass(frozen=True, slots=True)
class Priced:
    """Best value of each class, and the best rotations found that pay."""

    best: Floats
    columns: tuple[Column, ...]


Rotations = Sequence[tuple[int, int, tuple[tuple[int, int], ...]]]
"""Rotations as (class, kind, blocks), without what they are worth."""
TOLERANCE = 1e-7
"""What a rotation must pay beyond its class's price, relative to its value."""
CHUNK = 512
"""Jobs a thread takes at a time; fixed, so that nothing depends on the number of threads."""


class Pricing:
    """Arrays of the jobs, ready for the compiled loops."""

    def __init__(self, model: Model, limits: Limits, workers: int, *, closing: bool = True) -> None:
        self.model, self.limits = model, limits
        self._workers = max(1, workers)
        moves = model.moves
        self._kinds = [_kind_arrays(kind) for kind in model.kinds]
        self._jobs = [_job_arrays(batch, moves.site_change, moves.idle_week) for batch in model.batches]
        cells = [(r, *place) for r, row in enumerate(limits.rows) for place in touched(model, row)]
        self._cell_rows = np.array([r for r, _, _, _ in cells], np.int64)
        self._k = np.array([k for _, k, _, _ in cells], np.int64)
        self._t = np.array([t for _, _, t, _ in cells], np.int64)
        self._factor = np.array([factor for _, _, _, factor in cells], np.float64)
        sites = [(r, row.site) for r, row in enumerate(limits.rows) if row.visits]
        self._site_rows = np.array([r for r, _ in sites], np.int64)
        self._site = np.array([h for _, h in sites], np.int64)
        self._never = np.where(model.offered, 0.0, -kernel.NEVER)
        self._toll = _tolls(model)
        self._never_first = np.zeros((len(model.profiles), max(1, len(model.problem.sites))))
        if closing:
            self._close(limits.coefficient > limits.upper[:, None], self._never, self._never_first)

    @property
    def cells(self) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], Floats]:
        """Entries of the limits over cells: row, station, period and what a unit counts."""
        return self._cell_rows, self._k, self._t, self._factor

    @property
    def visits(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Limits of a site's visitors: row and site."""
        return self._site_rows, self._site

    def prices(
        self,
        dual: Floats,
        *,
        mu: float = 0.0,
        scale: float = 1.0,
        partial: bool = False,
        closed: NDArray[np.bool_] | None = None,
        bans: tuple[NDArray[np.bool_], ...] = (),
    ) -> Prices:
        """Turn the price of each row into what a unit of each profile pays.

        `closed`, of shape (rows, profiles), names the rows that have no room for one more unit of the profile.
        """
        model = self.model
        cell = self._never.copy() if self._toll is None else self._never + scale * self._toll
        spent = self.limits.coefficient * dual[:, None]
        for f in range(len(model.profiles)):
            np.add.at(cell[f], (self._k, self._t), spent[self._cell_rows, f] * self._factor)
        first = self._never_first.copy()
        for r, h in zip(self._site_rows.tolist(), self._site.tolist(), strict=True):
            first[:, h] += spent[r]
        if closed is not None and closed.any():
            self._close(closed, cell, first)
        if model.seen is not None:
            stations, periods = np.ogrid[: cell.shape[1], : cell.shape[2]]
            cell = cell[model.seen, stations, periods]
        return Prices(cell, first, mu, scale, partial, bans)

    def _close(self, closed: NDArray[np.bool_], cell: Floats, first: Floats) -> None:
        row, f = np.nonzero(closed[self._cell_rows])
        cell[f, self._k[row], self._t[row]] = -kernel.NEVER
        row, f = np.nonzero(closed[self._site_rows])
        first[f, self._site[row]] = -kernel.NEVER

    def run(self, prices: Prices, paid: Floats | None = None) -> Priced:
        """Price all jobs; the answer does not depend on the number of threads.

        `paid` is what a rotation of each class must exceed to be written out; without it none is.
        """
        best = np.full(len(self.model.classes), kernel.NEVER)
        found: list[Column] = []
        for b, batch in enumerate(self.model.batches):
            values = self._price(b, prices)
            np.maximum.at(best, batch.job_class, values[0])
            if paid is not None:
                found += self._columns(batch, values, paid)
        return Priced(best, tuple(found))

    def _price(self, b: int, prices: Prices) -> tuple[NDArray[Any], ...]:
        batch, out = self.model.batches[b], self.space(b)
        n = len(batch.job_class)
        jobs = self._banned(b, prices)
        args = (self._kinds[batch.kind], jobs, prices.cell, prices.first, prices.mu, prices.scale, prices.partial)
        chunks = [(lo, min(lo + CHUNK, n)) for lo in range(0, n, CHUNK)]
        if self._workers == 1 or len(chunks) == 1:
            for lo, hi in chunks:
                kernel.price_jobs(*args, lo, hi, out)
        else:
            with ThreadPoolExecutor(self._workers) as pool:
                list(pool.map(lambda chunk: kernel.price_jobs(*args, *chunk, out), chunks))  # type: ignore[call-arg]  # numba takes any
        return out

    def _banned(self, b: int, prices: Prices) -> tuple[Any, ...]:
        """The jobs of a batch with what the prices forbid."""
        return (*self._jobs[b][:-2], prices.bans[b], self._jobs[b][-1]) if prices.bans else self._jobs[b]

    def space(self, b: int) -> tuple[NDArray[Any], ...]:
        """Room for the answers of a batch: best value, and by site value, blocks, options and starts."""
        batch = self.model.batches[b]
        n, sites, most = len(batch.job_class), self._never_first.shape[1], batch.period.shape[1]
        return (
            np.empty(n),
            np.empty((n, sites)),
            np.empty((n, sites), np.int32),
            np.empty((n, sites, most + 1), np.int32),
            np.empty((n, sites, most + 1), np.int32),
        )

    def fill(self, f: int, price: Floats, free: tuple[Floats, Floats], into: tuple[Floats, Floats]) -> None:
        """Write what a unit of profile f pays at each cell and site when each row costs `price`."""
        cell, first = into
        np.copyto(cell, free[0][f])
        np.add.at(cell, (self._k, self._t), price[self._cell_rows] * self._factor)
        np.copyto(first, free[1][f])
        np.add.at(first, self._site, price[self._site_rows])
        np.minimum(cell, -kernel.NEVER, out=cell)
        np.minimum(first, -kernel.NEVER, out=first)

    def price_job(self, b: int, j: int, prices: Prices, missing: float, out: tuple[NDArray[Any], ...]) -> None:
        """Price one job of a batch; see `run` for all."""
        batch, partial = self.model.batches[b], missing > 0
        args = (self._kinds[batch.kind], self._jobs[b], prices.cell, prices.first, missing, 1.0, partial)
        kernel.price_jobs(*args, j, j + 1, out)

    def _columns(self, batch: Batch, out: tuple[NDArray[Any], ...], paid: Floats) -> Iterator[Column]:
        _, value, blocks, options, at = out
        least = paid[batch.job_class][:, None]
        pays = (value > least + TOLERANCE * np.maximum(1.0, np.abs(value))) & (value > kernel.NEVER / 2)
        for j, h in zip(*np.nonzero(pays), strict=True):
            count = blocks[j, h]
            path = zip(options[j, h, :count].tolist(), at[j, h, :count].tolist(), strict=True)
            yield self.column(int(batch.job_class[j]), batch.kind, tuple(path))

    def column(self, c: int, v: int, blocks: tuple[tuple[int, int], ...]) -> Column:
        """A column with its points and the learner-weeks it leaves out."""
        kind, unit_class, moves = self.model.kinds[v], self.model.classes[c], self.model.moves
        worth, lengths = unit_class.worth[v], [kind.weeks_of[o] for o, _ in blocks]
        sites = [int(kind.site[o]) for o, _ in blocks]
        changes = sum(a != b for a, b in pairwise(sites))
        idle = blocks[-1][1] + lengths[-1] - sum(lengths) if blocks else 0
        profit = sum(float(worth[o]) for o, _ in blocks)
        profit -= unit_class.size * (moves.site_change * changes + moves.idle_week * idle)
        if self.model.toll is not None:
            profit -= self._paid(c, v, blocks)
        missing = self.model.missing(c, v, (kind.atom_of[o] for o, _ in blocks))
        return Column(c, v, blocks, profit, unit_class.size * missing)

    def _paid(self, c: int, v: int, blocks: tuple[tuple[int, int], ...]) -> float:
        """Tolls of a unit."""
        kind, unit_class = self.model.kinds[v], self.model.classes[c]
        if self._toll is None:
            return 0.0
        f = self.model.profiles.index(unit_class.profile)
        weeks = [(o, unit_class.available[w]) for o, at in blocks for w in range(at, at + kind.weeks_of[o])]
        return sum(
            float(self._toll[self.model.as_seen(f, x, t), x, t])
            for o, t in weeks
            for x in kind.station[o].tolist()
            if x >= 0
        )

    def every(self, prices: Prices, least: Floats, most: int) -> tuple[Column, ...] | None:
        """All columns worth at least `least` of their class at these prices; `None` when more than `most`."""
        found: list[Column] = []
        for b, batch in enumerate(self.model.batches):
            width, jobs = batch.period.shape[1] + 1, self._banned(b, prices)
            out = (np.empty(most, np.int32), np.empty((most, width), np.int32), np.empty((most, width), np.int32))
            for j, c in enumerate(batch.job_class.tolist()):
                count = kernel.list_job(
                    self._kinds[batch.kind], jobs, prices.cell, prices.first, prices.mu, prices.scale,
                    prices.partial, j, float(least[c]), out,
                )  # fmt: skip
                if count < 0 or len(found) + count > most:
                    return None
                for x in range(count):
                    size = out[0][x]
                    path = zip(out[1][x, :size].tolist(), out[2][x, :size].tolist(), strict=True)
                    found.append(self.column(c, batch.kind, tuple(path)))
        return tuple(found)


class Single:
    """Prices one class at a time, for searches that change the prices after each answer."""

    def __init__(self, pricing: Pricing) -> None:
        self._pricing = pricing
        self._prices = pricing.prices(np.zeros(len(pricing.limits.rows)))
        self._free = self._prices.cell.copy(), self._prices.first.copy()
        self._outs = [pricing.space(b) for b in range(len(pricing.model.batches))]
        number = {profile: f for f, profile in enumerate(pricing.model.profiles)}
        self._profile = [number[c.profile] for c in pricing.model.classes]
        self._jobs: dict[int, list[tuple[int, int]]] = {}
        for b, batch in enumerate(pricing.model.batches):
            for j, c in enumerate(batch.job_class.tolist()):
                self._jobs.setdefault(c, []).append((b, j))

    def best(self, c: int, price: Floats, *, missing: float = 0.0) -> Column | None:
        """The best rotation of a class; each row it uses costs `price`, each week not done `missing` if that is
        positive (then it may be incomplete). `None` when there is none.
        """
        pricing, f = self._pricing, self._profile[c]
        pricing.fill(f, price, self._free, (self._prices.cell[f], self._prices.first[f]))
        value, found = kernel.NEVER / 2, None
        for b, j in self._jobs.get(c, ()):
            out = self._outs[b]
            pricing.price_job(b, j, self._prices, missing, out)
            h = int(np.argmax(out[1][j]))
            if out[1][j, h] > value:
                value, found = float(out[1][j, h]), (b, j, h)
        if found is None:
            return None
        b, j, h = found
        _, _, blocks, options, at = self._outs[b]
        path = zip(options[j, h, : blocks[j, h]].tolist(), at[j, h, : blocks[j, h]].tolist(), strict=True)
        return pricing.column(c, pricing.model.batches[b].kind, tuple(path))


def touched(model: Model, row: Row) -> list[tuple[int, int, float]]:
    """(station, period, what a unit counts) of those who count in a row: at one of its departments, at its time of the
    day; where a week counts once, not the second of two parts side by side.
    """
    uses: dict[int, list[tuple[int, float]]] = {}
    for k, t, factor in row.uses():
        uses.setdefault(k, []).append((t, factor))
    once = row.time is None and not row.factors
    nights = model.problem.night_burden if row.factors else 0
    found = [
        (x, t, factor + (nights if station.shift is Shift.NIGHT else 0))
        for x, station in sorted(one for k in uses for one in model.stations_at.get(k, ()))
        if not (once and station.second) and (row.time is None or meet(station.shift, row.time))
        for t, factor in uses[station.department]
    ]
    return [(x, t, factor) for x, t, factor in found if factor]


def _tolls(model: Model) -> Floats | None:
    """By profile, station and period, of a unit."""
    if model.toll is None:
        return None
    at = [station.department for station in model.stations]
    return np.stack([model.toll[profile.programme][at] * profile.size for profile in model.profiles])


def _kind_arrays(kind: Kind) -> tuple[NDArray[Any], ...]:
    progress, visits = kind.progress, kind.visits
    return (
        progress.start, progress.atom, progress.to, progress.spent, progress.needed, progress.missing, kind.length,
        kind.gait, kind.option_start, kind.department, kind.station, kind.site, visits.next, visits.wait, visits.change,
        visits.first,
    )  # fmt: skip


def _job_arrays(batch: Batch, change: float, idle: float) -> tuple[Any, ...]:
    free = np.zeros((0, 0, 0), np.bool_)
    return (
        batch.weeks, batch.period, batch.lock, batch.last_lock, batch.profile, batch.worth, batch.size, change, idle,
        free, batch.begin,
    )  # fmt: skip
