"""Courses and workshops: registered within the places, present at sessions, hours of continuing education (CME-1)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Sum

from wardbridge.activities import messages
from wardbridge.activities.domain.access import must_keep
from wardbridge.activities.enums import OPEN
from wardbridge.activities.models import Activity, Presence, Registration, Session
from wardbridge.core import audit
from wardbridge.core.actors import Actor
from wardbridge.core.errors import Refused
from wardbridge.core.models import Organisation
from wardbridge.people.models import Person
from wardbridge.rulebook.domain.books import book

PACK, RULE, YEARS = "vietnam-licence-practice", "CME-1", 5


@dataclass(frozen=True, slots=True)
class Credit:
    """Hours of continuing education of a person in the years that end on a day, beside what the rule asks."""

    rule: str
    first: date
    last: date
    found: Decimal
    needed: int
    to_confirm: bool

    @property
    def enough(self) -> bool:
        return self.found >= self.needed


def register(
    *,
    actor: Actor,
    activity: Activity,
    organisation: Organisation,
    name: str,
    post: str = "",
    person: Person | None = None,
) -> Registration:
    """Register somebody of an organisation, by its own office or by who keeps the activity.

    Raises
    ------
    PermissionDenied
    Refused
        ``activity-not-open``, ``activity-over``, ``activity-full``, ``activity-registered``.
    """
    if not (actor.is_office(organisation) or actor.is_office(activity.owner_id)):
        raise PermissionDenied
    if person is not None and not Person.objects.visible_to(actor).filter(pk=person.pk).exists():
        raise PermissionDenied
    with transaction.atomic():
        row = Activity.unscoped.select_for_update(of=("self",)).get(pk=activity.pk)
        if row.kind not in OPEN:
            raise Refused.because(messages.NOT_OPEN)
        if row.last < actor.on and not actor.is_office(row.owner_id):
            raise Refused.because(messages.OVER, found=f"{row.last:%d/%m/%Y}")
        taken = Registration.unscoped.filter(activity=row)
        if row.places is not None and taken.count() >= row.places:
            raise Refused.because(messages.FULL, allowed=row.places)
        key = {"organisation": organisation, "name": name.strip()}
        if taken.filter(**key).exists() or (person is not None and taken.filter(person=person).exists()):
            raise Refused.because(messages.REGISTERED, found=name.strip())
        made = Registration.unscoped.create(activity=row, post=post.strip(), person=person, **key)
        audit.record(actor=actor, verb="activity.register", target=row, after={"organisation": organisation.code})
    return made


def mark_present(*, actor: Actor, session: Session, registrations: Iterable[Registration]) -> int:
    """Say who was there, all at once (who is not named was not); returns how many. Refused ``activity-not-yet``."""
    must_keep(actor, session.activity)
    if session.day > actor.on:
        raise Refused.because(messages.NOT_YET, found=f"{session.day:%d/%m/%Y}")
    wanted = {row.pk for row in registrations if row.activity_id == session.activity_id}
    with transaction.atomic():
        Presence.unscoped.filter(session=session).delete()
        Presence.unscoped.bulk_create(Presence(session=session, registration_id=pk) for pk in sorted(wanted))
        audit.record(actor=actor, verb="activity.present", target=session.activity, after={"people": len(wanted)})
    return len(wanted)


def hours_of(registration: Registration) -> Decimal:
    """Hours of continuing education that somebody earned by being there."""
    rows = Session.unscoped.filter(presences__registration=registration)
    return rows.aggregate(total=Sum("cme_hours"))["total"] or Decimal(0)


def credit(person: Person, on: date) -> Credit:
    """The hours of the five years that end on `on`, beside the figure of the rule in force that day.

    Source: rule CME-1 of the pack (Law 15/2023/QH15). Only what was attended here is counted.
    """
    rule = book(PACK).pack.at(RULE, on)
    first = date(on.year - YEARS, on.month, min(on.day, 28))
    rows = Session.unscoped.filter(presences__registration__person=person, day__gt=first, day__lte=on)
    found = rows.aggregate(total=Sum("cme_hours"))["total"] or Decimal(0)
    return Credit(RULE, first, on, found, rule.figures["least"], rule.to_confirm)


def taken(activity: Activity) -> int:
    """Places taken, whoever asks."""
    return Registration.unscoped.filter(activity=activity).count()
