"""What the schedule does when something happened elsewhere, or when the worker delivers its own messages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from wardbridge.core import outbox, worker
from wardbridge.institutions.domain import figures
from wardbridge.people.domain import teachers
from wardbridge.schedule.domain import disruptions, publishing, telling


@outbox.handler(publishing.TOPIC)
def tell(payload: Mapping[str, Any]) -> None:
    """Tell those whom a published version touches."""
    telling.on_published(payload)


@outbox.handler(teachers.CHANGED)
@outbox.handler(figures.CHANGED)
def look(payload: Mapping[str, Any]) -> None:
    """See whether what changed on a ward leaves too few places for what is published."""
    disruptions.look_at(payload["department"], timezone.localdate())


worker.sweep(disruptions.daily)
