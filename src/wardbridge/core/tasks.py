"""Tasks of the core: primitives in, one domain function called."""

from __future__ import annotations

from django_tasks import task

from wardbridge.core.domain import outbox_delivery, running
from wardbridge.core.models import JobRun


@task(queue_name="default")
def run_job(uid: str) -> None:
    running.run(uid)


@task(queue_name="default")
def dispatch_outbox() -> int:
    """Deliver what the outbox holds; returns the number of messages delivered."""
    return outbox_delivery.dispatch()


def enqueue(row: JobRun, *, queue: str) -> None:
    """Queue the job's task in the running transaction and remember which task it is."""
    queued = run_job.using(queue_name=queue).enqueue(str(row.uid))
    row.task_id = str(queued.id)
    row.save(update_fields=["task_id"])
