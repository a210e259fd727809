"""VN-08: learners at one time for each bed or dental chair."""

from __future__ import annotations

from collections.abc import Iterator

from wardbridge.engine.plan import Violation
from wardbridge.engine.problem import Problem
from wardbridge.engine.view import PlanView

CODES = ("VN-08",)


def violations(problem: Problem, view: PlanView) -> Iterator[Violation]:
    """Department-weeks with more learners than beds and chairs allow."""
    beds = problem.index.beds
    for cell, learners in view.present.items():
        allowed = beds.get(cell)
        if allowed is not None and len(learners) > allowed:
            department = problem.departments[cell[0]]
            names = tuple(problem.learners[i].code for i in learners)
            site = problem.sites[department.site]
            figures = {"beds": department.beds or 0, "chairs": department.chairs or 0}
            yield Violation("VN-08", names, department.code, site, (cell[1],), len(learners), allowed, params=figures)
