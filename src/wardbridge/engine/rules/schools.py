"""VN-11: a site under Art 10(2) serves few schools: so many universities, so many colleges or intermediate schools."""

from __future__ import annotations

from collections.abc import Iterator

from wardbridge.engine.plan import Violation
from wardbridge.engine.problem import Problem
from wardbridge.engine.view import PlanView

CODES = ("VN-11",)


def violations(problem: Problem, view: PlanView) -> Iterator[Violation]:
    """Sites with learners of too many schools over the round, of one sort or the other."""
    for few in problem.few_schools:
        there = view.visitors(problem, few.site)
        school = {i: problem.programmes[problem.learners[i].programme].school for i in there}
        for university, allowed in ((True, few.universities), (False, few.colleges)):
            found = sorted({code for code in school.values() if (code in problem.index.universities) is university})
            if len(found) > allowed:
                who = tuple(problem.learners[i].code for i in there if school[i] in found)
                site = problem.sites[few.site]
                yield Violation("VN-11", who, "", site, (), len(found), allowed, tuple(found))
