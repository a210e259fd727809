"""Delivery of outbox messages: in order, each in one transaction with what its handlers write."""

from __future__ import annotations

import logging
from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from wardbridge.core import outbox
from wardbridge.core.enums import MessageState
from wardbridge.core.models import OutboxMessage

MAX_TRIES = 8
OVERDUE = timedelta(seconds=10)
log = logging.getLogger(__name__)


def dispatch(limit: int = 1000) -> int:
    """Deliver up to `limit` messages that are due; returns how many were delivered."""
    sent = 0
    for _ in range(limit):
        outcome = _next()
        if outcome is None:
            break
        sent += outcome
    return sent


def dispatch_overdue() -> int:
    """Deliver what has waited `OVERDUE` or longer: its wake-up was lost, or its time for another try has come."""
    overdue = _due().filter(due__lte=timezone.now() - OVERDUE).exists()
    return dispatch() if overdue else 0


def waiting() -> bool:
    """Whether any message is due."""
    return _due().exists()


def _due() -> QuerySet[OutboxMessage]:
    return OutboxMessage.objects.filter(state=MessageState.PENDING, due__lte=timezone.now())


def _next() -> bool | None:
    """Deliver the first message due: `True` when delivered, `False` when a handler failed, `None` when none is due."""
    with transaction.atomic():
        message = _due().select_for_update(skip_locked=True).first()
        if message is None:
            return None
        try:
            with transaction.atomic():
                for function in outbox.handlers(message.topic):
                    function(message.payload)
        except Exception as error:
            log.exception("outbox message %s (%s) failed", message.pk, message.topic)
            _postpone(message, error)
            return False
        message.state, message.sent_at = MessageState.SENT, timezone.now()
        message.tries += 1
        message.save(update_fields=["state", "sent_at", "tries"])
        return True


def _postpone(message: OutboxMessage, error: Exception) -> None:
    """Try again after 1, 2, 4 … minutes; give up after `MAX_TRIES` and keep the message for a person to look at."""
    message.tries += 1
    message.error = repr(error)[:2000]
    message.due = timezone.now() + timedelta(minutes=2 ** (message.tries - 1))
    if message.tries >= MAX_TRIES:
        message.state = MessageState.FAILED
    message.save(update_fields=["tries", "error", "due", "state"])
