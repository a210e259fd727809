"""What each verb asks at its door."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet

from wardbridge.agreements import messages
from wardbridge.agreements.enums import OPEN, State
from wardbridge.agreements.models import Agreement, Party
from wardbridge.agreements.permissions import may_act_for, may_write
from wardbridge.core.actors import Actor
from wardbridge.core.errors import Refused


def must_write(actor: Actor, agreement: Agreement) -> None:
    """PermissionDenied unless the actor's office keeps the agreement."""
    if not may_write(actor, agreement):
        raise PermissionDenied


def must_act_for(actor: Actor, party: Party) -> None:
    """PermissionDenied unless the actor's office is the party's, or keeps the agreement."""
    if not may_act_for(actor, party):
        raise PermissionDenied


def must_be_party(actor: Actor, agreement: Agreement) -> None:
    """PermissionDenied unless the actor's office is that of a party (or keeps the agreement)."""
    offices = set(parties_of(agreement).values_list("organisation", flat=True)) | {agreement.owner_id}
    if not actor.is_system and not offices & actor.office_ids:
        raise PermissionDenied


def parties_of(agreement: Agreement) -> QuerySet[Party]:
    """The parties in their order; who asks has been let in already."""
    return Party.unscoped.filter(agreement=agreement).select_related("organisation")


def locked(agreement: Agreement) -> Agreement:
    """The agreement as stored now, held until the transaction ends."""
    rows = Agreement.unscoped.select_for_update(of=("self",)).select_related("owner", "parent")
    return rows.get(pk=agreement.pk)


def open_(agreement: Agreement) -> Agreement:
    """The agreement, held, whose terms may still change; Refused ``agreement-not-open`` otherwise."""
    row = locked(agreement)
    if row.state not in OPEN:
        raise Refused.because(messages.NOT_OPEN, found=str(State(row.state).label))
    return row


def in_state(agreement: Agreement, *states: State) -> Agreement:
    """The agreement, held, in one of `states`; Refused ``agreement-state`` otherwise."""
    row = locked(agreement)
    if row.state not in states:
        raise Refused.because(messages.STATE, found=str(State(row.state).label))
    return row
