"""The blocks of one requirement are in different disciplines."""

from __future__ import annotations

from collections.abc import Iterator

from wardbridge.engine.plan import Violation
from wardbridge.engine.problem import Problem
from wardbridge.engine.view import PlanView

CODES = ("choice-repeated",)


def violations(problem: Problem, view: PlanView) -> Iterator[Violation]:
    """Disciplines chosen twice for the same requirement; those that are done in several ways are judged by `ways`."""
    for i, blocks in enumerate(view.blocks):
        had = problem.index.credits.get(i, {})
        seen: set[tuple[int | None, int | None]] = {(r, d) for r, done in had.items() for d in done or ()}
        before = set(seen)
        for block in blocks:
            key = (block.requirement, block.discipline)
            split = block.requirement is not None and bool(problem.requirements[block.requirement].ways)
            if block.requirement is not None and key in (before if split else seen):
                yield Violation(
                    "choice-repeated",
                    (problem.learners[i].code,),
                    problem.departments[block.department].code,
                    periods=block.periods,
                    params={"requirement": problem.requirements[block.requirement].code},
                )
            if not block.goes_on:
                seen.add(key)
