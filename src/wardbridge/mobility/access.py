"""What a reader may open of an exchange: everything else answers 404, whether it exists or not."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from wardbridge.core.middleware import ActorRequest
from wardbridge.exchange.models import Application, Call, Fellowship


def call_of(request: ActorRequest, uid: UUID) -> Call:
    return get_object_or_404(Call.objects.visible_to(request.actor).select_related("owner"), uid=uid)


def led(request: ActorRequest, uid: UUID) -> Call:
    """A call of the reader's own office."""
    call = call_of(request, uid)
    if not request.actor.is_office(call.owner_id):
        raise Http404
    return call


def application_of(request: ActorRequest, uid: UUID) -> Application:
    rows = Application.objects.visible_to(request.actor)
    return get_object_or_404(rows.select_related("call__owner", "person", "department__site"), uid=uid)


def is_own(request: ActorRequest, application: Application) -> bool:
    user = request.actor.user_id
    return user is not None and application.person.user_id == user


def stay_of(request: ActorRequest, uid: UUID) -> Fellowship:
    rows = Fellowship.objects.visible_to(request.actor).select_related(
        "person", "sender", "host", "department", "discipline", "quota__agreement", "application"
    )
    return get_object_or_404(rows, uid=uid)
