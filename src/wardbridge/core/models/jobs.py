"""Long work as a record that pages can show."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wardbridge.core import permissions
from wardbridge.core.enums import JobState
from wardbridge.core.errors import Reason
from wardbridge.core.models.organisations import Organisation, User
from wardbridge.core.scoping import ScopedManager, Unscoped


class JobRun(models.Model):
    """One piece of long work: its progress, its heartbeat, and which attempt may finish it."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=60)
    state = models.CharField(_("state"), max_length=10, choices=JobState, default=JobState.QUEUED)
    progress = models.FloatField(_("progress"), default=0.0)
    note = models.CharField(_("what is being done"), max_length=80, blank=True)
    payload = models.JSONField(default=dict)
    result = models.JSONField(null=True)
    error = models.TextField(blank=True)
    cancel_requested = models.BooleanField(default=False)
    attempt = models.PositiveSmallIntegerField(default=0)
    worker = models.CharField(max_length=120, blank=True)
    task_id = models.CharField(max_length=64, blank=True)
    created = models.DateTimeField(default=timezone.now)
    started = models.DateTimeField(null=True)
    heartbeat = models.DateTimeField(default=timezone.now)
    ended = models.DateTimeField(null=True)
    actor = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")

    objects = ScopedManager(permissions.jobs)
    unscoped = Unscoped()

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "heartbeat"], name="job_heartbeat")]
        constraints = [
            models.CheckConstraint(
                name="job_progress_0_1", condition=models.Q(progress__gte=0) & models.Q(progress__lte=1)
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.uid}"

    @property
    def has_ended(self) -> bool:
        return JobState(self.state).ended

    @property
    def note_text(self) -> str:
        """What is being done, or why it failed, in the active language."""
        return Reason(self.note, {"tries": self.attempt}).text if self.note else ""
