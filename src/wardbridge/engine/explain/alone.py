"""A problem of some learners alone, and what it takes to meet a wish: the questions that concern one learner."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from wardbridge.engine.parameters import Parameters, WishPoints
from wardbridge.engine.plan import Plan
from wardbridge.engine.problem import Problem, Wish
from wardbridge.engine.score import learner_points, wish_share
from wardbridge.engine.view import view_of

FORCED = 1e6
"""Points of a wish that pricing must meet if any rotation does: far above all others."""
PERSONAL = ("wishes", "locks", "imposed", "credits", "closed", "familiar", "excused")
"""Fields of a problem whose rows are each of one learner."""


def personal(problem: Problem, places: Mapping[int, Sequence[int]]) -> dict[str, Any]:
    """Those fields for other learners: who had number i has the numbers ``places[i]`` now, or none."""
    return {
        name: tuple(replace(row, learner=x) for row in getattr(problem, name) for x in places.get(row.learner, ()))
        for name in PERSONAL
    }


def copies(problem: Problem, units: Sequence[Sequence[int]]) -> Problem:
    """A problem in which these units, in this order, are the only ones; a learner may be in several of them.

    Copies of a learner are told apart by their place, ``learners[sum of the sizes before]`` and on. No minimum holds:
    nobody else is there to meet it.
    """
    members = [i for unit in units for i in unit]
    places: dict[int, list[int]] = {}
    for place, i in enumerate(members):
        places.setdefault(i, []).append(place)
    starts = [sum(len(unit) for unit in units[:u]) for u in range(len(units))]
    return replace(
        problem,
        learners=tuple(problem.learners[i] for i in members),
        units=tuple(tuple(range(at, at + len(unit))) for at, unit in zip(starts, units, strict=True)),
        unit_codes=(),
        **personal(problem, places),
        offers=tuple(replace(offer, minimum=0) for offer in problem.offers),
        quotas=tuple(replace(quota, minimum=0) for quota in problem.quotas),
    )


def forcing(
    problem: Problem, wishes: Sequence[Wish], parameters: Parameters, points: float
) -> tuple[Problem, Parameters]:
    """The problem with further wishes (`learner` says whose) that pay `points` each, and the parameters for it."""
    held = parameters.wishes.points or (0.0,)
    rank = 1 + max([len(held), *(wish.rank for wish in problem.wishes)])
    padded = (*held, *[held[-1]] * (rank - 1 - len(held)), points)
    further = tuple(replace(wish, rank=rank) for wish in wishes)
    return replace(problem, wishes=(*problem.wishes, *further)), replace(parameters, wishes=WishPoints(padded))


def met(problem: Problem, wish: Wish, plan: Plan) -> float:
    """How far the plan meets the wish (`score.wish_share`)."""
    return wish_share(problem, wish, wish.learner, view_of(problem, plan))


def own_points(problem: Problem, learner: int, plan: Plan, parameters: Parameters) -> float:
    """Points that one learner has in a plan."""
    return learner_points(problem, learner, view_of(problem, plan), parameters).total
