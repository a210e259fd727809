"""A notice is seen by the one it was written to."""

from __future__ import annotations

from django.db.models import Q

from wardbridge.core.actors import Actor
from wardbridge.core.scoping import own


def notices(actor: Actor) -> Q:
    return own(actor, "user")
