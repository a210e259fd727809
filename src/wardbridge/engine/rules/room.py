"""A ward's teaching room holds its learners."""

from __future__ import annotations

from collections.abc import Iterator

from wardbridge.engine.plan import Violation
from wardbridge.engine.problem import Problem
from wardbridge.engine.view import PlanView

CODES = ("room",)


def violations(problem: Problem, view: PlanView) -> Iterator[Violation]:
    """Department-weeks with more learners than the room holds."""
    for cell, learners in view.present.items():
        department = problem.departments[cell[0]]
        if department.room is not None and len(learners) > department.room:
            names = tuple(problem.learners[i].code for i in learners)
            site = problem.sites[department.site]
            yield Violation("room", names, department.code, site, (cell[1],), len(learners), department.room)
