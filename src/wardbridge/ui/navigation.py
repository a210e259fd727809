"""Main navigation by role: few links, each to a page its reader may open."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from wardbridge.cohorts.models import Enrolment
from wardbridge.core.actors import Actor
from wardbridge.core.enums import OrganisationKind, Role
from wardbridge.exchange.queries.stays import takes_part
from wardbridge.notices.queries import inbox
from wardbridge.people.queries import persons


@dataclass(frozen=True, slots=True)
class Item:
    """A main link; `here` when it is the nearest above the page shown, `exact` when it is that page."""

    label: str
    address: str
    here: bool
    exact: bool


def items_for(request: HttpRequest) -> list[Item]:
    """Return the main links of whoever asks; none for a stranger."""
    actor = actor_of(request)
    shown = []
    for name, label in links(actor) if actor is not None else ():
        with contextlib.suppress(NoReverseMatch):
            shown.append((label, reverse(name)))
    above = [address for _label, address in shown if request.path.startswith(address)]
    here = max(above, key=len, default="")
    return [Item(label, address, address == here, request.path == address) for label, address in shown]


def links(actor: Actor) -> Iterator[tuple[str, str]]:
    """Yield address name and label of each page the actor's roles open."""
    learner = Enrolment.unscoped.filter(person__user=actor.user_id).exists()  # unscoped: the reader himself
    if learner:
        yield "learner:weeks", _("My weeks")
    if actor.of_kind(OrganisationKind.HOSPITAL, {Role.WARD, Role.OFFICE}) or persons.is_supervisor(actor):
        yield "ward:week", _("This week")
    if actor.of_kind(OrganisationKind.AUTHORITY):
        yield "authority:province", _("Province")
        yield "authority:lawful", _("Law")
    if actor.of_kind(OrganisationKind.HOSPITAL):
        yield "hospital:loads", _("Departments")
        yield "hospital:lawful", _("Law")
    if actor.of_kind(OrganisationKind.SCHOOL, {Role.WARD, Role.OFFICE}):
        yield "school:students", _("Students")
    sides = (OrganisationKind.HOSPITAL, OrganisationKind.SCHOOL)
    if learner or any(actor.of_kind(kind, {Role.OFFICE}) for kind in sides):
        yield "papers:papers", _("Papers")
    if actor.of_kind(OrganisationKind.AUTHORITY) or any(actor.of_kind(kind, {Role.OFFICE}) for kind in sides):
        yield "requests:list", _("Requests")
    if actor.organisation_ids:
        yield "places:left", _("Places")
    if actor.office_ids:
        yield "office:rounds", _("Rounds")
    if actor.organisation_ids:
        yield "partners:list", _("Agreements")
    if actor.office_ids or (not learner and persons.own(actor) is not None) or takes_part(actor):
        yield "mobility:home", _("Exchange")


def actor_of(request: HttpRequest) -> Actor | None:
    """Return who acts, `None` when nobody is signed in (or on a page made before that is known)."""
    actor = getattr(request, "actor", None)
    return actor if isinstance(actor, Actor) and actor.user is not None else None


def account_name(request: HttpRequest) -> str:
    """Return how the signed-in user is called."""
    actor = actor_of(request)
    return actor.user.get_short_name() if actor and actor.user else ""


def bell(request: HttpRequest) -> dict[str, Any]:
    """Return the address of the notices and how many are new."""
    actor = actor_of(request)
    return {"address": reverse("ui:notices"), "unread": inbox.unread(actor) if actor else 0}
