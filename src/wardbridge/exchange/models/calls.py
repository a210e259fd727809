"""A call: for whom, under which quotas, until when, and by which rubric one is chosen."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from wardbridge.agreements.enums import Exchanged
from wardbridge.agreements.models import Quota
from wardbridge.core.models import Named, Organisation, User
from wardbridge.core.scoping import ScopedManager, Unscoped
from wardbridge.exchange import permissions
from wardbridge.exchange.enums import CallState, PaperKind, Track
from wardbridge.institutions.models import Department


class Call(Named):
    """An office calls for applications. `deadline` is a moment, told in the time zone `zone`; `seed` breaks ties."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="calls")
    code = models.CharField(_("own number"), max_length=60)
    who = models.CharField(_("for whom"), max_length=12, choices=Exchanged)
    track = models.CharField(_("status of the stay"), max_length=12, choices=Track)
    first = models.DateField(_("first day of the stay"))
    last = models.DateField(_("last day of the stay"))
    deadline = models.DateTimeField(_("deadline"))
    zone = models.CharField(_("time zone of the deadline"), max_length=40, default="Asia/Ho_Chi_Minh")
    seed = models.CharField(_("seed of the draw"), max_length=40)
    minimum = models.DecimalField(_("fewest points to be nominated"), max_digits=6, decimal_places=2, default=0)
    state = models.CharField(_("state"), max_length=10, choices=CallState, default=CallState.DRAFT)
    published_at = models.DateTimeField(null=True, blank=True)
    synthetic = models.BooleanField(_("synthetic"), default=False)

    objects = ScopedManager(permissions.calls)
    unscoped = Unscoped()

    class Meta:
        ordering = ["-deadline", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "code"], name="call_code"),
            models.CheckConstraint(name="call_dates", condition=Q(first__lte=F("last"))),
        ]

    @property
    def closes(self) -> datetime:
        """The deadline as the clock of its own time zone shows it."""
        return self.deadline.astimezone(ZoneInfo(self.zone))

    @property
    def closes_at(self) -> str:
        """The deadline to the minute on its own clock: a page would show it on the reader's."""
        return f"{self.closes:%d/%m/%Y %H:%M}"

    def takes_at(self, moment: datetime) -> bool:
        """Whether an application sent at `moment` is in time: the deadline's own second still is."""
        return self.state == CallState.OPEN and moment <= self.deadline


class Place(models.Model):
    """So many places at one host under one quota of an agreement; a department when the quota is for one."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    call = models.ForeignKey(Call, models.CASCADE, related_name="places")
    quota = models.ForeignKey(Quota, models.PROTECT, related_name="+")
    department = models.ForeignKey(Department, models.PROTECT, null=True, blank=True, related_name="+")
    places = models.PositiveSmallIntegerField(_("places"))

    objects = ScopedManager(permissions.of_call)
    unscoped = Unscoped()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["call", "quota", "department"], name="place_of_quota_once"),
            models.UniqueConstraint(
                fields=["call", "quota"], condition=Q(department=None), name="place_once_for_all_departments"
            ),
            models.CheckConstraint(name="place_has_places", condition=Q(places__gte=1)),
        ]

    def __str__(self) -> str:
        parts = [self.quota.host.name]
        if self.department is not None:
            parts.append(self.department.name)
        if self.quota.discipline is not None and self.department is None:
            parts.append(self.quota.discipline.name)
        return " · ".join(parts)


class Asked(models.Model):
    """A paper that applicants must send; `until_end` when it must hold until the last day of the stay."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="asked")
    kind = models.CharField(_("paper"), max_length=12, choices=PaperKind)
    required = models.BooleanField(_("required"), default=True)
    until_end = models.BooleanField(_("must hold until the last day of the stay"), default=False)

    objects = ScopedManager(permissions.of_call)
    unscoped = Unscoped()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["call", "kind"], name="asked_once")]

    def __str__(self) -> str:
        return self.get_kind_display()


class Criterion(Named):
    """A line of the rubric, with the most points it gives."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="criteria")
    code = models.SlugField(_("code"), max_length=40)
    most = models.PositiveSmallIntegerField(_("most points"))
    order = models.PositiveSmallIntegerField(default=0)

    objects = ScopedManager(permissions.of_call)
    unscoped = Unscoped()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["call", "code"], name="criterion_once"),
            models.CheckConstraint(name="criterion_gives_points", condition=Q(most__gte=1)),
        ]


class Reviewer(models.Model):
    """Who scores the applications of a call; his own department, and whether he heads it, tell conflicts."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="reviewers")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    department = models.ForeignKey(Department, models.PROTECT, null=True, blank=True, related_name="+")
    head = models.BooleanField(_("head of the department"), default=False)

    objects = ScopedManager(permissions.reviewers)
    unscoped = Unscoped()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["call", "user"], name="reviewer_once")]

    def __str__(self) -> str:
        return f"{self.call_id}: {self.user_id}"
