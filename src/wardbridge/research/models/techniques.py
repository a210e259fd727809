"""A technique on its way from one hospital to another: steps with their proof, people trained, cases by month.

Cases are counted, never described: there is no column in which a patient could stand.
"""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wardbridge.agreements.models import Agreement
from wardbridge.core.final import Final, FinalScoped, FinalUnscoped
from wardbridge.core.models import Named, Organisation, User
from wardbridge.core.scoping import ScopedManager, Unscoped
from wardbridge.institutions.models import Department
from wardbridge.research import permissions
from wardbridge.research.enums import Step


class Technique(Named):
    """What `owner` takes up from `source`, in which department, under which agreement, and why."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="techniques")
    source = models.ForeignKey(Organisation, models.PROTECT, related_name="techniques_given")
    code = models.CharField(_("own number"), max_length=60)
    department = models.ForeignKey(Department, models.PROTECT, null=True, blank=True, related_name="+")
    agreement = models.ForeignKey(Agreement, models.PROTECT, null=True, blank=True, related_name="techniques")
    need = models.CharField(_("need"), max_length=500)
    step = models.CharField(_("step"), max_length=12, choices=Step, default=Step.NEED)
    first_case = models.DateField(_("first case"), null=True, blank=True)
    outcome = models.CharField(_("outcome"), max_length=500, blank=True)
    synthetic = models.BooleanField(_("synthetic"), default=False)

    objects = ScopedManager(permissions.techniques)
    unscoped = Unscoped()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "code"], name="technique_code"),
            models.CheckConstraint(name="technique_from_another", condition=~Q(owner=F("source"))),
            # invariant 12: in use only with a first case; that it was approved is the step before
            models.CheckConstraint(
                name="technique_live_with_case",
                condition=~Q(step__in=["live", "independent", "sustained"]) | Q(first_case__isnull=False),
            ),
        ]


class TechniqueStep(Final):
    """A step that was reached, on which day, and what proves it."""

    technique = models.ForeignKey(Technique, models.PROTECT, related_name="steps")
    step = models.CharField(max_length=12, choices=Step)
    on = models.DateField(_("reached on"))
    proof = models.CharField(_("proof"), max_length=300)
    actor = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    created = models.DateTimeField(default=timezone.now)

    objects = FinalScoped(permissions.of_technique)
    unscoped = FinalUnscoped()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.technique_id} {self.step}"


class Trained(models.Model):
    """Staff trained for a technique: how many of a post, where and until when."""

    technique = models.ForeignKey(Technique, models.CASCADE, related_name="trained")
    post = models.CharField(_("post"), max_length=160)
    people = models.PositiveSmallIntegerField(_("people"))
    where = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    on = models.DateField(_("trained until"))

    objects = ScopedManager(permissions.of_technique)
    unscoped = Unscoped()

    class Meta:
        ordering = ["on", "pk"]
        constraints = [models.CheckConstraint(name="trained_people", condition=Q(people__gte=1))]

    def __str__(self) -> str:
        return self.post


class MonthOfCases(models.Model):
    """Cases of one month: how many, of these under guidance, of these with a complication."""

    technique = models.ForeignKey(Technique, models.CASCADE, related_name="months")
    month = models.DateField(_("month"))
    cases = models.PositiveIntegerField(_("cases"))
    guided = models.PositiveIntegerField(_("under guidance"), default=0)
    complications = models.PositiveIntegerField(_("with a complication"), default=0)

    objects = ScopedManager(permissions.of_technique)
    unscoped = Unscoped()

    class Meta:
        ordering = ["month"]
        constraints = [
            models.UniqueConstraint(fields=["technique", "month"], name="month_of_cases_once"),
            models.CheckConstraint(
                name="cases_in_cases", condition=Q(guided__lte=F("cases")) & Q(complications__lte=F("cases"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.technique_id} {self.month:%Y-%m}: {self.cases}"
