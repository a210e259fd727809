"""Domain events: put in the transaction of the change, delivered after it, once.

::

    outbox.put(topic="schedule.published", payload={"version": str(version.uid)})   # inside the change's transaction

    @outbox.handler("schedule.published")
    def tell(payload: Mapping[str, Any]) -> None: ...      # runs in a transaction of its own, with the message's end
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db import connection, transaction

from wardbridge.core.models import OutboxMessage

Handler = Callable[[Mapping[str, Any]], None]
_handlers: dict[str, list[Handler]] = {}


def handler(topic: str) -> Callable[[Handler], Handler]:
    """Register a function for a topic: what it writes to the database commits with the message's end, so once."""

    def register(function: Handler) -> Handler:
        _handlers.setdefault(topic, []).append(function)
        return function

    return register


def handlers(topic: str) -> tuple[Handler, ...]:
    return tuple(_handlers.get(topic, ()))


def put(*, topic: str, payload: Mapping[str, Any]) -> None:
    """Write one message in the running transaction; RuntimeError outside of one."""
    put_many(topic=topic, payloads=[payload])


def put_many(*, topic: str, payloads: Iterable[Mapping[str, Any]]) -> None:
    """Write several messages of a topic in the running transaction, and wake the worker when it commits."""
    if not connection.in_atomic_block:
        raise RuntimeError("an outbox message belongs in the transaction of its change")
    OutboxMessage.objects.bulk_create(OutboxMessage(topic=topic, payload=dict(one)) for one in payloads)
    transaction.on_commit(_wake)


def _wake() -> None:
    """Queue a dispatch. A kill just before this loses nothing: the worker looks for waiting messages by itself too."""
    from wardbridge.core.tasks import dispatch_outbox

    dispatch_outbox.enqueue()
