"""What is done side by side is done in the same weeks and at the same site, one by mornings and one by afternoons."""

from __future__ import annotations

from collections.abc import Iterator

from wardbridge.engine.plan import Violation
from wardbridge.engine.problem import Problem
from wardbridge.engine.view import Block, PlanView
from wardbridge.rulekit.shifts import Shift

CODES = ("beside",)
HALVES = {Shift.MORNING, Shift.AFTERNOON}


def violations(problem: Problem, view: PlanView) -> Iterator[Violation]:
    """Blocks of such a requirement without the block of the other one beside it."""
    for i, blocks in enumerate(view.blocks):
        held = problem.index.requirements[problem.learners[i].programme, view.tracks[i] or 0]
        had = problem.index.credits.get(i, {})
        for block in blocks:
            beside = None if block.requirement is None else problem.requirements[block.requirement].beside
            if beside is None or beside not in held or beside in had:
                continue
            if sum(_side_by_side(problem, block, other) for other in blocks if other.requirement == beside) != 1:
                yield Violation(
                    "beside",
                    (problem.learners[i].code,),
                    problem.departments[block.department].code,
                    periods=block.periods,
                    params={
                        "requirement": problem.requirements[block.requirement or 0].code,
                        "beside": problem.requirements[beside].code,
                    },
                )


def _side_by_side(problem: Problem, one: Block, other: Block) -> bool:
    site, where = (problem.departments[block.department].site for block in (one, other))
    return one.periods == other.periods and {one.shift, other.shift} == HALVES and site == where
