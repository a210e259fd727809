"""What the schedule does when something happened elsewhere, or when the worker delivers its own messages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wardbridge.core import outbox
from wardbridge.schedule.domain import publishing, telling


@outbox.handler(publishing.TOPIC)
def tell(payload: Mapping[str, Any]) -> None:
    """Tell those whom a published version touches."""
    telling.on_published(payload)
