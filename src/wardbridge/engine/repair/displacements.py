"""The master of a repair: everyone stays, and a column says what changes when a unit takes another rotation.

Rows: each shared limit with the room that those who stay leave, learner-weeks unplaced, learners moved, and one row a
bundle of units (at most as many leave as there are; all of them where the old rotation can't be kept). So only units
that may move are in it, however many stay.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray

from wardbridge.engine.columns.highs import quiet
from wardbridge.engine.columns.model import Floats
from wardbridge.engine.columns.pricing import Column
from wardbridge.engine.repair.amounts import Use
from wardbridge.engine.repair.layer import Bundle
from wardbridge.engine.stop import Stop


@dataclass(frozen=True, slots=True)
class Aim:
    """What is minimised: a learner-week unplaced, a learner moved, a changed week, less points; caps hold beside it."""

    unplaced: float
    moved: float
    points: float = 0.0
    changed: float = 0.0
    unplaced_cap: float = np.inf
    moved_cap: float = np.inf


@dataclass(frozen=True, slots=True)
class Alternative:
    """A rotation that a unit of a bundle may take in place of its own; `column` is `None` for being left out.

    Counts are those of one unit: learner-weeks unplaced and points gained or lost, learners moved, weeks changed.
    """

    bundle: int
    column: Column | None
    unplaced: int
    moved: int
    points: float
    changed: int
    use: Use


@dataclass(frozen=True, slots=True)
class Relaxed:
    """An optimal LP; prices are what a row costs (>= 0 where it is scarce), `leaving` what a bundle's row is worth."""

    value: float
    price: Floats
    unplaced: float
    moved: float
    leaving: Floats
    columns: Floats
    lacking: float


@dataclass(frozen=True, slots=True)
class Choice:
    """How many units take each alternative, and what that comes to; `lacking` is what minimums lack."""

    taken: NDArray[np.int64]
    unplaced: int
    moved: int
    points: float
    changed: int
    lacking: float
    proven: bool

    def key(self, changed: float) -> tuple[float, float, float]:
        """What is made least, in this order, when a changed week costs so many points."""
        return (
            round(self.unplaced + self.lacking, 9),
            float(self.moved),
            round(changed * self.changed - self.points, 9),
        )


class Displacements:
    """The LP and the MIP over alternatives; grows by `join` and `insert`."""

    def __init__(self, lower: Floats, upper: Floats, minimum: Floats, seed: int) -> None:
        """`lower` (-inf: none) and `upper` are what is left of each limit row beside those who stay; `minimum` is of
        all who are there.
        """
        self.lower, self.upper, self.seed = lower, upper, seed
        self.n_rows = len(lower)
        self.short = np.flatnonzero(np.isfinite(lower))
        self._most_lacking = minimum[self.short]
        self.share = 1.0 / (1.0 + float(self._most_lacking.sum()))
        self.bundles: list[Bundle] = []
        self.columns: list[Alternative] = []
        self._known: set[tuple[int, int, tuple[tuple[int, int], ...]]] = set()
        self._aim = Aim(1.0, 1.0)
        self._solver = self._empty()

    # --- the rows and columns ---------------------------------------------------------------------------------------

    def _empty(self) -> highspy.Highs:
        """A solver with the rows of the limits, of the totals and of the bundles, and what minimums lack."""
        solver = quiet(self.seed)
        infinity = highspy.kHighsInf
        n = len(self.bundles)
        lower = np.concatenate([np.where(np.isfinite(self.lower), self.lower, -infinity), [-infinity, -infinity]])
        upper = np.concatenate([np.where(np.isfinite(self.upper), self.upper, infinity), [infinity, infinity]])
        lower = np.concatenate([lower, [self._least(b) for b in range(n)]])
        upper = np.concatenate([upper, [float(len(bundle.units)) for bundle in self.bundles]])
        none = np.zeros(0, np.int32)
        solver.addRows(len(lower), lower, upper, 0, np.zeros(len(lower), np.int32), none, np.zeros(0))
        for r, most in zip(self.short.tolist(), self._most_lacking.tolist(), strict=True):
            rows, values = np.array([r, self.n_rows], np.int32), np.array([1.0, self.share])
            solver.addCol(0.0, 0.0, most, 2, rows, values)
        return solver

    def _least(self, b: int) -> float:
        bundle = self.bundles[b]
        return -highspy.kHighsInf if bundle.stays else float(len(bundle.units))

    def join(self, bundles: Sequence[Bundle]) -> None:
        """Let further bundles take part; each may leave its units out."""
        none = np.zeros(0, np.int32)
        for bundle in bundles:
            self.bundles.append(bundle)
            b = len(self.bundles) - 1
            self._solver.addRow(self._least(b), float(len(bundle.units)), 0, none, np.zeros(0))
            nothing = Use(np.zeros(0, np.int64), np.zeros(0))
            weeks = bundle.size * int((bundle.old >= 0).sum())
            out = bundle.out - bundle.unplaced
            self._insert([Alternative(b, None, out, bundle.moves, -bundle.points, weeks, self._net(b, nothing))])

    def _net(self, b: int, use: Use) -> Use:
        """What is used more or less than by the old rotation."""
        old = self.bundles[b].use
        rows = np.concatenate([use.rows, old.rows])
        found, at = np.unique(rows, return_inverse=True)
        value = np.bincount(at, np.concatenate([use.values, -old.values]), len(found))
        some = value != 0
        return Use(found[some], value[some])

    def alternative(self, b: int, column: Column, cells: Sequence[tuple[int, int]], use: Use) -> Alternative | None:
        """The alternative, if it is new and no staying in disguise; `insert` puts it in."""
        key = (b, column.kind, column.blocks)
        bundle = self.bundles[b]
        new = np.full(len(bundle.old), -1, np.int64)
        for x, t in cells:
            new[t] = x
        changed = int((new != bundle.old).sum())
        if key in self._known or (bundle.stays and changed == 0):
            return None
        self._known.add(key)
        return Alternative(
            b,
            column,
            column.unplaced - bundle.unplaced,
            bundle.moves if changed else 0,
            column.profit - bundle.points,
            bundle.size * changed,
            self._net(b, use),
        )

    def insert(self, found: Sequence[Alternative]) -> None:
        self._insert(found)

    def _insert(self, found: Sequence[Alternative]) -> None:
        if not found:
            return
        self.columns += found
        cost = np.array([self._cost(x, self._aim) for x in found])
        starts, rows, values = self._entries(found)
        n = len(found)
        self._solver.addCols(n, cost, np.zeros(n), np.full(n, highspy.kHighsInf), len(rows), starts, rows, values)

    def _entries(self, found: Sequence[Alternative]) -> tuple[NDArray[np.int32], NDArray[np.int32], Floats]:
        starts, rows, values = [0], [], []
        for x in found:
            totals = [(self.n_rows, x.unplaced), (self.n_rows + 1, x.moved), (self.n_rows + 2 + x.bundle, 1)]
            rows += [*x.use.rows.tolist(), *(r for r, value in totals if value)]
            values += [*x.use.values.tolist(), *(float(value) for _, value in totals if value)]
            starts.append(len(rows))
        return np.array(starts[:-1], np.int32), np.array(rows, np.int32), np.array(values, np.float64)

    @staticmethod
    def _cost(x: Alternative, aim: Aim) -> float:
        return aim.unplaced * x.unplaced + aim.moved * x.moved + aim.changed * x.changed - aim.points * x.points

    def aim(self, aim: Aim) -> None:
        """Set what is minimised and what is capped."""
        self._aim = aim
        self._set(self._solver, aim, self.columns)

    def _set(self, solver: highspy.Highs, aim: Aim, columns: Sequence[Alternative]) -> None:
        lacking = np.full(len(self.short), aim.unplaced * self.share)
        cost = np.concatenate([lacking, [self._cost(x, aim) for x in columns]])
        solver.changeColsCost(len(cost), np.arange(len(cost), dtype=np.int32), cost)
        for r, cap in ((self.n_rows, aim.unplaced_cap), (self.n_rows + 1, aim.moved_cap)):
            solver.changeRowBounds(r, -highspy.kHighsInf, cap if np.isfinite(cap) else highspy.kHighsInf)

    # --- solving ------------------------------------------------------------------------------------------------------

    def solve(self) -> Relaxed | None:
        """Solve the LP; `None` when it has no solution."""
        for strategy in (4, 1):
            self._solver.setOptionValue("simplex_strategy", strategy)
            self._solver.run()
            if self._solver.getModelStatus() == highspy.HighsModelStatus.kOptimal:
                break
            self._solver.clearSolver()
        else:
            return None
        found, n = self._solver.getSolution(), self.n_rows
        dual, value = -np.array(found.row_dual), np.array(found.col_value)
        price = np.where(np.isinf(self.lower) & (dual[:n] < 0), 0.0, dual[:n])
        price = np.where(np.isinf(self.upper) & (price > 0), 0.0, price)
        return Relaxed(
            self._solver.getInfo().objective_function_value,
            price,
            max(0.0, float(dual[n])),
            max(0.0, float(dual[n + 1])),
            dual[n + 2 :],
            value[len(self.short) :],
            float(value[: len(self.short)].sum()),
        )

    def whole(self, aim: Aim, stop: Stop, nodes: int, start: Choice | None) -> Choice | None:
        """The best whole choice among the alternatives at hand, in at most so many nodes of HiGHS's MIP."""
        n = len(self.columns)
        if not n:
            return self.choice(np.zeros(0, np.int64), proven=True)
        solver = self._empty()
        starts, rows, values = self._entries(self.columns)
        most = np.array([float(len(self.bundles[x.bundle].units)) for x in self.columns])
        solver.addCols(n, np.zeros(n), np.zeros(n), most, len(rows), starts, rows, values)
        self._set(solver, aim, self.columns)
        at = np.arange(len(self.short), len(self.short) + n, dtype=np.int32)
        solver.changeColsIntegrality(n, at, np.array([highspy.HighsVarType.kInteger] * n))
        for option, value in (("mip_max_nodes", nodes), ("mip_rel_gap", 0.0), ("mip_abs_gap", 1e-7)):
            solver.setOptionValue(option, value)
        if start is not None:
            hint = highspy.HighsSolution()
            taken = np.concatenate([start.taken, np.zeros(n - len(start.taken), np.int64)]).astype(np.float64)
            hint.col_value = np.concatenate([self._lacks(taken), taken])
            solver.setSolution(hint)
        solver.cbMipInterrupt += lambda event: event.interrupt() if stop() else None
        solver.run()
        if solver.getInfo().primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible.value:
            return None
        taken = np.rint(np.array(solver.getSolution().col_value)[len(self.short) :]).astype(np.int64)
        return self.choice(taken, proven=solver.getModelStatus() == highspy.HighsModelStatus.kOptimal)

    def _lacks(self, taken: Floats) -> Floats:
        used = np.zeros(self.n_rows)
        for x in np.flatnonzero(taken).tolist():
            used[self.columns[x].use.rows] += taken[x] * self.columns[x].use.values
        return np.maximum(0.0, self.lower - used)[self.short]

    def choice(self, taken: NDArray[np.int64], *, proven: bool) -> Choice:
        """What a whole choice comes to, beside those who stay."""
        some = [(self.columns[x], int(taken[x])) for x in np.flatnonzero(taken).tolist()]
        return Choice(
            taken,
            sum(n * x.unplaced for x, n in some),
            sum(n * x.moved for x, n in some),
            sum(n * x.points for x, n in some),
            sum(n * x.changed for x, n in some),
            self.share * float(self._lacks(taken.astype(np.float64)).sum()),
            proven,
        )
