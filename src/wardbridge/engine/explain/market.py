"""Prices of what learners share, and what each class could make of its best rotation at those prices.

One LP by column generation gives them (`columns.generate`). By weak duality they bound every plan (Geoffrion 1974): a
plan that places everyone and in which one unit takes a rotation of value v at the prices is worth at most
``bound - (best of its class - v)``, where ``bound`` is the Lagrange value and a value is points less prices paid.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from wardbridge.engine.columns.generate import Aim, bound_of, generate
from wardbridge.engine.columns.limits import Limits, limits_of
from wardbridge.engine.columns.master import Master, Weights
from wardbridge.engine.columns.model import Floats, Model, model_of
from wardbridge.engine.columns.pricing import Column, Pricing
from wardbridge.engine.columns.rows import blocks_of, rows_of
from wardbridge.engine.parameters import Parameters
from wardbridge.engine.plan import Assignment, Plan
from wardbridge.engine.problem import Problem
from wardbridge.engine.stop import Stop

OUT = 100.0
"""What leaving out a learner-week costs while prices are sought, in sums of all wish points."""


@dataclass(frozen=True)
class Market:
    """Prices by limit row, the best value of each class at them, and the bound they give on all points."""

    pricing: Pricing
    master: Master
    plain: int
    """Rows before this one are limits as records give them; those from it on are cuts that sharpen them for groups."""
    dual: Floats
    best: Floats
    bound: float

    @property
    def model(self) -> Model:
        return self.pricing.model

    @property
    def limits(self) -> Limits:
        return self.pricing.limits

    @cached_property
    def class_of(self) -> Mapping[int, int]:
        """Unit → its class."""
        return {unit: c for c, one in enumerate(self.model.classes) for unit in one.units}

    @cached_property
    def price(self) -> Floats:
        """What one unit of each plain row is worth: its price and that of the cuts on it; never below nothing."""
        rows, price = self.limits.rows, np.maximum(0.0, self.dual[: self.plain])
        place = {(row.cells, row.weight, row.time): r for r, row in enumerate(rows[: self.plain])}
        for r in range(self.plain, len(rows)):
            price[place[rows[r].cells, rows[r].weight, rows[r].time]] += max(0.0, float(self.dual[r]))
        return price

    def uses(self, column: Column) -> Mapping[int, float]:
        """Limit row → how much of it a rotation uses."""
        found: dict[int, float] = {}
        for row, amount in zip(*self.master.limit_entry(column), strict=True):
            found[row] = found.get(row, 0.0) + amount
        return found

    def value(self, column: Column) -> float:
        """Points less prices paid."""
        return column.profit - sum(amount * float(self.dual[row]) for row, amount in self.uses(column).items())

    def used(self, columns: Iterable[Column]) -> Floats:
        """How much of each limit row these rotations use together."""
        total = np.zeros(len(self.limits.rows))
        for column in columns:
            for row, amount in self.uses(column).items():
                total[row] += amount
        return total


def market_of(problem: Problem, parameters: Parameters, seed: int, stop: Stop) -> Market:
    """Find the prices; the work is that of a run's first LP."""
    model = model_of(problem, parameters)
    limits = limits_of(model)
    pricing = Pricing(model, limits, parameters.search.workers)
    master = Master(model, limits, seed)
    out = OUT * (1.0 + sum(parameters.wishes.points))
    aim = Aim(Weights(1.0, out, out), partial=False)
    generated = generate(master, pricing, aim, stop, lambda _: None)
    dual = np.zeros(len(limits.rows)) if generated.dual is None else generated.dual
    priced = pricing.run(pricing.prices(dual))
    plain = len(limits_of(model, cuts=False).rows)
    return Market(pricing, master, plain, dual, priced.best, -bound_of(master, aim, dual, out, priced))


def column_of(market: Market, c: int, rows: Sequence[Assignment], track: str) -> Column | None:
    """A learner's rows of a plan as a column of his class; `None` where they are none (edited by hand)."""
    model, unit_class = market.model, market.model.classes[c]
    tracks = model.problem.programmes[unit_class.profile.programme].tracks
    for v in unit_class.worth:
        if track not in {"", tracks[model.kinds[v].track].code}:
            continue
        blocks = blocks_of(model, c, v, rows)
        if blocks is not None:
            return market.pricing.column(c, v, blocks)
    return None


def plan_of(model: Model, column: Column, code: str) -> Plan:
    """A rotation as a plan for one learner."""
    kind = model.kinds[column.kind]
    track = model.problem.programmes[kind.programme].tracks[kind.track].code
    return Plan(rows_of(model, column, code), {code: track} if track else {})


def by_learner(plan: Plan) -> Mapping[str, list[Assignment]]:
    """Student code → rows by time."""
    found: dict[str, list[Assignment]] = {}
    for row in sorted(plan.assignments, key=lambda row: row.periods):
        found.setdefault(row.learner, []).append(row)
    return found
