"""The search: whom to move at all, at what prices, and which whole choice; each answer with its proof.

Stages, each with what the former one found held fast: fewest learner-weeks unplaced, fewest learners moved, then points
(less a little for every changed week). A bound is the LP's value plus what the best rotation of every unit could still
save (Lagrange); units that stay out of the model are shown to save nothing at its prices, or join it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from wardbridge.engine.columns.model import Floats
from wardbridge.engine.columns.pricing import Column
from wardbridge.engine.parameters import Parameters
from wardbridge.engine.problem import Problem
from wardbridge.engine.repair.amounts import Amounts
from wardbridge.engine.repair.before import Before, loosened
from wardbridge.engine.repair.displacements import Aim, Choice, Displacements, Relaxed
from wardbridge.engine.repair.layer import Layer, Value
from wardbridge.engine.stop import Stop
from wardbridge.engine.view import Block

TOLERANCE = 1e-6
LAYER = 256
"""Units of one layer: each class has prices of its own, so a layer's table stays within some ten MB."""
DEAR = 50.0
"""Learners moved that a learner-week unplaced counts in the LP; any figure gives a valid bound."""
CHANGED = 0.01
"""Points that a changed week of one learner costs."""
LISTED = 4_000
"""Most rotations that a proof by listing looks at, a layer."""
WIDE = 400
"""With so many units or fewer all of them may move for better points; else those near the damage."""
ROUNDS = 200
NOISY = 8
"""Rounds in which prices are shaken to find further rotations where the whole choice is not proven."""
NODES = 500
"""Nodes of a MIP."""


@dataclass(frozen=True, slots=True)
class Proof:
    """The best choice of a stage and the bound on its value; `whole` says that nothing outside a list can be better."""

    best: Choice
    bound: float
    whole: bool


@dataclass(frozen=True, slots=True)
class Found:
    """What a search ended with: the best choice, bounds (from below) on what is unplaced and on who moves."""

    choice: Choice
    unplaced: int
    moved: int
    unplaced_bound: int
    moved_bound: int
    points_bound: float | None
    stopped: bool


class Search:
    """One repair; `run` does all, `chosen` says afterwards who takes what."""

    def __init__(  # noqa: PLR0917  # the parts of one search
        self,
        problem: Problem,
        before: Before,
        parameters: Parameters,
        stop: Stop,
        seed: int,
        tell: Callable[[str, int, int], None],
    ) -> None:
        self._problem, self._parameters, self._stop, self._seed = problem, parameters, stop, seed
        self._tell = tell
        self._amounts = Amounts(problem, parameters, before.units, before.since)
        limits, since = self._amounts.limits, before.since
        uses = self._amounts.uses(before.units, since)
        had = np.ones(len(before.units), np.bool_)
        stays = np.array([unit.stays for unit in before.units], np.bool_)
        over = self._amounts.cells(uses.total(had) > limits.upper + TOLERANCE)
        self.before = replace(before, units=loosened(problem, before.units, over, since))
        gone = self._amounts.of_gone(before.gone_rows, since)
        used = uses.total(stays)
        held = np.minimum(np.minimum(limits.lower, limits.upper), uses.total(had) + gone)
        lower = np.where(limits.lower > 0, held - gone - used, -np.inf)
        self.master = Displacements(lower, limits.upper - used, limits.lower, seed)
        self._uses = uses
        self._sizes = np.array([unit.size for unit in before.units], np.float64)
        self._inactive = np.ones(len(before.units), np.bool_)
        self.layers: list[Layer] = []
        self._offset: list[int] = []
        self.rounds = 0
        whole = np.array([unit.whole for unit in before.units], np.bool_)
        spilling = uses.touching(limits.upper - used < -TOLERANCE)
        self.spilling = frozenset(np.flatnonzero(spilling).tolist())
        """Units that are where not all can stay."""
        self._activate(np.flatnonzero(~stays | ~whole | spilling))

    # --- who takes part -------------------------------------------------------------------------------------------

    def _activate(self, units: NDArray[np.int64]) -> None:
        for first in range(0, len(units), LAYER):
            layer = Layer(
                self._problem, self._parameters, self.before, self._amounts, units[first : first + LAYER].tolist()
            )
            self._offset.append(len(self.master.bundles))
            self.master.join(layer.bundles)
            self.layers.append(layer)
        self._inactive[units] = False

    def _gaining(self, aim: Aim, relaxed: Relaxed, slack: float = 0.0) -> NDArray[np.int64]:
        """Units outside that could save more than moving them costs, by what their rotation pays at these prices."""
        coefficient = self._amounts.limits.coefficient
        credit = float(np.maximum(0.0, -relaxed.price) @ coefficient.max(axis=1, initial=0.0))
        gain = self._uses.paid(relaxed.price) + credit - (aim.moved + relaxed.moved) * self._sizes
        return np.flatnonzero(self._inactive & (gain > TOLERANCE - slack))

    # --- generating -------------------------------------------------------------------------------------------------

    def _paid(self, layer: Layer, first: int, aim: Aim, relaxed: Relaxed) -> Floats:
        """By class: what a rotation must be worth to pay: the old one's value, what leaving costs, its row's price."""
        mu, moved = aim.unplaced + relaxed.unplaced, aim.moved + relaxed.moved
        rows = relaxed.leaving[first : first + len(layer.bundles)]
        return np.array(
            [
                aim.points * b.points - mu * b.unplaced - float(b.use.values @ relaxed.price[b.use.rows])
                + moved * b.moves + rows[c]
                for c, b in enumerate(layer.bundles)
            ]
        )  # fmt: skip

    def _price(self, aim: Aim, relaxed: Relaxed) -> tuple[float, int]:
        """Price all layers: what the LP could still save at most, and how many rotations were new."""
        saved, fresh = 0.0, 0
        value = Value(aim.points, aim.unplaced + relaxed.unplaced, aim.changed)
        for layer, first in zip(self.layers, self._offset, strict=True):
            if self._stop():
                return np.inf, fresh
            prices, back = layer.prices(relaxed.price, value)
            paid = self._paid(layer, first, aim, relaxed) + back
            best, columns = layer.best(prices, paid)
            count = np.array([len(b.units) for b in layer.bundles])
            saved += float(count @ np.where(best > -1e20, np.maximum(0.0, best - paid), 0.0))
            fresh += self._add(first, layer, columns)
        return saved, fresh

    def _list(self, aim: Aim, relaxed: Relaxed, slack: float) -> bool:
        """Add every rotation that costs at most `slack` more than what is best; whether these were few enough."""
        value = Value(aim.points, aim.unplaced + relaxed.unplaced, aim.changed)
        for layer, first in zip(self.layers, self._offset, strict=True):
            prices, back = layer.prices(relaxed.price, value)
            least = self._paid(layer, first, aim, relaxed) + back - slack - TOLERANCE
            listed = None if self._stop() else layer.every(prices, least, LISTED)
            if listed is None:
                return False
            self._add(first, layer, listed)
        return True

    def _add(self, first: int, layer: Layer, columns: Sequence[Column]) -> int:
        found = []
        for column in columns:
            one = self.master.alternative(first + column.unit_class, column, layer.cells(column), layer.use(column))
            if one is not None:
                found.append(one)
        self.master.insert(found)
        return len(found)

    def _generate(self, aim: Aim) -> tuple[Relaxed | None, float]:
        """Generate until nothing saves any more: the last LP and the best bound on the aim's value."""
        self.master.aim(aim)
        bound, relaxed = -np.inf, None
        for _ in range(ROUNDS):
            relaxed = self.master.solve()
            if relaxed is None or self._stop():
                break
            self.rounds += 1
            saved, fresh = self._price(aim, relaxed)
            outside = np.zeros(0, np.int64) if aim.points else self._gaining(aim, relaxed)
            if not len(outside):
                bound = max(bound, relaxed.value - saved)
            if fresh == 0:
                if not len(outside):
                    break
                self._activate(outside)
        return relaxed, bound

    # --- whole choices ----------------------------------------------------------------------------------------------

    def _whole(self, aim: Aim, best: Choice | None) -> Choice | None:
        """The best whole choice of what is at hand, by all three aims in their order; at once when time is up."""
        movable = float(sum(b.moves * len(b.units) for b in self.master.bundles))
        spread = 1.0 + sum(abs(x.points) + CHANGED * x.changed for x in self.master.columns) if aim.points else 1.0
        heavy = Aim(spread * (1.0 + movable), spread, aim.points, aim.changed)
        late = self._stop()
        stop: Stop = (lambda: False) if late else self._stop
        found = self.master.whole(heavy, stop, 1 if late else NODES, best)
        if found is None or (best is not None and best.key(aim.changed) <= found.key(aim.changed)):
            return best if best is None or found is None else replace(best, proven=found.proven)
        return found

    def _close(self, aim: Aim, best: Choice, bound: float, value: Callable[[Choice], float], step: float) -> Proof:
        """Search for a whole choice that meets the bound; else list all that a better one could use and choose there.

        `value` is a choice's value of the aim; two choices that differ in it differ by `step` at least.
        """
        rng = np.random.default_rng(self._seed)
        for turn in range(NOISY):
            if value(best) < bound + step - TOLERANCE or self._stop():
                break
            relaxed, found = self._generate(aim)
            bound = max(bound, found)
            slack = value(best) - step - bound
            if relaxed is None or slack < 0:
                continue
            outside = np.zeros(0, np.int64) if aim.points else self._gaining(aim, relaxed, slack)
            if len(outside) <= WIDE:
                self._activate(outside)
                relaxed = self._generate(aim)[0] if len(outside) else relaxed
                if relaxed is not None and self._list(aim, relaxed, slack):
                    best = self._whole(aim, best) or best
                    if best.proven:
                        return Proof(best, value(best), whole=True)
            best = self._shake(aim, relaxed, best, rng, turn) if relaxed else best
        return Proof(best, bound, whole=False)

    def _shake(self, aim: Aim, relaxed: Relaxed, best: Choice, rng: np.random.Generator, turn: int) -> Choice:
        """Find further rotations at prices that are shaken, and choose anew."""
        noise = 1.0 + 0.3 * rng.standard_normal(len(relaxed.price))
        shaken = relaxed.price * noise + (turn % 2) * 0.1 * rng.random(len(relaxed.price))
        shaken = np.where(np.isinf(self.master.lower), np.maximum(0.0, shaken), shaken)
        self._price(aim, replace(relaxed, price=shaken))
        return self._whole(aim, best) or best

    # --- the stages -------------------------------------------------------------------------------------------------

    @property
    def priced(self) -> int:
        """Units that took part."""
        return int((~self._inactive).sum())

    def _had_unplaced(self) -> int:
        return sum(b.unplaced * len(b.units) for b in self.master.bundles)

    def run(self) -> Found:
        """All stages, or as many as there is time for."""
        aim = Aim(DEAR, 1.0)
        _, bound = self._generate(aim)
        best = self._whole(aim, None)
        if best is None:
            raise ArithmeticError("the master of a repair always has a choice: to leave out whom it can't place")
        self._tell("moved", best.unplaced + self._had_unplaced(), best.moved)
        places, moved = Proof(best, 0.0, whole=False), Proof(best, -np.inf, whole=False)
        if best.unplaced + self._had_unplaced() + best.lacking < TOLERANCE:
            moved = self._close(aim, best, bound, lambda c: DEAR * (c.unplaced + c.lacking) + c.moved, 1.0)
            bound_moved = moved.bound + DEAR * self._had_unplaced()
        else:
            places = self._close_places(best)
            moved, bound_moved = self._close_moved(places)
        quality = self._quality(moved.best)
        return Found(
            quality.best,
            quality.best.unplaced + self._had_unplaced(),
            quality.best.moved,
            _least(places.bound),
            _least(bound_moved),
            quality.bound if np.isfinite(quality.bound) else None,
            self._stop(),
        )

    def taken(self, choice: Choice) -> Iterator[tuple[int, tuple[Block, ...], int | None]]:
        """Unit, its new blocks and track, for each unit that does not keep its rotation."""
        given = [0] * len(self.master.bundles)
        layer_of = {
            first + c: layer
            for layer, first in zip(self.layers, self._offset, strict=True)
            for c in range(len(layer.bundles))
        }
        for x in np.flatnonzero(choice.taken).tolist():
            one = self.master.columns[x]
            for _ in range(int(choice.taken[x])):
                u = self.master.bundles[one.bundle].units[given[one.bundle]]
                given[one.bundle] += 1
                if one.column is None:
                    past = tuple(b for b in self.before.units[u].blocks if b.periods[-1] < self.before.since)
                    yield u, past, None if past else self._least_track(u)
                else:
                    layer = layer_of[one.bundle]
                    yield u, layer.blocks(one.column), layer.track(one.column)

    def _least_track(self, u: int) -> int:
        """The open track that requires least, for who is left out of all."""
        i, index = self.before.units[u].learners[0], self._problem.index
        programme, tracks = self._problem.learners[i].programme, index.tracks_of(self._problem, i)
        return min(tracks, key=lambda tau: index.required_weeks(self._problem, programme, tau))

    def _close_places(self, best: Choice) -> Proof:
        """The fewest learner-weeks unplaced; the bound is of all there are, what minimums lack taken off."""
        aim = Aim(1.0, 0.0)
        bound = self._generate(aim)[1]
        best = self._whole(aim, best) or best
        step = 1.0 if not len(self.master.short) else self.master.share
        proof = self._close(aim, best, bound, lambda c: c.unplaced + c.lacking, step)
        lacking = 1.0 - 2 * TOLERANCE if len(self.master.short) else 0.0
        least = proof.bound - (proof.best.lacking if proof.whole else lacking)
        return replace(proof, bound=least + self._had_unplaced())

    def _close_moved(self, places: Proof) -> tuple[Proof, float]:
        """The fewest learners moved where no more is left unplaced than now."""
        best = places.best
        aim = Aim(0.0, 1.0, unplaced_cap=best.unplaced + best.lacking + TOLERANCE)
        bound = self._generate(aim)[1]
        best = self._whole(aim, best) or best
        if best.unplaced + best.lacking < aim.unplaced_cap - 2 * TOLERANCE:
            aim = replace(aim, unplaced_cap=best.unplaced + best.lacking + TOLERANCE)
            bound = -np.inf
        proof = self._close(aim, best, bound, lambda c: float(c.moved), 1.0)
        return proof, proof.bound

    def _quality(self, best: Choice) -> Proof:
        """The most points, and the fewest changed weeks, with no more unplaced and no more moved."""
        if self._stop():
            return Proof(best, -np.inf, whole=False)
        outside = np.flatnonzero(self._inactive)
        if len(outside) <= WIDE:
            self._activate(outside)
        cap = best.unplaced + best.lacking + TOLERANCE
        aim = Aim(0.0, 0.0, 1.0, CHANGED, unplaced_cap=cap, moved_cap=best.moved + TOLERANCE)
        bound = self._generate(aim)[1]
        best = self._whole(aim, best) or best
        self._tell("quality", best.unplaced + self._had_unplaced(), best.moved)
        if self._inactive.any():
            return Proof(best, -np.inf, whole=False)
        return self._close(aim, best, bound, lambda c: CHANGED * c.changed - c.points, 0.001)


def _least(bound: float) -> int:
    """The least whole number that a bound from below allows; 0 where none is known."""
    return max(0, math.ceil(bound - TOLERANCE)) if np.isfinite(bound) else 0
