"""Queries that several pages of the desk share."""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet

from wardbridge.core.actors import Actor
from wardbridge.planning.models import Draft, Round


def drafts_of(actor: Actor) -> Prefetch[str, QuerySet[Draft], str]:
    """The drafts of each run, as the actor may see them."""
    return Prefetch("drafts", Draft.objects.visible_to(actor).order_by("number"))


def drafts_in(actor: Actor, round_: Round) -> QuerySet[Draft]:
    """The round's drafts, newest first."""
    return Draft.objects.visible_to(actor).filter(round=round_).select_related("run")
