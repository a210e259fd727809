"""A group that moves together has one rotation, which each member follows when he isn't excused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from wardbridge.engine.plan import Violation
from wardbridge.engine.problem import Problem
from wardbridge.engine.view import Block, PlanView

CODES = ("together", "excused")
Week = tuple[object, ...]


def violations(problem: Problem, view: PlanView) -> Iterator[Violation]:
    """Members whose track or blocks differ from those of most of their group, or from the group's without what they
    are excused from.
    """
    for u, unit in enumerate(problem.units):
        if len(unit) == 1:
            continue
        shapes = [(view.tracks[i], tuple(map(_shape, view.blocks[i]))) for i in unit]
        common = max(shapes, key=shapes.count)
        apart = tuple(problem.learners[i].code for i, shape in zip(unit, shapes, strict=True) if shape != common)
        group = problem.unit_codes[u] if problem.unit_codes else ""
        if apart:
            yield Violation("together", apart, found=len(apart), params={"group": group})
        for i in unit:
            if i in view.apart:
                yield from _excused(problem, view, i, group)


def _excused(problem: Problem, view: PlanView, i: int, group: str) -> Iterator[Violation]:
    """Weeks in which a member is with the group although he is excused, or not with it although he isn't."""
    own, asked = Counter(_weeks(problem, view.apart[i])), Counter(_weeks(problem, view.blocks[i], without=i))
    wrong = {week[-1] for week in (own - asked) + (asked - own)}
    if wrong:
        periods = tuple(sorted(t for t in wrong if isinstance(t, int)))
        who = (problem.learners[i].code,)
        yield Violation("excused", who, periods=periods, found=len(periods), params={"group": group})


def _weeks(problem: Problem, blocks: Iterable[Block], without: int | None = None) -> Iterator[Week]:
    """Every week of the blocks, but those that a learner is excused from."""
    for block in blocks:
        discipline = problem.departments[block.department].discipline
        for t in block.periods:
            if without is None or not problem.index.away(without, discipline, t):
                yield block.requirement, block.discipline, block.department, block.shift, t


def _shape(block: Block) -> tuple[object, ...]:
    """What of a block is the same for all who move together."""
    return block.requirement, block.department, block.periods, block.shift
