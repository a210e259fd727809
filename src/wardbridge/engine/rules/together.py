"""A group that moves together has one rotation."""

from __future__ import annotations

from collections.abc import Iterator

from wardbridge.engine.plan import Violation
from wardbridge.engine.problem import Problem
from wardbridge.engine.view import Block, PlanView

CODES = ("together",)


def violations(problem: Problem, view: PlanView) -> Iterator[Violation]:
    """Members whose track or blocks differ from those of most of their group."""
    for u, unit in enumerate(problem.units):
        if len(unit) == 1:
            continue
        shapes = [(view.tracks[i], tuple(map(_shape, view.blocks[i]))) for i in unit]
        common = max(shapes, key=shapes.count)
        apart = tuple(problem.learners[i].code for i, shape in zip(unit, shapes, strict=True) if shape != common)
        if apart:
            group = problem.unit_codes[u] if problem.unit_codes else ""
            yield Violation("together", apart, found=len(apart), params={"group": group})


def _shape(block: Block) -> tuple[object, ...]:
    """What of a block is the same for all who move together."""
    return block.requirement, block.department, block.periods, block.shift
