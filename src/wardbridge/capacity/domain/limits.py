"""Limit rows from what is offered, agreed, recorded and lawful, one a department (or site) and week.

Rows are shared by all rounds: two rounds that use the same ward in the same week meet at the same row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from wardbridge.capacity.domain.ledger import BATCH
from wardbridge.capacity.enums import EntryKind, LimitKind
from wardbridge.capacity.models import Entry, Limit, Offer, SiteQuota
from wardbridge.institutions.models import Department
from wardbridge.people.models import Supervisor
from wardbridge.rulekit.capacity import Teaching, beds_allow, taught_levels, teacher_weights
from wardbridge.rulekit.law import RulePack
from wardbridge.rulekit.levels import LEVELS, Level


@dataclass(frozen=True, slots=True)
class Week:
    """A Monday, the Sunday after it, and the working days between."""

    first: date
    last: date
    working_days: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class LimitFigure:
    """A limit as it should stand: key and amount, and the records that give it."""

    kind: LimitKind
    department: int | None
    site: int | None
    scope: str
    first: date
    last: date
    amount: int
    records: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, int | None, int | None, str, date, date]:
        return (self.kind, self.department, self.site, self.scope, self.first, self.last)


def weeks_of(first_day: date, count: int, holidays: Iterable[date] = ()) -> tuple[Week, ...]:
    """The round's weeks, each with its working days (Monday to Friday without the holidays)."""
    off = set(holidays)
    weeks = []
    for number in range(count):
        monday = first_day + timedelta(days=7 * number)
        days = tuple(day for day in (monday + timedelta(days=n) for n in range(5)) if day not in off)
        weeks.append(Week(monday, monday + timedelta(days=6), days))
    return tuple(weeks)


def offer_scope(offer: Offer) -> str:
    return f"offer:{offer.uid}"


def quota_scope(quota: SiteQuota) -> str:
    return f"quota:{quota.uid}"


def offer_figures(offers: Iterable[Offer], weeks: Sequence[Week]) -> Iterator[LimitFigure]:
    """Each offer in each week that lies wholly inside its dates."""
    for offer in offers:
        for week in weeks:
            if covers(offer.first, offer.last, week):
                yield LimitFigure(
                    LimitKind.OFFER,
                    offer.department_id,
                    None,
                    offer_scope(offer),
                    week.first,
                    week.last,
                    offer.slots,
                    (str(offer.uid),),
                )


def covers(first: date | None, last: date | None, week: Week) -> bool:
    """Whether dates (blank: open) take in every working day of the week (its Monday, when it has none)."""
    days = week.working_days or (week.first,)
    return all((first is None or first <= day) and (last is None or day <= last) for day in days)


def quota_figures(quotas: Iterable[SiteQuota], weeks: Sequence[Week]) -> Iterator[LimitFigure]:
    """Each quota over the whole round, in people."""
    for quota in quotas:
        yield LimitFigure(
            LimitKind.QUOTA,
            None,
            quota.site_id,
            quota_scope(quota),
            weeks[0].first,
            weeks[-1].last,
            quota.maximum,
            (str(quota.uid),),
        )


def ward_figures(departments: Iterable[Department], weeks: Sequence[Week], law: RulePack) -> Iterator[LimitFigure]:
    """Beds and chairs (VN-08 of `law`) and the teaching room, where recorded."""
    for department in departments:
        for week in weeks:
            beds = beds_allow(department.beds, department.chairs, week.first, law)
            for kind, amount, record in (
                (LimitKind.BEDS, beds, f"beds={department.beds or 0} chairs={department.chairs or 0}"),
                (LimitKind.ROOM, department.room, f"room={department.room}"),
            ):
                if amount is not None:
                    yield LimitFigure(kind, department.pk, None, "", week.first, week.last, amount, (record,))


def teacher_figures(
    departments: Iterable[Department], supervisors: Iterable[Supervisor], weeks: Sequence[Week], law: RulePack
) -> Iterator[LimitFigure]:
    """The nested law of teachers (VN-02, 04, 05, 06 of `law`): one row a level, in shares of a teacher.

    A teacher whose leave touches a working day of the week, or whose post is not in force then, is not counted.
    """
    of_department: dict[int, list[Supervisor]] = {}
    for supervisor in supervisors:
        of_department.setdefault(supervisor.department_id, []).append(supervisor)
    for department in departments:
        roster = of_department.get(department.pk, [])
        for week in weeks:
            whole, _weights = teacher_weights(week.first, law)
            able = _able(roster, week, law)
            for level in LEVELS:
                codes = able[level]
                yield LimitFigure(
                    LimitKind.TEACHERS,
                    department.pk,
                    None,
                    level.value,
                    week.first,
                    week.last,
                    whole * len(codes),
                    tuple(codes),
                )


def _able(roster: Iterable[Supervisor], week: Week, law: RulePack) -> dict[Level, list[str]]:
    able: dict[Level, list[str]] = {level: [] for level in LEVELS}
    for supervisor in roster:
        if present(supervisor, week):
            for level in taught_levels(teaching(supervisor), week.first, law):
                able[level].append(supervisor.code)
    return able


def present(supervisor: Supervisor, week: Week) -> bool:
    """In post and not on leave on any working day of the week (reads `leave_rows`, prefetched)."""
    if (supervisor.first and supervisor.first > week.first) or (supervisor.last and supervisor.last < week.last):
        return False
    return not any(leave.first <= day <= leave.last for leave in supervisor.leaves.all() for day in week.working_days)


def teaching(supervisor: Supervisor) -> Teaching:
    """What the law asks of a teacher."""
    return Teaching(
        supervisor.code, Level(supervisor.level), supervisor.practice_since, supervisor.teaching_certificate
    )


def set_limits(figures: Iterable[LimitFigure]) -> int:
    """Write the limit rows as figured, in id order; answer how many changed.

    An amount may fall below what is already claimed: nobody is un-placed by that, the row shows a shortage.
    """
    wanted = {figure.key: figure for figure in figures}
    with transaction.atomic():
        known = {_key(limit): limit for limit in _rows_of(wanted.values())}
        changed = []
        for key, figure in wanted.items():
            row = known.get(key)
            if row is not None and (row.amount, row.records) != (figure.amount, list(figure.records)):
                row.amount, row.records = figure.amount, list(figure.records)
                changed.append(row)
        fresh = [limit_row(figure) for key, figure in wanted.items() if key not in known]
        Limit.objects.bulk_create(fresh, batch_size=100, ignore_conflicts=True)
        changed.sort(key=lambda row: row.pk)
        Limit.objects.bulk_update(changed, ["amount", "records"], batch_size=100)
        if fresh or changed:
            Entry.objects.create(kind=EntryKind.LIMITS, rows=len(fresh) + len(changed))
    return len(fresh) + len(changed)


def _rows_of(figures: Iterable[LimitFigure]) -> Iterator[Limit]:
    figures = list(figures)
    if not figures:
        return
    first, last = min(f.first for f in figures), max(f.last for f in figures)
    departments = sorted({f.department for f in figures if f.department is not None})
    sites = sorted({f.site for f in figures if f.site is not None})
    for field, ids in (("department", departments), ("site", sites)):
        for start in range(0, len(ids), BATCH):
            where = Q(**{f"{field}__in": ids[start : start + BATCH]}, first__gte=first, last__lte=last)
            yield from Limit.objects.select_for_update().filter(where).order_by("pk")


def _key(limit: Limit) -> tuple[str, int | None, int | None, str, date, date]:
    return (limit.kind, limit.department_id, limit.site_id, limit.scope, limit.first, limit.last)


def limit_row(figure: LimitFigure) -> Limit:
    """The row of a figure, not saved."""
    return Limit(
        kind=figure.kind,
        department_id=figure.department,
        site_id=figure.site,
        scope=figure.scope,
        first=figure.first,
        last=figure.last,
        amount=figure.amount,
        records=list(figure.records),
    )
