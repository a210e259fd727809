"""Who may see what is held of the places."""

from __future__ import annotations

from django.db.models import Q

from wardbridge.core.actors import Actor


def holds(actor: Actor) -> Q:
    """The organisation that holds, and the hospital whose places they are."""
    mine = actor.organisation_ids
    return Q(owner__in=mine) | Q(department__site__organisation__in=mine)
