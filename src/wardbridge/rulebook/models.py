"""Editions of the rule packs: what an authority loaded or changed, written once."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wardbridge.core.models import Organisation, User
from wardbridge.core.models.audit import AppendOnly, FinalManager


class Edition(AppendOnly):
    """One edition of a pack, whole; the highest number is in force. Number 0 ships with us and has no row."""

    pack = models.SlugField(_("rule pack"), max_length=60)
    number = models.PositiveIntegerField(_("edition"))
    text = models.TextField(help_text=_("The pack as TOML."))
    reason = models.CharField(_("reason"), max_length=300)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("time"), default=timezone.now)

    objects = FinalManager()

    class Meta:
        ordering = ["pack", "-number"]
        constraints = [models.UniqueConstraint(fields=["pack", "number"], name="edition_number")]

    def __str__(self) -> str:
        return f"{self.pack} {self.number}"
