"""What a reader may open among agreements: everything else answers 404, whether it exists or not."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from wardbridge.agreements.models import Agreement, Party
from wardbridge.agreements.permissions import may_act_for, may_write
from wardbridge.core.middleware import ActorRequest


def agreement_of(request: ActorRequest, uid: UUID) -> Agreement:
    """An agreement that the reader may see."""
    rows = Agreement.objects.visible_to(request.actor).select_related("owner", "parent", "follows")
    return get_object_or_404(rows, uid=uid)


def writable(request: ActorRequest, uid: UUID) -> Agreement:
    """The same, for a change: who does not keep it is refused (403)."""
    row = agreement_of(request, uid)
    if not may_write(request.actor, row):
        raise PermissionDenied
    return row


def party_of(request: ActorRequest, agreement: Agreement, uid: UUID) -> Party:
    """A party for which the reader may act; 403 for one he may only see."""
    rows = Party.objects.visible_to(request.actor).select_related("organisation", "agreement__owner")
    party = get_object_or_404(rows, agreement=agreement, uid=uid)
    if not may_act_for(request.actor, party):
        raise PermissionDenied
    return party


def must_belong(request: ActorRequest) -> None:
    """404 for who belongs to no organisation: learners and teachers have no agreements."""
    if not request.actor.organisation_ids:
        raise Http404
