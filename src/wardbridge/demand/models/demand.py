"""What a school needs for a cohort, and how a round meets it."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wardbridge.cohorts.models import Programme
from wardbridge.core.models import Organisation, User
from wardbridge.core.scoping import ScopedManager, Unscoped
from wardbridge.demand import permissions
from wardbridge.demand.enums import DemandState, Route
from wardbridge.institutions.models import Discipline, Site
from wardbridge.planning.models import Round


class Routing(models.Model):
    """How a round meets demand, and its two deadlines; a round without a row plans centrally."""

    round = models.OneToOneField(Round, models.CASCADE, related_name="routing")
    route = models.CharField(_("how demand is met"), max_length=10, choices=Route, default=Route.CENTRAL)
    file_until = models.DateField(_("demand is filed until"), null=True, blank=True)
    answer_until = models.DateField(_("hospitals answer until"), null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.round_id}: {self.route}"


class Demand(models.Model):
    """A cohort's demand: how many learners of a programme, what they need, where they would like to go."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    school = models.ForeignKey(Organisation, models.PROTECT, related_name="demands")
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="demands")
    round = models.ForeignKey(Round, models.PROTECT, null=True, blank=True, related_name="demands")
    cohort = models.CharField(_("cohort"), max_length=60)
    learners = models.PositiveIntegerField(_("learners of the cohort"))
    notes = models.TextField(_("notes"), max_length=2000, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=DemandState, default=DemandState.DRAFT)
    created = models.DateTimeField(default=timezone.now)
    filed_at = models.DateTimeField(null=True, blank=True)
    filed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    objects = ScopedManager(permissions.demands)
    unscoped = Unscoped()

    class Meta:
        ordering = ["-created", "-pk"]
        constraints = [models.CheckConstraint(name="demand_has_learners", condition=models.Q(learners__gte=1))]

    def __str__(self) -> str:
        return self.cohort


class Preference(models.Model):
    """A site that the school would like, by rank (1 is dearest)."""

    demand = models.ForeignKey(Demand, models.CASCADE, related_name="preferences")
    site = models.ForeignKey(Site, models.PROTECT, related_name="+")
    rank = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["rank"]
        constraints = [models.UniqueConstraint(fields=["demand", "site"], name="preferred_once")]

    def __str__(self) -> str:
        return f"{self.rank}: {self.site_id}"


class Line(models.Model):
    """Learners at one time in a discipline, for whole weeks from a Monday."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    demand = models.ForeignKey(Demand, models.CASCADE, related_name="lines")
    discipline = models.ForeignKey(Discipline, models.PROTECT, related_name="+")
    learners = models.PositiveIntegerField(_("learners"))
    first = models.DateField(_("from Monday"))
    weeks = models.PositiveSmallIntegerField(_("number of weeks"))

    objects = ScopedManager(permissions.lines)
    unscoped = Unscoped()

    class Meta:
        ordering = ["first", "discipline__code", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["demand", "discipline", "first"], name="line_once"),
            models.CheckConstraint(name="line_counts", condition=models.Q(learners__gte=1) & models.Q(weeks__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.discipline_id} {self.first}: {self.learners}"

    @property
    def last(self) -> date:
        """Sunday of the last week."""
        return self.first + timedelta(days=7 * self.weeks - 1)


class Intake(models.Model):
    """Rows of a school's workbook that were refused: kept, with the reason beside each, until somebody clears them.

    `rows` lists ``{"row": number, "cells": [text], "faults": [{"code", "column", "found", "allowed"}]}``.
    """

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    school = models.ForeignKey(Organisation, models.PROTECT, related_name="demand_intakes")
    name = models.CharField(_("file name"), max_length=255)
    taken = models.PositiveIntegerField(default=0)
    heads = models.JSONField(default=list)
    rows = models.JSONField(default=list)
    created = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = ScopedManager(permissions.intakes)
    unscoped = Unscoped()

    class Meta:
        ordering = ["-created", "-pk"]

    def __str__(self) -> str:
        return self.name
