"""A round's weeks as one learner, or one department, lives them: a strip of cells that pages draw."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from wardbridge.ui import dates

if TYPE_CHECKING:
    from wardbridge.planning.models import Round
    from wardbridge.schedule.models import Placement


@dataclass(frozen=True, slots=True)
class Week:
    """A calendar week of a round, counted from 1; `first` is its Monday, `last` its Sunday."""

    number: int
    first: date
    last: date
    holidays: tuple[date, ...] = ()

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last

    @property
    def days(self) -> str:
        """The week's days as the reader writes them."""
        return dates.span(self.first, self.last)


@dataclass(frozen=True, slots=True)
class Cell:
    """A week of a learner: where he is (`None`: free, or an exam), and how it lies to today."""

    week: Week
    placement: Placement | None
    today: date
    starts: bool = False

    @property
    def when(self) -> str:
        """``past``, ``now`` or ``next``."""
        if self.week.holds(self.today):
            return "now"
        return "past" if self.week.last < self.today else "next"


def weeks_of(placement_round: Round) -> tuple[Week, ...]:
    """Return the weeks of a round, in order."""
    holidays = sorted(date.fromisoformat(str(day)) for day in placement_round.holidays)
    found = []
    for period in range(placement_round.weeks):
        first, last = placement_round.week_start(period), placement_round.week_end(period)
        found.append(Week(period + 1, first, last, tuple(day for day in holidays if first <= day <= last)))
    return tuple(found)


def strip(weeks: Sequence[Week], placements: Iterable[Placement], today: date) -> tuple[Cell, ...]:
    """Lay one learner's placements on the weeks; `periods` of a placement count weeks from 0."""
    by_week = {period: placement for placement in placements for period in placement.periods}
    cells: list[Cell] = []
    for week in weeks:
        placement = by_week.get(week.number - 1)
        before = cells[-1].placement if cells else None
        cells.append(Cell(week, placement, today, starts=placement is not None and placement is not before))
    return tuple(cells)


def week_holding(weeks: Sequence[Week], day: date) -> Week:
    """Return the week in which `day` lies; the first before the round, the last after it."""
    for week in weeks:
        if day <= week.last:
            return week
    return weeks[-1]


def neighbours(weeks: Sequence[Week], week: Week) -> tuple[Week | None, Week | None]:
    """Return the weeks before and after `week`."""
    at = week.number - 1
    return (weeks[at - 1] if at > 0 else None, weeks[at + 1] if at + 1 < len(weeks) else None)
