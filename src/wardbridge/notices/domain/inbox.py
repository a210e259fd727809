"""What a reader does with his notices."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.utils import timezone

from wardbridge.core.actors import Actor
from wardbridge.notices.models import Notice


def mark_read(*, actor: Actor, uids: Iterable[UUID] | None = None) -> int:
    """Mark the actor's notices of these ids (all with None) as read; returns how many were unread."""
    rows = Notice.objects.visible_to(actor).filter(read_at=None)
    if uids is not None:
        rows = rows.filter(uid__in=uids)
    return rows.update(read_at=timezone.now())
