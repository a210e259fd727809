"""A learner's rounds as pages show them: the weeks of each, where he is now and where he goes next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from wardbridge.cohorts.models import Enrolment
from wardbridge.planning.models import Round
from wardbridge.schedule.models import Placement, Version
from wardbridge.ui.weeks import Cell, strip, weeks_of


@dataclass(frozen=True, slots=True)
class Schedule:
    """One learner's placements in one published round, in time order, seen on the day `today`."""

    version: Version
    enrolment: Enrolment
    placements: Sequence[Placement]
    cells: Sequence[Cell]
    today: date

    @property
    def round(self) -> Round:
        return self.version.round

    @property
    def now(self) -> Placement | None:
        """Where the learner is today; `None` in an exam week, after the last day of a block, or outside the round."""
        here = next((cell.placement for cell in self.cells if cell.when == "now"), None)
        return here if here and self.today <= here.last else None

    @property
    def next(self) -> Placement | None:
        """The first placement that begins after today."""
        return next((row for row in self.placements if row.first > self.today), None)

    @property
    def last(self) -> date:
        """Last day of the last placement."""
        return max(row.last for row in self.placements)

    @property
    def off(self) -> list[Cell]:
        """Weeks of the round without a placement."""
        return [cell for cell in self.cells if cell.placement is None]

    @property
    def holidays(self) -> list[date]:
        """Public holidays inside the learner's weeks."""
        return [day for cell in self.cells if cell.placement for day in cell.week.holidays]


def schedules_of(rows: Iterable[Placement], today: date) -> list[Schedule]:
    """Lay placements out by round and learner: what still runs or comes first, then what is over, the latest first."""
    in_order = sorted(rows, key=lambda row: (row.version_id, row.enrolment_id, row.first, row.pk))
    found = [
        _schedule(list(placements), today)
        for _key, placements in groupby(in_order, key=lambda row: (row.version_id, row.enrolment_id))
    ]
    return sorted(found, key=lambda one: (one.last < today, abs((one.last - today).days)))


def _schedule(placements: list[Placement], today: date) -> Schedule:
    version = placements[0].version
    cells = strip(weeks_of(version.round), placements, today)
    return Schedule(version, placements[0].enrolment, placements, cells, today)
