"""Writing down what was held: the activity, who attended by post, its sessions, and the agreements it belongs to."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction

from wardbridge.activities import messages
from wardbridge.activities.domain import experts
from wardbridge.activities.domain.access import must_keep
from wardbridge.activities.models import Activity, Attendee, Session
from wardbridge.agreements.models import Agreement
from wardbridge.core import audit
from wardbridge.core.actors import Actor
from wardbridge.core.errors import Refused
from wardbridge.core.models import Organisation


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What an activity is called, what it is, and when and where it is held (`last` is its last day)."""

    code: str
    name_vi: str
    kind: str
    first: date
    last: date
    name_en: str = ""
    name_fr: str = ""
    place: str = ""
    source: str = ""
    places: int | None = None
    synthetic: bool = False


def record(*, actor: Actor, owner: Organisation, event: Event) -> Activity:
    """A new activity of `owner`'s; Refused ``activity-dates``, ``activity-number-taken``."""
    if not actor.is_office(owner):
        raise PermissionDenied
    if event.last < event.first:
        raise Refused.because(messages.DATES, first=f"{event.first:%d/%m/%Y}", last=f"{event.last:%d/%m/%Y}")
    with transaction.atomic():
        if Activity.unscoped.filter(owner=owner, code=event.code).exists():
            raise Refused.because(messages.NUMBER, found=event.code)
        row = Activity.unscoped.create(owner=owner, **asdict(event))
        audit.record(actor=actor, verb="activity.create", target=row, after=asdict(event))
    return row


def attend(*, actor: Actor, activity: Activity, organisation: Organisation, post: str, name: str = "") -> Attendee:
    """Write down who attended, by post; Refused ``activity-attendee-twice``."""
    must_keep(actor, activity)
    key = {"activity": activity, "organisation": organisation, "post": post.strip(), "name": name.strip()}
    with transaction.atomic():
        if Attendee.unscoped.filter(**key).exists():
            raise Refused.because(messages.TWICE, found=post.strip())
        row = Attendee.unscoped.create(**key)
        said = {"organisation": organisation.code, "post": row.post, "name": row.name}
        audit.record(actor=actor, verb="activity.attend", target=activity, after=said)
    return row


def hold_session(
    *,
    actor: Actor,
    activity: Activity,
    day: date,
    topic: str,
    hours: Decimal,
    cme_hours: Decimal = Decimal(0),
    treats: bool = False,
) -> Session:
    """A part on one of its days; one at which patients are treated needs every treating expert cleared for that day.

    Raises
    ------
    PermissionDenied
    Refused
        ``activity-hours``, ``activity-day``, ``activity-no-expert``, ``activity-not-cleared``.
    """
    must_keep(actor, activity)
    if hours <= 0 or not 0 <= cme_hours <= hours:
        raise Refused.because(messages.HOURS)
    if not activity.first <= day <= activity.last:
        raise Refused.because(messages.DAY, found=f"{day:%d/%m/%Y}")
    if treats and (reasons := list(experts.uncleared(activity, day))):
        raise Refused(reasons)
    with transaction.atomic():
        row = Session.unscoped.create(
            activity=activity, day=day, topic=topic.strip(), hours=hours, cme_hours=cme_hours, treats=treats
        )
        said = {"day": day, "topic": row.topic, "hours": hours, "cme_hours": cme_hours}
        audit.record(actor=actor, verb="activity.session", target=activity, after=said)
    return row


def belongs(*, actor: Actor, activity: Activity, agreement: Agreement) -> None:
    """Say that the agreement was signed there, or promised it; one that the actor does not see is not there."""
    must_keep(actor, activity)
    if not Agreement.objects.visible_to(actor).filter(pk=agreement.pk).exists():
        raise PermissionDenied
    with transaction.atomic():
        activity.agreements.add(agreement)
        audit.record(actor=actor, verb="activity.agreement", target=activity, after={"agreement": str(agreement.uid)})
