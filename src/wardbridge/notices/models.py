"""What people are told, and how it reaches them."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wardbridge.core.models import User
from wardbridge.core.scoping import ScopedManager, Unscoped
from wardbridge.notices import permissions, texts
from wardbridge.notices.enums import Channel, DeliveryState


class Notice(models.Model):
    """One thing told to one reader: a code and its figures; the sentence is made in the reader's language.

    A reader who does not sign in (yet) has no `user` and is reached by e-mail alone.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(User, models.CASCADE, null=True, related_name="notices")
    kind = models.CharField(_("kind"), max_length=60)
    params = models.JSONField(default=dict)
    link = models.CharField(max_length=300, blank=True)
    language = models.CharField(max_length=5, blank=True)
    created = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedManager(permissions.notices)
    unscoped = Unscoped()

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["user", "read_at"], name="notice_unread")]

    def __str__(self) -> str:
        return f"{self.kind} {self.uid}"

    @property
    def text(self) -> texts.Text:
        """Subject and body in the active language."""
        return texts.text_of(self.kind, self.params)


class Delivery(models.Model):
    """A notice on its way through one channel; `uid` is part of the Message-ID, the same at every try."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    notice = models.ForeignKey(Notice, models.CASCADE, related_name="deliveries")
    channel = models.CharField(_("channel"), max_length=10, choices=Channel)
    address = models.CharField(_("address"), max_length=254)
    state = models.CharField(_("state"), max_length=10, choices=DeliveryState, default=DeliveryState.QUEUED)
    tries = models.PositiveSmallIntegerField(default=0)
    due = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["state", "due"], name="delivery_due")]
        constraints = [models.UniqueConstraint(fields=["notice", "channel"], name="delivered_once")]

    def __str__(self) -> str:
        return f"{self.channel} {self.uid}"
