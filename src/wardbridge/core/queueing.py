"""From a job's row to the task queue; apart from `tasks`, which imports what runs the jobs."""

from __future__ import annotations

from wardbridge.core.models import JobRun


def enqueue(row: JobRun, *, queue: str) -> None:
    """Queue the job's task in the running transaction and remember which task it is."""
    from wardbridge.core.tasks import run_job

    queued = run_job.using(queue_name=queue).enqueue(str(row.uid))
    row.task_id = str(queued.id)
    row.save(update_fields=["task_id"])
