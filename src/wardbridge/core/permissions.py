"""Who may see and do what, as far as the core knows it."""

from __future__ import annotations

from django.db.models import Q

from wardbridge.core.actors import Actor
from wardbridge.core.scoping import own


def jobs(actor: Actor) -> Q:
    """Long work: one's own, and that of the offices one acts for."""
    return own(actor, "actor") | Q(organisation__in=actor.office_ids)
