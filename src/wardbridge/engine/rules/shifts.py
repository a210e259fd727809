"""A block lies in a shift by which its requirement may be done."""

from __future__ import annotations

from collections.abc import Iterator

from wardbridge.engine.plan import Violation
from wardbridge.engine.problem import Problem
from wardbridge.engine.view import PlanView

CODES = ("shift",)


def violations(problem: Problem, view: PlanView) -> Iterator[Violation]:
    """Blocks at another time of the day than the requirement allows."""
    for blocks in view.blocks:
        for block in blocks:
            if block.requirement is None or block.shift in problem.requirements[block.requirement].shifts:
                continue
            yield Violation(
                "shift",
                (problem.learners[block.learner].code,),
                problem.departments[block.department].code,
                periods=block.periods,
                params={"requirement": problem.requirements[block.requirement].code, "shift": block.shift.value},
            )
