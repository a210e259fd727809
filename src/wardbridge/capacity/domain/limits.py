"""Limit rows from what is offered, agreed, recorded and lawful, one a department (or site) and week.

Rows are shared by all rounds: two rounds that use the same ward in the same week meet at the same row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from wardbridge.capacity.domain.ledger import BATCH
from wardbridge.capacity.enums import EntryKind, LimitKind
from wardbridge.capacity.keys import Key
from wardbridge.capacity.models import Entry, Limit, Offer, SiteQuota
from wardbridge.institutions.models import Department
from wardbridge.people.models import Supervisor
from wardbridge.rulekit.capacity import Teaching, beds_allow, taught_levels, teacher_weights
from wardbridge.rulekit.law import RulePack
from wardbridge.rulekit.levels import LEVELS, Level
from wardbridge.rulekit.shifts import Shift


@dataclass(frozen=True, slots=True)
class Week:
    """A Monday, the Sunday after it, and the working days between."""

    first: date
    last: date
    working_days: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class LimitFigure:
    """A limit as it should stand: key and amount, and the records that give it.

    A department's figure of a whole day becomes two rows of half days (`by_times`).
    """

    kind: LimitKind
    department: int | None
    site: int | None
    scope: str
    first: date
    last: date
    amount: int
    records: tuple[str, ...] = ()
    shift: Shift = Shift.DAY
    organisation: int | None = None

    @property
    def key(self) -> Key:
        return Key(
            self.kind.value, self.department, self.site, self.organisation, self.scope, self.shift.value,
            self.first, self.last,
        )  # fmt: skip


def times_of(shift: Shift) -> tuple[Shift, ...]:
    """The times of the day at which the law counts apart, of those that a shift takes."""
    return (Shift.MORNING, Shift.AFTERNOON) if shift is Shift.DAY else (shift,)


def by_times(figures: Iterable[LimitFigure]) -> Iterator[LimitFigure]:
    """The figures as rows: a department's by half days, what counts the day as one time as it is."""
    for figure in figures:
        if figure.department is None:
            yield figure
        else:
            yield from (replace(figure, shift=time) for time in times_of(figure.shift))


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
    """In post, licensed, certified and not on leave on every working day of the week (reads `leaves`, prefetched)."""
    return not any(absence(supervisor, day) for day in week.working_days or (week.first,))


def absence(supervisor: Supervisor, day: date) -> str:
    """Why a teacher isn't counted on a day: ``post``, ``licence``, ``certificate``, ``leave``; blank when he is."""
    if not supervisor.holds_on(day):
        return "post"
    if supervisor.licence_until and supervisor.licence_until < day:
        return "licence"
    if supervisor.certificate_until and supervisor.certificate_until < day:
        return "certificate"
    return "leave" if any(leave.first <= day <= leave.last for leave in supervisor.leaves.all()) else ""


def teaching(supervisor: Supervisor) -> Teaching:
    """What the law asks of a teacher."""
    return Teaching(
        supervisor.code, Level(supervisor.level), supervisor.practice_since, supervisor.teaching_certificate
    )


def set_limits(figures: Iterable[LimitFigure]) -> int:
    """Write the limit rows as figured, in id order; answer how many changed.

    An amount may fall below what is already claimed: nobody is un-placed by that, the row shows a shortage.
    """
    wanted = {figure.key: figure for figure in by_times(figures)}
    with transaction.atomic():
        known = rows_of(wanted.values(), lock=True)
        changed = []
        for key, figure in wanted.items():
            row = known.get(key)
            if row is not None and (row.amount, row.records) != (figure.amount, list(figure.records)):
                row.amount, row.records = figure.amount, list(figure.records)
                changed.append(row)
        fresh = [limit_row(figure) for key, figure in wanted.items() if key not in known]
        Limit.objects.bulk_create(fresh, batch_size=90, ignore_conflicts=True)
        changed.sort(key=lambda row: row.pk)
        Limit.objects.bulk_update(changed, ["amount", "records"], batch_size=100)
        if fresh or changed:
            Entry.objects.create(kind=EntryKind.LIMITS, rows=len(fresh) + len(changed))
    return len(fresh) + len(changed)


def rows_of(figures: Iterable[LimitFigure], *, lock: bool = False) -> dict[Key, Limit]:
    """The stored rows among the keys of these figures, by key; with `lock`, held in id order."""
    figures = list(figures)
    table = Limit.objects.select_for_update() if lock else Limit.objects.all()
    keys = {figure.key for figure in figures}
    found: list[Limit] = []
    for place in ("department", "site", "organisation"):
        here = [figure for figure in figures if getattr(figure, place) is not None]
        ids = sorted({getattr(figure, place) for figure in here})
        for start in range(0, len(ids), BATCH):
            days = Q(first__gte=min(f.first for f in here), last__lte=max(f.last for f in here))
            where = Q(**{f"{place}__in": ids[start : start + BATCH]}) & days
            found += table.filter(where).order_by("pk")
    return {row.key: row for row in found if row.key in keys}


def limit_row(figure: LimitFigure) -> Limit:
    """The row of a figure, not saved."""
    return Limit(
        kind=figure.kind,
        department_id=figure.department,
        site_id=figure.site,
        organisation_id=figure.organisation,
        scope=figure.scope,
        shift=figure.shift,
        first=figure.first,
        last=figure.last,
        amount=figure.amount,
        records=list(figure.records),
    )
