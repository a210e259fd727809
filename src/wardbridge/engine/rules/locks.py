"""An imposed placement stays as it is."""

from __future__ import annotations

from collections.abc import Iterator

from wardbridge.engine.plan import Violation
from wardbridge.engine.problem import Problem
from wardbridge.engine.view import PlanView

CODES = ("lock",)


def violations(problem: Problem, view: PlanView) -> Iterator[Violation]:
    """Locked weeks in which the learner is not where the lock says."""
    for lock in problem.locks:
        missing = tuple(t for t in lock.periods if lock.learner not in view.present.get((lock.department, t), ()))
        if missing:
            code = problem.departments[lock.department].code
            yield Violation("lock", (problem.learners[lock.learner].code,), code, periods=missing)
