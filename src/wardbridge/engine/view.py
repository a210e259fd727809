"""A plan read against its problem: blocks by learner and learners by cell, for rules and score.

Rows that name something unknown are kept apart (`unknown`) and take part in nothing else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from wardbridge.engine.plan import Assignment, Plan
from wardbridge.engine.problem import Problem
from wardbridge.rulekit.levels import Level


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
    """

    blocks: tuple[tuple[Block, ...], ...]
    tracks: tuple[int | None, ...]
    present: Mapping[tuple[int, int], tuple[int, ...]]
    unknown: tuple[Assignment, ...]

    def visitors(self, problem: Problem, site: int) -> tuple[int, ...]:
        """Learners who are at the site at some time."""
        departments = problem.departments
        return tuple(
            i
            for i, blocks in enumerate(self.blocks)
            if any(departments[block.department].site == site for block in blocks)
        )

    def by_level(self, problem: Problem, cell: tuple[int, int]) -> dict[Level, int]:
        """Learners in the cell, counted by level."""
        found: dict[Level, int] = {}
        for i in self.present.get(cell, ()):
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
        if one.requirement is None or not alike or one.department == following.department:
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
    unknown = []
    for row in plan.assignments:
        i, k = index.learner.get(row.learner), index.department.get(row.department)
        if i is None or k is None or not row.periods or not all(0 <= t < len(problem.periods) for t in row.periods):
            unknown.append(row)
            continue
        requirement = _requirement(problem, i, tracks[i], row.requirement)
        blocks[i].append(Block(i, requirement, index.discipline.get(row.discipline), k, row.periods))
        for t in row.periods:
            present[k, t].append(i)
    return PlanView(
        tuple(_linked(problem, sorted(found, key=lambda block: block.periods[0])) for found in blocks),
        tracks,
        {cell: tuple(found) for cell, found in present.items()},
        tuple(unknown),
    )
