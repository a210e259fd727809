"""What an agreement says, as rows: clauses, obligations, quotas, fees, budget."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wardbridge.agreements import permissions
from wardbridge.agreements.enums import Exchanged, FeeUnit, ObligationKind, PaperKind
from wardbridge.agreements.models.agreements import Agreement
from wardbridge.agreements.models.texts import Document
from wardbridge.core.enums import Level
from wardbridge.core.models import Organisation, User
from wardbridge.core.scoping import ScopedManager, Unscoped
from wardbridge.institutions.models import Discipline


class Clause(models.Model):
    """An article, in Vietnamese and in the second language; `code` is that of the checklist, or blank."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="clauses")
    code = models.CharField(max_length=40)
    text_vi = models.TextField(blank=True)
    text_other = models.TextField(blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    objects = ScopedManager(permissions.of_agreement)
    unscoped = Unscoped()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["agreement", "code"], name="clause_once")]

    def __str__(self) -> str:
        return self.code


class Obligation(models.Model):
    """What one party owes by a day: a duty or a deliverable, and the proof that it was met."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="obligations")
    kind = models.CharField(_("kind"), max_length=12, choices=ObligationKind, default=ObligationKind.DUTY)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    text = models.CharField(_("what is owed"), max_length=300)
    due = models.DateField(_("due"))
    met_on = models.DateField(_("met on"), null=True, blank=True)
    met_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    proof = models.CharField(_("proof"), max_length=300, blank=True)
    evidence = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")

    objects = ScopedManager(permissions.of_agreement)
    unscoped = Unscoped()

    class Meta:
        ordering = ["due", "pk"]

    def __str__(self) -> str:
        return self.text


class Quota(models.Model):
    """How many people one party may send to another in a year, of which kind, discipline and level."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="quotas")
    sender = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    host = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    who = models.CharField(_("who"), max_length=12, choices=Exchanged, default=Exchanged.STUDENT)
    discipline = models.ForeignKey(Discipline, models.PROTECT, null=True, blank=True, related_name="+")
    level = models.CharField(_("level"), max_length=20, choices=Level, blank=True)
    year = models.PositiveSmallIntegerField(_("year"))
    people = models.PositiveIntegerField(_("people"))
    months = models.PositiveSmallIntegerField(_("months of each stay"), null=True, blank=True)
    cefr = models.CharField(_("language level"), max_length=2, blank=True)

    objects = ScopedManager(permissions.of_agreement)
    unscoped = Unscoped()

    class Meta:
        ordering = ["year", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "sender", "host", "who", "discipline", "level", "year"], name="quota_once"
            ),
            models.UniqueConstraint(
                fields=["agreement", "sender", "host", "who", "level", "year"],
                condition=Q(discipline=None),
                name="quota_once_for_all_disciplines",
            ),
            models.CheckConstraint(name="quota_has_people", condition=Q(people__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.sender_id} → {self.host_id}: {self.people} ({self.year})"


class Fee(models.Model):
    """The price of practice (VN-13): what the school pays the hospital, and which share of tuition that is."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="fees")
    payer = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    payee = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    level = models.CharField(_("level"), max_length=20, choices=Level, blank=True)
    amount = models.DecimalField(_("amount"), max_digits=14, decimal_places=2)
    currency = models.CharField(_("currency"), max_length=3, default="VND")
    unit = models.CharField(_("for"), max_length=14, choices=FeeUnit)
    tuition_share = models.DecimalField(_("share of tuition, %"), max_digits=5, decimal_places=2, null=True, blank=True)

    objects = ScopedManager(permissions.of_agreement)
    unscoped = Unscoped()

    class Meta:
        ordering = ["level", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "payer", "payee", "level"], name="fee_once"),
            models.CheckConstraint(name="fee_positive", condition=Q(amount__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.amount} {self.currency}"


class BudgetLine(models.Model):
    """Money that a party sets aside; the owner says whether the others see the line."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="budget")
    payer = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    text = models.CharField(_("for"), max_length=200)
    amount = models.DecimalField(_("amount"), max_digits=14, decimal_places=2)
    currency = models.CharField(_("currency"), max_length=3, default="VND")
    shared = models.BooleanField(_("the parties see it"), default=True)

    objects = ScopedManager(permissions.shared_lines)
    unscoped = Unscoped()

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(name="budget_positive", condition=Q(amount__gt=0))]

    def __str__(self) -> str:
        return f"{self.text}: {self.amount} {self.currency}"


class Reminder(models.Model):
    """That the parties were told, so many days ahead, of an end or of something due; tells each thing once."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="reminders")
    obligation = models.ForeignKey(Obligation, models.CASCADE, null=True, related_name="reminders")
    due = models.DateField()
    days = models.SmallIntegerField()
    at = models.DateTimeField(default=timezone.now)

    objects = ScopedManager(permissions.of_agreement)
    unscoped = Unscoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["obligation", "due", "days"], name="reminded_once_of_an_obligation"),
            models.UniqueConstraint(
                fields=["agreement", "due", "days"], condition=Q(obligation=None), name="reminded_once_of_the_end"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.due} ({self.days})"


class WordTemplate(models.Model):
    """The DOCX into which an organisation sets its papers of a kind."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="word_templates")
    kind = models.CharField(max_length=10, choices=PaperKind, default=PaperKind.CONTRACT)
    name = models.CharField(_("file name"), max_length=255)
    content = models.BinaryField()

    objects = ScopedManager(permissions.templates)
    unscoped = Unscoped()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "kind"], name="word_template_once")]

    def __str__(self) -> str:
        return self.name
