"""A plan read against its problem: blocks by learner and learners by cell, for rules and score.

Rows that name something unknown are kept apart (`unknown`) and take part in nothing else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise

from wardbridge.engine.plan import Assignment, Plan
from wardbridge.engine.problem import Problem, Requirement
from wardbridge.rulekit.levels import Level
from wardbridge.rulekit.shifts import Shift, meet


@dataclass(frozen=True, slots=True)
class Block:
    """One assignment by index; `requirement` and `discipline` are `None` when unknown for this learner.

    `goes_on` says that the learner goes on with it in another department without a week between: what was begun where
    he could not stay is one block with what follows.
    """

    learner: int
    requirement: int | None
    discipline: int | None
    department: int
    periods: tuple[int, ...]
    goes_on: bool = False
    shift: Shift = Shift.DAY


@dataclass(frozen=True, slots=True)
class PlanView:
    """A plan by index.

    Parameters
    ----------
    blocks
        Learner → blocks by their first period.
    tracks
        Learner → track done, `None` when the plan names none and several are open.
    present
        (department, period) → learners there.
    apart
        Learner who is excused at times → his own blocks; `blocks` has those of whom he moves with in their place, by
        which he is judged and scored, since what he misses isn't asked of him.
    at_one_time
        (department, period, time of the day) → learners there; the times are those of the problem's index.
    """

    blocks: tuple[tuple[Block, ...], ...]
    tracks: tuple[int | None, ...]
    present: Mapping[tuple[int, int], tuple[int, ...]]
    unknown: tuple[Assignment, ...]
    at_one_time: Mapping[tuple[int, int, Shift], tuple[int, ...]]
    apart: Mapping[int, tuple[Block, ...]] = field(default_factory=dict)

    def visitors(self, problem: Problem, site: int) -> tuple[int, ...]:
        """Learners who are at the site at some time."""
        departments = problem.departments
        return tuple(
            i
            for i, blocks in enumerate(self.blocks)
            if any(departments[block.department].site == site for block in blocks)
        )

    def blocks_of(self, learner: int, requirement: int) -> list[Block]:
        """The learner's blocks of a requirement."""
        return [block for block in self.blocks[learner] if block.requirement == requirement]

    def most_at_one_time(self, problem: Problem, cell: tuple[int, int]) -> tuple[int, ...]:
        """Learners of the (department, period) at the time of the day when most are there."""
        return max((self.at_one_time.get((*cell, time), ()) for time in problem.index.times), key=len)


def begun_and_done(requirement: Requirement, blocks: Iterable[Block]) -> tuple[int, int]:
    """Disciplines of a requirement that blocks begin, and those that they complete; one done twice counts twice."""
    found = [block for block in blocks if not block.goes_on]
    if not requirement.ways:
        return len(found), len(found)
    lengths: dict[int | None, list[int]] = defaultdict(list)
    for block in found:
        lengths[block.discipline].append(len(block.periods))
    return len(lengths), sum(requirement.left(some) == 0 for some in lengths.values())


def at_time(problem: Problem, time: Shift) -> dict[str, str | int | float]:
    """The time of the day as a violation's parameter, where the problem tells several apart."""
    return {"shift": time.value} if len(problem.index.times) > 1 else {}


def guests_at(problem: Problem, cell: tuple[int, int, Shift]) -> int:
    """Learners of a (department, period, time of the day) whom the round doesn't plan."""
    return sum(problem.index.guests.get(cell, {}).values())


def by_level(problem: Problem, learners: Iterable[int]) -> dict[Level, int]:
    """Learners, counted by level."""
    found: dict[Level, int] = {}
    for i in learners:
        level = problem.programmes[problem.learners[i].programme].level
        found[level] = found.get(level, 0) + 1
    return found


def _requirement(problem: Problem, learner: int, track: int | None, code: str) -> int | None:
    found = problem.index.requirement.get((problem.learners[learner].programme, code), ())
    fitting = [r for r in found if problem.requirements[r].track is None or problem.requirements[r].track == track]
    return next(iter(fitting or found), None)


def _track(problem: Problem, learner: int, plan: Plan) -> int | None:
    person = problem.learners[learner]
    named = problem.index.track[person.programme].get(plan.tracks.get(person.code, ""))
    if named is not None:
        return named
    if person.track is not None:
        return person.track
    return 0 if len(problem.programmes[person.programme].tracks) == 1 else None


def _linked(problem: Problem, blocks: list[Block]) -> tuple[Block, ...]:
    """The blocks of a learner in order of time, those marked that go on elsewhere."""
    found = list(blocks)
    for n, (one, following) in enumerate(pairwise(blocks)):
        alike = (one.requirement, one.discipline) == (following.requirement, following.discipline)
        plain = one.requirement is not None and not problem.requirements[one.requirement].ways
        if not plain or not alike or one.department == following.department:
            continue
        available = problem.index.available[one.learner]
        if not any(available[t] for t in range(one.periods[-1] + 1, following.periods[0])):
            found[n] = replace(one, goes_on=one.periods[-1] < following.periods[0])
    return tuple(found)


def view_of(problem: Problem, plan: Plan) -> PlanView:
    """Read a plan; nothing in it can make this fail."""
    index = problem.index
    tracks = tuple(_track(problem, i, plan) for i in range(len(problem.learners)))
    blocks: list[list[Block]] = [[] for _ in problem.learners]
    present: dict[tuple[int, int], list[int]] = defaultdict(list)
    times = {shift: [time for time in index.times if meet(shift, time)] for shift in Shift}
    at_one_time: dict[tuple[int, int, Shift], list[int]] = defaultdict(list)
    unknown = []
    for row in plan.assignments:
        i, k = index.learner.get(row.learner), index.department.get(row.department)
        if i is None or k is None or not row.periods or not all(0 <= t < len(problem.periods) for t in row.periods):
            unknown.append(row)
            continue
        requirement = _requirement(problem, i, tracks[i], row.requirement)
        blocks[i].append(Block(i, requirement, index.discipline.get(row.discipline), k, row.periods, shift=row.shift))
        for t in row.periods:
            present[k, t].append(i)
            for time in times[row.shift]:
                at_one_time[k, t, time].append(i)
    own = [_linked(problem, sorted(found, key=lambda block: block.periods[0])) for found in blocks]
    return PlanView(
        tuple(
            tuple(replace(block, learner=i) for block in own[index.leader[i]]) if i in index.leader else found
            for i, found in enumerate(own)
        ),
        tracks,
        {cell: tuple(found) for cell, found in present.items()},
        tuple(unknown),
        {cell: tuple(found) for cell, found in at_one_time.items()},
        {i: own[i] for i in index.leader},
    )
