"""A learner has one placement at a time."""

from __future__ import annotations

from collections.abc import Iterator

from wardbridge.engine.plan import Violation
from wardbridge.engine.problem import Problem
from wardbridge.engine.view import PlanView

CODES = ("overlap",)


def violations(problem: Problem, view: PlanView) -> Iterator[Violation]:
    """Weeks in which a learner has two blocks."""
    for i, blocks in enumerate(view.blocks):
        weeks = [t for block in blocks for t in block.periods]
        if len(weeks) == len(set(weeks)):
            continue
        twice = tuple(sorted({t for t in weeks if weeks.count(t) > 1}))
        yield Violation("overlap", (problem.learners[i].code,), periods=twice, found=2, allowed=1)
