"""What each verb asks at its door."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied

from wardbridge.activities.models import Activity
from wardbridge.core.actors import Actor


def must_keep(actor: Actor, activity: Activity) -> None:
    """PermissionDenied unless the actor's office keeps the activity."""
    if not actor.is_office(activity.owner_id):
        raise PermissionDenied
