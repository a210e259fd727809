"""Nights are not too many in a row, and rest follows them.

At the grain of the plan: a week on nights is a week of a night block; a week off is one in which the learner could
attend and is not placed. Weeks in which he can't attend don't count: neither as work nor as rest.
"""

from __future__ import annotations

from collections.abc import Iterator

from wardbridge.engine.plan import Violation
from wardbridge.engine.problem import Problem
from wardbridge.engine.view import PlanView
from wardbridge.rulekit.shifts import Shift

CODES = ("nights-in-row", "rest-after-nights")


def violations(problem: Problem, view: PlanView) -> Iterator[Violation]:
    """Runs of weeks on nights that are too long, and those after which rest is too short."""
    for i, learner in enumerate(problem.learners):
        programme = problem.programmes[learner.programme]
        if programme.nights_in_row is None and not programme.rest_after_nights:
            continue
        nights = {t for block in view.blocks[i] if block.shift is Shift.NIGHT for t in block.periods}
        busy = {t for block in view.blocks[i] for t in block.periods}
        weeks = [t for t, free in enumerate(problem.index.available[i]) if free]
        for first, last in _runs([t in nights for t in weeks]):
            run = tuple(weeks[first:last])
            if programme.nights_in_row is not None and len(run) > programme.nights_in_row:
                yield Violation(
                    "nights-in-row", (learner.code,), periods=run, found=len(run), allowed=programme.nights_in_row
                )
            after = weeks[last : last + programme.rest_after_nights]
            rest = next((at for at, t in enumerate(after) if t in busy), None)
            if rest is not None:
                yield Violation(
                    "rest-after-nights", (learner.code,), periods=run, found=rest, allowed=programme.rest_after_nights
                )


def _runs(flags: list[bool]) -> Iterator[tuple[int, int]]:
    """First and one past the last index of each longest run of true flags."""
    first = None
    for at, flag in enumerate([*flags, False]):
        if flag and first is None:
            first = at
        elif not flag and first is not None:
            yield first, at
            first = None
