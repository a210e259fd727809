"""Plans in whole units from the start: each unit in turn takes the best rotation beside all others.

What a unit would pay is what it would overload, so its best rotation comes exactly from the pricing's own programme. A
limit that stays overloaded gets dearer, and all get cheaper once a plan fits (breakout, Morris 1993; strategic
oscillation, Glover 1989): the search crosses plans that don't fit on its way to better ones that do. It needs no LP.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wardbridge.engine.columns.incumbent import Choice, choice_of
from wardbridge.engine.columns.master import Master
from wardbridge.engine.columns.model import Floats
from wardbridge.engine.columns.moves import Costs, Held, count, improve, nobody, touching
from wardbridge.engine.columns.packed import packed_of
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
PATIENCE = 4
"""Once a plan fits, the search ends when this part of its steps brought no better one."""
AT_ONCE = 2_000
"""Units that choose anew between two looks at the stop."""
OUT = 1e6
"""Price of a week not done, where rotations may be incomplete."""


Rotation = tuple[int, int, tuple[tuple[int, int], ...]]
"""Class, kind, blocks."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A rotation of a unit: its column, and what it uses of the limits."""

    column: Column
    rows: NDArray[np.int64]
    values: Floats


def never(_: Choice) -> bool:
    """No plan is good enough."""
    return False


class Descent:
    """One search over one master; its plans become columns of the master.

    At `base` prices by row every use costs, not only what is too much: the prices of the relaxation keep units out of
    places that others need more.
    """

    def __init__(self, master: Master, pricing: Pricing, stop: Stop, seed: int, base: Floats | None = None) -> None:
        self._master, self._pricing, self._stop = master, pricing, stop
        self._limits = master.limits
        self._rng = np.random.default_rng(seed)
        self._units = np.repeat(np.arange(master.n_classes), master.count.astype(np.int64))
        self._packed = packed_of(pricing)
        most = len(master.model.problem.periods) + 1
        self._held = nobody(self._units.astype(np.int32), most, master.n_rows)
        self._base = np.zeros(master.n_rows) if base is None else base
        self._weight = np.full(master.n_rows, BEGIN)
        self._quota = np.array([row.visits for row in master.limits.rows], np.bool_)
        self._known: dict[Rotation, Taken] = {}
        self._least = np.inf, self._kept()
        self.steps = 0

    # --- one unit -------------------------------------------------------------------------------------------------

    @property
    def _used(self) -> Floats:
        return self._held.used

    def _kept(self) -> Held:
        """The plan at hand, to come back to."""
        held = self._held
        return Held(
            held.unit_class, held.kind.copy(), held.blocks.copy(), held.option.copy(), held.at.copy(), held.used.copy()
        )

    def _back(self, to: Held) -> None:
        self._held.kind[:], self._held.blocks[:], self._held.used[:] = to.kind, to.blocks, to.used
        self._held.option[:], self._held.at[:] = to.option, to.at

    def _put(self, u: int, taken: Taken | None) -> None:
        held = self._held
        count(self._packed, held, u, -1.0)
        held.kind[u] = -1
        if taken is not None:
            blocks = taken.column.blocks
            held.kind[u], held.blocks[u] = taken.column.kind, len(blocks)
            held.option[u, : len(blocks)] = [o for o, _ in blocks]
            held.at[u, : len(blocks)] = [i for _, i in blocks]
            count(self._packed, held, u, 1.0)

    def _now(self, u: int) -> Taken | None:
        """The rotation of a unit, if it has one."""
        held, n = self._held, self._held.blocks[u]
        if held.kind[u] < 0:
            return None
        blocks = tuple(zip(held.option[u, :n].tolist(), held.at[u, :n].tolist(), strict=True))
        key = int(self._units[u]), int(held.kind[u]), blocks
        if key not in self._known:
            self._known[key] = self._taken(self._pricing.column(*key))
        return self._known[key]

    def _taken(self, column: Column) -> Taken:
        rows, values = self._master.limit_entry(column)
        return Taken(column, np.array(rows, np.int64), np.array(values))

    def _excess(self, used: Floats) -> Floats:
        """How far each row is out of its bounds."""
        outside: Floats = np.maximum(0.0, used - self._limits.upper) + np.maximum(0.0, self._limits.lower - used)
        return outside

    def _improve(self, order: Sequence[int], last: int) -> int:
        """Let units choose anew, one after the other, up to step `last`; how many moved."""
        moved = 0
        for lo in range(0, len(order), AT_ONCE):
            some = np.array(order[lo : min(lo + AT_ONCE, lo + last - self.steps)], np.int64)
            if not len(some) or self._stop():
                break
            seed = int(self._rng.integers(2**31))
            moved += improve(self._packed, self._held, Costs(self._weight, self._base), some, NOISE, seed)
            self.steps += len(some)
        return moved

    # --- the search -----------------------------------------------------------------------------------------------

    def search(self, steps: int, *, first: bool = False, enough: Callable[[Choice], bool] = never) -> Choice | None:
        """The best plan that places everyone within so many choices of a unit; with `first` the first one found, else
        one that is `enough` ends the search.
        """
        best: Choice | None = None
        last, patient = self.steps + steps, self.steps + steps
        self._improve(self._order(self._all()), self.steps + len(self._units))
        while self.steps < min(last, patient) and not self._stop():
            over = self._excess(self._used) > 1e-9
            if over.any():
                self._escape(over, last)
                continue
            self._settle(last)
            choice = self.choice()
            if choice is not None and choice.better_than(best):
                best, patient = choice, self.steps + steps // PATIENCE
            if first or best is None or enough(best):
                return best
            self._weight = np.maximum(LEAST, self._weight * CHEAPER)
            self._improve(self._order(self._all()), last)
        return best

    def _all(self) -> NDArray[np.int64]:
        return np.arange(len(self._units))

    def _escape(self, over: NDArray[np.bool_], last: int) -> None:
        """One pass over the units that overload; where none moves, what is overloaded gets dearer."""
        if self._improve(self._order(self._touching(over)), last) or self._stop():
            return
        excess = self._excess(self._used)
        over = excess > 1e-9
        if excess.sum() < self._least[0]:
            self._least = float(excess.sum()), self._kept()
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
            u, v = self._rng.integers(0, len(self._units), 2).tolist()
            one, other = self._now(u), self._now(v)
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
        old = self._now(u)
        self._put(u, None)
        more = self._limits.coefficient[:, self._master.profile[self._units[u]]]
        price = self._weight * (self._excess(self._used + more) - self._excess(self._used))
        price[self._quota] = np.where(more[self._quota] > 0, np.inf, 0.0)
        price[list(rows)] = 0.0
        best = Single(self._pricing).best(int(self._units[u]), price)
        self._put(u, old if best is None else self._taken(best))

    def _order(self, units: NDArray[np.int64]) -> list[int]:
        """Large units first, by chance among those of a size."""
        size = self._master.size[self._units[units]]
        return [int(u) for u in units[np.lexsort((self._rng.random(len(units)), -size))]]

    def _touching(self, over: NDArray[np.bool_]) -> NDArray[np.int64]:
        """Units in rows that are out of bounds, and a few by chance."""
        inside = np.flatnonzero(touching(self._packed, self._held, over))
        few = self._rng.integers(0, len(self._units), 1 + len(self._units) // 10)
        return np.union1d(inside, few)

    def _settle(self, last: int) -> None:
        """Only better and never overloading, with no price on what fits, until no unit gains."""
        weight, base = self._weight, self._base
        self._weight, self._base = np.full(len(weight), MOST), np.zeros(len(base))
        while self._improve(self._order(self._all()), last) and self.steps < last and not self._stop():
            pass
        self._weight, self._base = weight, base

    # --- answers --------------------------------------------------------------------------------------------------

    def choice(self) -> Choice | None:
        """The plan at hand as columns of the master; `None` when a unit has no rotation."""
        columns = self.columns()
        return self._chosen(columns) if len(columns) == len(self._units) else None

    def columns(self) -> tuple[Column, ...]:
        """A rotation of each unit that has one."""
        held = (self._now(u) for u in range(len(self._units)))
        return tuple(taken.column for taken in held if taken is not None)

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
            self._back(self._least[1])
        upper, single = self._limits.upper, Single(self._pricing)
        for u in reversed(self._order(self._all())):
            taken = self._now(u)
            if taken is not None and (self._used[taken.rows] > upper[taken.rows] + 1e-9).any():
                self._put(u, None)
        for u in self._order(np.flatnonzero(self._held.kind < 0)):
            more = self._limits.coefficient[:, self._master.profile[self._units[u]]]
            price = np.where(self._used + more > upper + 1e-9, np.inf, 0.0)
            best = single.best(int(self._units[u]), price, missing=OUT if partial else 0.0)
            if best is not None and best.blocks:
                self._put(u, self._taken(best))
        return self._chosen(self.columns())
