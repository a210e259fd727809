"""What school and hospital say to each other about a request; said once, it stays."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wardbridge.core.final import Final, FinalScoped, FinalUnscoped
from wardbridge.core.models import Organisation, User
from wardbridge.demand import permissions
from wardbridge.demand.models.requests import Request


class Message(Final):
    """A message of one side to the other."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    request = models.ForeignKey(Request, models.PROTECT, related_name="messages")
    author = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    text = models.TextField(_("message"), max_length=4000)

    objects = FinalScoped(permissions.messages)
    unscoped = FinalUnscoped()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.text[:40]}"


class Attachment(Final):
    """A file sent with a message."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    message = models.ForeignKey(Message, models.PROTECT, related_name="files")
    name = models.CharField(_("file name"), max_length=255)
    media = models.CharField(_("kind of file"), max_length=80)
    size = models.PositiveIntegerField(_("bytes"))
    content = models.BinaryField()

    objects = FinalScoped(permissions.files)
    unscoped = FinalUnscoped()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name
