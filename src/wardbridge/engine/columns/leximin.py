"""The worst-off first: among rotations at hand fewest learners at the lowest points, then at the next level, and on.

Between vectors of one length this is the leximin order (Sen 1970): the multiset of learners' points, from the worst up,
is made as good as can be. Each level is a programme in whole numbers with one row added; the last one maximises all
points. Exact when every complete rotation is at hand, for as many levels as are solved.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import highspy
import numpy as np
from numpy.typing import NDArray

from wardbridge.engine.columns.generate import Aim, prices_of
from wardbridge.engine.columns.incumbent import Choice, choice_of, grown
from wardbridge.engine.columns.master import Master, Weights
from wardbridge.engine.columns.model import Floats, worth_of
from wardbridge.engine.columns.pricing import Pricing
from wardbridge.engine.parameters import Parameters
from wardbridge.engine.stop import Stop

SAME = 1e-6
"""Points closer than this are one level."""


@dataclass(frozen=True, slots=True)
class Evened:
    """How many units take each column, levels settled, and whether each of them was solved to the end."""

    taken: NDArray[np.int64]
    levels: int
    proven: bool


def even_out(  # noqa: PLR0917  # the parts of one search
    master: Master, pricing: Pricing, parameters: Parameters, best: Choice, stop: Stop, most: int
) -> tuple[Choice, Evened] | None:
    """Begin from a choice that places everyone; `most` is how many rotations are listed at most.

    With more of them the order is settled over the columns that the master has, and nothing is proven.
    """
    aim = Aim(Weights(1.0, 0.0, 0.0), partial=False)
    prices = prices_of(pricing, aim, np.zeros(master.n_rows), 0.0)
    listed = pricing.every(prices, np.full(master.n_classes, -1e20), most)
    master.add(listed or ())
    chosen = np.flatnonzero(master.table.unplaced == 0)
    found = evened(master, parameters, chosen, grown(best, master), stop)
    if found is None:
        return None
    alike = all(c.size == 1 or c.count == 1 for c in master.model.classes)
    proven = found.proven and listed is not None and alike
    return choice_of(master, found.taken), replace(found, proven=proven)


def member_points(master: Master, parameters: Parameters, chosen: NDArray[np.int64]) -> list[tuple[float, ...]]:
    """By column, the points of each member of its unit: his own wishes and burdens, and his share of the moves."""
    model, known = master.model, dict[tuple[int, int], Floats]()
    found = []
    for x in chosen.tolist():
        column = master.columns[x]
        unit_class, kind = model.classes[column.unit_class], model.kinds[column.kind]
        options = [o for o, _ in column.blocks]
        moves = (column.profit - float(unit_class.worth[column.kind][options].sum())) / unit_class.size
        own = []
        for i in model.problem.units[unit_class.units[0]]:
            if (i, column.kind) not in known:
                required = int(kind.progress.missing[unit_class.begin[column.kind]])
                known[i, column.kind] = worth_of(model.problem, parameters, kind, required, [i])
            own.append(float(known[i, column.kind][options].sum()) + moves)
        found.append(tuple(own))
    return found


def evened(
    master: Master, parameters: Parameters, chosen: NDArray[np.int64], start: NDArray[np.int64], stop: Stop
) -> Evened | None:
    """Settle level after level over the complete columns `chosen`; `None` when stopped before the first.

    Parameters
    ----------
    start
        A whole choice that places everyone, by column of the master.
    """
    free = np.flatnonzero(master.required == 0)
    points = member_points(master, parameters, chosen)
    points += [(0.0,) * int(size) for size in master.size[free]]  # nothing is required of them: no column says so
    at = np.concatenate([master.first_column + np.arange(len(chosen)), free]).astype(np.int32)
    profit = np.concatenate([master.table.profit[chosen], np.zeros(len(free))])
    solver = _solver(master, chosen, parameters.search.list_nodes)
    solver.cbMipInterrupt += lambda event: event.interrupt() if stop() else None
    best = np.concatenate([start[chosen], master.left_over(start)[free]]).astype(np.float64)
    settled, proven = 0, True
    for level in sorted({round(value / SAME) for own in points for value in own}):
        at_most = np.array([sum(round(value / SAME) <= level for value in own) for own in points], np.float64)
        if settled >= parameters.equity.leximin_levels or stop():
            break
        if float(at_most @ best) > 0:
            best, whole = _solve(solver, master, at, at_most, best)
            proven, settled = proven and whole, settled + 1
        solver.addRow(-highspy.kHighsInf, float(at_most @ best) + 0.5, len(at), at, at_most)
    if not settled and stop():
        return None
    best, _ = _solve(solver, master, at, -profit, best, points=True)
    taken = np.zeros(len(master.columns), np.int64)
    taken[chosen] = np.rint(best[: len(chosen)]).astype(np.int64)
    return Evened(taken, settled, proven)


def _solver(master: Master, chosen: NDArray[np.int64], nodes: int) -> highspy.Highs:
    """The master's rows over whole columns, with nobody left out."""
    solver = master.fresh()
    first, n = master.first_column, len(chosen)
    starts, rows, values = master.table.slice(chosen)
    solver.addCols(
        n, np.zeros(n), np.zeros(n), master.count[master.table.unit_class[chosen]], len(rows), starts, rows, values
    )
    out = np.arange(master.n_classes + len(master.short_rows), dtype=np.int32)
    most = np.where(master.required == 0, master.count, 0.0)
    most = np.concatenate([most, np.zeros(len(master.short_rows))])
    solver.changeColsBounds(len(out), out, np.zeros(len(out)), most)
    solver.changeColsCost(len(out), out, np.zeros(len(out)))
    whole = np.concatenate([np.arange(master.n_classes), np.arange(first, first + n)]).astype(np.int32)
    solver.changeColsIntegrality(len(whole), whole, np.array([highspy.HighsVarType.kInteger] * len(whole)))
    solver.setOptionValue("mip_max_nodes", 100 * nodes)
    solver.setOptionValue("mip_abs_gap", 0.5)
    return solver


def _solve(
    solver: highspy.Highs, master: Master, at: NDArray[np.int32], cost: Floats, best: Floats, *, points: bool = False
) -> tuple[Floats, bool]:
    """Minimise a cost from the best so far: the columns taken, and whether the minimum was proven."""
    solver.changeColsCost(len(at), at, cost)
    priced = (master.n_classes + len(master.short_rows) + np.arange(len(master.priced_rows))).astype(np.int32)
    costs = master.limits.price[master.priced_rows] if points else np.zeros(len(priced))
    solver.changeColsCost(len(priced), priced, costs)
    if points:
        solver.setOptionValue("mip_abs_gap", 1e-7)
    solver.setOptionValue("mip_rel_gap", 0.0)
    solver.run()
    if solver.getInfo().primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible.value:
        return best, False
    found = np.rint(np.array(solver.getSolution().col_value)[at])
    whole = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
    worse = not points and float(cost @ found) > float(cost @ best) + SAME  # where it was stopped
    return (best if worse else found), whole
