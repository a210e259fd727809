"""What each verb asks at its door."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied

from wardbridge.core.actors import Actor
from wardbridge.core.errors import Refused
from wardbridge.core.models import Organisation
from wardbridge.demand import messages
from wardbridge.demand.enums import State
from wardbridge.demand.models import Request


def school_of(row: Request) -> Organisation:
    return row.line.demand.school


def hospital_of(row: Request) -> Organisation:
    return row.site.organisation


def must_ask(actor: Actor, school: Organisation) -> None:
    """PermissionDenied unless the actor's office is the school's."""
    if not actor.is_office(school):
        raise PermissionDenied


def must_answer(actor: Actor, row: Request) -> None:
    """PermissionDenied unless the actor's office is that of the hospital asked."""
    if not actor.is_office(hospital_of(row)):
        raise PermissionDenied


def locked(row: Request) -> Request:
    """The request as stored now, held until the transaction ends."""
    rows = Request.unscoped.select_for_update(of=("self",)).select_related(
        "line__discipline",
        "line__demand__school",
        "line__demand__programme",
        "line__demand__round",
        "site__organisation",
        "department",
        "terms__department",
    )
    return rows.get(pk=row.pk)


def in_state(row: Request, *states: State) -> Request:
    """The request, held, in one of `states`; Refused ``request-state`` otherwise."""
    held = locked(row)
    if held.state not in states:
        raise Refused.because(messages.STATE, found=str(State(held.state).label))
    return held
