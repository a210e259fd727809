"""At a site no more learners need a place to sleep in a week than there are, in all and by sort of room."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from wardbridge.engine.plan import Violation
from wardbridge.engine.problem import Problem
from wardbridge.engine.view import PlanView
from wardbridge.rulekit.housing import Need

CODES = ("housing", "housing-women", "housing-men")
CODE = {Need.ANY: "housing", Need.WOMEN: "housing-women", Need.MEN: "housing-men"}


def violations(problem: Problem, view: PlanView) -> Iterator[Violation]:
    """Weeks of a site in which too many learners need a place."""
    if not problem.housing:
        return
    there: dict[tuple[int, int], set[int]] = defaultdict(set)
    for (k, t), learners in view.present.items():
        needing = (i for i in learners if problem.learners[i].housing)
        there[problem.departments[k].site, t].update(needing)
    for housing in problem.housing:
        for t in range(len(problem.periods)):
            who = tuple(
                problem.learners[i].code
                for i in sorted(there.get((housing.site, t), ()))
                if housing.need in {Need.ANY, problem.learners[i].housing}
            )
            if len(who) > housing.places:
                site = problem.sites[housing.site]
                yield Violation(CODE[housing.need], who, "", site, (t,), len(who), housing.places)
