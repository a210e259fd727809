"""Questions about one's own notices."""

from __future__ import annotations

from django.db.models import QuerySet

from wardbridge.core.actors import Actor
from wardbridge.notices.models import Notice


def inbox(actor: Actor) -> QuerySet[Notice]:
    """The actor's notices, newest first; `notice.text` puts one into words."""
    return Notice.objects.visible_to(actor)


def unread(actor: Actor) -> int:
    """How many of them he has not read."""
    return 0 if actor.is_system else inbox(actor).filter(read_at=None).count()
