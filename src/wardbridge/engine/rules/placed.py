"""Every learner does all the blocks that his track requires, and no more."""

from __future__ import annotations

from collections.abc import Iterator

from wardbridge.engine.plan import Violation
from wardbridge.engine.problem import Problem
from wardbridge.engine.view import PlanView, begun_and_done

CODES = ("required-blocks",)


def violations(problem: Problem, view: PlanView) -> Iterator[Violation]:
    """Requirements with too few or too many blocks."""
    for i, learner in enumerate(problem.learners):
        tau = view.tracks[i]
        if tau is None:
            tau = problem.index.tracks_of(problem, i)[0]
        had = problem.index.credits.get(i, {})
        for r in problem.index.requirements[learner.programme, tau]:
            requirement = problem.requirements[r]
            before = had.get(r, frozenset())
            asked = 0 if before is None else max(0, requirement.choose - len(before))
            found = begun_and_done(requirement, view.blocks_of(i, r))
            if found != (asked, asked):
                yield Violation(
                    "required-blocks",
                    (learner.code,),
                    found=found[1] if found[0] <= asked else found[0],
                    allowed=asked,
                    params={"requirement": requirement.code},
                )
