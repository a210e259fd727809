"""What a repair answers: the new plan, who moved and why, and what was proven of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from wardbridge.engine.plan import Assignment, Plan, Status, Violation
from wardbridge.engine.score import Points


class Why(StrEnum):
    """Why a learner's weeks to come are others than before.

    ``hit``: his own rotation could not stay (a rule of `Repaired.causes` says which); ``full``: he was where not all
    could stay; ``room``: he made room for others; ``new``: he is in the round only now.
    """

    HIT = "hit"
    FULL = "full"
    ROOM = "room"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Repaired:
    """A learner whose weeks to come changed: what was, what is, and why.

    Parameters
    ----------
    causes
        What his old rotation breaks now (``hit``).
    weeks
        Weeks (periods) in which he is elsewhere than before.
    unplaced
        Required weeks that he still lacks.
    """

    learner: str
    why: Why
    was: tuple[Assignment, ...]
    now: tuple[Assignment, ...]
    weeks: tuple[int, ...]
    causes: tuple[Violation, ...] = ()
    unplaced: int = 0


@dataclass(frozen=True, slots=True)
class RepairResult:
    """The repaired plan and its proof.

    Parameters
    ----------
    status
        ``optimal``: nobody can be left out less and no fewer can move; ``gap``: bounds differ from what was found;
        ``stopped``: a limit or a person ended the search, this is the best so far.
    moved, moved_bound
        Learners any of whose weeks to come changed place or time, and the fewest that any legal plan moves.
    unplaced, unplaced_bound
        Learner-weeks required and not placed, and the fewest of any plan.
    before, after
        Points of the old plan and of the new one, in the round as it is now.
    points_bound
        Most points of any plan that moves as few; `None` where it was not proven.
    changed
        Those whose weeks changed, those newly placed included; `stayed` is how many of the others there are.
    gone
        Learners of the old plan whom the round no longer has.
    not_kept
        What the new plan still breaks in the weeks to come (independent checker).
    """

    status: Status
    plan: Plan
    since: int
    moved: int
    moved_bound: int
    unplaced: int
    unplaced_bound: int
    before: Points
    after: Points
    points_bound: float | None
    changed: tuple[Repaired, ...]
    stayed: int
    gone: tuple[str, ...]
    not_kept: tuple[Violation, ...]
    seed: int
    seconds: float
    counts: dict[str, int]
