"""Pricing: at given prices the best rotations of every student, and a bound on all that he could do."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from copy import copy
from dataclasses import dataclass, replace
from itertools import pairwise, product
from threading import local

import numpy as np
from numpy.typing import NDArray

from wardbridge.engine.mss.instance import Instance, Ints
from wardbridge.engine.mss.solver import kernel
from wardbridge.engine.mss.solver.automaton import Automaton, automaton_of
from wardbridge.engine.mss.solver.price import price
from wardbridge.engine.mss.solver.search import search
from wardbridge.engine.stop import Stop

LARGEST = 12_000_000
"""Figures that a student's table may hold: what a thread keeps in memory."""
WHOLE = 12
"""Disciplines of a student up to which his table tells all of them apart from the start."""
AT_ONCE = 30_000_000
"""Figures that one compiled call fills at most, about: it can't be stopped."""

Floats = NDArray[np.float64]
Block = tuple[int, int, int]
"""Start, hospital, discipline."""


@dataclass(frozen=True, slots=True)
class Column:
    """A whole rotation of a student and its score."""

    student: int
    score: int
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Prices:
    """What the master asks: `cell` (H, D, T) for a place in a period; `weight` (S,) what his points count."""

    cell: Floats
    weight: Floats


@dataclass(frozen=True, slots=True)
class Effort:
    """How hard to look: steps of the tolls, labels of the beam (0: best-first search of `limit` labels), columns."""

    steps: int = 4
    width: int = 0
    wanted: int = 1
    limit: int = 20_000


@dataclass(frozen=True, slots=True)
class Priced:
    """Columns found by student, and for each asked student a bound on the value of all his rotations."""

    columns: list[Column]
    bound: dict[int, float]
    hard: list[int]


@dataclass(slots=True)
class _Student:
    """What pricing knows of a student."""

    automaton: Automaton
    hop: NDArray[np.int32]
    toll: Floats
    fee: Floats
    """(H,) what each discipline at a hospital costs in his table; the hospital limit's worth of it is paid back."""
    static: Floats
    closed: NDArray[np.bool_]
    critical: tuple[int, ...]
    watched: tuple[int, ...]
    excess: Floats


def spans(cell: Floats, length: int) -> Floats:
    """(starts, H, D): prices (H, D, T) summed over a discipline's periods."""
    total = np.concatenate([np.zeros((*cell.shape[:2], 1)), np.cumsum(cell, axis=2)], axis=2)
    return np.ascontiguousarray((total[:, :, length:] - total[:, :, :-length]).transpose(2, 0, 1))


class Pricing:
    """Prices the students of an instance on `workers` threads."""

    def __init__(self, instance: Instance, workers: int, stop: Stop, whole: int = WHOLE) -> None:
        self.instance, self.stop, self.whole = instance, stop, whole
        self._automata: dict[tuple[bytes, bytes, tuple[int, ...]], Automaton] = {}
        self.before = np.array([sum(1 << int(e) for e in np.flatnonzero(row)) for row in instance.before], np.int64)
        self.asked_before = {int(e) for e in np.flatnonzero(instance.before.any(axis=0))}
        self.size = [int(x) for x in instance.needed.sum(axis=1)]
        self.students = [self._student(s) for s in range(instance.students)]
        self.workers = workers
        self.threads = ThreadPoolExecutor(workers)
        self._mine = local()

    def copy(self) -> Pricing:
        """The same students as they are now, to grow apart from these; on the same threads."""
        other = copy(self)
        other.students = [
            replace(x, toll=x.toll.copy(), fee=x.fee.copy(), excess=x.excess.copy()) for x in self.students
        ]
        return other

    def __enter__(self) -> Pricing:
        return self

    def __exit__(self, *_: object) -> None:
        self.threads.shutdown(cancel_futures=True)

    # --- what a student may do -------------------------------------------------------------------------------------

    def exact(self) -> bool:
        """Whether each student's table tells all disciplines done apart."""
        allowed = self.instance.allowed.astype(bool)
        return all(set(np.flatnonzero(allowed[s]).tolist()) <= set(x.critical) for s, x in enumerate(self.students))

    def _student(self, s: int) -> _Student:
        instance = self.instance
        allowed = np.flatnonzero(instance.allowed[s])
        critical = set(allowed.tolist()) if len(allowed) <= self.whole else self.asked_before & set(allowed.tolist())
        return self._built(s, tuple(sorted(critical)), ())

    def _built(self, s: int, critical: tuple[int, ...], watched: tuple[int, ...]) -> _Student:
        instance = self.instance
        key = instance.needed[s].tobytes(), instance.allowed[s].tobytes(), critical
        if key not in self._automata:
            self._automata[key] = automaton_of(instance, instance.needed[s], instance.allowed[s], critical)
        weight = instance.weight[s]
        static = (
            weight[0] * instance.wish[s][None, :]
            + instance.worth[None, :]
            + weight[1] * instance.hospital_wish[s][:, None]
        ).astype(np.float64)
        return _Student(
            self._automata[key],
            self._hop(self.size[s], watched),
            self._first_toll(s, static, critical),
            np.zeros(instance.hospitals),
            static,
            self._closed(s),
            critical,
            watched,
            np.zeros(instance.disciplines + instance.hospitals),
        )

    def _hop(self, size: int, watched: tuple[int, ...]) -> NDArray[np.int32]:
        most = self.instance.most_per_hospital
        if size <= most:
            watched = ()
        states = list(product(range(most + 1), repeat=len(watched)))
        states = [state for state in states if sum(state) <= size]
        number = {state: k for k, state in enumerate(states)}
        hop = np.tile(np.arange(len(states), dtype=np.int32)[:, None], (1, self.instance.hospitals))
        for k, h in enumerate(watched):
            for state, i in number.items():
                hop[i, h] = number.get((*state[:k], state[k] + 1, *state[k + 1 :]), -1)
        return hop

    def _closed(self, s: int) -> NDArray[np.bool_]:
        """(T, H, D): a discipline can't begin there."""
        instance, length = self.instance, self.instance.duration
        horizon = instance.horizon
        starts = horizon - length + 1
        closed = np.ones((horizon, instance.hospitals, instance.disciplines), np.bool_)
        attends = np.array([instance.available[s, t : t + length].all() for t in range(starts)])
        room = np.stack([instance.most[:, :, t : t + length].min(axis=2) > 0 for t in range(starts)])
        may = instance.able[s].astype(bool) & instance.allowed[s].astype(bool)[None, :]
        closed[:starts] = ~(attends[:, None, None] & room & may[None])
        return closed

    def _first_toll(self, s: int, static: Floats, critical: tuple[int, ...]) -> Floats:
        """Tolls that make the best disciplines of a group worth as much as the best one left out."""
        instance = self.instance
        toll = np.zeros(instance.disciplines)
        best = static.max(axis=0)
        for g, needed in enumerate(instance.needed[s]):
            mine = np.flatnonzero((instance.group == g) & (instance.allowed[s] > 0))
            mine = mine[~np.isin(mine, critical)]
            if len(mine) and needed:
                order = np.sort(best[mine])[::-1]
                toll[mine] = np.maximum(0.0, best[mine] - order[min(int(needed), len(order) - 1)])
        return toll

    # --- pricing ----------------------------------------------------------------------------------------------------

    def gains(self, s: int, prices: Prices) -> Floats:
        """(T, H, D): what a discipline begun there pays."""
        instance, student = self.instance, self.students[s]
        starts = instance.horizon - instance.duration + 1
        gain = np.full(student.closed.shape, kernel.LOW)
        gain[:starts] = prices.weight[s] * student.static[None] - self._spans(prices) - student.fee[:, None]
        gain[student.closed] = kernel.LOW
        return gain

    def _spans(self, prices: Prices) -> Floats:
        """(starts, H, D): prices summed over a discipline's periods."""
        if self._span_of is not prices:
            self._span = spans(prices.cell, self.instance.duration)
            self._span_of = prices
        return self._span

    _span_of: Prices | None = None

    def run(self, prices: Prices, floor: Floats, students: Iterable[int], effort: Effort, turn: int = 0) -> Priced:
        """Price some students: columns worth more than `floor` (S,), with bounds; `turn` cuts ties.

        Asked to stop, it leaves the rest of the students with the bound infinity.
        """
        self._spans(prices)
        asked = list(students)
        answers = self.threads.map(lambda s: self._one(s, prices, float(floor[s]), effort, turn), asked)
        columns: list[Column] = []
        bound: dict[int, float] = {}
        hard: list[int] = []
        for s, (found, best) in zip(asked, answers, strict=True):
            columns += found
            bound[s] = best
            if best > floor[s] + 1e-6 and not found:
                hard.append(s)
        return Priced(columns, bound, hard)

    def _one(self, s: int, prices: Prices, floor: float, effort: Effort, turn: int) -> tuple[list[Column], float]:
        student = self.students[s]
        if self.stop():
            return [], np.inf
        if student.automaton.last < 0:
            return [], kernel.LOW
        value, begin, out, sizes = self._tables(s, effort.wanted)
        back = float(student.fee.sum()) * self.instance.most_per_hospital
        steps = max(1, min(effort.steps, AT_ONCE // value.size))
        found, bound = price(
            self.rules(s, float(prices.weight[s])), self.gains(s, prices), student.toll, floor - back,
            (steps, effort.width, effort.wanted, effort.limit, self._keyed(self.size[s])),
            turn + s, value, begin, out, sizes, student.excess,
        )  # fmt: skip
        return [self.column(s, out[k, : sizes[k]]) for k in range(found)], float(bound) + back

    def rules(self, s: int, weight: float) -> tuple[object, ...]:
        """What the compiled loops ask of a student whose points count `weight`, see `kernel`."""
        instance, student = self.instance, self.students[s]
        automaton = student.automaton
        return (
            weight * float(instance.weight[s, 2]), weight * float(instance.weight[s, 3]), instance.duration,
            automaton.first, automaton.by, automaton.to, automaton.level, automaton.last, student.hop, self.before,
            instance.most_per_hospital, automaton.kind, automaton.few,
        )  # fmt: skip

    def _tables(self, s: int, wanted: int) -> tuple[Floats, Floats, NDArray[np.int32], NDArray[np.int32]]:
        """Room for the values to come, those before a first hospital, rotations and their lengths."""
        student, horizon = self.students[s], self.instance.horizon
        shape = horizon + 1, len(student.automaton.level), len(student.hop), self.instance.hospitals
        out = np.empty((wanted, max(1, self.size[s]), 3), np.int32)
        return np.empty(shape), np.empty(horizon + 1), out, np.zeros(wanted, np.int32)

    def room(self, s: int) -> tuple[Floats, Floats, Floats]:
        """A thread's room for gains, values to come and those before a first hospital."""
        student, instance = self.students[s], self.instance
        shape = instance.horizon + 1, len(student.automaton.level), len(student.hop), instance.hospitals
        size = int(np.prod(shape))
        if getattr(self._mine, "size", -1) < size:
            self._mine.size, self._mine.figures = size, np.empty(size)
        gain = np.empty(student.closed.shape)
        return gain, self._mine.figures[:size].reshape(shape), np.empty(instance.horizon + 1)

    def every(self, prices: Prices, floor: Floats, most: int) -> list[Column] | None:
        """Every rotation worth at least `floor` (S,); `None` where there are more than `most`, or too many to see."""
        self._spans(prices)
        columns: list[Column] = []
        for s in range(self.instance.students):
            if self.stop():
                return None
            found, rest = self._every(s, prices, float(floor[s]) - 1e-6, most)
            if rest > float(floor[s]) - 1e-6 and self.size[s]:
                return None
            columns += found
            if len(columns) > most:
                return None
        return columns

    def _every(self, s: int, prices: Prices, floor: float, most: int) -> tuple[list[Column], float]:
        student = self.students[s]
        gain, rules = self.gains(s, prices) - student.toll, self.rules(s, float(prices.weight[s]))
        value, begin, out, sizes = self._tables(s, most + 1)
        kernel.backward(rules, gain, value, begin)
        extra = float(student.toll.sum()) + float(student.fee.sum()) * self.instance.most_per_hospital
        found, rest = search(rules, gain, value, begin, 0, floor - extra, most + 1, 40 * most, out, sizes)
        return [self.column(s, out[k, : sizes[k]]) for k in range(found)], float(rest) + extra

    def _keyed(self, size: int) -> int:
        """0: too many hospitals to tell places apart; 1: the hospital limit can't bind; else the base of the counts."""
        base = self.instance.most_per_hospital + 1
        if size < base:
            return 1
        return base if base**self.instance.hospitals * (self.instance.horizon + 1) * 64 < 2**62 else 0

    def column(self, s: int, blocks: Ints | NDArray[np.int32]) -> Column:
        """The rotation of blocks given by start."""
        rows = tuple((int(t), int(h), int(d)) for t, h, d in blocks)
        instance, weight = self.instance, self.instance.weight[s]
        static = self.students[s].static
        score = sum(static[h, d] for _, h, d in rows)
        score += int(weight[2]) * sum(a[1] != b[1] for a, b in pairwise(rows))
        end = rows[-1][0] + instance.duration if rows else 0
        return Column(s, int(score) + int(weight[3]) * (end - instance.duration * len(rows)), rows)

    # --- growing ----------------------------------------------------------------------------------------------------

    def grow(self, s: int, cap: int) -> bool:
        """Let a student's relaxation remember what its walks broke most; its table may hold `cap` figures."""
        student = self.students[s]
        excess, disciplines = student.excess, self.instance.disciplines
        excess[list(student.critical)] = 0.0
        excess[[disciplines + h for h in student.watched]] = 0.0
        worst = int(excess.argmax())
        if excess[worst] <= 0:  # no walk repeats: what is paid back for disciplines that are not done is the rest
            worst = int(student.toll.argmax())
            if student.toll[worst] <= 0:
                return False
        critical, watched = student.critical, student.watched
        if worst < disciplines:
            critical = tuple(sorted((*critical, worst)))
        else:
            watched = (*watched, worst - disciplines)
        grown = self._built(s, critical, watched)
        states = len(grown.automaton.level) * len(grown.hop)
        if states * (self.instance.horizon + 1) * self.instance.hospitals > min(cap, LARGEST):
            return False
        toll = student.toll.copy()
        toll[list(critical)] = 0.0
        grown.toll[:], grown.fee[:] = toll, student.fee
        self.students[s] = grown
        return True
