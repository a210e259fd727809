"""What would be if a ward changed: places week by week before and after, and who would be hurt; nothing is written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from wardbridge.capacity.domain import ledger
from wardbridge.capacity.domain.limits import LimitFigure, Week, by_times, teacher_figures, ward_figures
from wardbridge.capacity.domain.usage import Use, counts, matchers
from wardbridge.capacity.enums import LimitKind
from wardbridge.institutions.models import Department
from wardbridge.people.models import Leave, Supervisor
from wardbridge.rulebook.domain import books
from wardbridge.rulekit.levels import Level
from wardbridge.rulekit.shifts import Shift
from wardbridge.schedule.models import Placement

LONG_AGO = 10
"""Years since which a supposed teacher is in practice."""


@dataclass(frozen=True, slots=True)
class Supposed:
    """A change of a ward between two days: who is away, more certified teachers, other beds, a night shift."""

    away: frozenset[int] = frozenset()
    more: int = 0
    degree: Level = Level.UNIVERSITY
    beds: int | None = None
    night: bool = False


@dataclass(frozen=True, slots=True)
class Side:
    """What a week has: places left for the level, and the limit that binds (`None`: nothing is known)."""

    left: int
    binding: LimitKind | None

    @property
    def too_many(self) -> int:
        return max(0, -self.left)


@dataclass(frozen=True, slots=True)
class WeekOf:
    """A week before and after; `night` is what the night shift would have; `hurt` are who is placed there then."""

    week: Week
    before: Side
    after: Side
    night: int | None
    hurt: tuple[Placement, ...]


def suppose(
    department: Department, supposed: Supposed, level: Level, weeks: Sequence[Week], within: tuple[date, date]
) -> list[WeekOf]:
    """The weeks, each as it is and as it would be when the change holds on the days `within`: four queries."""
    law, claims = books.decree(), ledger.claimed(first=weeks[0].first, last=weeks[-1].last)
    roster = list(Supervisor.unscoped.filter(department=department).prefetch_related("leaves"))
    placed = list(
        Placement.unscoped.filter(
            version__current_for__isnull=False,
            department=department,
            first__lte=weeks[-1].last,
            last__gte=weeks[0].first,
        ).select_related("version__round", "enrolment__person", "enrolment__programme__school")
    )
    known = matchers((), (), law)
    found = []
    for week in weeks:
        touched = any(within[0] <= day <= within[1] for day in week.working_days)
        ward, there = _changed(department, roster, supposed, week) if touched else (department, roster)
        figures = [*teacher_figures([department], roster, [week], law), *ward_figures([department], [week], law)]
        changed = [*teacher_figures([ward], there, [week], law), *ward_figures([ward], [week], law)]
        use = Use(0, department.pk, department.site_id, 0, level, (week.first,))

        def side(figures: Iterable[LimitFigure], use: Use = use) -> Side:
            lefts = [
                ((figure.amount - claims.get(figure.key, ledger.NOTHING).amount) // unit, figure.kind)
                for figure in by_times(figures)
                if (unit := counts(figure.kind, figure.scope, use, known))
            ]
            left, kind = min(lefts, default=(0, None), key=lambda pair: pair[0])
            return Side(left, kind)

        before, after = side(figures), side(changed)
        night = None
        if supposed.night and touched:
            night = side([_at_night(figure) for figure in changed], Use(0, *_same(use), Shift.NIGHT)).left
        monday = week.first
        hurt = [one for one in placed if (monday - one.version.round.first_day).days // 7 in one.periods]
        found.append(WeekOf(week, before, after, night, tuple(hurt) if after.left < min(0, before.left) else ()))
    return found


def _same(use: Use) -> tuple[int, int, int, Level, tuple[date, ...]]:
    return (use.department, use.site, use.programme, use.level, use.mondays)


def _at_night(figure: LimitFigure) -> LimitFigure:
    return replace(figure, shift=Shift.NIGHT)


def _changed(
    department: Department, roster: Sequence[Supervisor], supposed: Supposed, week: Week
) -> tuple[Department, list[Supervisor]]:
    """The ward and its teachers in a week in which the change holds."""
    ward = Department(pk=department.pk, site_id=department.site_id, beds=department.beds, chairs=department.chairs)
    ward.room = department.room
    if supposed.beds is not None:
        ward.beds = supposed.beds
    there = [row for row in roster if row.pk not in supposed.away]
    return ward, there + [_teacher(ward, n, supposed.degree, week.first) for n in range(supposed.more)]


def _teacher(ward: Department, number: int, degree: Level, day: date) -> Supervisor:
    """A certified teacher who doesn't exist."""
    since = date(day.year - LONG_AGO, 1, 1)
    row = Supervisor(pk=-1 - number, department_id=ward.pk, code=f"+{number + 1}", level=degree, practice_since=since)
    row.teaching_certificate = True
    setattr(row, "_prefetched_objects_cache", {"leaves": Leave.objects.none()})  # noqa: B010 - he has no row to ask
    return row
