"""Repairs: what has changed since a plan was published, and the plan that moves the fewest learners."""

from __future__ import annotations

from uuid import uuid4

from django.db import models

from wardbridge.core.scoping import ScopedManager, Unscoped
from wardbridge.planning import permissions
from wardbridge.planning.enums import RepairState, RunStatus
from wardbridge.planning.models.drafting import Draft
from wardbridge.planning.models.rounds import Round


class Repair(models.Model):
    """The mending of a published plan. Nothing of it is in the records before it is taken over.

    `base` is the draft that is mended, at its version `base_version`. `changes` are rows as `bridge.changes_from` reads
    them; `since` is the first week (from 0) that is still open; `snapshot` and `held` are the ledger as a run keeps it.
    `result` is what the engine answered, as `bridge.repair` gives it; `faults` say why it could not. `draft` is made
    when the repair is taken over.
    """

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    round = models.ForeignKey(Round, models.CASCADE, related_name="repairs")
    number = models.PositiveIntegerField()
    base = models.ForeignKey(Draft, models.CASCADE, related_name="repairs")
    base_version = models.PositiveIntegerField(default=1)
    actor = models.ForeignKey("core.User", models.PROTECT, null=True, related_name="+")
    job = models.ForeignKey("core.JobRun", models.SET_NULL, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=10, choices=RepairState.choices, default=RepairState.STATED)
    changes = models.JSONField(default=list)
    since = models.PositiveSmallIntegerField(default=0)
    snapshot = models.BigIntegerField(default=0)
    held = models.JSONField(null=True)
    status = models.CharField(max_length=12, choices=RunStatus.choices, blank=True)
    moved = models.PositiveIntegerField(null=True)
    moved_bound = models.PositiveIntegerField(null=True)
    result = models.JSONField(null=True)
    faults = models.JSONField(default=list)
    draft = models.OneToOneField(Draft, models.SET_NULL, null=True, blank=True, related_name="repair")
    created = models.DateTimeField(auto_now_add=True)
    ended = models.DateTimeField(null=True, blank=True)

    objects = ScopedManager(permissions.of_round)
    unscoped = Unscoped()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["round", "number"], name="repair_number")]

    def __str__(self) -> str:
        return f"{self.round_id} repair {self.number}"
