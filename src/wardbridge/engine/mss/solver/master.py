"""The master LP: which share of which rotation each student takes, within the wards' limits.

Rows: one a student (his shares sum to one), one a ward cell that some solution overran (cells with a minimum are
there from the start), and one a student whose score bounds the worst score `z` from above. HiGHS minimises, so what
counts enters with a minus. Variables: `z`, per student one for having no rotation, per cell row one for lacking and
one for exceeding, then the columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray

from wardbridge.engine.mss.instance import Instance, Ints
from wardbridge.engine.mss.solver.pricing import Column, Floats, Prices
from wardbridge.engine.stop import Stop

AWAY = 1e5
"""Cost of a student without a rotation."""
INFINITE = highspy.kHighsInf
Int32s = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Solution:
    """An optimal LP: its value (maximised), prices, by student what a rotation must exceed, and by column its share.

    `slack` sums what cells lack or exceed and students without a rotation.
    """

    value: float
    prices: Prices
    target: Floats
    shares: Floats
    slack: float


def quiet_solver() -> highspy.Highs:
    """HiGHS without output, on one thread, with a fixed seed."""
    solver = highspy.Highs()  # type: ignore[no-untyped-call]  # half typed
    for option, value in (("output_flag", False), ("threads", 1), ("random_seed", 1), ("parallel", "off")):
        solver.setOptionValue(option, value)
    return solver


class Stopped(Exception):
    """The run was asked to stop in the middle of an LP."""


class Pool:
    """Columns and the ward cells each uses: `cells` (n, most) flat indices, padded by the number of cells."""

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        self.shape = instance.most.shape
        self.padding = int(np.prod(self.shape))
        self.columns: list[Column] = []
        self.number: dict[Column, int] = {}
        width = max(1, int(instance.needed.sum(axis=1).max()) * instance.duration)
        self._cells = np.full((1024, width), self.padding, np.int64)
        self._student = np.zeros(1024, np.int64)
        self._score = np.zeros(1024)

    def __len__(self) -> int:
        return len(self.columns)

    @property
    def cells(self) -> Ints:
        return self._cells[: len(self.columns)]

    @property
    def student(self) -> Ints:
        return self._student[: len(self.columns)]

    @property
    def score(self) -> Floats:
        return self._score[: len(self.columns)]

    def add(self, columns: Sequence[Column]) -> list[int]:
        """Add the columns that are new; answers their numbers."""
        fresh = [column for column in dict.fromkeys(columns) if column not in self.number]
        begin = len(self.columns)
        while begin + len(fresh) > len(self._score):
            more = len(self._score)
            self._cells = np.concatenate([self._cells, np.full((more, self._cells.shape[1]), self.padding)])
            self._student = np.concatenate([self._student, np.zeros(more, np.int64)])
            self._score = np.concatenate([self._score, np.zeros(more)])
        for k, column in enumerate(fresh, begin):
            self.number[column] = k
            used = self.cells_of(column)
            self._cells[k, : len(used)] = used
            self._student[k], self._score[k] = column.student, column.score
        self.columns += fresh
        return list(range(begin, begin + len(fresh)))

    def cells_of(self, column: Column) -> Ints:
        """Flat indices (hospital, discipline, period) that a rotation fills, sorted."""
        _, disciplines, horizon = self.shape
        length = self.instance.duration
        starts = np.array([(h * disciplines + d) * horizon + t for t, h, d in column.blocks], np.int64)
        return np.sort((starts[:, None] + np.arange(length)[None, :]).ravel()) if len(starts) else starts

    def load(self, shares: Floats) -> Floats:
        """(cells,) how many students are in each cell."""
        used = np.flatnonzero(shares)
        filled = np.bincount(self.cells[used].ravel(), np.repeat(shares[used], self._cells.shape[1]), self.padding + 1)
        return np.asarray(filled[:-1], np.float64)

    def worth(self, prices: Prices) -> Floats:
        """Score of every column, weighted, less what its places cost."""
        return self.worth_of(np.arange(len(self)), prices)

    def worth_of(self, columns: Ints, prices: Prices) -> Floats:
        """The same of some columns."""
        cell = np.append(prices.cell.ravel(), 0.0)
        paid = cell[self.cells[columns]].sum(axis=1)
        worth: Floats = prices.weight[self.student[columns]] * self.score[columns] - paid
        return worth


class Master:
    """The LP over a pool of columns; grows by `extend` and by the rows that solutions overrun."""

    def __init__(self, instance: Instance, pool: Pool, best_worst: float, penalty: float, stop: Stop) -> None:
        self.instance, self.pool, self.penalty, self.best_worst = instance, pool, penalty, best_worst
        self.least, self.most = instance.least.ravel(), instance.most.ravel()
        self.cell_row = np.full(pool.padding + 1, -1, np.int64)
        self.worst_row = np.full(instance.students, -1, np.int64)
        self.members: list[int] = []
        self.at: list[int] = []
        """Columns of the pool that take part, and the variable of each."""
        self._inside: set[int] = set()
        self._slacks: list[int] = []
        self._cell_slacks: list[int] = []
        solver = self._solver = quiet_solver()
        self._stop = stop
        solver.cbSimplexInterrupt += lambda event: event.interrupt() if stop() else None
        students = instance.students
        empty = np.zeros(0, np.int32)
        solver.addCol(-1.0, -INFINITE, best_worst, 0, empty, np.zeros(0))
        ones = np.ones(students)
        solver.addRows(students, ones, ones, 0, np.zeros(students, np.int32), empty, np.zeros(0))
        for s in range(students):
            self._slack(AWAY, s, 1.0)
        self._rows = students
        self._add_cells(np.flatnonzero(self.least > 0))
        self.extend(range(len(pool)))

    def _slack(self, cost: float, row: int, value: float) -> None:
        self._slacks.append(self._solver.getNumCol())
        self._solver.addCol(cost, 0.0, INFINITE, 1, np.array([row], np.int32), np.array([value]))

    def extend(self, numbers: Iterable[int]) -> None:
        """Take in columns of the pool."""
        pool = self.pool
        new = np.array([k for k in numbers if k not in self._inside], np.int64)
        if not len(new):
            return
        rows = self.cell_row[pool.cells[new]]
        student, score = pool.student[new], pool.score[new]
        entries = np.column_stack([student, self.worst_row[student], rows])
        values = np.column_stack([np.ones(len(new)), -score, np.ones(rows.shape)])
        used = entries >= 0
        starts = np.concatenate([[0], np.cumsum(used.sum(axis=1))[:-1]])
        at = self._solver.getNumCol()
        self._solver.addCols(
            len(new), -score, np.zeros(len(new)), np.full(len(new), INFINITE), int(used.sum()),
            starts.astype(np.int32), entries[used].astype(np.int32), values[used],
        )  # fmt: skip
        self.at += range(at, at + len(new))
        self.members += new.tolist()
        self._inside.update(new.tolist())

    def _add_cells(self, cells: Ints) -> None:
        """Rows for cells, with a variable for what lacks and one for what exceeds."""
        variables, used = np.array(self.at, np.int64), self.pool.cells[self.members]
        for cell in cells:
            users = variables[np.flatnonzero((used == cell).any(axis=1))]
            lower = float(self.least[cell]) if self.least[cell] > 0 else -INFINITE
            self._solver.addRow(lower, float(self.most[cell]), len(users), users.astype(np.int32), np.ones(len(users)))
            self.cell_row[cell] = self._rows
            if lower > 0:
                self._cell_slacks.append(self._solver.getNumCol())
                self._slack(self.penalty, self._rows, 1.0)
            self._cell_slacks.append(self._solver.getNumCol())
            self._slack(self.penalty, self._rows, -1.0)
            self._rows += 1

    def _add_worst(self, students: Ints) -> None:
        variables, members = np.array(self.at, np.int64), np.array(self.members, np.int64)
        for s in students:
            mine = np.flatnonzero(self.pool.student[members] == s)
            at = np.append(variables[mine], 0).astype(np.int32)
            values = np.append(-self.pool.score[members[mine]], 1.0)
            self._solver.addRow(-INFINITE, 0.0, len(at), at, values)
            self.worst_row[s] = self._rows
            self._rows += 1

    def raise_penalty(self) -> None:
        """Make lacking and exceeding twice as dear."""
        self.penalty *= 2
        at = np.array(self._cell_slacks, np.int32)
        self._solver.changeColsCost(len(at), at, np.full(len(at), self.penalty))

    def solve(self) -> Solution:
        """Solve, adding rows that the solution overruns until there are none."""
        while True:
            self._run()
            values = np.array(self._solver.getSolution().col_value)
            shares = np.zeros(len(self.pool))
            shares[self.members] = values[self.at]
            load = self.pool.load(shares)
            over = np.flatnonzero((load > self.most + 1e-6) & (self.cell_row[:-1] < 0))
            scores = np.bincount(self.pool.student, self.pool.score * shares, self.instance.students)
            taken = np.bincount(self.pool.student, shares, self.instance.students)
            below = np.flatnonzero((scores < values[0] - 1e-6) & (self.worst_row < 0) & (taken > 1 - 1e-6))
            if not len(over) and not len(below):
                return self._solution(values, shares)
            self._add_cells(over)
            self._add_worst(below)

    def _run(self) -> None:
        self._solver.run()
        if self._stop():
            raise Stopped
        if self._solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            self._solver.clearSolver()
            self._solver.run()

    def _solution(self, values: Floats, shares: Floats) -> Solution:
        dual = -np.array(self._solver.getSolution().row_dual)
        cell = np.zeros(len(self.most))
        have = self.cell_row[:-1] >= 0
        cell[have] = dual[self.cell_row[:-1][have]]
        cell[(self.least <= 0) & (cell < 0)] = 0.0
        weight = np.zeros(self.instance.students)
        rows = self.worst_row >= 0
        weight[rows] = np.maximum(0.0, dual[self.worst_row[rows]])
        if weight.sum() > 1:
            weight /= weight.sum()
        slack = float(values[np.array(self._slacks)].sum())
        value = -self._solver.getInfo().objective_function_value
        prices = Prices(cell.reshape(self.pool.shape), 1.0 + weight)
        return Solution(value, prices, dual[: self.instance.students], shares, slack)

    def bound(self, prices: Prices, students: float) -> float:
        """The Lagrangian bound: `students` sums what each can have at these prices; places and `z` come to it.

        Valid at any prices (Geoffrion 1974): a price above nought pays its cell's most, one below its least.
        """
        cell = prices.cell.ravel()
        paid = np.where(cell > 0, cell * self.most, cell * self.least).sum()
        return students + float(paid) + (1.0 - float((prices.weight - 1.0).sum())) * self.best_worst
