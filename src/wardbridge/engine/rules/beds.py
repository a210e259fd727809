"""VN-08: learners at one time for each bed or dental chair."""

from __future__ import annotations

from collections.abc import Iterator

from wardbridge.engine.plan import Violation
from wardbridge.engine.problem import Problem
from wardbridge.engine.view import PlanView, at_time, guests_at

CODES = ("VN-08",)


def violations(problem: Problem, view: PlanView) -> Iterator[Violation]:
    """Department-weeks with more learners than beds and chairs allow."""
    beds = problem.index.beds
    for (k, t, time), learners in view.at_one_time.items():
        allowed = beds.get((k, t))
        found = len(learners) + guests_at(problem, (k, t, time))
        if allowed is not None and found > allowed:
            department = problem.departments[k]
            names = tuple(problem.learners[i].code for i in learners)
            site = problem.sites[department.site]
            figures: dict[str, str | int | float] = {
                "beds": department.beds or 0,
                "chairs": department.chairs or 0,
                **at_time(problem, time),
            }
            yield Violation("VN-08", names, department.code, site, (t,), found, allowed, params=figures)
