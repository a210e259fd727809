"""Plans in whole units from the start: each unit in turn takes the best rotation beside all others.

What a unit would pay is what it would overload, so its best rotation comes exactly from the pricing's own programme. A
limit that stays overloaded gets dearer, and all get cheaper once a plan fits (breakout, Morris 1993; strategic
oscillation, Glover 1989): the search crosses plans that don't fit on its way to better ones that do. It needs no LP.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wardbridge.engine.columns.incumbent import Choice, choice_of
from wardbridge.engine.columns.master import Master
from wardbridge.engine.columns.model import Floats
from wardbridge.engine.columns.pricing import Column, Pricing, Single
from wardbridge.engine.stop import Stop

BEGIN = 2.0
"""First price of a learner too many."""
DEARER, CHEAPER = 0.3, 0.6
"""What an overloaded limit's price grows by at a standstill, and what is left of all prices once a plan fits."""
NOISE = 0.1
"""Prices are drawn anew up to this share above, so that equals are told apart by chance."""
LEAST, MOST = 0.02, 1e3
"""Between these the price of a learner too many stays."""
PAIRS = 300
"""Pairs of units drawn when two are to change sites."""
EXCHANGE = 10
"""Choices that an exchange counts as."""
PATIENCE = 20
"""Once a plan fits, the search ends when this part of its steps brought no better one."""
OUT = 1e6
"""Price of a week not done, where rotations may be incomplete."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A rotation of a unit: its column, and what it uses of the limits."""

    column: Column
    rows: NDArray[np.int64]
    values: Floats


class Descent:
    """One search over one master; its plans become columns of the master."""

    def __init__(self, master: Master, pricing: Pricing, stop: Stop, seed: int) -> None:
        self._master, self._stop = master, stop
        self._limits = master.limits
        self._single = Single(pricing)
        self._rng = np.random.default_rng(seed)
        self._units = np.repeat(np.arange(master.n_classes), master.count.astype(np.int64))
        self._now: list[Taken | None] = [None] * len(self._units)
        self._used = np.zeros(master.n_rows)
        self._weight = np.full(master.n_rows, BEGIN)
        self._quota = np.array([row.visits for row in master.limits.rows], np.bool_)
        self._known: dict[Column, Taken] = {}
        self._least = np.inf, list(self._now)
        self.steps = 0

    # --- one unit -------------------------------------------------------------------------------------------------

    def _put(self, u: int, taken: Taken | None) -> None:
        old = self._now[u]
        if old is not None:
            np.subtract.at(self._used, old.rows, old.values)
        if taken is not None:
            np.add.at(self._used, taken.rows, taken.values)
        self._now[u] = taken

    def _taken(self, column: Column) -> Taken:
        found = self._known.get(column)
        if found is None:
            rows, values = self._master.limit_entry(column)
            found = self._known[column] = Taken(column, np.array(rows, np.int64), np.array(values))
        return found

    def _excess(self, used: Floats) -> Floats:
        """How far each row is out of its bounds."""
        outside: Floats = np.maximum(0.0, used - self._limits.upper) + np.maximum(0.0, self._limits.lower - used)
        return outside

    def _improve(self, u: int) -> bool:
        """Let a unit choose anew; says whether it moved."""
        self.steps += 1
        old = self._now[u]
        c = int(self._units[u])
        self._put(u, None)
        more = self._limits.coefficient[:, self._master.profile[c]]
        added = self._excess(self._used + more) - self._excess(self._used)
        price = self._weight * added * (1.0 + NOISE * self._rng.random(len(added)))
        best = self._single.best(c, price)
        if best is None:
            return False
        taken = self._taken(best)
        if old is not None and old is not taken and self._worth(taken, price) <= self._worth(old, price) + 1e-9:
            taken = old
        self._put(u, taken)
        return taken is not old

    @staticmethod
    def _worth(taken: Taken, price: Floats) -> float:
        return taken.column.profit - float(price[taken.rows].sum())

    # --- the search -----------------------------------------------------------------------------------------------

    def search(self, steps: int, *, first: bool = False) -> Choice | None:
        """The best plan that places everyone within so many choices of a unit; with `first` the first one found."""
        best: Choice | None = None
        last, patient = self.steps + steps, self.steps + steps
        for u in self._order(np.arange(len(self._units))):
            if self._stop():
                return None
            self._improve(u)
        while self.steps < min(last, patient) and not self._stop():
            over = self._excess(self._used) > 1e-9
            if over.any():
                self._escape(over, last)
                continue
            self._settle(last)
            choice = self.choice()
            if choice is not None and choice.better_than(best):
                best, patient = choice, self.steps + steps // PATIENCE
            if first or best is None:
                return best
            self._weight = np.maximum(LEAST, self._weight * CHEAPER)
            for u in self._order(np.arange(len(self._units))):
                if self._stop() or self.steps >= last:
                    break
                self._improve(u)
        return best

    def _escape(self, over: NDArray[np.bool_], last: int) -> None:
        """One pass over the units that overload; where none moves, what is overloaded gets dearer."""
        moved = False
        for u in self._order(self._touching(over)):
            if self.steps >= last or self._stop():
                return
            moved |= self._improve(u)
        if not moved:
            excess = self._excess(self._used)
            over = excess > 1e-9
            if excess.sum() < self._least[0]:
                self._least = float(excess.sum()), list(self._now)
            self._weight[over] += DEARER * self._weight[over].clip(BEGIN)
            if self._weight.max() > MOST:
                self._weight = np.maximum(LEAST, self._weight * (BEGIN / MOST))
            self.steps += 1
            if over[self._quota].any():
                self.steps += EXCHANGE
                self._exchange()

    def _exchange(self) -> None:
        """Let two units change sites where that mends the quotas most: sums of sizes that single moves don't reach."""
        quota = self._quota
        least, found = self._excess(self._used)[quota].sum() - 1e-9, None
        for _ in range(PAIRS):
            u, v = self._rng.integers(0, len(self._now), 2).tolist()
            one, other = self._now[u], self._now[v]
            if one is None or other is None or self._site_rows(one) == self._site_rows(other):
                continue
            used = self._used.copy()
            for x, old, new in ((u, one, other), (v, other, one)):
                used[old.rows] -= old.values
                rows = np.array(self._site_rows(new), np.int64)
                used[rows] += self._limits.coefficient[rows, self._master.profile[self._units[x]]]
            excess = self._excess(used)[quota].sum()
            if excess < least:
                least, found = excess, ((u, self._site_rows(other)), (v, self._site_rows(one)))
        for unit, target in found or ():
            self._send(unit, target)

    def _site_rows(self, taken: Taken) -> tuple[int, ...]:
        """Quota rows that a rotation uses."""
        return tuple(taken.rows[self._quota[taken.rows]].tolist())

    def _send(self, u: int, rows: tuple[int, ...]) -> None:
        """Let a unit choose among the rotations that use no quota but these, if it has any."""
        self.steps += 1
        old = self._now[u]
        self._put(u, None)
        more = self._limits.coefficient[:, self._master.profile[self._units[u]]]
        price = self._weight * (self._excess(self._used + more) - self._excess(self._used))
        price[self._quota] = np.where(more[self._quota] > 0, np.inf, 0.0)
        price[list(rows)] = 0.0
        best = self._single.best(int(self._units[u]), price)
        self._put(u, old if best is None else self._taken(best))

    def _order(self, units: NDArray[np.int64]) -> list[int]:
        """Large units first, by chance among those of a size."""
        size = self._master.size[self._units[units]]
        return [int(u) for u in units[np.lexsort((self._rng.random(len(units)), -size))]]

    def _touching(self, over: NDArray[np.bool_]) -> NDArray[np.int64]:
        """Units in rows that are out of bounds, and a few by chance."""
        inside = [u for u, taken in enumerate(self._now) if taken is not None and over[taken.rows].any()]
        few = self._rng.integers(0, len(self._now), 1 + len(self._now) // 10).tolist()
        return np.array(sorted({*inside, *few}), np.int64)

    def _settle(self, last: int) -> None:
        """Only better and never overloading, until no unit gains."""
        weight, self._weight = self._weight, np.full(len(self._weight), MOST)
        moved = True
        while moved:
            moved = False
            for u in self._order(np.arange(len(self._units))):
                if self.steps >= last or self._stop():
                    break
                moved |= self._improve(u)
        self._weight = weight

    # --- answers --------------------------------------------------------------------------------------------------

    def choice(self) -> Choice | None:
        """The plan at hand as columns of the master; `None` when a unit has no rotation."""
        columns = self.columns()
        return self._chosen(columns) if len(columns) == len(self._units) else None

    def columns(self) -> tuple[Column, ...]:
        """A rotation of each unit that has one."""
        return tuple(taken.column for taken in self._now if taken is not None)

    def _chosen(self, columns: tuple[Column, ...]) -> Choice:
        self._master.add(columns)
        taken = np.zeros(len(self._master.columns), np.int64)
        for column in columns:
            taken[self._master.at(column)] += 1
        return choice_of(self._master, taken)

    def salvage(self, *, partial: bool) -> Choice:
        """What of the plan at hand fits: units leave what is overloaded, the smallest that matter first; then each
        takes what it can, with `partial` also in part.
        """
        if self._least[0] < self._excess(self._used).sum():
            for u, taken in enumerate(self._least[1]):
                self._put(u, taken)
        upper = self._limits.upper
        for u in reversed(self._order(np.arange(len(self._units)))):
            taken = self._now[u]
            if taken is not None and (self._used[taken.rows] > upper[taken.rows] + 1e-9).any():
                self._put(u, None)
        for u in self._order(np.array([u for u, taken in enumerate(self._now) if taken is None], np.int64)):
            more = self._limits.coefficient[:, self._master.profile[self._units[u]]]
            price = np.where(self._used + more > upper + 1e-9, np.inf, 0.0)
            best = self._single.best(int(self._units[u]), price, missing=OUT if partial else 0.0)
            if best is not None and best.blocks:
                self._put(u, self._taken(best))
        return self._chosen(self.columns())
