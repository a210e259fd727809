"""Who sees the memory of a cooperation: who keeps it and the partner it is shared with; people's names by consent."""

from __future__ import annotations

from django.apps import apps
from django.db.models import Q

from wardbridge.core.actors import Actor
from wardbridge.core.scoping import own
from wardbridge.people.permissions import ground


def histories(actor: Actor) -> Q:
    return Q(owner__in=actor.organisation_ids) | Q(partner__in=actor.organisation_ids)


def of_history(actor: Actor) -> Q:
    return Q(history__in=apps.get_model("alumni", "History").unscoped.filter(histories(actor)).values("pk"))


def positions(actor: Actor) -> Q:
    """A post is seen by the person, and by the organisation that keeps the record."""
    return own(actor, "person__user") | Q(owner__in=actor.organisation_ids)


def awards(actor: Actor) -> Q:
    recipients = apps.get_model("alumni", "Recipient").unscoped.filter(
        Q(organisation__in=actor.organisation_ids) | own(actor, "person__user")
    )
    return Q(owner__in=actor.organisation_ids) | Q(pk__in=recipients.values("award"))


def of_award(actor: Actor) -> Q:
    return Q(award__in=apps.get_model("alumni", "Award").unscoped.filter(awards(actor)).values("pk"))


@ground
def remembered(actor: Actor) -> Q:
    """A person is seen by the office that keeps a stay or a post of his."""
    return Q(past_stays__history__owner__in=actor.office_ids) | Q(positions__owner__in=actor.office_ids)
