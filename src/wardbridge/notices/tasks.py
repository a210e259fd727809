"""Tasks of the notices."""

from __future__ import annotations

from django_tasks import task

from wardbridge.notices.domain import delivering


@task(queue_name="default")
def send_email() -> int:
    """Send the e-mails that are due; returns how many were sent."""
    return delivering.send_due()
