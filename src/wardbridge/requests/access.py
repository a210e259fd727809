"""What a page may show: records that the reader sees, and the organisations for whose office he acts."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from wardbridge.core.enums import OrganisationKind, Role
from wardbridge.core.middleware import ActorRequest
from wardbridge.core.models import Organisation
from wardbridge.demand.models import Demand, Request

RELATED = (
    "line__discipline",
    "line__demand__school",
    "line__demand__programme",
    "line__demand__round__owner",
    "site__organisation",
    "department",
    "terms__department",
    "terms__teacher__person",
    "proposed_site__organisation",
    "follows__site__organisation",
)


def asked(request: ActorRequest) -> QuerySet[Request]:
    """The requests that the reader sees, with what a page shows of them."""
    return Request.objects.visible_to(request.actor).select_related(*RELATED)


def asked_or_404(request: ActorRequest, uid: UUID) -> Request:
    found = asked(request).filter(uid=uid).first()
    if found is None:
        raise Http404
    return found


def demand_or_404(request: ActorRequest, uid: UUID) -> Demand:
    rows = Demand.objects.visible_to(request.actor).select_related("school", "programme", "round__owner")
    found = rows.filter(uid=uid).first()
    if found is None:
        raise Http404
    return found


def school_or_404(request: ActorRequest) -> Organisation:
    """The school for whose office the reader acts: the first of them."""
    found = request.actor.of_kind(OrganisationKind.SCHOOL, {Role.OFFICE})
    if not found:
        raise Http404
    return found[0]


def asks(request: ActorRequest, row: Request) -> bool:
    """Whether the reader acts for the school that asks."""
    return request.actor.is_office(row.line.demand.school_id)


def answers(request: ActorRequest, row: Request) -> bool:
    """Whether the reader acts for the hospital that is asked."""
    return request.actor.is_office(row.site.organisation_id)
