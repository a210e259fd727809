"""Large neighbourhoods (Shaw 1998): some students choose anew among near columns and new ones, the others stay."""

from __future__ import annotations

import random

import numpy as np

from wardbridge.engine.mss.instance import Ints
from wardbridge.engine.mss.solver.choice import Choice, choose
from wardbridge.engine.mss.solver.generation import Generation
from wardbridge.engine.mss.solver.master import Pool
from wardbridge.engine.mss.solver.pricing import Effort, Prices, Pricing
from wardbridge.engine.stop import Stop

COLUMNS_EACH = 40
NODES = 60
PULL = 15.0
"""What a discipline done where places lack pays at most, in the prices of a neighbourhood."""


class Neighbourhoods:
    """Improves a choice step by step; the same steps for the same seed."""

    def __init__(self, pool: Pool, pricing: Pricing, generation: Generation, stop: Stop) -> None:
        self.pool, self.pricing, self.generation, self.stop = pool, pricing, generation, stop
        self.random = random.Random(1)  # noqa: S311 - a search, not a secret
        self.size = min(pool.instance.students, 12)
        self.failed = 0

    def step(self, best: Choice) -> Choice | None:
        """One neighbourhood; `None` when nothing better is in it."""
        free = self._free(best)
        prices = self._prices(best, free)
        self._generate(prices, free)
        among = self._among(prices, free, best)
        chosen = choose(self.pool, among, free, best, 1e9, self.stop, NODES)
        if chosen.choice is not None and chosen.choice.value > best.value + 1e-9:
            self.failed = 0
            return chosen.choice
        self.failed += 1
        if self.failed % 10 == 0:
            self.size = min(self.pool.instance.students, self.size + 4)
        return None

    def _free(self, best: Choice) -> Ints:
        """Students to choose anew: some who lose most at the prices, some who share wards with them, some at random."""
        pool, students = self.pool, self.pool.instance.students
        dual = self.generation.best
        everyone = list(range(students))
        picked: set[int] = set()
        if dual is not None:
            loss = dual.most - pool.worth(dual.prices)[best.columns]
            weights = np.maximum(loss, 0.0) + 0.2
            picked |= set(self.random.choices(everyone, weights.tolist(), k=self.size // 2))
        if best.wrong:
            picked |= self._near_wrong(best)
        while len(picked) < min(self.size, students):
            picked.add(self.random.choice(everyone))
        return np.array(sorted(picked), np.int64)

    def _near_wrong(self, best: Choice) -> set[int]:
        """Some students who could fill a cell that lacks, or who overfill one."""
        pool, instance = self.pool, self.pool.instance
        load = self._load(best, np.zeros(0, np.int64))
        wrong = np.flatnonzero((load > instance.most.ravel()) | (load < instance.least.ravel()))
        cell = self.random.choice(wrong.tolist())
        users = np.unique(pool.student[(pool.cells == cell).any(axis=1)]).tolist()
        return set(self.random.sample(users, min(len(users), self.size // 2)))

    def _load(self, best: Choice, without: Ints) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        shares = np.zeros(len(self.pool))
        kept = np.delete(best.columns, without)
        shares[kept] = 1.0
        return self.pool.load(shares)

    def _prices(self, best: Choice, free: Ints) -> Prices:
        """The LP's prices; a cell that the others fill is closed, one that lacks without the free pays them more."""
        instance, dual = self.pool.instance, self.generation.best
        cell = np.zeros(instance.most.shape) if dual is None else dual.prices.cell.copy()
        load = self._load(best, free).reshape(cell.shape)
        cell[load >= instance.most] = 1e4
        lacking = np.maximum(0.0, instance.least - load)
        noise = np.array([self.random.random() for _ in range(8)])
        pull = PULL / instance.duration * noise[np.arange(cell.size) * 7 % 8].reshape(cell.shape)
        cell = np.where(lacking > 0, np.minimum(cell, 0) - pull, np.where(cell < 0, 0.0, cell))
        return Prices(cell, np.ones(instance.students))

    def _generate(self, prices: Prices, free: Ints) -> None:
        low = np.full(self.pool.instance.students, -1e12)
        priced = self.pricing.run(prices, low, free.tolist(), Effort(steps=2, width=30, wanted=8))
        self.pool.add(priced.columns)

    def _among(self, prices: Prices, free: Ints, best: Choice) -> Ints:
        """The best columns of each free student, at these prices and at the LP's, his own among them."""
        dual = self.generation.best
        worths = [(self.pool.worth(prices), COLUMNS_EACH)]
        if dual is not None:
            worths.append((self.pool.worth(dual.prices), COLUMNS_EACH // 2))
        among = [best.columns[free]]
        for s in free:
            mine = np.flatnonzero(self.pool.student == s)
            among += [mine[np.argsort(-worth[mine], kind="stable")[:most]] for worth, most in worths]
        return np.unique(np.concatenate(among))
