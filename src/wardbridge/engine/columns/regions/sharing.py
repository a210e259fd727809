"""What regions share: the limits of shared departments, their prices, and who may keep what of them.

At prices on the shared limits the regions stand alone, and the sum of their bounds and of what the limits would earn
bounds the whole (Lagrange; Geoffrion 1974). The prices follow the subgradient (Held, Wolfe and Crowder 1974).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from wardbridge.engine.columns.limits import cell_limits
from wardbridge.engine.columns.model import Floats
from wardbridge.engine.columns.regions.part import Part
from wardbridge.engine.plan import Plan
from wardbridge.engine.problem import Offer, Problem

FIRST_STEP = 1.0
"""Points by which a limit's price moves at first when it is used twice over."""


@dataclass(frozen=True, slots=True)
class Shared:
    """The limits of the shared departments: cell, weight by programme and amount of each row."""

    k: NDArray[np.int64]
    t: NDArray[np.int64]
    weight: Floats
    upper: Floats

    def used(self, load: Floats) -> Floats:
        """What of each row is used; `load` counts learners by (programme, department, period) of the whole."""
        found: Floats = np.einsum("rp,pr->r", self.weight, load[:, self.k, self.t])
        return found

    def toll(self, price: Floats, part: Part) -> Floats:
        """What a learner of the part pays by (programme, department, period), in the part's numbers."""
        place = {old: new for new, old in enumerate(part.departments)}
        toll = np.zeros((len(part.programmes), len(part.departments), len(part.problem.periods)))
        for r in np.flatnonzero(price > 0).tolist():
            k = place.get(int(self.k[r]))
            if k is not None:
                toll[:, k, self.t[r]] += price[r] * self.weight[r, list(part.programmes)]
        return toll


def shared_of(problem: Problem, parts: Sequence[Part]) -> Shared:
    """The rows of all shared departments; those that nobody could break are left out."""
    people = np.zeros(len(problem.programmes), np.int64)
    for learner in problem.learners:
        people[learner.programme] += 1
    reach: dict[int, NDArray[np.int64]] = {}
    for part in parts:
        for k in part.shared:
            here = reach.setdefault(part.departments[k], np.zeros_like(people))
            here[list(part.programmes)] = people[list(part.programmes)]
    rows = [
        (k, t, weights, upper)
        for k, here in sorted(reach.items())
        for t in range(len(problem.periods))
        for weights, upper in cell_limits(problem, (k, t), here.tolist())
    ]
    return Shared(
        np.array([k for k, _, _, _ in rows], np.int64),
        np.array([t for _, t, _, _ in rows], np.int64),
        np.array([w for _, _, w, _ in rows], np.float64).reshape(len(rows), len(people)),
        np.array([upper for _, _, _, upper in rows], np.float64),
    )


class Prices:
    """Prices of the shared rows, moved by what was used at them."""

    def __init__(self, shared: Shared) -> None:
        self._shared = shared
        self.now = np.zeros(len(shared.upper))
        self.best = self.now
        self.bound = np.inf
        self._turn = 0

    def earned(self) -> float:
        """What the limits earn at the present prices."""
        return float(self.now @ self._shared.upper)

    def hear(self, bound: float, load: Floats) -> bool:
        """Take the regions' answer at the present prices: their bounds' sum, and their loads; then move the prices.

        Says whether no prices gave a better bound.
        """
        self._turn += 1
        better = bound + self.earned() < self.bound
        if better:
            self.bound, self.best = bound + self.earned(), self.now
        largest = self._shared.weight.max(axis=1, initial=1.0)
        over = (self._shared.used(load) - self._shared.upper) / np.maximum(largest, self._shared.upper)
        self.now = np.maximum(0.0, self.now + FIRST_STEP / self._turn * over.clip(-1.0, 2.0) / largest)
        return better


def load_of(problem: Problem, plan: Plan, learners: frozenset[str] | None = None) -> NDArray[np.int64]:
    """Learners of a plan by (programme, department, period); only some of them, if named."""
    index = problem.index
    load = np.zeros((len(problem.programmes), len(problem.departments), len(problem.periods)), np.int64)
    for row in plan.assignments:
        if learners is None or row.learner in learners:
            programme = problem.learners[index.learner[row.learner]].programme
            load[programme, index.department[row.department], list(row.periods)] += 1
    return load


def settled(shared: Shared, parts: Sequence[Part], plans: Sequence[Plan], size: int) -> list[NDArray[np.int64]]:
    """What of the shared departments each region may keep, in its own numbers, so that all limits hold.

    Units are heard in turn, one of each region after the other; who finds a limit full loses all of his weeks there.
    """
    room = shared.upper.copy()
    rows_at: dict[tuple[int, int], list[int]] = {}
    for r, (k, t) in enumerate(zip(shared.k.tolist(), shared.t.tolist(), strict=True)):
        rows_at.setdefault((k, t), []).append(r)
    kept = [np.zeros((len(p.programmes), len(p.departments), size), np.int64) for p in parts]
    claims = [_claims(part, plan) for part, plan in zip(parts, plans, strict=True)]
    for turn in range(max((len(mine) for mine in claims), default=0)):
        for n, part in enumerate(parts):
            if turn >= len(claims[n]):
                continue
            programme, people, cells = claims[n][turn]
            need: dict[int, float] = {}
            for k, t in cells:
                for r in rows_at.get((part.departments[k], t), ()):
                    need[r] = need.get(r, 0.0) + people * shared.weight[r, part.programmes[programme]]
            if all(amount <= room[r] + 1e-9 for r, amount in need.items()):
                for r, amount in need.items():
                    room[r] -= amount
                for k, t in cells:
                    kept[n][programme, k, t] += people
    return kept


def _claims(part: Part, plan: Plan) -> list[tuple[int, int, list[tuple[int, int]]]]:
    """(programme, people, cells) of each unit that is in a shared department."""
    problem, index = part.problem, part.problem.index
    shared = frozenset(part.shared)
    cells: dict[int, list[tuple[int, int]]] = {}
    for row in plan.assignments:
        k = index.department[row.department]
        i = index.learner[row.learner]
        unit = index.unit_of[i]
        if k in shared and problem.units[unit][0] == i:
            cells.setdefault(unit, []).extend((k, t) for t in row.periods)
    return [(problem.learners[problem.units[u][0]].programme, len(problem.units[u]), at) for u, at in cells.items()]


def limited(part: Part, kept: NDArray[np.int64]) -> Problem:
    """The part's problem where its learners have of the shared departments what they may keep, and no more."""
    problem, shared = part.problem, frozenset(part.shared)
    offers = [offer for offer in problem.offers if offer.department not in shared]
    for p, k, t in zip(*np.nonzero(kept), strict=True):
        offers.append(Offer(int(k), int(p), None, (int(t),), 0, int(kept[p, k, t])))
    return replace(problem, offers=tuple(offers))
