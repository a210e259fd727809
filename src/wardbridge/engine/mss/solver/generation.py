"""Column generation: the LP over all rotations, with a bound that holds whenever it is stopped.

Prices are smoothed towards those of the best bound (Wentges 1997; Pessoa et al. 2018).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from wardbridge.engine.mss.instance import Ints
from wardbridge.engine.mss.solver.master import Master, Solution
from wardbridge.engine.mss.solver.pricing import Effort, Floats, Prices, Pricing
from wardbridge.engine.stop import Stop

LOOSE = 0.05
"""Points between a student's bound and his best known rotation from which on it pays to look harder."""
EFFORT = Effort(steps=3, width=30, wanted=2)
HARDER = Effort(steps=12, width=60, wanted=2)


@dataclass(slots=True)
class Dual:
    """The prices of the best bound so far, the bound, and what each student can have there at most."""

    prices: Prices
    bound: float
    most: Floats


def mixed(a: Prices, b: Prices, share: float) -> Prices:
    """`share` of the first prices, the rest of the second."""
    return Prices(share * a.cell + (1 - share) * b.cell, share * a.weight + (1 - share) * b.weight)


class Generation:
    """Generates columns for a master."""

    def __init__(self, master: Master, pricing: Pricing, stop: Stop, tell: Callable[[float], None]) -> None:
        self.master, self.pricing, self.stop, self.tell = master, pricing, stop, tell
        self.best: Dual | None = None
        self.rounds = 0
        self.share = 0.0
        """Of the best bound's prices in those asked for."""

    def run(self, close: Callable[[float, float], bool], rounds: int, *, cap: int) -> tuple[bool, Solution]:
        """Generate for some rounds, or until `close(bound, value)` or nothing more is to be found.

        `cap` is how many figures the tables of the students' relaxations may hold, each. Answers whether it is done,
        and the last LP.
        """
        solution = self._resumed()
        for _ in range(rounds):
            if self.stop():
                break
            self.rounds += 1
            prices = solution.prices
            if self.best is not None:
                prices = mixed(self.best.prices, solution.prices, self.share)
            found, grown, better = self._price(prices, solution, cap)
            if self.best is not None and close(self.best.bound, solution.value) and solution.slack < 1e-6:
                return True, solution
            if not found and not grown and not self._onwards(solution):
                return True, solution
            self.share = max(0.0, self.share - 0.1) if better else min(0.9, self.share + 0.1)
            if not found:
                self.share = max(0.0, self.share - 0.3)
            solution = self.master.solve()
        return False, solution

    def _onwards(self, solution: Solution) -> bool:
        """With nothing found: look at the LP's own prices, then make what lacks dearer; `False` at the end."""
        if self.share > 0:
            self.share = 0.0
            return True
        if solution.slack < 1e-6 or self.master.penalty > 1e6:
            return False
        self.master.raise_penalty()
        return True

    def _resumed(self) -> Solution:
        """The LP with those columns that came from elsewhere and improve it."""
        solution, pool = self.master.solve(), self.master.pool
        better = pool.worth(solution.prices) > solution.target[pool.student] + 1e-6
        self.master.extend(np.flatnonzero(better).tolist())
        return self.master.solve()

    def polish(self, rounds: int, *, cap: int) -> None:
        """At the best bound's prices look harder at those students whose bound and best rotation stay apart."""
        for _ in range(rounds):
            dual = self.best
            if dual is None or self.stop():
                return
            floor = self._floor(dual.prices)
            loose = np.flatnonzero(dual.most - floor > LOOSE)
            if not len(loose):
                return
            self.rounds += 1
            priced = self.pricing.run(dual.prices, floor + 1e-6, loose.tolist(), HARDER, self.rounds)
            for s, most in priced.bound.items():
                dual.most[s] = min(dual.most[s], max(most, floor[s]))
            dual.bound = self.master.bound(dual.prices, float(dual.most.sum()))
            self.tell(dual.bound)
            self.master.extend(self.master.pool.add(priced.columns))
            if not self._grow(loose, dual.most - floor, cap):
                return

    def _grow(self, loose: Ints, gap: Floats, cap: int) -> int:
        """Grow the relaxations of the loosest students; answers how many grew."""
        widest = loose[np.argsort(-gap[loose], kind="stable")][: max(1, (2 * len(loose)) // 3)]
        return sum(self.pricing.grow(int(s), cap) for s in widest)

    def _floor(self, prices: Prices) -> Floats:
        """What each student's best known rotation is worth at some prices."""
        floor = np.full(self.master.instance.students, -1e12)
        np.maximum.at(floor, self.master.pool.student, self.master.pool.worth(prices))
        return floor

    def _price(self, prices: Prices, solution: Solution, cap: int) -> tuple[int, int, bool]:
        """Price all at some prices: columns found that improve the LP, relaxations grown, and whether the bound did."""
        pool, students = self.master.pool, self.master.instance.students
        floor = self._floor(prices)
        priced = self.pricing.run(prices, floor + 1e-6, range(students), EFFORT, self.rounds)
        most = np.array([max(priced.bound[s], floor[s]) for s in range(students)])
        bound = self.master.bound(prices, float(most.sum()))
        better = self.best is None or bound < self.best.bound - 1e-9
        if better:
            self.best = Dual(prices, bound, most)
            self.tell(bound)
        new = pool.add(priced.columns)
        worth = pool.worth(solution.prices)[new]
        useful = int((worth > solution.target[pool.student[new]] + 1e-6).sum())
        self.master.extend(new)
        floor = self._floor(prices)
        loose = np.flatnonzero(most - floor > LOOSE)
        return useful, self._grow(loose, most - floor, cap), better
