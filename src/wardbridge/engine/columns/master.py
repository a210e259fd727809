"""The master: choose columns so that each class has its rotations and no shared limit is exceeded.

Rows: the limits, one convexity row a class, and the place row, which caps learner-weeks unplaced (plus a small share
of what minimums lack). Variables: for each class the units left wholly unplaced, for each minimum what it lacks, for
each row with a price what is beyond its target, for each `Stretch` of `elastic` what is added by it, then the columns.
HiGHS minimises; points enter with a minus.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray

from wardbridge.engine.columns.highs import NEVER_STOP, quiet
from wardbridge.engine.columns.limits import Limits
from wardbridge.engine.columns.model import Floats, Model
from wardbridge.engine.columns.pricing import Column, touched
from wardbridge.engine.stop import Stop


@dataclass(frozen=True, slots=True)
class Weights:
    """What the objective counts: points, each learner-week unplaced, each person a minimum lacks."""

    points: float
    unplaced: float
    lacking: float


@dataclass(frozen=True, slots=True)
class Stretch:
    """What may be added to the upper amounts of some rows at once, at a cost for each one added."""

    rows: tuple[int, ...]
    cost: float


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
    beyond: Floats
    stretched: Floats
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


@dataclass(frozen=True, slots=True)
class Table:
    """The columns as arrays: by column profit, unplaced, class; by non-zero its column `at`, `row` and `value`."""

    profit: Floats
    unplaced: Floats
    unit_class: NDArray[np.int64]
    at: NDArray[np.int64]
    row: NDArray[np.int64]
    value: Floats

    def slice(self, chosen: NDArray[np.int64]) -> tuple[NDArray[np.int32], NDArray[np.int32], Floats]:
        """Starts, rows and values of some columns (increasing), as HiGHS takes them."""
        first = np.searchsorted(self.at, chosen)
        last = np.searchsorted(self.at, chosen, side="right")
        picked = np.concatenate([np.arange(a, b) for a, b in zip(first, last, strict=True)] or [first])
        starts = np.concatenate([[0], np.cumsum(last - first)])[:-1]
        return starts.astype(np.int32), self.row[picked].astype(np.int32), self.value[picked]


class Master:
    """Columns and the LP over them; grows by `add`."""

    def __init__(
        self, model: Model, limits: Limits, seed: int, stop: Stop = NEVER_STOP, *, elastic: Sequence[Stretch] = ()
    ) -> None:
        self.model, self.limits, self.seed, self._stop = model, limits, seed, stop
        self.columns: list[Column] = []
        self._known: dict[tuple[int, int, tuple[tuple[int, int], ...]], int] = {}
        self.short_rows = np.flatnonzero(limits.lower > 0)
        self.priced_rows = np.flatnonzero(limits.price > 0)
        self.stretches = tuple(elastic)
        self.stretch_cost: Floats = np.array([one.cost for one in elastic], np.float64)
        """What each stretch costs from the next `aim` or `whole` on."""
        self.share = 1.0 / (1.0 + float(limits.lower.sum()))
        """What a person lacking from a minimum counts beside a learner-week unplaced: all together less than one."""
        self.n_rows, self.n_classes = len(limits.rows), len(model.classes)
        self.required = np.array([c.size * model.left_out(i) for i, c in enumerate(model.classes)], np.float64)
        self.count = np.array([c.count for c in model.classes], np.float64)
        number = {profile: f for f, profile in enumerate(model.profiles)}
        self.profile = np.array([number[c.profile] for c in model.classes], np.int64)
        self.size = np.array([c.size for c in model.classes], np.int64)
        self._rows_at: dict[tuple[int, int], list[tuple[int, float]]] = {}
        self._rows_of_site: dict[int, list[int]] = {}
        for r, row in enumerate(limits.rows):
            if row.visits:
                self._rows_of_site.setdefault(row.site, []).append(r)
            for k, t, factor in touched(model, row):
                self._rows_at.setdefault((k, t), []).append((r, factor))
        none = np.zeros(0, np.int64)
        self.table = Table(np.zeros(0), np.zeros(0), none, none, none, np.zeros(0))
        self._weights = Weights(1.0, 0.0, 0.0)
        self._solver = self.fresh()

    def fresh(self) -> highspy.Highs:
        """A solver with the rows and the variables that are not columns."""
        solver = quiet(self.seed, self._stop)
        infinity = highspy.kHighsInf
        n = self.n_rows + self.n_classes + 1
        lower = np.concatenate([np.where(self.limits.lower > 0, self.limits.lower, -infinity), self.count, [-infinity]])
        upper = np.concatenate(
            [np.where(np.isinf(self.limits.target), infinity, self.limits.target), self.count, [infinity]]
        )
        empty = np.zeros(0, np.int32)
        solver.addRows(n, lower, upper, 0, np.zeros(n, np.int32), empty, np.zeros(0))
        place = self.n_rows + self.n_classes
        n = self.n_classes
        rows = np.column_stack([self.n_rows + np.arange(n), np.full(n, place)]).astype(np.int32).ravel()
        values = np.column_stack([np.ones(n), self.required]).ravel()
        solver.addCols(
            n, np.zeros(n), np.zeros(n), self.count, 2 * n, np.arange(0, 2 * n, 2, dtype=np.int32), rows, values
        )
        for r in self.short_rows:
            self._add(solver, 0.0, float(self.limits.lower[r]), [int(r), place], [1.0, self.share])
        for r in self.priced_rows:
            self._add(solver, 0.0, highspy.kHighsInf, [int(r)], [-1.0])
        for stretch, cost in zip(self.stretches, self.stretch_cost, strict=True):
            self._add(solver, float(cost), highspy.kHighsInf, list(stretch.rows), [-1.0] * len(stretch.rows))
        return solver

    @staticmethod
    def _add(solver: highspy.Highs, cost: float, upper: float, rows: list[int], values: list[float]) -> None:
        solver.addCol(cost, 0.0, upper, len(rows), np.array(rows, np.int32), np.array(values))

    @property
    def first_column(self) -> int:
        """Index of the first column among the variables."""
        return self.n_classes + len(self.short_rows) + len(self.priced_rows) + len(self.stretches)

    def add(self, columns: Sequence[Column]) -> int:
        """Add the columns that are new; says how many."""
        fresh: list[Column] = []
        for column in columns:
            key = (column.unit_class, column.kind, column.blocks)
            if key not in self._known:
                self._known[key] = len(self.columns) + len(fresh)
                fresh.append(column)
        if not fresh:
            return 0
        before = len(self.columns)
        self.columns += fresh
        self._grow(before, fresh)
        n = len(fresh)
        starts, rows, values = self.table.slice(np.arange(before, before + n))
        cost = self._cost()[before:]
        self._solver.addCols(n, cost, np.zeros(n), np.full(n, highspy.kHighsInf), len(rows), starts, rows, values)
        return n

    def at(self, column: Column) -> int:
        """Index of a column that was added."""
        return self._known[column.unit_class, column.kind, column.blocks]

    def _grow(self, before: int, fresh: Sequence[Column]) -> None:
        entries = [self._entry(column) for column in fresh]
        old = self.table
        at = np.repeat(np.arange(before, before + len(fresh)), [len(rows) for rows, _ in entries])
        self.table = Table(
            np.concatenate([old.profit, [column.profit for column in fresh]]),
            np.concatenate([old.unplaced, [column.unplaced for column in fresh]]),
            np.concatenate([old.unit_class, np.array([column.unit_class for column in fresh], np.int64)]),
            np.concatenate([old.at, at]),
            np.concatenate([old.row, np.array([row for rows, _ in entries for row in rows], np.int64)]),
            np.concatenate([old.value, np.array([value for _, values in entries for value in values])]),
        )

    def _cost(self) -> Floats:
        return self._weights.unplaced * self.table.unplaced - self._weights.points * self.table.profit

    def cells(self, column: Column) -> list[tuple[int, int]]:
        """(station, period) of every week of the column, of each part done in it."""
        kind, available = self.model.kinds[column.kind], self.model.classes[column.unit_class].available
        weeks = [(o, available[at : at + kind.weeks_of[o]]) for o, at in column.blocks]
        return [(x, t) for o, periods in weeks for x in kind.station[o].tolist() if x >= 0 for t in periods]

    def limit_entry(self, column: Column) -> tuple[list[int], list[float]]:
        """Limit rows that a column uses, and how much of each."""
        kind = self.model.kinds[column.kind]
        f = int(self.profile[column.unit_class])
        used: dict[int, float] = {}
        coefficient = self.limits.coefficient
        for cell in self.cells(column):
            g = self.model.as_seen(f, *cell)
            for r, factor in self._rows_at.get(cell, ()):
                used[r] = used.get(r, 0.0) + factor * float(coefficient[r, g])
        sites = {int(kind.site[o]) for o, _ in column.blocks}
        used |= {r: float(coefficient[r, f]) for h in sites for r in self._rows_of_site.get(h, ())}
        return [r for r, value in used.items() if value], [value for value in used.values() if value]

    def _entry(self, column: Column) -> tuple[list[int], list[float]]:
        rows, values = self.limit_entry(column)
        rows.append(self.n_rows + column.unit_class)
        values.append(1.0)
        if column.unplaced:
            rows.append(self.n_rows + self.n_classes)
            values.append(float(column.unplaced))
        return rows, values

    def reduced(self, solution: Solution, weights: Weights) -> Floats:
        """Reduced profit of every column at the prices of a solution: positive pays."""
        dual = np.concatenate([solution.dual, solution.class_dual, [solution.place_dual]])
        paid = np.bincount(self.table.at, dual[self.table.row] * self.table.value, len(self.columns))
        gained: Floats = weights.points * self.table.profit - weights.unplaced * self.table.unplaced - paid
        return gained

    def shut(self, closed: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Columns that need a row closed to their profile; `closed` is (rows, profiles)."""
        profile = self.profile[self.table.unit_class[self.table.at]]
        limit = self.table.row < self.n_rows
        hit = closed[self.table.row[limit], profile[limit]]
        return np.bincount(self.table.at[limit], hit, len(self.columns)) > 0

    def aim(self, weights: Weights, cap: float = np.inf) -> None:
        """Set what is minimised, and the cap of the place row."""
        self._weights = weights
        cost = np.concatenate(
            [
                self._costs(weights),
                self.stretch_cost,
                self._cost(),
            ]
        )
        self._solver.changeColsCost(len(cost), np.arange(len(cost), dtype=np.int32), cost)
        place = self.n_rows + self.n_classes
        self._solver.changeRowBounds(place, -highspy.kHighsInf, highspy.kHighsInf if np.isinf(cap) else cap)

    def _costs(self, weights: Weights) -> Floats:
        """Costs of what is left out, lacking and beyond."""
        return np.concatenate(
            [
                weights.unplaced * self.required,
                np.full(len(self.short_rows), weights.lacking),
                weights.points * self.limits.price[self.priced_rows],
            ]
        )

    def fix(self, lower: Floats, upper: Floats) -> None:
        """Bounds of the columns (dives fix by them)."""
        n = len(self.columns)
        at = np.arange(self.first_column, self.first_column + n, dtype=np.int32)
        self._solver.changeColsBounds(n, at, lower, upper)

    def solve(self) -> Solution | None:
        """Solve the LP; `None` when its bounds leave no solution."""
        self._solver.setOptionValue("simplex_strategy", 4 if self.columns else 1)
        self._solver.run()
        if self._solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            if self._stop():
                return None
            self._solver.clearSolver()
            self._solver.setOptionValue("simplex_strategy", 1)
            self._solver.run()
            if self._solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
                return None
        solution = self._solver.getSolution()
        dual, value = np.array(solution.row_dual), np.array(solution.col_value)
        n, m = self.n_rows, self.n_classes
        parts = np.cumsum([m, len(self.short_rows), len(self.priced_rows)])
        return Solution(
            self._solver.getInfo().objective_function_value,
            self._signed(-dual[:n]),
            -dual[n : n + m],
            max(0.0, -float(dual[n + m])),
            value[:m],
            value[parts[0] : parts[1]],
            value[parts[1] : parts[2]],
            value[parts[2] : self.first_column],
            value[self.first_column :],
        )

    def _signed(self, dual: Floats) -> Floats:
        """Round away signs that tolerances left: a price is negative only where a minimum asks for it."""
        dual = np.where((self.limits.lower <= 0) & (dual < 0), 0.0, dual)
        dual = np.where(np.isinf(self.limits.target) & (dual > 0), 0.0, dual)
        most = self._weights.points * self.limits.price
        return np.where(self.limits.price > 0, np.minimum(dual, most), dual)

    def whole(
        self,
        chosen: NDArray[np.int64],
        weights: Weights,
        stop: Stop,
        nodes: int,
        *,
        fixed: NDArray[np.int64] | None = None,
        start: NDArray[np.int64] | None = None,
    ) -> Whole | None:
        """Choose whole columns among `chosen` by HiGHS's MIP, at most `nodes` nodes; `None` when it finds nothing.

        `fixed` is, by column of the master, the least number taken; `start` a whole choice to begin from.
        """
        solver = self.fresh()
        n = self.first_column + len(chosen)
        starts, rows, values = self.table.slice(chosen)
        solver.addCols(
            len(chosen),
            (weights.unplaced * self.table.unplaced - weights.points * self.table.profit)[chosen],
            np.zeros(len(chosen)) if fixed is None else fixed[chosen].astype(np.float64),
            self.count[self.table.unit_class[chosen]],
            len(rows),
            starts,
            rows,
            values,
        )
        cost = self._costs(weights)
        solver.changeColsCost(len(cost), np.arange(len(cost), dtype=np.int32), cost)
        kinds = np.array([highspy.HighsVarType.kInteger] * n)
        kinds[self.n_classes : self.first_column] = highspy.HighsVarType.kContinuous
        solver.changeColsIntegrality(n, np.arange(n, dtype=np.int32), kinds)
        solver.setOptionValue("mip_max_nodes", nodes)
        solver.setOptionValue("mip_heuristic_effort", 0.01)
        solver.setOptionValue("mip_allow_restart", False)
        solver.setOptionValue("mip_rel_gap", 1e-9)
        solver.setOptionValue("mip_abs_gap", 1e-7)
        if start is not None:
            hint = highspy.HighsSolution()
            hint.col_value = np.concatenate(
                [self.left_over(start), self.short(start), self.beyond(start), start[chosen].astype(np.float64)]
            )
            solver.setSolution(hint)
        if stop is not self._stop:
            solver.cbMipInterrupt += lambda event: event.interrupt() if stop() else None
        solver.run()
        return self._whole(solver)

    def used(self, taken: NDArray[np.int64]) -> Floats:
        """What of each limit row the columns taken use."""
        spent = self.table.value * taken[self.table.at]
        size = self.n_rows + self.n_classes + 1
        return np.asarray(np.bincount(self.table.row, spent, size)[: self.n_rows], np.float64)

    def left_over(self, taken: NDArray[np.int64]) -> Floats:
        """Units of each class that take no column."""
        used: Floats = np.bincount(self.table.unit_class, taken.astype(np.float64), self.n_classes).astype(np.float64)
        return self.count - used

    def short(self, taken: NDArray[np.int64]) -> Floats:
        """What each minimum lacks."""
        return np.maximum(0.0, self.limits.lower - self.used(taken))[self.short_rows]

    def beyond(self, taken: NDArray[np.int64]) -> Floats:
        """What is beyond each target that has a price."""
        return self.limits.beyond(self.used(taken))[self.priced_rows]

    def most_beyond(self) -> float:
        """A cost that what is beyond targets never reaches."""
        limits, periods = self.limits, len(self.model.problem.periods)
        most = 0.0
        for r in self.priced_rows:
            row = limits.rows[r]
            reach = float(self.count @ np.maximum(0.0, limits.coefficient[r])[self.profile])
            most += row.price * (max(0.0, -row.upper) + reach * max(row.factors) * periods)
        return most

    def _whole(self, solver: highspy.Highs) -> Whole | None:
        info = solver.getInfo()
        if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible.value:
            return None
        value = np.array(solver.getSolution().col_value)
        return Whole(
            np.rint(value[self.first_column :]).astype(np.int64),
            np.rint(value[: self.n_classes]).astype(np.int64),
            value[self.n_classes : self.n_classes + len(self.short_rows)],
            info.objective_function_value,
            info.mip_dual_bound,
            solver.getModelStatus() == highspy.HighsModelStatus.kOptimal,
        )
