"""A learner has one placement at a time; only what is done side by side may share weeks, at other halves of the day."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from wardbridge.engine.plan import Violation
from wardbridge.engine.problem import Problem
from wardbridge.engine.view import Block, PlanView
from wardbridge.rulekit.shifts import meet

CODES = ("overlap",)


def violations(problem: Problem, view: PlanView) -> Iterator[Violation]:
    """Weeks in which a learner has two blocks."""
    for i, blocks in enumerate(view.blocks):
        weeks = [t for block in blocks for t in block.periods]
        if len(weeks) == len(set(weeks)):
            continue
        twice = {
            t
            for one, other in combinations(blocks, 2)
            if not _side_by_side(problem, one, other)
            for t in set(one.periods) & set(other.periods)
        } | {t for block in blocks for t in block.periods if block.periods.count(t) > 1}
        if twice:
            periods = tuple(sorted(twice))
            yield Violation("overlap", (problem.learners[i].code,), periods=periods, found=2, allowed=1)


def _side_by_side(problem: Problem, one: Block, other: Block) -> bool:
    """Whether two requirements are done side by side, by policy, and these blocks don't meet on a day."""
    beside = None if one.requirement is None else problem.requirements[one.requirement].beside
    return beside is not None and beside == other.requirement and not meet(one.shift, other.shift)
