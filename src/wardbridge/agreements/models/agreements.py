"""An agreement in its family, who its parties are, and who else may read it."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from wardbridge.agreements import permissions
from wardbridge.agreements.enums import SIGNED, Kind, Renewal, SecondLanguage, State, Subject
from wardbridge.core.models import Dated, Named, Organisation, RowIsFinal
from wardbridge.core.scoping import ScopedManager, Unscoped

AGREED = ("kind", "subject", "parent_id", "first", "last", "renewal", "renewal_months", "notice_days")
"""Columns that a signed agreement never changes; the database refuses it too (migration 0002)."""


class Agreement(Named):
    """One contract, annex or amendment. `first` and `last` are the days it names; `until` is when it ends in fact."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="agreements_owned")
    code = models.CharField(_("own number"), max_length=60)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    subject = models.CharField(_("about"), max_length=12, choices=Subject)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    follows = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="followers")
    first = models.DateField(_("from"))
    last = models.DateField(_("to"), null=True, blank=True)
    renewed_until = models.DateField(_("renewed until"), null=True, blank=True)
    notice_on = models.DateField(_("notice against renewal given on"), null=True, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    renewal = models.CharField(_("renewal"), max_length=10, choices=Renewal, default=Renewal.NONE)
    renewal_months = models.PositiveSmallIntegerField(_("months of each renewal"), default=12)
    notice_days = models.PositiveSmallIntegerField(_("days of notice"), default=30)
    second_language = models.CharField(_("second language"), max_length=2, choices=SecondLanguage, blank=True)
    approval = models.CharField(_("superior's approval"), max_length=120, blank=True)
    approved_on = models.DateField(_("approved on"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.DRAFT)
    synthetic = models.BooleanField(_("synthetic"), default=False)

    objects = ScopedManager(permissions.agreements)
    unscoped = Unscoped()

    class Meta:
        ordering = ["-first", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "code"], name="agreement_code"),
            models.CheckConstraint(name="agreement_dates", condition=Q(last=None) | Q(first__lte=F("last"))),
            models.CheckConstraint(name="agreement_not_its_own_part", condition=~Q(parent=F("pk"))),
        ]
        indexes = [models.Index(fields=["state", "last"], name="agreement_ending")]

    @property
    def until(self) -> date | None:
        """The last day it holds, as known now; `None` when it has no end."""
        return self.ended_on or self.renewed_until or self.last

    @property
    def is_signed(self) -> bool:
        return self.state in SIGNED

    def holds_on(self, day: date) -> bool:
        """Whether it is, or was, in force on `day`; a suspended one is not."""
        signed = self.is_signed and self.state != State.SUSPENDED
        return signed and self.first <= day and (self.until is None or day <= self.until)

    @classmethod
    def from_db(cls, *args: Any, **kwargs: Any) -> Agreement:
        row = super().from_db(*args, **kwargs)
        row._signed = row.__dict__.get("state") in SIGNED
        row._agreed = tuple(row.__dict__.get(name) for name in AGREED)
        return row

    _signed = False
    _agreed: tuple[Any, ...] = ()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store; RowIsFinal when a column that the parties signed would change."""
        if self._signed and self._agreed != tuple(self.__dict__.get(name) for name in AGREED):
            raise RowIsFinal(self)
        super().save(*args, **kwargs)


class Party(models.Model):
    """A party: the number it gives the agreement, and the post that signs; a blank name is "name not recorded"."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="parties")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    code = models.CharField(_("number at the party"), max_length=60, blank=True)
    signatory = models.CharField(_("who signs"), max_length=120, blank=True)
    post = models.CharField(_("post"), max_length=160)
    coordinator = models.CharField(_("coordinator"), max_length=160, blank=True)
    email = models.EmailField(_("e-mail of the coordinator"), blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    objects = ScopedManager(permissions.of_agreement)
    unscoped = Unscoped()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["agreement", "organisation"], name="agreement_party_once")]

    def __str__(self) -> str:
        return f"{self.agreement_id}: {self.organisation_id}"


class Share(Dated):
    """An organisation that may read the agreement without being a party, from a day to a day."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="shares")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")

    objects = ScopedManager(permissions.of_agreement)
    unscoped = Unscoped()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agreement", "organisation"], name="agreement_shared_once")]

    def __str__(self) -> str:
        return f"{self.agreement_id} → {self.organisation_id}"
