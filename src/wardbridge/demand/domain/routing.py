"""Whoever runs a round says how it meets demand: planned centrally, or by requests to hospitals."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from wardbridge.core import audit
from wardbridge.core.actors import Actor
from wardbridge.demand.enums import Route
from wardbridge.demand.models import Routing
from wardbridge.planning.domain.access import must_plan
from wardbridge.planning.models import Round


@transaction.atomic
def set_route(
    *, actor: Actor, round_: Round, route: Route, file_until: date | None = None, answer_until: date | None = None
) -> Routing:
    """Set route and deadlines; requests sent already go on. PermissionDenied but for the round's owner."""
    must_plan(actor, round_)
    said = {"route": route, "file_until": file_until, "answer_until": answer_until}
    row, _made = Routing.objects.update_or_create(round=round_, defaults=said)
    audit.record(actor=actor, verb="round.route", target=round_, after=said)
    return row


def route_of(round_: Round | None) -> Route:
    """How demand of this round is met; demand of no round goes by requests."""
    if round_ is None:
        return Route.REQUESTS
    stored = Routing.objects.filter(round=round_).values_list("route", flat=True).first()
    return Route(stored) if stored else Route.CENTRAL
