"""The record of every change: entries, their erasable details, and the seals that chain them."""

from __future__ import annotations

from typing import Any, NoReturn, TypeVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class AppendOnly(models.Model):
    """Rows that are written once; saving again or deleting raises."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise RowIsFinal(self)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise RowIsFinal(self)


class RowIsFinal(RuntimeError):
    """An attempt to change what is written once."""

    def __init__(self, row: models.Model) -> None:
        super().__init__(f"{type(row).__name__} {row.pk} is written once and stays as it is")


M = TypeVar("M", bound=models.Model)


class FinalQuerySet(models.QuerySet[M]):
    """No change by the bulk doors either."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise RuntimeError("audit rows are never updated")

    def delete(self) -> NoReturn:
        raise RuntimeError("audit rows are never deleted")


FinalManager = models.Manager.from_queryset(FinalQuerySet)


class AuditEntry(AppendOnly):
    """Who did what to which record, when. Holds no personal data but the actor's id: that is in the detail."""

    at = models.DateTimeField(_("time"), default=timezone.now)
    actor_id = models.BigIntegerField(_("actor"), null=True)
    system = models.BooleanField(_("by the system"), default=False)
    verb = models.CharField(_("act"), max_length=80)
    object_type = models.CharField(_("kind of record"), max_length=60)
    object_id = models.CharField(_("record"), max_length=64)
    detail_digest = models.CharField(max_length=64)

    objects = FinalManager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["object_type", "object_id"], name="audit_object")]

    def __str__(self) -> str:
        return f"{self.verb} {self.object_type} {self.object_id}"


class AuditDetail(models.Model):
    """Before and after, with the salt of their digest; erasure empties this row and leaves the chain whole."""

    entry = models.OneToOneField(AuditEntry, models.PROTECT, related_name="detail")
    salt = models.CharField(max_length=32)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    erased_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"detail of {self.entry_id}"


class AuditSeal(AppendOnly):
    """A link of the chain: the entry's place in it and a digest over the entry and all before."""

    sequence = models.PositiveBigIntegerField(unique=True)
    entry = models.OneToOneField(AuditEntry, models.PROTECT, related_name="seal")
    digest = models.CharField(max_length=64)

    objects = FinalManager()

    class Meta:
        ordering = ["sequence"]

    def __str__(self) -> str:
        return f"{self.sequence} {self.digest[:12]}"


class AuditHead(models.Model):
    """The end of the chain, one row: what the next seal continues, and what shows a chain cut short."""

    sequence = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return f"head at {self.sequence}"
