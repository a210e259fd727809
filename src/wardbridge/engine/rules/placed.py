"""Every learner does all the blocks that his track requires, and no more."""

from __future__ import annotations

from collections.abc import Iterator

from wardbridge.engine.plan import Violation
from wardbridge.engine.problem import Problem
from wardbridge.engine.view import PlanView

CODES = ("required-blocks",)


def violations(problem: Problem, view: PlanView) -> Iterator[Violation]:
    """Requirements with too few or too many blocks."""
    for i, learner in enumerate(problem.learners):
        tau = view.tracks[i]
        if tau is None:
            tau = problem.index.tracks_of(problem, i)[0]
        for r in problem.index.requirements[learner.programme, tau]:
            found = sum(block.requirement == r and not block.goes_on for block in view.blocks[i])
            requirement = problem.requirements[r]
            if found != requirement.choose:
                yield Violation(
                    "required-blocks",
                    (learner.code,),
                    found=found,
                    allowed=requirement.choose,
                    params={"requirement": requirement.code},
                )
