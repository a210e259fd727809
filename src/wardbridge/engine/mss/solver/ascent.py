"""Prices without an LP: a stepwise ascent of the Lagrangian of all limits at once, for some students or for all.

Places, "once" of each student and discipline and each student's limit at a hospital are priced together, so a step
costs one sweep over each student's relaxed table and any step gives a bound (Geoffrion 1974). The steps are those of
Kingma and Ba (2015): each price moves by about the pace, which falls from the first to the last step.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from wardbridge.engine.mss.instance import Ints
from wardbridge.engine.mss.solver.beam import beam
from wardbridge.engine.mss.solver.kernel import LOW
from wardbridge.engine.mss.solver.look import look
from wardbridge.engine.mss.solver.pricing import Column, Floats, Prices, Pricing, spans
from wardbridge.engine.stop import Stop

Threads: TypeAlias = tuple[Executor, int]
SLOW, SLOWER = 0.9, 0.99
"""How much of the mean of the slopes, and of their squares, a step keeps."""
EVEN = 0.1
"""Students: slopes well below this count as none."""


@dataclass(frozen=True, slots=True)
class Multipliers:
    """`cell` (H, D, T) a place's price; `toll` (S, D) and `fee` (S, H) of doing a discipline, or one at a hospital."""

    cell: Floats
    toll: Floats
    fee: Floats


class Ascent:
    """Betters the multipliers of the students given, each place's limits being `least` and `most` (H, D, T)."""

    def __init__(self, pricing: Pricing, students: Sequence[int], least: Ints, most: Ints, start: Multipliers) -> None:
        self.pricing, self.students = pricing, list(students)
        self.least, self.most = least.astype(np.float64), most.astype(np.float64)
        self.at = self.here = start
        self.bound = np.inf
        self.each = np.zeros(len(self.students))
        """At the best multipliers so far: what the students and the places are worth at most, and each student."""
        size = max((pricing.size[s] for s in self.students), default=0)
        self.paths = np.zeros((len(self.students), size + 1, 3), np.int32)
        self.lengths = np.zeros(len(self.students), np.int64)
        self.weights = np.ones(pricing.instance.students)
        critical = [pricing.students[s].critical for s in self.students]
        self.counted = np.array([[d not in c for d in range(least.shape[1])] for c in critical], np.float64)
        self.counted.shape = len(self.students), least.shape[1]
        self.excess = np.zeros((len(self.students), least.shape[1] + least.shape[0]))
        self.harvest: tuple[int, int] | None = None
        """Width of the beam and number of rotations to take of each student at each step, into `columns`."""
        self.columns: list[Column] = []

    def run(self, steps: int, pace: tuple[float, float], stop: Stop, threads: Threads | None = None) -> None:
        """Some steps, from the first pace to the last; ends at the best multipliers met."""
        x = [self.at.cell, self.at.toll[self.students] * self.counted, self.at.fee[self.students]]
        mean = [np.zeros_like(a) for a in x]
        square = [np.zeros_like(a) for a in x]
        scale = 1.0 / self.pricing.instance.duration, 1.0, 1.0
        for step in range(1, steps + 1):
            self.here = self._multipliers(x)
            if stop():
                break
            slopes = self._slopes(x, threads)
            length = pace[0] * (pace[1] / pace[0]) ** (step / steps)
            for k, slope in enumerate(slopes):
                mean[k] = SLOW * mean[k] + (1 - SLOW) * slope
                square[k] = SLOWER * square[k] + (1 - SLOWER) * slope * slope
                way = mean[k] / (1 - SLOW**step) / (np.sqrt(square[k] / (1 - SLOWER**step)) + EVEN)
                x[k] = self._moved(x[k], scale[k] * length * way, cells=k == 0)

    def _moved(self, old: Floats, by: Floats, *, cells: bool) -> Floats:
        """A price may not jump over nought, where its slope changes, and only a place with a minimum has one below."""
        new = old + by
        if not cells:
            return np.maximum(0.0, new)
        new = np.where(old * new < 0, 0.0, new)
        return np.where((self.least <= 0) & (new < 0), 0.0, new)

    def _multipliers(self, x: list[Floats]) -> Multipliers:
        toll, fee = self.at.toll.copy(), self.at.fee.copy()
        toll[self.students], fee[self.students] = x[1], x[2]
        return Multipliers(x[0], toll, fee)

    def _slopes(self, x: list[Floats], threads: Threads | None) -> list[Floats]:
        """Price all students; the ways up of the three kinds of multipliers, and the best kept."""
        each = self._look(x, threads)
        cell = x[0]
        bound = float(each.sum() + np.where(cell > 0, cell * self.most, cell * self.least).sum())
        if bound < self.bound:
            self.bound, self.each, self.at = bound, each, self.here
        used, times, visits = self._walked()
        over, under = used - self.most, used - self.least
        slope = np.where(cell > 0, over, np.where(cell < 0, under, np.maximum(0, over) + np.minimum(0, under)))
        limit = self.pricing.instance.most_per_hospital
        self.excess = SLOW * self.excess + (1 - SLOW) * np.maximum(0, np.hstack([times - 1, visits - limit]))
        again = np.where((times < 1) & (x[1] <= 0), 0.0, times - 1) * self.counted
        return [slope, again, np.where((visits < limit) & (x[2] <= 0), 0.0, visits - limit)]

    def look(self, at: Multipliers) -> None:
        """One look at each student at some multipliers, for the harvest."""
        self._look([at.cell, at.toll[self.students], at.fee[self.students]], None)

    def _look(self, x: list[Floats], threads: Threads | None) -> Floats:
        each = np.zeros(len(self.students))
        span = spans(x[0], self.pricing.instance.duration)

        def part(first: int, step: int) -> None:
            for k in range(first, len(self.students), step):
                each[k], self.lengths[k] = self._one(k, span, x[1][k], x[2][k])

        if threads is None:
            part(0, 1)
        else:
            pool, parts = threads
            list(pool.map(lambda first: part(first, parts), range(parts)))
        return each

    def _one(self, k: int, span: Floats, toll: Floats, fee: Floats) -> tuple[float, int]:
        pricing, s = self.pricing, self.students[k]
        student = pricing.students[s]
        gain, value, begin = pricing.room(s)
        worth, length = look(
            pricing.rules(s, 1.0), student.static, student.closed, span, toll, fee, gain, value, begin, self.paths[k], s
        )
        if self.harvest is not None and length > 0:
            self.columns += self._beam(s, (gain, value, begin), *self.harvest)
        return worth + float(toll.sum()) + float(fee.sum()) * pricing.instance.most_per_hospital, length

    def _walked(self) -> tuple[Floats, Floats, Floats]:
        """Students in each place (H, D, T), and by student how often each discipline and each hospital is done."""
        hospitals, disciplines, horizon = self.least.shape
        rows = np.arange(self.paths.shape[1])[None, :] < self.lengths[:, None]
        start, h, d = self.paths[rows].T
        owner = np.nonzero(rows)[0]
        change = np.zeros((hospitals, disciplines, horizon + 1))
        np.add.at(change, (h, d, start), 1.0)
        np.add.at(change, (h, d, start + self.pricing.instance.duration), -1.0)
        times, visits = np.zeros((len(self.students), disciplines)), np.zeros((len(self.students), hospitals))
        np.add.at(times, (owner, d), 1.0)
        np.add.at(visits, (owner, h), 1.0)
        return np.cumsum(change, axis=2)[:, :, :horizon], times, visits

    def respond(self, s: int, width: int) -> Column | None:
        """The best rotation without repeats that a beam finds for a student at the best multipliers."""
        pricing, at = self.pricing, self.at
        student = pricing.students[s]
        gain, value, begin = pricing.room(s)
        span = spans(at.cell, pricing.instance.duration)
        path = np.zeros((pricing.size[s] + 1, 3), np.int32)
        worth, _ = look(
            pricing.rules(s, 1.0), student.static, student.closed, span, at.toll[s], at.fee[s], gain, value, begin,
            path, s,
        )  # fmt: skip
        found = self._beam(s, (gain, value, begin), width, 1) if worth > 0.5 * LOW else []
        return found[0] if found else None

    def _beam(self, s: int, tables: tuple[Floats, Floats, Floats], width: int, wanted: int) -> list[Column]:
        pricing = self.pricing
        out = np.empty((wanted, max(1, pricing.size[s]), 3), np.int32)
        sizes: NDArray[np.int32] = np.zeros(wanted, np.int32)
        found = beam(pricing.rules(s, 1.0), *tables, width, wanted, out, sizes)
        return [pricing.column(s, out[k, : sizes[k]]) for k in range(found)]

    def worths(self, cell: Floats, columns: Sequence[Column]) -> Floats:
        """What rotations are worth at the places' prices."""
        span = spans(cell, self.pricing.instance.duration)
        return np.array([c.score - sum(span[block] for block in c.blocks) for c in columns])

    def prices(self) -> Prices:
        """The best multipliers of the places, as the master has them."""
        return Prices(self.at.cell, self.weights)
