"""Experts of a mission: announced by post, cleared before they treat patients."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from wardbridge.activities import messages
from wardbridge.activities.domain.access import must_keep
from wardbridge.activities.models import Activity, Expert
from wardbridge.core import audit
from wardbridge.core.actors import Actor
from wardbridge.core.errors import Reason, Refused
from wardbridge.core.models import Organisation


@dataclass(frozen=True, slots=True, kw_only=True)
class Papers:
    """What an expert needs before he treats patients; a blank one lacks."""

    licence: str = ""
    licence_until: date | None = None
    interpreter: str = ""
    approval: str = ""
    approved_on: date | None = None


def announce(
    *,
    actor: Actor,
    activity: Activity,
    organisation: Organisation,
    post: str,
    specialty: str,
    name: str = "",
    treats: bool = False,
) -> Expert:
    """An expert who comes; his organisation sees the mission from now on."""
    must_keep(actor, activity)
    with transaction.atomic():
        row = Expert.unscoped.create(
            activity=activity,
            organisation=organisation,
            post=post.strip(),
            specialty=specialty.strip(),
            name=name.strip(),
            treats=treats,
        )
        said = {"organisation": organisation.code, "post": row.post, "specialty": row.specialty, "treats": treats}
        audit.record(actor=actor, verb="activity.expert", target=activity, after=said)
    return row


def clear(*, actor: Actor, expert: Expert, papers: Papers) -> Expert:
    """Enter his papers; Refused ``activity-licence`` when a licence has no last day."""
    must_keep(actor, expert.activity)
    if papers.licence.strip() and papers.licence_until is None:
        raise Refused.because(messages.LICENCE_DATES)
    with transaction.atomic():
        row = Expert.unscoped.select_for_update(of=("self",)).select_related("activity").get(pk=expert.pk)
        before = {name: getattr(row, name) for name in Papers.__slots__}
        for name in Papers.__slots__:
            value = getattr(papers, name)
            setattr(row, name, value.strip() if isinstance(value, str) else value)
        row.save(update_fields=list(Papers.__slots__))
        audit.record(actor=actor, verb="activity.clear", target=row.activity, before=before, after=asdict(papers))
    return row


def lacking(expert: Expert, day: date) -> list[str]:
    """What the expert lacks to treat patients on `day`, in words."""
    found = []
    if not (expert.licence and expert.licence_until and day <= expert.licence_until):
        found.append(_("a practising licence that holds on that day"))
    if not expert.interpreter:
        found.append(_("an interpreter"))
    if not (expert.approval and expert.approved_on and expert.approved_on <= day):
        found.append(_("the host's approval"))
    return found


def uncleared(activity: Activity, day: date) -> Iterator[Reason]:
    """A reason for each treating expert who may not on `day`, or one when there is none."""
    rows = list(Expert.unscoped.filter(activity=activity, treats=True))
    if not rows:
        yield Reason(messages.NO_EXPERT)
    for row in rows:
        if lacks := lacking(row, day):
            said = {"found": row.name or row.post, "day": f"{day:%d/%m/%Y}", "lacks": ", ".join(lacks)}
            yield Reason(messages.NOT_CLEARED, said)
