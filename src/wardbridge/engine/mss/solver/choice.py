"""Whole rotations: a mixed-integer choice of one column for each of some students, the others keeping theirs."""

from __future__ import annotations

from dataclasses import dataclass

import highspy
import numpy as np

from wardbridge.engine.mss.instance import Ints
from wardbridge.engine.mss.solver.master import INFINITE, Pool, quiet_solver
from wardbridge.engine.mss.solver.pricing import Floats
from wardbridge.engine.stop import Stop

LACKING = 300.0
"""What a ward cell counts for each student too few or too many while no complete solution is known."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A column for each student (S,), their scores and the worst once more, how many places lack or are too many."""

    columns: Ints
    score: int
    wrong: int

    @property
    def value(self) -> float:
        return self.worth(LACKING)

    def worth(self, lacking: float) -> float:
        """The score, less so much for each place that lacks or is too many."""
        return self.score - lacking * self.wrong


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a MIP answered: a choice (`None`: none found) and a bound on all choices of the columns given."""

    choice: Choice | None
    bound: float


def choice_of(pool: Pool, columns: Ints) -> Choice:
    """The choice of one column a student, judged on the wards."""
    instance = pool.instance
    score = pool.score[columns]
    shares = np.zeros(len(pool))
    shares[columns] = 1.0
    load = pool.load(shares)
    wrong = np.maximum(0, load - instance.most.ravel()).sum() + np.maximum(0, instance.least.ravel() - load).sum()
    return Choice(columns, int(score.sum() + score.min()), round(float(wrong)))


def choose(  # noqa: PLR0917 - the parts of one question
    pool: Pool, among: Ints, free: Ints, start: Choice | None, best_worst: float, stop: Stop, nodes: int,
    *, strict: bool = False, quick: bool = False, lacking: float = LACKING,
) -> Chosen:  # fmt: skip
    """The best choice for the students `free` among the columns `among`; the others keep those of `start`.

    Cells may lack or exceed at the cost `lacking` unless `strict`. At most `nodes` nodes; `quick`
    leaves out what only large problems repay.
    """
    problem = _Problem(pool, among, free, start, best_worst, None if strict else lacking)
    solver = problem.solver
    for option, value in (("mip_max_nodes", nodes), ("mip_rel_gap", 0.0), ("mip_abs_gap", 0.999)):
        solver.setOptionValue(option, value)
    if quick:  # small: searches within the search cost more than they find
        solver.setOptionValue("presolve", "off")
        for search in ("root_reduced_cost", "rins", "rens"):
            solver.setOptionValue(f"mip_heuristic_run_{search}", False)
    solver.cbMipInterrupt += lambda event: event.interrupt() if stop() else None
    solver.run()
    info = solver.getInfo()
    bound = -float(info.mip_dual_bound)
    if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible.value:
        return Chosen(None, bound)
    taken = np.flatnonzero(np.array(solver.getSolution().col_value)[: len(among)] > 0.5)
    columns = np.full(pool.instance.students, -1, np.int64) if start is None else start.columns.copy()
    columns[pool.student[among[taken]]] = among[taken]
    return Chosen(choice_of(pool, columns), bound)


class _Problem:
    """The MIP: columns first, then `z`, then a variable a cell for lacking and one for exceeding."""

    def __init__(  # noqa: PLR0917 - the parts of one question
        self, pool: Pool, among: Ints, free: Ints, start: Choice | None, best_worst: float, lacking: float | None
    ) -> None:
        instance, n = pool.instance, len(among)
        fixed = np.zeros(len(pool))
        if start is not None:
            fixed[start.columns] = 1.0
            mine = start.columns[np.isin(np.arange(instance.students), free, invert=True)]
            fixed[:] = 0.0
            fixed[mine] = 1.0
            best_worst = min([best_worst, *pool.score[mine]])
        load = pool.load(fixed)
        lower, upper = instance.least.ravel() - load, instance.most.ravel() - load
        used = np.bincount(pool.cells[among].ravel(), minlength=pool.padding + 1)[:-1]
        cells = np.flatnonzero((used > upper) | (lower > 0))
        self.row_of_cell = np.full(pool.padding + 1, -1, np.int64)
        self.row_of_cell[cells] = 2 * len(free) + np.arange(len(cells))
        self.row_of_student = np.full(instance.students, -1, np.int64)
        self.row_of_student[free] = np.arange(len(free))
        self._bounds(lower[cells], upper[cells], len(free))
        self._columns(pool, among, best_worst)
        if lacking is not None:
            self._slacks(len(free), lower[cells], lacking)
        whole = np.array([highspy.HighsVarType.kInteger] * n)
        self.solver.changeColsIntegrality(n, np.arange(n, dtype=np.int32), whole)
        if start is not None:
            self._hint(pool, among, free, start, cells, load, lacking is None)

    def _bounds(self, lower: Floats, upper: Floats, free: int) -> None:
        self.solver = quiet_solver()
        self.lower = np.concatenate([np.ones(free), np.full(free, -INFINITE), np.where(lower > 0, lower, -INFINITE)])
        self.upper = np.concatenate([np.ones(free), np.zeros(free), np.maximum(upper, np.maximum(lower, 0))])
        n = len(self.lower)
        self.solver.addRows(n, self.lower, self.upper, 0, np.zeros(n, np.int32), np.zeros(0, np.int32), np.zeros(0))
        self.free = free

    def _columns(self, pool: Pool, among: Ints, best_worst: float) -> None:
        n = len(among)
        student = self.row_of_student[pool.student[among]]
        entries = np.column_stack([student, student + self.free, self.row_of_cell[pool.cells[among]]])
        values = np.ones(entries.shape)
        values[:, 1] = -pool.score[among]
        used = entries >= 0
        starts = np.concatenate([[0], np.cumsum(used.sum(axis=1))[:-1]]).astype(np.int32)
        self.solver.addCols(
            n, -pool.score[among], np.zeros(n), np.ones(n), int(used.sum()), starts,
            entries[used].astype(np.int32), values[used],
        )  # fmt: skip
        rows = np.arange(self.free, 2 * self.free, dtype=np.int32)
        self.solver.addCol(-1.0, -INFINITE, best_worst, len(rows), rows, np.ones(len(rows)))

    def _slacks(self, free: int, lower: Floats, lacking: float) -> None:
        for k, need in enumerate(lower):
            row = np.array([2 * free + k], np.int32)
            if need > 0:
                self.solver.addCol(lacking, 0.0, INFINITE, 1, row, np.ones(1))
            self.solver.addCol(lacking, 0.0, INFINITE, 1, row, -np.ones(1))

    def _hint(  # noqa: PLR0917 - the parts of one question
        self, pool: Pool, among: Ints, free: Ints, start: Choice, cells: Ints, load: Floats, strict: bool
    ) -> None:
        """Begin from what the free students have now."""
        taken = np.isin(among, start.columns[free])
        if taken.sum() != len(free):
            return
        hint = highspy.HighsSolution()
        value = np.zeros(self.solver.getNumCol())
        value[: len(among)] = taken
        value[len(among)] = pool.score[start.columns].min()
        if not strict:
            now = np.zeros(len(pool))
            now[start.columns] = 1.0
            activity = (pool.load(now) - load)[cells]
            at = len(among) + 1
            first = 2 * self.free
            for k in range(len(cells)):
                low, high = self.lower[first + k], self.upper[first + k]
                if low > 0:
                    value[at] = max(0.0, low - activity[k])
                    at += 1
                value[at] = max(0.0, activity[k] - high)
                at += 1
        hint.col_value = value
        self.solver.setSolution(hint)
