"""The page a reader comes to first, by what he is."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from wardbridge.core.actors import Actor
from wardbridge.core.enums import OrganisationKind, Role
from wardbridge.core.middleware import ActorRequest
from wardbridge.exchange.queries.stays import takes_part
from wardbridge.people.queries import persons

WARD, LEARNER, EXCHANGE, PUBLIC = "ward:week", "learner:weeks", "mobility:home", "public:front"
VIEWER_OF = {
    OrganisationKind.AUTHORITY: "authority:province",
    OrganisationKind.HOSPITAL: "hospital:loads",
    OrganisationKind.SCHOOL: "school:students",
}


def landing(actor: Actor) -> str | None:
    """Name of the address where this actor's work begins; `None` when he has nothing here.

    Offices begin with their rounds, ward staff and supervisors with this week, viewers with their organisation's
    figures, who applies, goes or reviews with exchange, learners with their weeks.
    """
    roles = {row.role for row in actor.memberships}
    if Role.OFFICE in roles:
        return "office:rounds"
    if Role.WARD in roles or persons.is_supervisor(actor):
        return WARD
    if persons.own(actor) is not None:
        return EXCHANGE if takes_part(actor) else LEARNER
    return next((VIEWER_OF[kind] for kind in VIEWER_OF if actor.of_kind(kind)), None)


def home(request: HttpRequest) -> HttpResponse:
    """Send a signed-in reader to his work and a visitor to the public front."""
    if not request.user.is_authenticated:
        return redirect(PUBLIC)
    address = landing(cast(ActorRequest, request).actor)
    return redirect(address) if address else render(request, "errors/nothing_here.html")
