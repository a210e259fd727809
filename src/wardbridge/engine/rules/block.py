"""A block has the requirement's length, runs over consecutive available weeks, and lies at a site allowed for it.

A block that goes on in another department, where its own could not keep the learner, is one with what follows.
"""

from __future__ import annotations

from collections.abc import Iterator

from wardbridge.engine.plan import Violation
from wardbridge.engine.problem import Problem
from wardbridge.engine.view import PlanView

CODES = ("block-length", "block-broken", "requirement-site")


def violations(problem: Problem, view: PlanView) -> Iterator[Violation]:
    """Blocks too short or too long, with a gap, or at a site where the requirement can't be done."""
    for i, blocks in enumerate(view.blocks):
        learner, available = problem.learners[i], problem.index.available[i]
        begun = 0
        for block in blocks:
            department = problem.departments[block.department]
            where = ((learner.code,), department.code, problem.sites[department.site], block.periods)
            first, last = block.periods[0], block.periods[-1]
            gaps = sum(available[t] for t in range(first, last + 1) if t not in block.periods)
            if gaps or any(b <= a for a, b in zip(block.periods, block.periods[1:], strict=False)):
                yield Violation("block-broken", *where, found=gaps, allowed=0)
            if block.requirement is None:
                continue
            requirement = problem.requirements[block.requirement]
            params = {"requirement": requirement.code}
            begun += len(block.periods)
            if not block.goes_on:
                if not any(begun in way for way in requirement.lengths):
                    yield Violation("block-length", *where, found=begun, allowed=requirement.weeks, params=params)
                begun = 0
            if department.site not in requirement.sites:
                yield Violation("requirement-site", *where, params=params)
