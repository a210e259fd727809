"""Column generation: the LP over all rotations, with a bound that holds whenever it is stopped.

Prices are smoothed towards those of the best bound (Wentges 1997; Pessoa et al. 2018).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from wardbridge.engine.mss.solver.master import Master, Solution
from wardbridge.engine.mss.solver.pricing import Effort, Floats, Prices, Pricing
from wardbridge.engine.stop import Stop


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
        self.width = 20
        self.steps = 2

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

    def _price(self, prices: Prices, solution: Solution, cap: int) -> tuple[int, int, bool]:
        """Price all at some prices: columns found that improve the LP, relaxations grown, and whether the bound did."""
        pool, students = self.master.pool, self.master.instance.students
        floor = np.full(students, -1e12)
        np.maximum.at(floor, pool.student, pool.worth(prices))
        priced = self.pricing.run(prices, floor + 1e-6, range(students), Effort(self.steps, self.width), self.rounds)
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
        np.maximum.at(floor, pool.student[new], pool.worth(prices)[new])
        loose = np.flatnonzero(most - floor > 0.05)
        grown = sum(self.pricing.grow(int(s), cap) for s in loose)
        return useful, grown, better
