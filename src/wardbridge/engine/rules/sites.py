"""A learner works at no more sites than the round allows."""

from __future__ import annotations

from collections.abc import Iterator

from wardbridge.engine.plan import Violation
from wardbridge.engine.problem import Problem
from wardbridge.engine.view import PlanView

CODES = ("max-sites",)


def violations(problem: Problem, view: PlanView) -> Iterator[Violation]:
    """Learners at too many sites."""
    for i, blocks in enumerate(view.blocks):
        found = {problem.departments[block.department].site for block in blocks}
        if len(found) > problem.max_sites:
            records = tuple(sorted(problem.sites[s] for s in found))
            who = (problem.learners[i].code,)
            yield Violation("max-sites", who, found=len(found), allowed=problem.max_sites, records=records)
