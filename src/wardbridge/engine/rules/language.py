"""A department that asks for a language receives those who have it at its level or above."""

from __future__ import annotations

from collections.abc import Iterator

from wardbridge.engine.plan import Violation
from wardbridge.engine.problem import Problem
from wardbridge.engine.view import PlanView

CODES = ("language",)


def violations(problem: Problem, view: PlanView) -> Iterator[Violation]:
    """Blocks in a department whose language the learner doesn't have well enough."""
    for i, blocks in enumerate(view.blocks):
        known = {skill.language: skill.level for skill in problem.learners[i].skills}
        for block in blocks:
            department = problem.departments[block.department]
            for asked in () if problem.index.never_in(i, department.discipline) else department.skills:
                has = known.get(asked.language)
                if has is None or has < asked.level:
                    yield Violation(
                        "language",
                        (problem.learners[i].code,),
                        department.code,
                        problem.sites[department.site],
                        block.periods,
                        params={"language": asked.language, "level": asked.level.value, "has": has or "–"},
                    )
