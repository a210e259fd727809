"""Who sees an activity: who keeps it, and the organisations that attended."""

from __future__ import annotations

from django.apps import apps
from django.db.models import Q

from wardbridge.core.actors import Actor


def activities(actor: Actor) -> Q:
    attended = apps.get_model("activities", "Attendee").unscoped.filter(organisation__in=actor.organisation_ids)
    return Q(owner__in=actor.organisation_ids) | Q(pk__in=attended.values("activity"))


def of_activity(actor: Actor) -> Q:
    """Attendees and sessions: whoever sees the activity."""
    return Q(activity__in=apps.get_model("activities", "Activity").unscoped.filter(activities(actor)).values("pk"))
