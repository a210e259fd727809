"""A site receives as many people over the round as was agreed."""

from __future__ import annotations

from collections.abc import Iterator

from wardbridge.engine.plan import Violation
from wardbridge.engine.problem import Problem
from wardbridge.engine.view import PlanView

CODES = ("quota-max", "quota-min")


def violations(problem: Problem, view: PlanView) -> Iterator[Violation]:
    """Quotas of a site exceeded or not reached, in people."""
    at_site = [view.visitors(problem, site) for site in range(len(problem.sites))] if problem.quotas else []
    for quota in problem.quotas:
        who = tuple(
            problem.learners[i].code
            for i in at_site[quota.site]
            if quota.programme in {None, problem.learners[i].programme}
            and quota.level in {None, problem.programmes[problem.learners[i].programme].level}
            and quota.school in {"", problem.programmes[problem.learners[i].programme].school}
        )
        whom = quota.school if quota.programme is None else problem.programmes[quota.programme].code
        params = {"programme": whom}
        site = problem.sites[quota.site]
        if len(who) > quota.maximum:
            yield Violation("quota-max", who, site=site, found=len(who), allowed=quota.maximum, params=params)
        elif len(who) < quota.minimum:
            yield Violation("quota-min", who, site=site, found=len(who), allowed=quota.minimum, params=params)
