"""What makes a stay possible: money, language, visa, and the file on data that go abroad."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from wardbridge.compliance.models import Paper
from wardbridge.core.models import Organisation
from wardbridge.core.scoping import ScopedManager, Unscoped
from wardbridge.exchange import permissions
from wardbridge.exchange.enums import LanguageEvent
from wardbridge.exchange.models.fellowships import Fellowship


class Funding(models.Model):
    """Money of one source in one currency for days of the stay; `keeper` is the office that wrote the line."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    fellowship = models.ForeignKey(Fellowship, models.CASCADE, related_name="fundings")
    keeper = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    source = models.CharField(_("source"), max_length=160)
    amount = models.DecimalField(_("amount"), max_digits=14, decimal_places=2)
    currency = models.CharField(_("currency"), max_length=3)
    first = models.DateField(_("from"))
    last = models.DateField(_("to"))
    shared = models.BooleanField(_("the other office sees it"), default=True)

    objects = ScopedManager(permissions.fundings)
    unscoped = Unscoped()

    class Meta:
        ordering = ["first", "pk"]
        constraints = [
            models.CheckConstraint(name="funding_positive", condition=Q(amount__gt=0)),
            models.CheckConstraint(name="funding_dates", condition=Q(first__lte=F("last"))),
        ]

    def __str__(self) -> str:
        return f"{self.source}: {self.amount} {self.currency}"


class Instalment(models.Model):
    """A part of a funding, due on a day; in the funding's currency."""

    funding = models.ForeignKey(Funding, models.CASCADE, related_name="instalments")
    amount = models.DecimalField(_("amount"), max_digits=14, decimal_places=2)
    due = models.DateField(_("due"))
    paid_on = models.DateField(_("paid on"), null=True, blank=True)

    objects = ScopedManager(permissions.instalments)
    unscoped = Unscoped()

    class Meta:
        ordering = ["due", "pk"]
        constraints = [models.CheckConstraint(name="instalment_positive", condition=Q(amount__gt=0))]

    def __str__(self) -> str:
        return f"{self.amount} ({self.due})"


class LanguagePlan(models.Model):
    """The level somebody has, the level the stay needs, and by when (CEFR)."""

    fellowship = models.OneToOneField(Fellowship, models.CASCADE, related_name="language")
    language = models.CharField(_("language"), max_length=2, default="fr")
    now = models.CharField(_("level now"), max_length=2, blank=True)
    required = models.CharField(_("level required"), max_length=2)
    due = models.DateField(_("due"))

    objects = ScopedManager(permissions.of_fellowship)
    unscoped = Unscoped()

    def __str__(self) -> str:
        return f"{self.fellowship_id}: {self.now} → {self.required}"


class LanguageEntry(models.Model):
    """A course or a test; a test may have its result and its certificate."""

    plan = models.ForeignKey(LanguagePlan, models.CASCADE, related_name="entries")
    kind = models.CharField(_("kind"), max_length=8, choices=LanguageEvent)
    name = models.CharField(_("name"), max_length=160)
    on = models.DateField(_("day"))
    result = models.CharField(_("level reached"), max_length=2, blank=True)
    paper = models.OneToOneField(Paper, models.SET_NULL, null=True, blank=True, related_name="language_entry")

    objects = ScopedManager(permissions.language_entries)
    unscoped = Unscoped()

    class Meta:
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return f"{self.name} ({self.on})"


class Visa(models.Model):
    """The lawful stay: what was granted and for which days."""

    fellowship = models.OneToOneField(Fellowship, models.CASCADE, related_name="visa")
    kind = models.CharField(_("kind of visa"), max_length=60)
    first = models.DateField(_("valid from"))
    last = models.DateField(_("valid to"))
    granted_on = models.DateField(_("granted on"))

    objects = ScopedManager(permissions.of_fellowship)
    unscoped = Unscoped()

    class Meta:
        constraints = [models.CheckConstraint(name="visa_dates", condition=Q(first__lte=F("last")))]

    def __str__(self) -> str:
        return f"{self.fellowship_id}: {self.first} – {self.last}"


class TransferFile(models.Model):
    """The file that an organisation owes for sending personal data to one recipient abroad (PD-06)."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="transfer_files")
    recipient = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    because = models.ForeignKey(Fellowship, models.PROTECT, null=True, related_name="+")
    opened_on = models.DateField(_("opened on"))
    due = models.DateField(_("due"))
    filed_on = models.DateField(_("filed on"), null=True, blank=True)
    number = models.CharField(_("number of the file"), max_length=60, blank=True)

    objects = ScopedManager(permissions.transfers)
    unscoped = Unscoped()

    class Meta:
        ordering = ["due", "pk"]
        constraints = [models.UniqueConstraint(fields=["owner", "recipient"], name="transfer_once")]

    def __str__(self) -> str:
        return f"{self.owner_id} → {self.recipient_id}"
