"""A learner does not return where the round's history says that he was and should not be again."""

from __future__ import annotations

from collections.abc import Iterator

from wardbridge.engine.plan import Violation
from wardbridge.engine.problem import Problem
from wardbridge.engine.view import PlanView

CODES = ("again",)


def violations(problem: Problem, view: PlanView) -> Iterator[Violation]:
    """Blocks in departments of earlier rounds that are closed to the learner."""
    for row in problem.closed:
        for block in view.blocks[row.learner]:
            department = problem.departments[block.department]
            met = problem.index.never_in(row.learner, department.discipline)
            if block.department in row.departments and not met:
                who = (problem.learners[row.learner].code,)
                yield Violation("again", who, department.code, problem.sites[department.site], block.periods)
