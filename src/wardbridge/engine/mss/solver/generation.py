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
        self.width = 20
        self.steps = 2

    def run(self, close: Callable[[float, float], bool], rounds: int = 10_000, *, cap: int = 0) -> Solution:
        """Generate until `close(bound, value)` or nothing more is to be found; answers the last LP.

        `cap` is how many figures the tables of the students' relaxations may hold, each.
        """
        share = 0.0
        solution = self._resumed()
        for _ in range(rounds):
            if self.stop():
                break
            self.rounds += 1
            prices = solution.prices if self.best is None else mixed(self.best.prices, solution.prices, share)
            found, grown, better = self._price(prices, solution, cap)
            if self.best is not None and close(self.best.bound, solution.value) and solution.slack < 1e-6:
                break
            if not found and not grown:
                if share > 0:
                    share = 0.0
                    continue
                if solution.slack < 1e-6 or self.master.penalty > 1e6:
                    break
                self.master.raise_penalty()
            share = min(0.9, share + 0.1) if not better or self.best is None else max(0.0, share - 0.1)
            if not found:
                share = max(0.0, share - 0.3)
            solution = self.master.solve()
        return solution

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
