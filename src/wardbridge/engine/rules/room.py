"""A ward's teaching room holds its learners."""

from __future__ import annotations

from collections.abc import Iterator

from wardbridge.engine.plan import Violation
from wardbridge.engine.problem import Problem
from wardbridge.engine.view import PlanView, at_time, guests_at

CODES = ("room",)


def violations(problem: Problem, view: PlanView) -> Iterator[Violation]:
    """Department-weeks with more learners than the room holds."""
    for (k, t, time), learners in view.at_one_time.items():
        department = problem.departments[k]
        found = len(learners) + guests_at(problem, (k, t, time))
        if department.room is not None and found > department.room:
            names = tuple(problem.learners[i].code for i in learners)
            site = problem.sites[department.site]
            yield Violation(
                "room",
                names,
                department.code,
                site,
                (t,),
                found,
                department.room,
                params=at_time(problem, time),
            )
