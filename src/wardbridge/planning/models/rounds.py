"""The round: its calendar, who takes part, what they wish and what is imposed."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

from django.db import models

from wardbridge.core.models import Named
from wardbridge.core.scoping import ScopedManager, Unscoped
from wardbridge.planning import permissions
from wardbridge.planning.enums import LockOrigin, RoundState


class Round(Named):
    """A placement round (đợt thực tập): whole weeks from a Monday, planned as one.

    The many-to-many fields say which master records count in this round; the records live on their own and are
    shared by rounds.
    """

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    code = models.CharField(max_length=64)
    owner = models.ForeignKey("core.Organisation", models.PROTECT, related_name="rounds")
    first_day = models.DateField()
    weeks = models.PositiveSmallIntegerField()
    holidays = models.JSONField(default=list, blank=True)
    max_sites = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=12, choices=RoundState.choices, default=RoundState.DRAFT)
    synthetic = models.BooleanField(default=False)
    data_version = models.PositiveIntegerField(default=1)
    created = models.DateTimeField(auto_now_add=True)
    parties = models.ManyToManyField("core.Organisation", through="RoundParty", related_name="shared_rounds")
    sites = models.ManyToManyField("institutions.Site", related_name="rounds", blank=True)
    departments = models.ManyToManyField("institutions.Department", related_name="rounds", blank=True)
    supervisors = models.ManyToManyField("people.Supervisor", related_name="rounds", blank=True)
    programmes = models.ManyToManyField("cohorts.Programme", related_name="rounds", blank=True)
    groups = models.ManyToManyField("cohorts.Group", related_name="rounds", blank=True)
    offers = models.ManyToManyField("capacity.Offer", related_name="rounds", blank=True)
    quotas = models.ManyToManyField("capacity.SiteQuota", related_name="rounds", blank=True)

    objects = ScopedManager(permissions.rounds)
    unscoped = Unscoped()

    class Meta:
        ordering = ["-first_day", "code"]
        constraints = [models.UniqueConstraint(fields=["owner", "code"], name="round_code_per_owner")]

    def __str__(self) -> str:
        return self.code

    @property
    def last_day(self) -> date:
        """Sunday of the last week."""
        return self.first_day + timedelta(days=7 * self.weeks - 1)

    def week_start(self, period: int) -> date:
        """Monday of a period (counted from 0)."""
        return self.first_day + timedelta(days=7 * period)

    def week_end(self, period: int) -> date:
        """Sunday of a period (counted from 0)."""
        return self.first_day + timedelta(days=7 * period + 6)

    def period_of(self, day: date) -> int | None:
        """The period in which a day lies; `None` outside the round."""
        period = (day - self.first_day).days // 7
        return period if 0 <= period < self.weeks else None


class RoundParty(models.Model):
    """An organisation that takes part in a round: it sees what concerns it."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="party_rows")
    organisation = models.ForeignKey("core.Organisation", models.PROTECT, related_name="round_party_rows")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "organisation"], name="party_once")]

    def __str__(self) -> str:
        return f"{self.round_id}: {self.organisation_id}"


class Participant(models.Model):
    """A learner's enrolment in a round."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="participants")
    enrolment = models.ForeignKey("cohorts.Enrolment", models.PROTECT, related_name="participations")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "enrolment"], name="participant_once")]

    def __str__(self) -> str:
        return f"{self.round_id}: {self.enrolment_id}"


class Wish(models.Model):
    """A wish by rank (1 is dearest); what is blank does not restrict."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="wishes")
    rank = models.PositiveSmallIntegerField()
    site = models.ForeignKey("institutions.Site", models.CASCADE, null=True, blank=True, related_name="+")
    discipline = models.ForeignKey("institutions.Discipline", models.CASCADE, null=True, blank=True, related_name="+")
    department = models.ForeignKey("institutions.Department", models.CASCADE, null=True, blank=True, related_name="+")
    track = models.ForeignKey("cohorts.Track", models.CASCADE, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["participant_id", "rank", "id"]

    def __str__(self) -> str:
        return f"{self.participant_id} #{self.rank}"


class Lock(models.Model):
    """An imposed placement: the learner is in the department from the first to the last day."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="locks")
    department = models.ForeignKey("institutions.Department", models.PROTECT, related_name="+")
    first = models.DateField()
    last = models.DateField()
    reason = models.CharField(max_length=200, blank=True)
    origin = models.CharField(max_length=10, choices=LockOrigin.choices, default=LockOrigin.WORKBOOK)

    class Meta:
        ordering = ["participant_id", "first", "id"]
        constraints = [
            models.UniqueConstraint(fields=["participant", "department", "first", "last"], name="lock_once"),
        ]

    def __str__(self) -> str:
        return f"{self.participant_id} {self.department_id} {self.first}"
