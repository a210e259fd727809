"""Places left for learners of a school and level, as the ledger stands; each limit with the records behind it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from wardbridge.capacity.domain import ledger
from wardbridge.capacity.domain.limits import LimitFigure, Week, by_times
from wardbridge.capacity.domain.sites import COLLEGE, UNIVERSITY, Agreed, agreed, agreed_figures, site_figures
from wardbridge.capacity.domain.usage import Matchers, Use, counts
from wardbridge.capacity.enums import LimitKind
from wardbridge.capacity.keys import Key
from wardbridge.cohorts.queries.schools import universities
from wardbridge.core.models import Organisation
from wardbridge.demand.domain.places import limits_of
from wardbridge.institutions.models import Department
from wardbridge.rulebook.domain import books
from wardbridge.rulekit.levels import Level
from wardbridge.rulekit.shifts import Shift

NO_END = 10**6


@dataclass(frozen=True, slots=True)
class Line:
    """One limit, in learners of the level asked about."""

    kind: LimitKind
    scope: str
    allowed: int
    left: int
    records: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Left:
    """What is left in a department in a week, the limits with the one that binds first; none when nothing limits."""

    department: Department
    week: Week
    lines: tuple[Line, ...]

    @property
    def left(self) -> int:
        return max(0, self.lines[0].left) if self.lines else 0

    @property
    def binding(self) -> Line | None:
        return self.lines[0] if self.lines else None


@dataclass(frozen=True, slots=True)
class Asker:
    """For whom places are sought: a level, and a school where it is known."""

    level: Level
    school: Organisation | None = None


def left_in(departments: Sequence[Department], asker: Asker, first: date, weeks: int) -> dict[tuple[int, date], Left]:
    """(department, Monday) → what is left for one learner more of the asker, by day."""
    found = limits_of(departments, first, weeks)
    sites = {one.site_id: one.site for one in departments}
    last = found.weeks[-1].last
    quotas = _quotas(asker, {one.organisation_id for one in sites.values()}, first, last)
    figures = [
        *by_times(found.figures),
        *site_figures(sites.values(), found.weeks, books.decree()),
        *agreed_figures(quotas),
    ]
    claims = ledger.claimed(first=date(first.year, 1, 1), last=date(last.year, 12, 31))
    college = asker.school is not None and asker.school.pk not in universities([asker.school.pk])
    sort = COLLEGE if college else UNIVERSITY
    by_place: dict[tuple[str, int, date | None], list[LimitFigure]] = defaultdict(list)
    for figure in figures:
        if figure.department is not None and figure.shift is not Shift.NIGHT:
            by_place["department", figure.department, figure.first].append(figure)
        elif figure.site is not None and figure.scope == sort:
            by_place["site", figure.site, figure.first].append(figure)
        elif figure.organisation is not None:
            by_place["hospital", figure.organisation, date(figure.first.year, 1, 1)].append(figure)
    answer = {}
    for one in departments:
        for week in found.weeks:
            use = Use(0, one.pk, one.site_id, 0, asker.level, (week.first,))
            here = [
                *by_place["department", one.pk, week.first],
                *by_place["site", one.site_id, week.first],
                *by_place["hospital", one.site.organisation_id, date(week.first.year, 1, 1)],
            ]
            lines = [_line(figure, use, claims, found.matchers, asker) for figure in here]
            answer[one.pk, week.first] = Left(one, week, _worst([line for line in lines if line is not None]))
    return answer


def _quotas(asker: Asker, hospitals: set[int], first: date, last: date) -> list[Agreed]:
    if asker.school is None:
        return []
    found = agreed([asker.school.pk], hospitals, first, last)
    return [one for one in found if asker.level in one.levels and one.discipline is None]


def _line(
    figure: LimitFigure, use: Use, claims: dict[Key, ledger.Taken], matchers: Matchers, asker: Asker
) -> Line | None:
    """The limit in learners; `None` for one that doesn't count them."""
    taken = claims.get(figure.key, ledger.NOTHING)
    if figure.kind == LimitKind.SCHOOLS:
        known = asker.school is not None and str(asker.school.pk) in taken.names
        left = NO_END if known else (NO_END if taken.amount < figure.amount else 0)
        return Line(figure.kind, figure.scope, figure.amount, left, figure.records)
    unit = 1 if figure.organisation is not None else counts(figure.kind, figure.scope, use, matchers)
    if not unit:
        return None
    return Line(
        figure.kind, figure.scope, figure.amount // unit, (figure.amount - taken.amount) // unit, figure.records
    )


def _worst(lines: list[Line]) -> tuple[Line, ...]:
    """Each limit once, as it stands at the worse half of the day; what binds first before the others."""
    found: dict[tuple[LimitKind, str], Line] = {}
    for one in lines:
        key = (one.kind, one.scope)
        if key not in found or one.left < found[key].left:
            found[key] = one
    return tuple(sorted(found.values(), key=lambda line: line.left))


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())
