"""Tasks of the core: primitives in, one domain function called."""

from __future__ import annotations

from django_tasks import task

from wardbridge.core.domain import outbox_delivery, running


@task(queue_name="default")
def run_job(uid: str) -> None:
    """Run one job; nothing when it has been taken or has ended."""
    running.run(uid)


@task(queue_name="default")
def dispatch_outbox() -> int:
    """Deliver what the outbox holds; returns the number of messages delivered."""
    return outbox_delivery.dispatch()
