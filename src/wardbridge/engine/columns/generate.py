"""Column generation: solve the master, price its rotations, add those that pay, until none does.

At any prices the sum of what the limits would earn and of what each class would make of its best rotation is a bound
(Lagrange); the best one seen is kept, so the bound is valid whenever the loop is stopped.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wardbridge.engine.columns.limits import Limits
from wardbridge.engine.columns.master import Master, Solution, Weights
from wardbridge.engine.columns.model import Floats
from wardbridge.engine.columns.pricing import Priced, Prices, Pricing
from wardbridge.engine.stop import Stop


@dataclass(frozen=True, slots=True)
class Aim:
    """What a generation is for.

    Parameters
    ----------
    weights
        What the master minimises.
    partial
        Whether rotations may leave something out.
    cap
        Most learner-weeks unplaced (the place row), infinite when not capped.
    """

    weights: Weights
    partial: bool
    cap: float = np.inf


@dataclass(frozen=True, slots=True)
class Generated:
    """The last LP, the best bound on its minimised value and its prices; `done` when nothing pays any more."""

    solution: Solution | None
    bound: float
    dual: Floats | None
    mu: float
    done: bool
    rounds: int


def lagrange(limits: Limits, dual: Floats) -> float:
    """What the limits are worth at these prices: price × amount, the lower one where the price is negative."""
    upper, lower = dual > 0, dual < 0
    return float(dual[upper] @ limits.target[upper] + dual[lower] @ limits.lower[lower])


def bound_of(master: Master, aim: Aim, dual: Floats, mu: float, priced: Priced) -> float:
    """Least value that the minimised objective can have, by weak duality; -inf when a class has no rotation.

    `mu` is the whole price of a learner-week unplaced: its weight and the price of the cap.
    """
    best = priced.best
    if aim.partial:
        best = np.maximum(best, -mu * master.required)
    earned = lagrange(master.limits, dual) + float(master.count @ best)
    if aim.cap < np.inf:
        earned += (mu - aim.weights.unplaced) * aim.cap
    if aim.partial and len(master.short_rows):
        price = (mu - aim.weights.unplaced) * master.share + aim.weights.lacking
        surplus = np.maximum(0.0, -dual[master.short_rows] - price)
        earned += float(surplus @ master.limits.lower[master.short_rows])
    return -earned


def prices_of(
    pricing: Pricing,
    aim: Aim,
    dual: Floats,
    mu: float,
    *,
    closed: NDArray[np.bool_] | None = None,
    bans: tuple[NDArray[np.bool_], ...] = (),
) -> Prices:
    """Prices for an aim; `closed` and `bans` as in `Pricing.prices`."""
    price = mu if aim.partial else 0.0
    return pricing.prices(dual, mu=price, scale=aim.weights.points, partial=aim.partial, closed=closed, bans=bans)


def generate(
    master: Master,
    pricing: Pricing,
    aim: Aim,
    stop: Stop,
    seen: Callable[[float], None],
    *,
    rounds: int = 1000,
) -> Generated:
    """Generate columns for an aim; `seen` hears each better bound."""
    master.aim(aim.weights, aim.cap)
    bound, best_dual, best_mu = -np.inf, None, 0.0
    solution, done, turn = None, False, 0
    while turn < rounds:
        turn += 1
        solution = master.solve()
        if solution is None or stop():
            break
        mu = aim.weights.unplaced + solution.place_dual
        priced = pricing.run(prices_of(pricing, aim, solution.dual, mu), solution.class_dual)
        found = bound_of(master, aim, solution.dual, mu, priced)
        if found > bound:
            bound, best_dual, best_mu = found, solution.dual, mu
            seen(bound)
        if not master.add(priced.columns):
            done = True
            break
    return Generated(solution, bound, best_dual, best_mu, done, turn)
