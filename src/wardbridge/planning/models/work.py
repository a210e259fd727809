"""Long work on a round: files received and runs of the engine."""

from __future__ import annotations

from uuid import uuid4

from django.db import models

from wardbridge.core.scoping import ScopedManager, Unscoped
from wardbridge.planning import permissions
from wardbridge.planning.enums import RunState, RunStatus, UploadKind, UploadState
from wardbridge.planning.models.rounds import Participant, Round


class Upload(models.Model):
    """A file received, what was read in it, and its fate. Nothing of it is in the records before `confirm`."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    owner = models.ForeignKey("core.Organisation", models.PROTECT, related_name="uploads")
    actor = models.ForeignKey("core.User", models.PROTECT, null=True, related_name="uploads")
    round = models.ForeignKey(Round, models.SET_NULL, null=True, blank=True, related_name="uploads")
    programme = models.ForeignKey("cohorts.Programme", models.SET_NULL, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=10, choices=UploadKind.choices, default=UploadKind.WORKBOOK)
    state = models.CharField(max_length=10, choices=UploadState.choices, default=UploadState.RECEIVED)
    file = models.FileField(upload_to="uploads/%Y/%m/", max_length=255)
    name = models.CharField(max_length=255)
    digest = models.CharField(max_length=64, blank=True)
    faults = models.JSONField(default=list)
    warnings = models.JSONField(default=list)
    counts = models.JSONField(default=dict)
    summary = models.JSONField(default=dict)
    book = models.JSONField(null=True)
    guess = models.JSONField(null=True)
    job = models.ForeignKey("core.JobRun", models.SET_NULL, null=True, blank=True, related_name="+")
    created = models.DateTimeField(auto_now_add=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedManager(permissions.uploads)
    unscoped = Unscoped()

    class Meta:
        ordering = ["-created", "-id"]

    def __str__(self) -> str:
        return self.name


class Run(models.Model):
    """One run of the engine on a round: what was asked, the curve it drew and what it proved."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    round = models.ForeignKey(Round, models.CASCADE, related_name="runs")
    number = models.PositiveIntegerField()
    actor = models.ForeignKey("core.User", models.PROTECT, null=True, related_name="+")
    job = models.ForeignKey("core.JobRun", models.SET_NULL, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=10, choices=RunState.choices, default=RunState.QUEUED)
    seed = models.BigIntegerField(default=0)
    time_limit = models.FloatField(null=True, blank=True)
    snapshot = models.BigIntegerField(default=0)
    """Number of the ledger's entry on which it planned."""
    held = models.JSONField(null=True)
    """What others held then of the round's limits (`others.Snapshot.to_json`); none in runs older than this column."""
    data_stamp = models.CharField(max_length=64, blank=True)
    status = models.CharField(max_length=12, choices=RunStatus.choices, blank=True)
    objective = models.FloatField(null=True)
    bound = models.FloatField(null=True)
    gap = models.FloatField(null=True)
    unplaced = models.PositiveIntegerField(null=True)
    seconds = models.FloatField(null=True)
    curve = models.JSONField(default=list)
    counts = models.JSONField(default=dict)
    points = models.JSONField(default=dict)
    reasons = models.JSONField(default=list)
    duals = models.JSONField(default=list)
    changes = models.JSONField(default=list)
    """What this run supposes to be otherwise than the records (`bridge.ways_out`); nothing for a run on them."""
    ways = models.JSONField(default=list)
    """Ways out where not everyone can be placed, found by the task after the run."""
    created = models.DateTimeField(auto_now_add=True)
    ended = models.DateTimeField(null=True, blank=True)

    objects = ScopedManager(permissions.of_round)
    unscoped = Unscoped()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["round", "number"], name="run_number")]

    def __str__(self) -> str:
        return f"{self.round_id} run {self.number}"


class Explanation(models.Model):
    """Why a run placed a participant as it did: statements as data, and the blocks that they speak of.

    `blocks` are [department's code, periods], so that nobody is told of a rotation that was changed since.
    """

    run = models.ForeignKey(Run, models.CASCADE, related_name="explanations")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="explanations")
    said = models.JSONField(default=list)
    blocks = models.JSONField(default=list)

    objects = ScopedManager(permissions.explanations)
    unscoped = Unscoped()

    class Meta:
        ordering = ["participant_id"]
        constraints = [models.UniqueConstraint(fields=["run", "participant"], name="explained_once")]

    def __str__(self) -> str:
        return f"{self.run_id}: {self.participant_id}"
