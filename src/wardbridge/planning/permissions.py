"""Who may see and change a round, its runs and its drafts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import apps
from django.db.models import Q

from wardbridge.core.actors import Actor

if TYPE_CHECKING:
    from wardbridge.planning.models import Round


def rounds(actor: Actor) -> Q:
    """A round is seen by its owner and by the organisations that take part in it."""
    party = apps.get_model("planning", "RoundParty")
    shared = party.objects.filter(organisation__in=actor.organisation_ids).values("round")
    return Q(owner__in=actor.organisation_ids) | Q(pk__in=shared)


def of_round(actor: Actor) -> Q:
    """Runs and drafts are the owner's alone until something is published."""
    return Q(round__owner__in=actor.organisation_ids)


def explanations(actor: Actor) -> Q:
    """Why a learner is where he is: the owner of the round, and the learner himself."""
    return Q(run__round__owner__in=actor.organisation_ids) | Q(participant__enrolment__person__user=actor.user_id)


def uploads(actor: Actor) -> Q:
    """A file received is its owner's alone."""
    return Q(owner__in=actor.office_ids)


def may_plan(actor: Actor, round_: Round) -> bool:
    """The owner's office plans, moves and publishes."""
    return actor.is_office(round_.owner_id)
