"""What is published: immutable versions, and what people do with them (swaps, calendar feeds)."""

from __future__ import annotations

from uuid import uuid4

from django.db import models

from wardbridge.core.final import Final, FinalScoped, FinalUnscoped
from wardbridge.core.scoping import ScopedManager, Unscoped
from wardbridge.rulekit.shifts import Shift
from wardbridge.schedule import permissions
from wardbridge.schedule.enums import Ground, SwapState


class Version(Final):
    """A published version of a round's schedule; never changes (invariant 4)."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    round = models.ForeignKey("planning.Round", models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    draft = models.OneToOneField("planning.Draft", models.PROTECT, related_name="published")
    actor = models.ForeignKey("core.User", models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=500, blank=True)
    warnings = models.JSONField(default=list)
    snapshot = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64)
    published_at = models.DateTimeField()

    objects = FinalScoped(permissions.versions)
    unscoped = FinalUnscoped()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["round", "number"], name="version_number")]

    def __str__(self) -> str:
        return f"{self.round_id} version {self.number}"


class Current(models.Model):
    """Which version of a round holds now: the only thing that moves when a new one is published."""

    round = models.OneToOneField("planning.Round", models.PROTECT, related_name="current")
    version = models.OneToOneField(Version, models.PROTECT, related_name="current_for")

    def __str__(self) -> str:
        return f"{self.round_id}: {self.version_id}"


class Placement(Final):
    """One block of one learner in a published version; `part` numbers those of one requirement and discipline.

    `series` stays the same from version to version while learner, requirement, discipline and part do, and `sequence`
    grows each time the block changed: a calendar feed then updates the event it knows.
    """

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    version = models.ForeignKey(Version, models.PROTECT, related_name="placements")
    enrolment = models.ForeignKey("cohorts.Enrolment", models.PROTECT, related_name="placements")
    requirement = models.CharField(max_length=64)
    discipline = models.ForeignKey("institutions.Discipline", models.PROTECT, related_name="+")
    department = models.ForeignKey("institutions.Department", models.PROTECT, related_name="placements")
    periods = models.JSONField(default=list)
    shift = models.CharField(max_length=10, default=Shift.DAY)
    part = models.PositiveSmallIntegerField(default=0)
    first = models.DateField()
    last = models.DateField()
    series = models.UUIDField(default=uuid4)
    sequence = models.PositiveIntegerField(default=0)

    objects = FinalScoped(permissions.placements)
    unscoped = FinalUnscoped()

    class Meta:
        ordering = ["first", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "enrolment", "requirement", "discipline", "part"], name="placement_once_per_part"
            ),
            models.CheckConstraint(condition=models.Q(first__lte=models.F("last")), name="placement_span"),
        ]
        indexes = [models.Index(fields=["department", "first", "last"], name="placement_by_department")]

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.department_id} {self.first}"


class Waiver(Final):
    """That a named person published placements of a school in a hospital against what hinders them, and why."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="waivers")
    school = models.ForeignKey("core.Organisation", models.PROTECT, related_name="+")
    hospital = models.ForeignKey("core.Organisation", models.PROTECT, related_name="+")
    ground = models.CharField(max_length=10, choices=Ground, default=Ground.AGREEMENT)
    actor = models.ForeignKey("core.User", models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=500)

    objects = FinalScoped(permissions.waivers)
    unscoped = FinalUnscoped()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["version", "school", "hospital", "ground"], name="waived_once")]

    def __str__(self) -> str:
        return f"{self.version_id}: {self.school_id} → {self.hospital_id}"


class PlacementSupervisor(Final):
    """Who guides the learner during the placement."""

    placement = models.ForeignKey(Placement, models.PROTECT, related_name="supervisor_rows")
    supervisor = models.ForeignKey("people.Supervisor", models.PROTECT, related_name="placement_rows")

    objects = FinalUnscoped()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["placement", "supervisor"], name="supervisor_once")]

    def __str__(self) -> str:
        return f"{self.placement_id}: {self.supervisor_id}"


class SwapRequest(models.Model):
    """Two learners of one programme ask to exchange their rotations; the office decides."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    round = models.ForeignKey("planning.Round", models.PROTECT, related_name="swaps")
    asker = models.ForeignKey("planning.Participant", models.CASCADE, related_name="swaps_asked")
    other = models.ForeignKey("planning.Participant", models.CASCADE, related_name="swaps_received")
    state = models.CharField(max_length=10, choices=SwapState.choices, default=SwapState.ASKED)
    reason = models.CharField(max_length=500, blank=True)
    answer = models.CharField(max_length=500, blank=True)
    verdict = models.JSONField(default=dict)
    version = models.ForeignKey(Version, models.PROTECT, null=True, blank=True, related_name="swaps")
    decided_by = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")
    created = models.DateTimeField(auto_now_add=True)
    changed = models.DateTimeField(auto_now=True)

    objects = ScopedManager(permissions.swaps)
    unscoped = Unscoped()

    class Meta:
        ordering = ["-created", "-id"]

    def __str__(self) -> str:
        return f"{self.asker_id} ⇄ {self.other_id}"


class FeedToken(models.Model):
    """A private address of a person's calendar feed; revoked ones stay, so that they never come back.

    The token is made from `key` and the installation's secret, and found by its SHA-256: who reads the database alone
    can't read the feeds' addresses, yet its owner may see the address again.
    """

    key = models.UUIDField(default=uuid4, unique=True, editable=False)
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="feed_tokens")
    digest = models.CharField(max_length=64, unique=True)
    created = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedManager(permissions.feeds)
    unscoped = Unscoped()

    class Meta:
        ordering = ["-created", "-id"]

    def __str__(self) -> str:
        return f"{self.person_id}"


class Disruption(models.Model):
    """A limit that fell below what a round holds of it after publication: it un-places nobody, and waits for a repair.

    Figures are in learners of the limit's level. It closes by itself when the limit holds again.
    """

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    round = models.ForeignKey("planning.Round", models.CASCADE, related_name="disruptions")
    limit = models.ForeignKey("capacity.Limit", models.PROTECT, related_name="disruptions")
    found = models.PositiveIntegerField()
    allowed = models.PositiveIntegerField()
    opened = models.DateTimeField(auto_now_add=True)
    closed = models.DateTimeField(null=True, blank=True)

    objects = ScopedManager(permissions.disruptions)
    unscoped = Unscoped()

    class Meta:
        ordering = ["limit__first", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "limit"], condition=models.Q(closed=None), name="disruption_open_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.round_id}: {self.limit_id}"
