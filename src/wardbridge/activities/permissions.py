"""Who sees an activity: who keeps it, and the organisations that attended."""

from __future__ import annotations

from django.apps import apps
from django.db.models import Q

from wardbridge.activities.enums import OPEN
from wardbridge.core.actors import Actor
from wardbridge.core.scoping import own


def activities(actor: Actor) -> Q:
    """Who keeps it, the organisations that attend or send experts; a course is open to whoever belongs to one."""
    mine = actor.organisation_ids
    seen = Q(owner__in=mine)
    for noun in ("Attendee", "Expert", "Registration"):
        rows = apps.get_model("activities", noun).unscoped.filter(organisation__in=mine)
        seen |= Q(pk__in=rows.values("activity"))
    return seen | Q(kind__in=OPEN) if mine else seen


def of_activity(actor: Actor) -> Q:
    """Attendees and sessions: whoever sees the activity."""
    return Q(activity__in=apps.get_model("activities", "Activity").unscoped.filter(activities(actor)).values("pk"))


def registrations(actor: Actor) -> Q:
    """Who registered: seen by who keeps the activity, by the organisation that sent him, and by himself."""
    return (
        Q(activity__owner__in=actor.organisation_ids)
        | Q(organisation__in=actor.organisation_ids)
        | own(actor, "person__user")
    )


def presences(actor: Actor) -> Q:
    seen = apps.get_model("activities", "Registration").unscoped.filter(registrations(actor))
    return Q(registration__in=seen.values("pk"))
