"""A requirement whose place is imposed on a learner is done there."""

from __future__ import annotations

from collections.abc import Iterator

from wardbridge.engine.plan import Violation
from wardbridge.engine.problem import Problem
from wardbridge.engine.view import PlanView

CODES = ("imposed",)


def violations(problem: Problem, view: PlanView) -> Iterator[Violation]:
    """Blocks of such a requirement elsewhere."""
    for row in problem.imposed:
        for block in view.blocks[row.learner]:
            met = problem.index.never_in(row.learner, problem.departments[block.department].discipline)
            if block.requirement == row.requirement and block.department not in row.departments and not met:
                yield Violation(
                    "imposed",
                    (problem.learners[row.learner].code,),
                    problem.departments[block.department].code,
                    periods=block.periods,
                    records=tuple(problem.departments[k].code for k in sorted(row.departments)),
                    params={"requirement": problem.requirements[row.requirement].code, "reason": row.reason},
                )
