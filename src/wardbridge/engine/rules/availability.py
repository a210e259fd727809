"""Nobody is placed in a week in which he can't attend."""

from __future__ import annotations

from collections.abc import Iterator

from wardbridge.engine.plan import Violation
from wardbridge.engine.problem import Problem
from wardbridge.engine.view import PlanView

CODES = ("unavailable",)


def violations(problem: Problem, view: PlanView) -> Iterator[Violation]:
    """Blocks that touch weeks of absence."""
    for i, blocks in enumerate(view.blocks):
        available = problem.learners[i].available
        for block in blocks:
            away = tuple(t for t in block.periods if not available[t])
            if away:
                code = problem.departments[block.department].code
                yield Violation("unavailable", (problem.learners[i].code,), code, periods=away, found=len(away))
