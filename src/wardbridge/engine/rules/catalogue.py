"""A plan names only what exists, and requirement and discipline fit the department."""

from __future__ import annotations

from collections.abc import Iterator

from wardbridge.engine.plan import Violation
from wardbridge.engine.problem import Problem
from wardbridge.engine.view import PlanView

CODES = ("unknown-row", "requirement-unknown", "discipline-mismatch")


def violations(problem: Problem, view: PlanView) -> Iterator[Violation]:
    """Rows that name something unknown; blocks for a requirement or in a discipline that isn't theirs."""
    for row in view.unknown:
        yield Violation("unknown-row", (row.learner,), row.department, periods=row.periods)
    for blocks in view.blocks:
        for block in blocks:
            department = problem.departments[block.department]
            who = (problem.learners[block.learner].code,)
            if block.requirement is None:
                yield Violation("requirement-unknown", who, department.code, periods=block.periods)
                continue
            requirement = problem.requirements[block.requirement]
            if block.discipline != department.discipline or block.discipline not in requirement.disciplines:
                yield Violation(
                    "discipline-mismatch",
                    who,
                    department.code,
                    periods=block.periods,
                    params={"requirement": requirement.code, "discipline": problem.disciplines[department.discipline]},
                )
