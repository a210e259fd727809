"""VN-05: the teachers present may teach the learners present, level by level (with VN-02, VN-04 and VN-06)."""

from __future__ import annotations

from collections.abc import Iterator

from wardbridge.engine.plan import Violation
from wardbridge.engine.problem import Problem
from wardbridge.engine.view import PlanView, at_time, by_level
from wardbridge.rulekit.capacity import teachers_law
from wardbridge.rulekit.levels import LEVELS

CODES = ("VN-05",)


def violations(problem: Problem, view: PlanView) -> Iterator[Violation]:
    """Department-weeks with more learners than the teachers present may teach; figures in teachers.

    What guests of a higher level than any learner of the round break among themselves is not the round's.
    """
    teachers = problem.index.teachers
    for (k, t, time), learners in view.at_one_time.items():
        cell, own, guests = (k, t), by_level(problem, learners), problem.index.guests.get((k, t, time), {})
        counts = {level: own.get(level, 0) + guests.get(level, 0) for level in LEVELS}
        highest = min(map(LEVELS.index, own))
        for finding in teachers_law(counts, teachers.get(cell, {}), problem.periods[cell[1]].first, problem.law):
            if finding.broken and finding.level is not None and LEVELS.index(finding.level) >= highest:
                department = problem.departments[cell[0]]
                yield Violation(
                    "VN-05",
                    tuple(problem.learners[i].code for i in learners),
                    department.code,
                    problem.sites[department.site],
                    (cell[1],),
                    finding.found,
                    finding.allowed,
                    finding.records,
                    {"level": str(finding.level), "learners": len(learners), **at_time(problem, time)},
                )
