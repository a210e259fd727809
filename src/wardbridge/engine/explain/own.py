"""Why one learner can't: the fewest of his own rules and records that stand in the way together.

A deletion filter (Chinneck 2008, ch. 6): leave out one rule after the other; one without which it is still impossible
is not needed. What stays is minimal: without any single one of them it would be possible.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

import numpy as np

from wardbridge.engine.columns import kernel
from wardbridge.engine.columns.limits import limits_of
from wardbridge.engine.columns.model import model_of
from wardbridge.engine.columns.pricing import Pricing
from wardbridge.engine.explain.alone import FORCED, copies, forcing
from wardbridge.engine.explain.hindrances import hindrances
from wardbridge.engine.explain.records import Hindrance
from wardbridge.engine.parameters import Parameters
from wardbridge.engine.plan import Violation
from wardbridge.engine.problem import Problem, Wish

T = TypeVar("T")


def minimal(items: Sequence[T], impossible: Callable[[Sequence[T]], bool]) -> tuple[T, ...]:
    """The deletion filter: a part of `items` that is still impossible, while no part of it short of one item is.

    `impossible` is asked with the items that hold; more items never make possible what fewer forbid. When nothing is
    impossible with all of them, the answer is empty; the same when it is impossible with none.
    """
    if not impossible(items):
        return ()
    kept = list(items)
    for item in items:
        fewer = [one for one in kept if one is not item]
        if impossible(fewer):
            kept = fewer
    return tuple(kept)


def possible(problem: Problem, wish: Wish | None, parameters: Parameters) -> bool:
    """Whether each unit of the problem has a complete rotation (one that meets the wish) with places without end."""
    if wish is not None:
        problem, parameters = forcing(problem, [wish], parameters, FORCED)
    model = model_of(problem, parameters)
    limits = limits_of(model, cuts=False)
    pricing = Pricing(model, limits, 1, closing=False)
    best = pricing.run(pricing.prices(np.zeros(len(limits.rows)))).best
    least = np.full(len(best), kernel.NEVER / 2)
    if wish is not None:
        asks = [any(wish.learner in problem.units[u] for u in unit_class.units) for unit_class in model.classes]
        least[asks] = FORCED * (1.0 - 0.5 / (1.0 + len(problem.periods)))
    return bool(np.all(best > least))


def own_conflict(
    problem: Problem, unit: int, parameters: Parameters, wish: Wish | None = None
) -> tuple[Violation, ...]:
    """The fewest own rules that forbid the unit every complete rotation, or every one that meets the wish.

    Empty when it is possible, and when it is not even without all of these rules (then time or the programme lacks).
    """
    members = problem.units[unit]
    alone = copies(problem, [members])
    asked = None if wish is None else replace(wish, learner=members.index(wish.learner))
    every = tuple(hindrances(alone))

    def impossible(held: Sequence[Hindrance]) -> bool:
        relaxed = alone
        for one in every:
            if not any(one is other for other in held):
                relaxed = one.without(relaxed)
        return not possible(relaxed, asked, parameters)

    if impossible(()):
        return ()
    return tuple(one.said for one in minimal(every, impossible))
