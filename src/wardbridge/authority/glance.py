"""The province's figures for one week, as the page shows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from wardbridge.capacity.domain.limits import Week
from wardbridge.capacity.enums import LimitKind
from wardbridge.core.middleware import ActorRequest
from wardbridge.schedule.queries.contracted import ContractLine
from wardbridge.schedule.queries.lawful import Line as LawLine
from wardbridge.schedule.queries.province import Hospital, Province
from wardbridge.ui import dates
from wardbridge.ui.lists import asked_day

CHART_WEEKS = 12
"""Weeks of the chart: from the week shown on, or the last ones when fewer are left."""


@dataclass(frozen=True, slots=True)
class Line:
    """One hospital in the week: distinct persons, what the law allows, and departments at their limit."""

    hospital: Hospital
    people: int
    teachers: int | None
    beds: int | None
    full: int
    over: int

    @property
    def percent(self) -> int:
        """Learners there as a share of what the practice teachers allow, in percent."""
        return round(100 * self.people / self.teachers) if self.teachers else 0

    @property
    def bar(self) -> int:
        """Length of the bar: the share, at most 100."""
        return min(100, self.percent)


@dataclass(frozen=True, slots=True)
class Judged:
    """A hospital on a day: lines judged, how many are broken, how many no record can answer."""

    lines: int
    broken: int
    unknown: int


def judged(lines: Sequence[LawLine], contracts: Sequence[ContractLine]) -> Judged:
    """Count the lines of a hospital, of its departments and of its contracts."""
    unknown = sum(one.allowed is None for one in lines) + sum(one.kept is None for one in contracts)
    broken = sum(one.broken for one in lines) + sum(one.broken for one in contracts)
    return Judged(len(lines) + len(contracts), broken, unknown)


def week_shown(request: ActorRequest, province: Province) -> int:
    """Index of the week the address asks for, else of today's; the nearest when outside the rounds."""
    day = asked_day(request, "week", request.actor.on)
    inside = [number for number, week in enumerate(province.weeks) if week.first <= day]
    return inside[-1] if inside else 0


def lines(province: Province, week: int) -> list[Line]:
    return [
        Line(
            one,
            one.people(week),
            one.allowed(week, LimitKind.TEACHERS),
            one.allowed(week, LimitKind.BEDS),
            len(one.full(week)),
            len(one.over(week)),
        )
        for one in province.hospitals
    ]


def coming(province: Province, week: int) -> list[tuple[Week, list[int], int]]:
    """The weeks of the chart: people by hospital, and people in all (one who changes hospital counts once)."""
    first = max(0, min(week, len(province.weeks) - CHART_WEEKS))
    numbers = range(first, min(first + CHART_WEEKS, len(province.weeks)))
    return [(province.weeks[n], [one.people(n) for one in province.hospitals], province.people(n)) for n in numbers]


def chart(province: Province, rows: Sequence[tuple[Week, list[int], int]]) -> dict[str, Any]:
    """The same figures for the stacked area."""
    return {
        "weeks": [dates.written(week.first, "short") for week, _people, _all in rows],
        "series": [
            {"name": one.organisation.name, "data": [people[number] for _week, people, _all in rows]}
            for number, one in enumerate(province.hospitals)
        ],
    }
