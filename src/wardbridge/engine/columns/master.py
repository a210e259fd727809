"""The master: choose columns so that each class has its rotations and no shared limit is exceeded.

Rows: the limits, one convexity row a class, and the place row, which caps learner-weeks unplaced (plus a small share
of what minimums lack). Variables: for each class the units left wholly unplaced, for each minimum what it lacks, then
the columns. HiGHS minimises; points enter with a minus.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray

from wardbridge.engine.columns.limits import Limits
from wardbridge.engine.columns.model import Floats, Model
from wardbridge.engine.columns.pricing import Column
from wardbridge.engine.stop import Stop


@dataclass(frozen=True, slots=True)
class Weights:
    """What the objective counts: points, each learner-week unplaced, each person a minimum lacks."""

    points: float
    unplaced: float
    lacking: float


@dataclass(frozen=True, slots=True)
class Solution:
    """An optimal LP: value (minimised), prices (>= 0 for what is scarce), and the variables.

    `dual` is by limit row, `class_dual` by class (value a rotation must exceed), `place_dual` of the place row.
    """

    value: float
    dual: Floats
    class_dual: Floats
    place_dual: float
    unplaced: Floats
    lacking: Floats
    columns: Floats


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole-numbered choice: how many units take each column, how many stay unplaced, what minimums lack.

    `bound` is HiGHS's own bound on the minimised value over the columns given; `proven` says that it is met.
    """

    columns: NDArray[np.int64]
    unplaced: NDArray[np.int64]
    lacking: Floats
    value: float
    bound: float
    proven: bool


def quiet(seed: int) -> highspy.Highs:
    """A solver that says nothing, uses one thread and a fixed seed."""
    solver = highspy.Highs()
    for option, value in (("output_flag", False), ("threads", 1), ("random_seed", seed), ("parallel", "off")):
        solver.setOptionValue(option, value)
    return solver


class Master:
    """Columns and the LP over them; grows by `add`."""

    def __init__(self, model: Model, limits: Limits, seed: int) -> None:
        self.model, self.limits, self.seed = model, limits, seed
        self.columns: list[Column] = []
        self._known: set[tuple[int, int, tuple[tuple[int, int], ...]]] = set()
        self.short_rows = np.flatnonzero(limits.lower > 0)
        self.share = 1.0 / (1.0 + float(limits.lower.sum()))
        """What a person lacking from a minimum counts beside a learner-week unplaced: all together less than one."""
        self.n_rows, self.n_classes = len(limits.rows), len(model.classes)
        self.required = np.array([c.size * model.required(i) for i, c in enumerate(model.classes)], np.float64)
        self.count = np.array([c.count for c in model.classes], np.float64)
        self._profile = {profile: f for f, profile in enumerate(model.profiles)}
        self._rows_at: dict[tuple[int, int], list[int]] = {}
        self._rows_of_site: dict[int, list[int]] = {}
        for r, row in enumerate(limits.rows):
            if row.cell is None:
                self._rows_of_site.setdefault(row.site, []).append(r)
            else:
                self._rows_at.setdefault(row.cell, []).append(r)
        self._entries: list[tuple[list[int], list[float]]] = []
        self._weights = Weights(1.0, 0.0, 0.0)
        self._solver = self._fresh()

    def _fresh(self) -> highspy.Highs:
        solver = quiet(self.seed)
        infinity = highspy.kHighsInf
        n = self.n_rows + self.n_classes + 1
        lower = np.concatenate([np.where(self.limits.lower > 0, self.limits.lower, -infinity), self.count, [-infinity]])
        upper = np.concatenate([np.where(np.isinf(self.limits.upper), infinity, self.limits.upper), self.count, [infinity]])
        empty = np.zeros(0, np.int32)
        solver.addRows(n, lower, upper, 0, np.zeros(n, np.int32), empty, np.zeros(0))
        place = self.n_rows + self.n_classes
        for c in range(self.n_classes):
            self._add(solver, 0.0, float(self.count[c]), [self.n_rows + c, place], [1.0, float(self.required[c])])
        for r in self.short_rows:
            self._add(solver, 0.0, float(self.limits.lower[r]), [int(r), place], [1.0, self.share])
        return solver

    @staticmethod
    def _add(solver: highspy.Highs, cost: float, upper: float, rows: list[int], values: list[float]) -> None:
        solver.addCol(cost, 0.0, upper, len(rows), np.array(rows, np.int32), np.array(values))

    @property
    def first_column(self) -> int:
        """Index of the first column among the variables."""
        return self.n_classes + len(self.short_rows)

    def cost(self, column: Column) -> float:
        return self._weights.unplaced * column.unplaced - self._weights.points * column.profit

    def add(self, columns: Sequence[Column]) -> int:
        """Add the columns that are new; says how many."""
        fresh = []
        for column in columns:
            key = (column.unit_class, column.kind, column.blocks)
            if key not in self._known:
                self._known.add(key)
                fresh.append(column)
        if not fresh:
            return 0
        entries = [self._entry(column) for column in fresh]
        self.columns += fresh
        self._entries += entries
        starts = np.cumsum([0, *(len(rows) for rows, _ in entries)])
        self._solver.addCols(
            len(fresh),
            np.array([self.cost(column) for column in fresh]),
            np.zeros(len(fresh)),
            np.full(len(fresh), highspy.kHighsInf),
            int(starts[-1]),
            starts[:-1].astype(np.int32),
            np.array([row for rows, _ in entries for row in rows], np.int32),
            np.array([value for _, values in entries for value in values], np.float64),
        )
        return len(fresh)

    def cells(self, column: Column) -> list[tuple[int, int]]:
        """(department, period) of every week of the column."""
        kind, available = self.model.kinds[column.kind], self.model.classes[column.unit_class].available
        return [
            (int(kind.department[o]), available[w])
            for o, at in column.blocks
            for w in range(at, at + int(kind.length[kind.atom_of(o)]))
        ]

    def _entry(self, column: Column) -> tuple[list[int], list[float]]:
        kind, unit_class = self.model.kinds[column.kind], self.model.classes[column.unit_class]
        f = self._profile[unit_class.programme, unit_class.size]
        touched = [r for cell in self.cells(column) for r in self._rows_at.get(cell, ())]
        touched += [r for h in {int(kind.site[o]) for o, _ in column.blocks} for r in self._rows_of_site.get(h, ())]
        coefficient = self.limits.coefficient
        rows = [r for r in touched if coefficient[r, f]]
        values = [float(coefficient[r, f]) for r in rows]
        rows.append(self.n_rows + column.unit_class)
        values.append(1.0)
        if column.unplaced:
            rows.append(self.n_rows + self.n_classes)
            values.append(float(column.unplaced))
        return rows, values

    def aim(self, weights: Weights, cap: float = np.inf) -> None:
        """Set what is minimised, and the cap of the place row."""
        self._weights = weights
        cost = np.concatenate([
            weights.unplaced * self.required,
            np.full(len(self.short_rows), weights.lacking),
            np.array([self.cost(column) for column in self.columns]),
        ])
        self._solver.changeColsCost(len(cost), np.arange(len(cost), dtype=np.int32), cost)
        place = self.n_rows + self.n_classes
        self._solver.changeRowBounds(place, -highspy.kHighsInf, highspy.kHighsInf if np.isinf(cap) else cap)

    def fix(self, lower: Floats, upper: Floats) -> None:
        """Bounds of the columns (dives fix by them)."""
        n = len(self.columns)
        at = np.arange(self.first_column, self.first_column + n, dtype=np.int32)
        self._solver.changeColsBounds(n, at, lower, upper)

    def slacks(self, *, allowed: bool) -> None:
        """Allow or forbid units unplaced and minimums lacking."""
        n = self.first_column
        upper = np.concatenate([self.count, self.limits.lower[self.short_rows]]) if allowed else np.zeros(n)
        self._solver.changeColsBounds(n, np.arange(n, dtype=np.int32), np.zeros(n), upper)

    def solve(self) -> Solution | None:
        """Solve the LP; `None` when its bounds leave no solution."""
        self._solver.setOptionValue("simplex_strategy", 4 if self.columns else 1)
        self._solver.run()
        if self._solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            self._solver.clearSolver()
            self._solver.setOptionValue("simplex_strategy", 1)
            self._solver.run()
            if self._solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
                return None
        solution = self._solver.getSolution()
        dual, value = np.array(solution.row_dual), np.array(solution.col_value)
        n, m = self.n_rows, self.n_classes
        return Solution(
            self._solver.getInfo().objective_function_value,
            self._signed(-dual[:n]),
            -dual[n : n + m],
            max(0.0, -float(dual[n + m])),
            value[:m],
            value[m : self.first_column],
            value[self.first_column :],
        )

    def _signed(self, dual: Floats) -> Floats:
        """Round away signs that tolerances left: a price is negative only where a minimum asks for it."""
        dual = np.where((self.limits.lower <= 0) & (dual < 0), 0.0, dual)
        return np.where(np.isinf(self.limits.upper) & (dual > 0), 0.0, dual)

    def whole(
        self, chosen: NDArray[np.int64], weights: Weights, stop: Stop, nodes: int, start: Floats | None = None
    ) -> Whole | None:
        """Choose whole columns among `chosen` by HiGHS's MIP, at most `nodes` nodes; `None` when it finds nothing."""
        solver = self._fresh()
        columns = [self.columns[x] for x in chosen]
        entries = [self._entries[x] for x in chosen]
        n = self.first_column + len(columns)
        starts = np.cumsum([0, *(len(rows) for rows, _ in entries)])
        solver.addCols(
            len(columns),
            np.array([weights.unplaced * x.unplaced - weights.points * x.profit for x in columns]),
            np.zeros(len(columns)),
            self.count[[x.unit_class for x in columns]] if columns else np.zeros(0),
            int(starts[-1]),
            starts[:-1].astype(np.int32),
            np.array([row for rows, _ in entries for row in rows], np.int32),
            np.array([value for _, values in entries for value in values], np.float64),
        )
        cost = np.concatenate([weights.unplaced * self.required, np.full(len(self.short_rows), weights.lacking)])
        solver.changeColsCost(len(cost), np.arange(len(cost), dtype=np.int32), cost)
        kinds = np.array([highspy.HighsVarType.kInteger] * n)
        kinds[self.n_classes : self.first_column] = highspy.HighsVarType.kContinuous
        solver.changeColsIntegrality(n, np.arange(n, dtype=np.int32), kinds)
        solver.setOptionValue("mip_max_nodes", nodes)
        solver.setOptionValue("mip_rel_gap", 1e-9)
        solver.setOptionValue("mip_abs_gap", 1e-7)
        if start is not None:
            hint = highspy.HighsSolution()
            hint.col_value = start
            solver.setSolution(hint)
        solver.cbMipInterrupt += lambda event: event.interrupt() if stop() else None
        solver.run()
        return self._whole(solver)

    def _whole(self, solver: highspy.Highs) -> Whole | None:
        info = solver.getInfo()
        if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible.value:
            return None
        value = np.array(solver.getSolution().col_value)
        return Whole(
            np.rint(value[self.first_column :]).astype(np.int64),
            np.rint(value[: self.n_classes]).astype(np.int64),
            value[self.n_classes : self.first_column],
            info.objective_function_value,
            info.mip_dual_bound,
            solver.getModelStatus() == highspy.HighsModelStatus.kOptimal,
        )
