"""Messages written with the change they tell of, delivered after its commit."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wardbridge.core.enums import MessageState


class OutboxMessage(models.Model):
    """A domain event: a topic and a payload of primitives."""

    topic = models.CharField(_("topic"), max_length=80)
    payload = models.JSONField(default=dict)
    created = models.DateTimeField(default=timezone.now)
    state = models.CharField(_("state"), max_length=10, choices=MessageState, default=MessageState.PENDING)
    tries = models.PositiveSmallIntegerField(default=0)
    due = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["state", "due"], name="outbox_due")]

    def __str__(self) -> str:
        return f"{self.topic} {self.pk}"
