"""What must be shown before a placement may start, and what each learner has shown."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from wardbridge.cohorts.models import Enrolment, Programme
from wardbridge.compliance import permissions
from wardbridge.compliance.enums import GateKind, ItemState, Verifier
from wardbridge.core.models import Dated, Named, Organisation, User
from wardbridge.core.scoping import ScopedManager, Unscoped
from wardbridge.institutions.models import Department, Site


class Gate(Named, Dated):
    """A requirement of a site, a department or a programme; what is blank does not restrict. Public, as a rule is.

    `days_before` is how many days before the placement starts it is due.
    """

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="gates")
    kind = models.CharField(_("kind"), max_length=20, choices=GateKind)
    verifier = models.CharField(_("verified by"), max_length=10, choices=Verifier, default=Verifier.SCHOOL)
    programme = models.ForeignKey(Programme, models.PROTECT, null=True, blank=True, related_name="gates")
    site = models.ForeignKey(Site, models.PROTECT, null=True, blank=True, related_name="gates")
    department = models.ForeignKey(Department, models.PROTECT, null=True, blank=True, related_name="gates")
    days_before = models.PositiveSmallIntegerField(_("days before the start"), default=14)

    class Meta:
        ordering = ["name_vi", "pk"]
        constraints = [
            models.CheckConstraint(
                name="gate_first_before_last",
                condition=models.Q(first=None) | models.Q(last=None) | models.Q(first__lte=models.F("last")),
            )
        ]

    @property
    def code(self) -> str:  # type: ignore[override]  # what a name falls back to
        return str(self.uid)[:8]


class Paper(models.Model):
    """The bytes a learner sent, encrypted; read through `papers.read` alone, which writes down who read them."""

    name = models.CharField(_("file name"), max_length=255)
    media = models.CharField(_("kind of file"), max_length=80)
    size = models.PositiveIntegerField(_("bytes"))
    sealed = models.BinaryField()

    unscoped = Unscoped()

    def __str__(self) -> str:
        return self.name


class Item(models.Model):
    """How one gate stands for one learner; no row: nothing was shown yet."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    gate = models.ForeignKey(Gate, models.PROTECT, related_name="items")
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="compliance_items")
    state = models.CharField(_("state"), max_length=10, choices=ItemState)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    paper = models.OneToOneField(Paper, models.SET_NULL, null=True, blank=True, related_name="item")
    words = models.CharField(_("reason"), max_length=300, blank=True)
    submitted = models.DateTimeField(null=True, blank=True)
    decided = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    objects = ScopedManager(permissions.items)
    unscoped = Unscoped()

    class Meta:
        ordering = ["submitted", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["gate", "enrolment"], name="item_once_per_gate"),
            models.CheckConstraint(
                name="item_temporary_has_a_day",
                condition=~models.Q(state=ItemState.TEMPORARY) | models.Q(valid_until__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gate_id} {self.enrolment_id}: {self.state}"
