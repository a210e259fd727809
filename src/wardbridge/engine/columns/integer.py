"""From fractions to whole rotations: fix some, close what has no room left, generate and decide the rest."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from wardbridge.engine.columns.bans import Bans
from wardbridge.engine.columns.generate import Aim, Generated, prices_of
from wardbridge.engine.columns.incumbent import Choice, choice_of, grown
from wardbridge.engine.columns.master import Master, Solution, Weights
from wardbridge.engine.columns.model import Floats
from wardbridge.engine.columns.pricing import Pricing
from wardbridge.engine.stop import Stop

Counts = NDArray[np.int64]
ROUNDS_IN_DIVE = 6


class Integer:
    """The integer step over one master; every method returns a choice or `None`."""

    def __init__(  # noqa: PLR0917  # the parts of one search
        self, master: Master, pricing: Pricing, aim: Aim, stop: Stop, nodes: int, bans: Bans | None = None
    ) -> None:
        self.master, self.pricing, self.aim, self.stop, self.nodes = master, pricing, aim, stop, nodes
        self._bans = bans or Bans()
        self._by_batch = self._bans.by_batch(master.model) if bans else ()

    def heavy(self) -> Weights:
        """Weights that put a learner-week unplaced before all points there are to win."""
        table, count = self.master.table, self.master.count
        most, least = np.full(len(count), 0.0), np.full(len(count), 0.0)
        np.maximum.at(most, table.unit_class, table.profit)
        np.minimum.at(least, table.unit_class, table.profit)
        spread = 1.0 + min(float(count @ (most - least)) + self.master.most_beyond(), 1e5)
        return Weights(1.0, spread, spread * self.master.share)

    def near(self, generated: Generated, within: float) -> Counts:
        """Columns whose reduced profit is within `within` of zero at the last prices."""
        solution = generated.solution
        if solution is None:
            return np.arange(len(self.master.columns))
        return np.flatnonzero(self.master.reduced(solution, self.aim.weights) >= -within)

    def closed(self, fixed: Counts) -> NDArray[np.bool_]:
        """(rows, profiles): where one more unit of the profile has no room beside what is fixed."""
        room = self.master.limits.upper - self.master.used(fixed)
        return np.asarray(self.master.limits.coefficient > room[:, None] + 1e-9)

    def bounds(self, fixed: Counts, closed: NDArray[np.bool_], banned: Counts) -> tuple[Floats, Floats]:
        """Bounds of the columns: what is fixed at least, nothing more where there is no room or a class is full."""
        master = self.master
        left = np.maximum(0.0, master.left_over(fixed))[master.table.unit_class]
        upper = np.asarray(fixed + np.where(master.shut(closed), 0.0, left), np.float64)
        upper[banned] = fixed[banned]
        hit = self._bans.hit(master)
        upper[hit] = fixed[hit]
        return fixed.astype(np.float64), upper

    def relax(self, fixed: Counts, banned: Counts) -> tuple[Solution | None, Counts]:
        """LP with some columns fixed, generating for the rest; the counts grow with the columns."""
        solution = None
        closed = self.closed(fixed)
        for _ in range(ROUNDS_IN_DIVE):
            self.master.fix(*self.bounds(fixed, closed, banned))
            solution = self.master.solve()
            if solution is None or self.stop():
                return solution, fixed
            mu = self.aim.weights.unplaced + solution.place_dual
            prices = prices_of(self.pricing, self.aim, solution.dual, mu, closed=closed, bans=self._by_batch)
            if not self.master.add(self.pricing.run(prices, solution.class_dual).columns):
                break
            fixed = np.concatenate([fixed, np.zeros(len(self.master.columns) - len(fixed), np.int64)])
        else:
            self.master.fix(*self.bounds(fixed, closed, banned))
            solution = self.master.solve()
        return solution, fixed

    def dive(self, backtracks: int = 8) -> Choice | None:
        """Fix what the LP makes whole, then its largest fraction, and again; undo a step that leaves someone out."""
        fixed = np.zeros(len(self.master.columns), np.int64)
        banned = np.zeros(0, np.int64)
        solution, fixed = self.relax(fixed, banned)
        last = -1
        while solution is not None and not self.stop():
            out = solution.unplaced.sum() + solution.lacking.sum()
            if out > 1e-6 and last >= 0 and backtracks > 0:
                backtracks -= 1
                fixed[last] -= 1
                banned, last = np.append(banned, last), -1
            else:
                grown_to = np.floor(solution.columns + 1e-6).astype(np.int64)
                more = (grown_to > fixed) & self._turn(solution, fixed)
                last = -1
                if more.any():
                    fixed = np.where(more, grown_to, fixed)
                else:
                    fraction = solution.columns - fixed
                    if fraction.max(initial=0.0) <= 1e-6:
                        break
                    last = int(np.argmax(np.where(fraction > 1e-6, self._weight() * (fraction + 0.1), 0.0)))
                    fixed[last] += 1
                banned = banned if last < 0 else banned[:0]
            solution, fixed = self.relax(fixed, banned)
        self.release()
        return choice_of(self.master, fixed)

    def _turn(self, solution: Solution, fixed: Counts) -> NDArray[np.bool_]:
        """Columns that may be fixed now: single learners wait until all groups are whole."""
        groups = self.master.size[self.master.table.unit_class] > 1
        fraction = solution.columns - np.floor(solution.columns + 1e-6)
        return groups if (fraction[groups] > 1e-6).any() else np.ones(len(fixed), np.bool_)

    def _weight(self) -> NDArray[np.float64]:
        """Learners of each column's unit: what is large is fixed while there is room."""
        weight: NDArray[np.float64] = self.master.required[self.master.table.unit_class]
        return weight

    def release(self) -> None:
        """Take all fixings back."""
        n = len(self.master.columns)
        self.master.fix(np.zeros(n), np.full(n, np.inf))

    def pick(self, chosen: Counts, start: Choice | None, fixed: Counts | None = None) -> Choice | None:
        """The MIP over some columns, from a start."""
        begin = None
        if start is not None:
            begin = grown(start, self.master)
            chosen = np.union1d(chosen, np.flatnonzero(begin))
        whole = self.master.whole(chosen, self.heavy(), self.stop, self.nodes, fixed=fixed, start=begin)
        if whole is None:
            return None
        taken = np.zeros(len(self.master.columns), np.int64)
        taken[chosen] = whole.columns
        return choice_of(self.master, taken)

    def quick(self) -> Choice:
        """A choice at once: take columns greedily, dear units first, while every limit has room."""
        master = self.master
        taken = np.zeros(len(master.columns), np.int64)
        room, left = master.limits.upper.copy(), master.count.copy()
        table = master.table
        for x in np.lexsort((-table.profit, table.unplaced, -self._weight())):
            c = int(table.unit_class[x])
            first, last = np.searchsorted(table.at, [x, x + 1])
            limit = table.row[first:last] < master.n_rows
            rows, values = table.row[first:last][limit], table.value[first:last][limit]
            while left[c] >= 1 and np.all(values <= room[rows] + 1e-9):
                room[rows] -= values
                left[c] -= 1
                taken[x] += 1
        return choice_of(master, taken)
