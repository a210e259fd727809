"""Who stands at the desk: the actor of a request, and the rows he may open; everything else answers 404."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from wardbridge.core.middleware import ActorRequest
from wardbridge.planning.models import Draft, Round, Run, Upload
from wardbridge.planning.permissions import may_plan


def owned_round(request: ActorRequest, uid: UUID) -> Round:
    """A round that one of the reader's organisations runs; 404 for every other one, shared ones included.

    What a party of a round may see of it before publication is on its own audience's pages, not at this desk.
    """
    actor = request.actor
    rows = Round.objects.visible_to(actor).select_related("owner")
    if not actor.is_system:
        rows = rows.filter(owner__in=actor.organisation_ids)
    return get_object_or_404(rows, uid=uid)


def writable_round(request: ActorRequest, uid: UUID) -> Round:
    """The same, for a change: a member who is not of the owner's office is refused (403)."""
    round_ = owned_round(request, uid)
    if not may_write(request, round_):
        raise PermissionDenied
    return round_


def may_write(request: ActorRequest, round_: Round) -> bool:
    """Whether the reader may plan, move and publish in this round."""
    return may_plan(request.actor, round_)


def run_of(request: ActorRequest, round_: Round, number: int) -> Run:
    return get_object_or_404(Run.objects.visible_to(request.actor), round=round_, number=number)


def draft_of(request: ActorRequest, round_: Round, number: int) -> Draft:
    rows = Draft.objects.visible_to(request.actor).select_related("run", "round__owner")
    return get_object_or_404(rows, round=round_, number=number)


def upload_of(request: ActorRequest, uid: UUID) -> Upload:
    rows = Upload.objects.visible_to(request.actor).select_related("owner", "round", "programme", "job")
    return get_object_or_404(rows, uid=uid)
