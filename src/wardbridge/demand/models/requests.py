"""A request to a hospital, the conditions under which it receives, and every step between the two."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wardbridge.core.final import Final, FinalScoped, FinalUnscoped
from wardbridge.core.models import Organisation, User
from wardbridge.core.scoping import ScopedManager, Unscoped
from wardbridge.demand import permissions
from wardbridge.demand.enums import Proposal, Shift, State
from wardbridge.demand.models.demand import Line
from wardbridge.institutions.models import Department, Site
from wardbridge.people.models import Supervisor


class Request(models.Model):
    """Learners whom a school asks a site to receive, for whole weeks from a Monday.

    `due` is the day by which the side that has the word must answer. `terms` are those last offered or agreed; a reason
    code is one of the edition of the list that `edition` names (`demand/reasons/`).
    """

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    line = models.ForeignKey(Line, models.PROTECT, related_name="requests")
    site = models.ForeignKey(Site, models.PROTECT, related_name="requests")
    department = models.ForeignKey(Department, models.PROTECT, null=True, blank=True, related_name="requests")
    learners = models.PositiveIntegerField(_("learners"))
    first = models.DateField(_("from Monday"))
    weeks = models.PositiveSmallIntegerField(_("number of weeks"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    due = models.DateField(_("answer due"), null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    terms = models.ForeignKey("demand.Terms", models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(_("reason"), max_length=30, blank=True)
    edition = models.CharField(max_length=20, blank=True)
    proposal = models.CharField(_("proposal"), max_length=10, choices=Proposal, blank=True)
    proposed_site = models.ForeignKey(Site, models.PROTECT, null=True, blank=True, related_name="+")
    follows = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="followers")

    objects = ScopedManager(permissions.requests)
    unscoped = Unscoped()

    class Meta:
        ordering = ["due", "pk"]
        indexes = [
            models.Index(fields=["state", "due"], name="request_due"),
            models.Index(fields=["site", "first"], name="request_by_site"),
        ]
        constraints = [
            models.CheckConstraint(name="request_counts", condition=models.Q(learners__gte=1) & models.Q(weeks__gte=1)),
            models.CheckConstraint(
                name="request_declined_with_a_code", condition=~models.Q(state=State.DECLINED) | ~models.Q(reason="")
            ),
            models.CheckConstraint(
                name="request_accepted_on_terms",
                condition=~models.Q(state__in=[State.ACCEPTED, State.CONDITIONS]) | models.Q(terms__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """How people call it."""
        return f"{self.pk:05d}"

    @property
    def refused(self) -> bool:
        """Whether the hospital declined it, or left it unanswered until it expired."""
        return self.state == State.DECLINED or (self.state == State.EXPIRED and self.answered_at is None)

    @property
    def last(self) -> date:
        """Sunday of the last week."""
        return self.first + timedelta(days=7 * self.weeks - 1)


class Terms(Final):
    """What a hospital offers or has agreed to; written once, other terms are another row."""

    request = models.ForeignKey(Request, models.PROTECT, related_name="offered")
    department = models.ForeignKey(Department, models.PROTECT, related_name="+")
    learners = models.PositiveIntegerField(_("learners"))
    first = models.DateField(_("from Monday"))
    weeks = models.PositiveSmallIntegerField(_("number of weeks"))
    shift = models.CharField(_("time of the day"), max_length=10, choices=Shift, default=Shift.DAY)
    teacher = models.ForeignKey(Supervisor, models.PROTECT, null=True, blank=True, related_name="+")
    words = models.CharField(_("other conditions"), max_length=1000, blank=True)

    objects = FinalScoped(permissions.of_request)
    unscoped = FinalUnscoped()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.department_id} {self.first}: {self.learners}"

    @property
    def last(self) -> date:
        """Sunday of the last week."""
        return self.first + timedelta(days=7 * self.weeks - 1)


class Step(Final):
    """A change of state and who made it for whom: the request's history.

    `departure` says why more was given than the published rule gives while others wait; `waiver` why learners are
    received although no agreement is in force.
    """

    request = models.ForeignKey(Request, models.PROTECT, related_name="steps")
    at = models.DateTimeField(default=timezone.now)
    actor = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    before = models.CharField(max_length=10, choices=State)
    after = models.CharField(max_length=10, choices=State)
    words = models.CharField(max_length=1000, blank=True)
    terms = models.ForeignKey(Terms, models.PROTECT, null=True, related_name="+")
    departure = models.CharField(max_length=500, blank=True)
    waiver = models.CharField(max_length=500, blank=True)

    objects = FinalScoped(permissions.of_request)
    unscoped = FinalUnscoped()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.request_id} {self.before} → {self.after}"


class Told(models.Model):
    """That a reminder of this deadline was given: nobody is reminded twice."""

    request = models.ForeignKey(Request, models.CASCADE, related_name="reminders")
    due = models.DateField()
    days = models.SmallIntegerField()

    unscoped = Unscoped()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["request", "due", "days"], name="request_reminded_once")]

    def __str__(self) -> str:
        return f"{self.request_id} {self.due} {self.days}"
