"""Who sees a school's demand and the requests that it sends."""

from __future__ import annotations

from django.apps import apps
from django.db.models import Q

from wardbridge.core.actors import Actor
from wardbridge.demand.enums import DemandState, State


def demands(actor: Actor) -> Q:
    """The school's offices; whoever runs the round, once it is filed."""
    filed = ~Q(state=DemandState.DRAFT)
    return Q(school__in=actor.reader_ids) | filed & Q(round__owner__in=actor.organisation_ids)


def lines(actor: Actor) -> Q:
    return Q(demand__in=apps.get_model("demand", "Demand").unscoped.filter(demands(actor)).values("pk"))


def requests(actor: Actor) -> Q:
    """The school that asks; the hospital that is asked and whoever runs the round, once it is sent."""
    sent = ~Q(state=State.DRAFT)
    asked = Q(site__organisation__in=actor.reader_ids) | Q(line__demand__round__owner__in=actor.organisation_ids)
    return Q(line__demand__school__in=actor.reader_ids) | sent & asked


def of_request(actor: Actor) -> Q:
    """Steps, conditions: whoever sees the request."""
    return Q(request__in=apps.get_model("demand", "Request").unscoped.filter(requests(actor)).values("pk"))


def messages(actor: Actor) -> Q:
    """The conversation is between the school and the hospital."""
    mine = actor.reader_ids
    return Q(request__line__demand__school__in=mine) | Q(request__site__organisation__in=mine)


def files(actor: Actor) -> Q:
    return Q(message__in=apps.get_model("demand", "Message").unscoped.filter(messages(actor)).values("pk"))


def intakes(actor: Actor) -> Q:
    """Rows of a workbook that could not be read: the school's own."""
    return Q(school__in=actor.office_ids)
