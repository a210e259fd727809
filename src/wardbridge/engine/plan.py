"""A plan and what was proven of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from wardbridge.rulekit.shifts import Shift


@dataclass(frozen=True, slots=True)
class Assignment:
    """One block: the learner is in the department in these periods (indices from 0, increasing), in this shift.

    The periods of a block are consecutive but for those in which the learner is unavailable.
    """

    learner: str
    requirement: str
    discipline: str
    department: str
    periods: tuple[int, ...]
    shift: Shift = Shift.DAY


@dataclass(frozen=True, slots=True)
class Plan:
    """Who is where and when, by the codes of the problem; sorted, so equal plans compare equal."""

    assignments: tuple[Assignment, ...]
    tracks: Mapping[str, str] = field(default_factory=dict)
    """Learner code → track done (only for programmes with tracks)."""


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule broken: who, where, when, the figure found and the figure allowed, and the records behind it.

    `rule` is the rule's code (``VN-05``, ``offer-max``, ``order`` …), a key of the message catalogue.
    """

    rule: str
    learners: tuple[str, ...] = ()
    department: str = ""
    site: str = ""
    periods: tuple[int, ...] = ()
    found: float = 0.0
    allowed: float = 0.0
    records: tuple[str, ...] = ()
    params: Mapping[str, str | int | float] = field(default_factory=dict)

    def is_open(self, since: int) -> bool:
        """Whether it concerns a week from `since` on, or the whole round."""
        return not self.periods or max(self.periods) >= since


class Status(StrEnum):
    OPTIMAL = "optimal"
    GAP = "gap"
    INFEASIBLE = "infeasible"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Progress:
    """A point of the curve a run draws: seconds since its start, best score, proven bound, weeks unplaced, phase."""

    seconds: float
    objective: float | None
    bound: float | None
    unplaced: int | None
    phase: str


@dataclass(frozen=True, slots=True)
class Result:
    """What `solve` answers.

    Parameters
    ----------
    plan
        The best plan found, `None` when there is none (then `reasons` say why).
    objective, bound
        Points of the second part of the objective and what no plan can exceed; `None` when not known.
    gap
        ``(bound - objective) / max(1, |objective|)``, a fraction; `None` while anyone is unplaced.
    unplaced
        Learner-weeks required and not placed (first part of the objective).
    reasons
        Why not everyone could be placed: codes with parameters, heaviest first.
    duals
        (department, period) → points that one more place there would be worth.
    """

    status: Status
    plan: Plan | None
    objective: float | None
    bound: float | None
    gap: float | None
    unplaced: int
    seed: int
    seconds: float
    counts: Mapping[str, int] = field(default_factory=dict)
    points: Mapping[str, float] = field(default_factory=dict)
    """Part of the objective → points: wishes, site_changes, idle, equity."""
    reasons: tuple[Violation, ...] = ()
    duals: Mapping[tuple[str, int], float] = field(default_factory=dict)
    curve: tuple[Progress, ...] = ()
