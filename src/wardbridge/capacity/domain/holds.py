"""Holds: places kept until a day, that expire by themselves; every office counts them as taken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from wardbridge.capacity import messages
from wardbridge.capacity.domain import ledger
from wardbridge.capacity.domain.ledger import Conflict, OversoldError
from wardbridge.capacity.domain.limits import (
    LimitFigure,
    Week,
    by_times,
    rows_of,
    set_limits,
    teacher_figures,
    ward_figures,
    weeks_of,
)
from wardbridge.capacity.domain.usage import Use, matchers, used
from wardbridge.capacity.enums import HoldState
from wardbridge.capacity.models import Hold
from wardbridge.core import audit
from wardbridge.core.actors import Actor
from wardbridge.core.errors import Reason, Refused
from wardbridge.core.models import Organisation
from wardbridge.institutions.models import Department
from wardbridge.people.models import Supervisor
from wardbridge.rulebook.domain import books
from wardbridge.rulekit.levels import Level
from wardbridge.rulekit.shifts import Shift

LONGEST = 180
"""Most days from today to the day until which places may be held."""
MOST_WEEKS = 60


class NotHeld(Refused):
    """There are not enough places; `conflicts` has each limit that is short."""

    def __init__(self, conflicts: Iterable[Conflict]) -> None:
        self.conflicts = tuple(conflicts)
        super().__init__([Reason(messages.NOT_HELD, {"found": len(self.conflicts)})])


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be held: so many learners of a level in a department on these days, until a day, for what."""

    department: Department
    level: Level
    people: int
    first: date
    last: date
    until: date
    purpose: str
    shift: Shift = Shift.DAY


def hold(*, actor: Actor, owner: Organisation, wish: Wish) -> Hold:
    """Hold the places of a wish in all the weeks that its days touch, or in none.

    Raises
    ------
    PermissionDenied
    Refused
        ``hold-dates``, ``hold-past``, ``hold-until``, ``hold-people``, ``hold-purpose``; all that apply.
    NotHeld
        Limits that are short.
    """
    _must_keep(actor, owner)
    _must_make_sense(actor, wish)
    weeks = weeks_touched(wish.first, wish.last)
    with transaction.atomic():
        row = Hold.unscoped.create(
            owner=owner,
            department=wish.department,
            level=wish.level.value,
            shift=wish.shift.value,
            people=wish.people,
            first=wish.first,
            last=wish.last,
            until=wish.until,
            purpose=wish.purpose.strip(),
            by=actor.user,
        )
        figures = list(by_times(law_figures([wish.department], weeks)))
        set_limits(figures)
        amounts = used(figures, _uses(wish, weeks), matchers((), (), books.decree()))
        stored = rows_of(figure for figure in figures if figure.key in amounts)
        try:
            ledger.take(holder=row.holder, wants={stored[key].pk: amount for key, amount in amounts.items()})
        except OversoldError as error:
            raise NotHeld(error.conflicts) from error
        _record(actor, "hold.take", row)
    return row


def keep(*, actor: Actor, owner: Organisation, row: Hold) -> Hold:
    """Store the hold of a round's draft, whose places the caller takes in the same transaction."""
    _must_keep(actor, owner)
    if not actor.on <= row.until <= actor.on + timedelta(days=LONGEST):
        raise Refused([Reason(messages.HOLD_UNTIL, {"most": LONGEST})])
    row.owner, row.by = owner, actor.user
    row.save()
    _record(actor, "hold.take", row)
    return row


def release(*, actor: Actor, row: Hold) -> None:
    """Give the places back; nothing for a hold that has ended."""
    _must_keep(actor, row.owner)
    _end(actor, row, HoldState.RELEASED)


def used_by(record: str) -> None:
    """End the holds that are parts of a holder (a round) which has just taken its own places instead of them."""
    for row in Hold.unscoped.filter(record=record, state=HoldState.ACTIVE):
        _end(Actor.system(), row, HoldState.USED)


def expire(today: date) -> list[Hold]:
    """End the holds whose last day is past; answer those ended."""
    found = list(Hold.unscoped.filter(state=HoldState.ACTIVE, until__lt=today).select_related("owner", "department"))
    return [row for row in found if _end(Actor.system(), row, HoldState.EXPIRED)]


def weeks_touched(first: date, last: date) -> tuple[Week, ...]:
    """The weeks that the days from `first` to `last` touch."""
    monday = first - timedelta(days=first.weekday())
    return weeks_of(monday, (last - monday).days // 7 + 1)


def law_figures(departments: Iterable[Department], weeks: tuple[Week, ...]) -> Iterator[LimitFigure]:
    """What law and room allow in these departments, whoever comes: the limits that no offer to a round changes."""
    wards, law = list(departments), books.decree()
    teachers = Supervisor.unscoped.filter(department__in=wards).prefetch_related("leaves").order_by("code")
    yield from teacher_figures(wards, list(teachers), weeks, law)
    yield from ward_figures(wards, weeks, law)


def _uses(wish: Wish, weeks: tuple[Week, ...]) -> list[Use]:
    ward, mondays = wish.department, tuple(week.first for week in weeks)
    return [Use(n, ward.pk, ward.site_id, 0, wish.level, mondays, wish.shift) for n in range(wish.people)]


def _must_keep(actor: Actor, owner: Organisation) -> None:
    if not actor.is_office(owner):
        raise PermissionDenied


def _must_make_sense(actor: Actor, wish: Wish) -> None:
    checks = {
        messages.HOLD_DATES: wish.first > wish.last or (wish.last - wish.first).days > 7 * MOST_WEEKS,
        messages.HOLD_PAST: wish.last < actor.on,
        messages.HOLD_UNTIL: not actor.on <= wish.until <= actor.on + timedelta(days=LONGEST),
        messages.HOLD_PEOPLE: not 1 <= wish.people <= 1000,
        messages.HOLD_PURPOSE: not wish.purpose.strip(),
    }
    broken = [Reason(code, {"most": LONGEST}) for code, bad in checks.items() if bad]
    if broken:
        raise Refused(broken)


@transaction.atomic
def _end(actor: Actor, row: Hold, state: HoldState) -> bool:
    locked = Hold.unscoped.select_for_update().get(pk=row.pk)
    if locked.state != HoldState.ACTIVE:
        return False
    ledger.release(holder=locked.holder)
    locked.state, locked.ended = state, timezone.now()
    locked.save(update_fields=["state", "ended"])
    row.state, row.ended = locked.state, locked.ended
    audit.record(actor=actor, verb=f"hold.{state.value}", target=locked, before={"state": HoldState.ACTIVE.value})
    return True


def _record(actor: Actor, verb: str, row: Hold) -> None:
    said = {
        "people": row.people,
        "department": row.department_id,
        "first": row.first.isoformat(),
        "last": row.last.isoformat(),
        "until": row.until.isoformat(),
        "purpose": row.purpose,
    }
    audit.record(actor=actor, verb=verb, target=row, after=said)
