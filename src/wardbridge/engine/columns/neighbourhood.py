"""Large neighbourhoods (Shaw 1998): some units choose anew beside all others that stay, as a small round of its own.

What stays only lowers the room that the others find, so a neighbourhood is the same model with fewer classes, fewer
rows and smaller amounts: generated, bounded and made whole by the same code. Its own bound says when it holds nothing
better, and then no integer step is spent on it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from wardbridge.engine.columns.generate import Aim, generate
from wardbridge.engine.columns.incumbent import Choice, choice_of, grown
from wardbridge.engine.columns.integer import Integer
from wardbridge.engine.columns.master import Master
from wardbridge.engine.columns.model import Floats
from wardbridge.engine.columns.pricing import Column, Pricing, touched
from wardbridge.engine.parameters import Search
from wardbridge.engine.stop import Stop

ROUNDS = 30
"""Most rounds of generation in a neighbourhood."""
WORTH = 1e-6
"""A neighbourhood whose bound is no better than what it holds by this much is left."""


class Neighbours:
    """Which classes compete: their weeks and departments overlap."""

    def __init__(self, master: Master, seed: int) -> None:
        model, limits = master.model, master.limits
        self._rng = np.random.default_rng(seed)
        n, weeks = len(model.classes), len(model.problem.periods)
        self._weeks = np.zeros((n, weeks), np.float32)
        self._places = np.zeros((n, len(model.stations)), np.float32)
        for c, unit_class in enumerate(model.classes):
            self._weeks[c, list(unit_class.available)] = 1.0
            for v in unit_class.worth:
                stations = model.kinds[v].station
                self._places[c, stations[stations >= 0]] = 1.0
        cells = [(r, x, t) for r, row in enumerate(limits.rows) for x, t, _ in touched(model, row)]
        self._row, self._station, self._week = np.array(cells, np.int64).reshape(-1, 3).T
        self._wide = np.array([len(row.cells) != 1 for row in limits.rows], np.bool_)

    def most(self, master: Master, free: Sequence[int]) -> Floats:
        """By limit row, what the units of some classes could use of it together; infinite over several cells."""
        here = self._weeks[free][:, self._week] * self._places[free][:, self._station]
        touched = np.repeat(self._wide[:, None], len(free), axis=1)
        touched[self._row[here.any(axis=0)]] |= here[:, here.any(axis=0)].T > 0
        coefficient = master.limits.coefficient[:, master.profile[free]]
        most: Floats = (touched * np.maximum(0.0, coefficient)) @ master.count[free]
        return np.where(self._wide & (most > 0), np.inf, most)

    def near(self, c: int, size: int) -> list[int]:
        """A class and those that compete with it most, some chance in the order; `size` in all."""
        close = (self._weeks @ self._weeks[c]) * (self._places @ self._places[c])
        close *= 0.5 + self._rng.random(len(close))
        close[c] = np.inf
        chosen = np.argpartition(-close, min(size, len(close)) - 1)[:size]
        return sorted(int(x) for x in chosen if close[x] > 0)

    def draw(self) -> int:
        """A class by chance."""
        return int(self._rng.integers(len(self._weeks)))


class Neighbourhood:
    """The units of some classes, and what of each limit the others leave them."""

    def __init__(self, master: Master, best: Choice, free: Sequence[int], most: Floats, seed: int) -> None:
        self._whole, self._free = master, list(free)
        self._taken = grown(best, master)
        self._inside = np.isin(master.table.unit_class, self._free)
        used = master.used(np.where(self._inside, 0, self._taken))
        limits = master.limits
        self._model = master.model.part(self._free)
        needed = (most > limits.upper - used + 1e-9) | (limits.lower - used > 0) | (limits.price > 0)
        self._limits = limits.part(np.flatnonzero(needed), used)
        self._master = Master(self._model, self._limits, seed)

    def search(self, workers: int, aim: Aim, stop: Stop, nodes: int) -> tuple[Column, ...] | None:
        """Better rotations for the free units, one entry a unit; `None` when there are none or none is found."""
        pricing = Pricing(self._model, self._limits, workers)
        position = {c: i for i, c in enumerate(self._free)}
        at = np.flatnonzero(self._inside)
        known = [self._whole.columns[x].of_class(position[self._whole.columns[x].unit_class]) for x in at.tolist()]
        self._master.add(known)
        begin = np.zeros(len(self._master.columns), np.int64)
        for column, count in zip(known, self._taken[at].tolist(), strict=True):
            begin[self._master.at(column)] += count
        now = choice_of(self._master, begin)
        generated = generate(self._master, pricing, aim, stop, lambda _: None, rounds=ROUNDS)
        if stop() or generated.solution is None or (now.left == 0 and -generated.bound <= now.points + WORTH):
            return None
        integer = Integer(self._master, pricing, aim, stop, nodes)
        within = 20.0 if now.left > 0 else max(0.0, -generated.bound - now.points)
        found = integer.pick(integer.near(generated, within), choice_of(self._master, begin))
        if found is None or not found.better_than(now):
            return None
        return tuple(
            self._master.columns[x].of_class(self._free[self._master.columns[x].unit_class])
            for x in np.flatnonzero(found.taken).tolist()
            for _ in range(int(found.taken[x]))
        )

    def choice(self, columns: Sequence[Column]) -> Choice:
        """The whole choice with these rotations for the free units."""
        self._whole.add(columns)
        taken: NDArray[np.int64] = np.zeros(len(self._whole.columns), np.int64)
        taken[: len(self._taken)] = np.where(self._inside, 0, self._taken)
        for column in columns:
            taken[self._whole.at(column)] += 1
        return choice_of(self._whole, taken)


NEAR_GROUPS, NEAR_SINGLE = (14, 24), (40, 120)
"""Classes of a neighbourhood, at first and at most: where groups move together, and where nobody does."""
DULL, PATIENT = 6, 30
"""Neighbourhoods without gain after which they grow, and after which the largest ones end."""


class Neighbourhoods:
    """One after the other, larger ones while nothing gets better; `count` says how many were searched."""

    def __init__(self, master: Master, aim: Aim, search: Search, seed: int, stop: Stop) -> None:
        self._master, self._aim, self._search, self._seed, self._stop = master, aim, search, seed, stop
        self._neighbours = Neighbours(master, seed)
        self._size, self._most = NEAR_GROUPS if (master.size > 1).any() else NEAR_SINGLE
        self.count, self._dull = 0, 0

    def from_(self, best: Callable[[], Choice | None]) -> Iterator[Choice | None]:
        """A better choice than the best so far, or `None`, for each neighbourhood."""
        while self.count < self._search.neighbourhoods and not self._stop():
            now = best()
            if now is None or not self._master.n_classes:
                return
            self.count += 1
            free = self._neighbours.near(self._middle(now), self._size)
            hood = Neighbourhood(self._master, now, free, self._neighbours.most(self._master, free), self._seed)
            found = hood.search(self._search.workers, self._aim, self._stop, self._search.mip_nodes)
            yield None if found is None else hood.choice(found)
            if self._spent(len(free), better=found is not None):
                return

    def _middle(self, now: Choice) -> int:
        """A class of which some unit is left out, in turn; else one by chance."""
        wanting = np.flatnonzero(self._master.left_over(choice_of(self._master, now.taken).taken) > 0)
        return int(wanting[self.count % len(wanting)]) if len(wanting) else self._neighbours.draw()

    def _spent(self, size: int, *, better: bool) -> bool:
        """Whether no larger neighbourhood is left to hope for."""
        self._dull = 0 if better else self._dull + 1
        everything = size == self._master.n_classes
        if self._dull < (1 if everything else PATIENT if self._size == self._most else DULL):
            return False
        if everything or self._size == self._most:
            return True
        self._size, self._dull = min(self._most, self._size + self._size // 4), 0
        return False
