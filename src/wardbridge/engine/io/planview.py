"""What a plan means to those who read it: loads against limits with the one that binds, and the wishes it meets.

Only descriptive: the judge of a plan is `wardbridge.engine.check`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from wardbridge.engine.plan import Assignment, Plan
from wardbridge.engine.problem import Offer, Problem, Wish
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
    present = _present(problem, plan)
    levels = sorted({programme.level for programme in problem.programmes}, key=LEVELS.index)
    lowest = levels[-1] if levels else LEVELS[-1]
    return tuple(
        Load(
            department.code,
            t,
            sum(present.get((k, t), {}).values()),
            _limits(problem, k, t, present.get((k, t), Counter()), lowest),
        )
        for k, department in enumerate(problem.departments)
        for t in range(len(problem.periods))
    )


def _present(problem: Problem, plan: Plan) -> dict[tuple[int, int], Counter[Level]]:
    index = problem.index
    found: dict[tuple[int, int], Counter[Level]] = {}
    for block in plan.assignments:
        level = problem.programmes[problem.learners[index.learner[block.learner]].programme].level
        for t in block.periods:
            found.setdefault((index.department[block.department], t), Counter())[level] += 1
    return found


def _limits(problem: Problem, k: int, t: int, present: Mapping[Level, int], lowest: Level) -> dict[str, int]:
    department = problem.departments[k]
    limits = {
        "offer": _offered(problem.index.offers.get((k, t), ())),
        "teachers": _taught(problem, k, t, present, lowest),
    }
    beds = problem.index.beds.get((k, t))
    if beds is not None:
        limits["beds"] = beds
    if department.room is not None:
        limits["room"] = department.room
    return limits


def _offered(offers: tuple[Offer, ...]) -> int:
    """Places for everyone; where every offer is for some only, their sum."""
    common = [offer.maximum for offer in offers if offer.programme is None and offer.level is None]
    return min(common) if common else sum(offer.maximum for offer in offers)


def _taught(problem: Problem, k: int, t: int, present: Mapping[Level, int], lowest: Level) -> int:
    """Learners of the mix present that the nested law lets these teachers take."""
    whole, weights = teacher_weights(problem.periods[t].first)
    teachers = problem.index.teachers.get((k, t), {})
    mix = {level: count for level, count in present.items() if count} or {lowest: 1}
    total, taken, most = sum(mix.values()), 0, float("inf")
    for level in LEVELS:
        taken += weights[level] * mix.get(level, 0)
        if mix.get(level):
            most = min(most, whole * len(teachers.get(level, ())) * total / taken)
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
    blocks are there.
    """
    blocks: dict[str, list[Assignment]] = {}
    for block in plan.assignments:
        blocks.setdefault(block.learner, []).append(block)
    return tuple(
        WishMet(
            learner.code,
            wish.rank,
            _met(problem, wish, plan.tracks.get(learner.code, ""), blocks.get(learner.code, [])),
        )
        for i, learner in enumerate(problem.learners)
        for wish in problem.index.wishes.get(i, ())
    )


def _met(problem: Problem, wish: Wish, track: str, blocks: list[Assignment]) -> bool:
    tracks = problem.programmes[problem.learners[wish.learner].programme].tracks
    if wish.track is not None and tracks[wish.track].code != track:
        return False
    fits = [_fits(problem, wish, block) for block in blocks]
    whole = wish.department is None and wish.discipline is None
    return bool(fits) and (all(fits) if whole else any(fits))


def _fits(problem: Problem, wish: Wish, block: Assignment) -> bool:
    k = problem.index.department[block.department]
    department = problem.departments[k]
    return (
        wish.department in {None, k}
        and wish.site in {None, department.site}
        and wish.discipline in {None, problem.index.discipline.get(block.discipline)}
    )


def placed_learners(problem: Problem, plan: Plan) -> int:
    """Learners who have every week that their track requires."""
    weeks: Counter[str] = Counter()
    for block in plan.assignments:
        weeks[block.learner] += len(block.periods)
    return sum(weeks[learner.code] >= _required(problem, i, plan) for i, learner in enumerate(problem.learners))


def _required(problem: Problem, learner: int, plan: Plan) -> int:
    index, person = problem.index, problem.learners[learner]
    chosen = index.track[person.programme].get(plan.tracks.get(person.code, ""))
    tracks = index.tracks_of(problem, learner) if chosen is None else (chosen,)
    return min(index.required_weeks(problem, person.programme, track) for track in tracks)
