"""What a plan means to those who read it: loads against limits with the one that binds, and the wishes it meets.

Only descriptive: the judge of a plan is `wardbridge.engine.check`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from wardbridge.engine.plan import Plan
from wardbridge.engine.problem import Offer, Problem
from wardbridge.engine.score import learner_unplaced, wish_share
from wardbridge.engine.view import by_level, view_of
from wardbridge.rulekit.capacity import teacher_weights
from wardbridge.rulekit.levels import LEVELS, Level

CAUSES = ("offer", "teachers", "beds", "room")
"""What may limit a department in a week; of two equal limits the earlier one is named."""


@dataclass(frozen=True, slots=True)
class Load:
    """Learners in a department in a period (from 0) and the most that each limit allows at one time.

    A limit that isn't recorded (no beds, no room) is absent from `limits`. The teachers' limit is in learners of the
    mix present, or of the lowest level of the round where nobody is.
    """

    department: str
    period: int
    load: int
    limits: Mapping[str, int]

    @property
    def cause(self) -> str:
        """The limit that binds: the smallest."""
        return min(self.limits, key=lambda cause: (self.limits[cause], CAUSES.index(cause)))

    @property
    def limit(self) -> int:
        return self.limits[self.cause]

    @property
    def full(self) -> bool:
        return self.load >= self.limit


def loads_of(problem: Problem, plan: Plan) -> tuple[Load, ...]:
    """Every department × period, in the order of the problem."""
    view = view_of(problem, plan)
    lowest = max((programme.level for programme in problem.programmes), key=LEVELS.index, default=LEVELS[-1])
    return tuple(
        Load(
            department.code,
            t,
            len(view.most_at_one_time(problem, (k, t))),
            _limits(problem, k, t, by_level(problem, view.most_at_one_time(problem, (k, t))), lowest),
        )
        for k, department in enumerate(problem.departments)
        for t in range(len(problem.periods))
    )


def _limits(problem: Problem, k: int, t: int, present: Mapping[Level, int], lowest: Level) -> dict[str, int]:
    department = problem.departments[k]
    guests = max((problem.index.guests.get((k, t, time), {}) for time in problem.index.times), key=_count)
    limits = {
        "offer": _offered(problem.index.offers.get((k, t), ())),
        "teachers": _taught(problem, (k, t), present, lowest, guests),
    }
    beds = problem.index.beds.get((k, t))
    if beds is not None:
        limits["beds"] = max(0, beds - _count(guests))
    if department.room is not None:
        limits["room"] = max(0, department.room - _count(guests))
    return limits


def _offered(offers: tuple[Offer, ...]) -> int:
    """Places for everyone; where every offer is for some only, their sum."""
    common = [offer.maximum for offer in offers if offer.programme is None and offer.level is None]
    return min(common) if common else sum(offer.maximum for offer in offers)


def _count(guests: Mapping[Level, int]) -> int:
    return sum(guests.values())


def _taught(
    problem: Problem, cell: tuple[int, int], present: Mapping[Level, int], lowest: Level, guests: Mapping[Level, int]
) -> int:
    """Learners of the mix present that the nested law lets these teachers take beside the guests."""
    whole, weights = teacher_weights(problem.periods[cell[1]].first, problem.law)
    teachers, others = problem.index.teachers.get(cell, {}), 0
    mix = {level: count for level, count in present.items() if count} or {lowest: 1}
    total, taken, most = sum(mix.values()), 0, float("inf")
    for level in LEVELS:
        taken += weights[level] * mix.get(level, 0)
        others += weights[level] * guests.get(level, 0)
        if mix.get(level):
            most = min(most, max(0, whole * len(teachers.get(level, ())) - others) * total / taken)
    return int(most)


@dataclass(frozen=True, slots=True)
class WishMet:
    """A learner's wish and whether the plan meets it."""

    learner: str
    rank: int
    met: bool


def wishes_met(problem: Problem, plan: Plan) -> tuple[WishMet, ...]:
    """Every wish by learner and rank.

    A wish for a department or a discipline is met by a block there; one for a site or a track when all the learner's
    required weeks are there.
    """
    view = view_of(problem, plan)
    return tuple(
        WishMet(learner.code, wish.rank, wish_share(problem, wish, i, view) > 1 - 1e-9)
        for i, learner in enumerate(problem.learners)
        for wish in problem.index.wishes.get(i, ())
    )


def placed_learners(problem: Problem, plan: Plan) -> int:
    """Learners who have every week that their track requires."""
    view = view_of(problem, plan)
    return sum(not learner_unplaced(problem, i, view) for i in range(len(problem.learners)))
