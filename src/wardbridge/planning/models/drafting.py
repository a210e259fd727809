"""Drafts: plans that people may still change, block by block, with every change kept."""

from __future__ import annotations

from uuid import uuid4

from django.db import models

from wardbridge.core.scoping import ScopedManager, Unscoped
from wardbridge.planning import permissions
from wardbridge.planning.enums import DraftState
from wardbridge.planning.models.rounds import Participant, Round
from wardbridge.planning.models.work import Run
from wardbridge.rulekit.shifts import Shift


class Draft(models.Model):
    """A plan in work. `version` grows with every change: who writes on an older one gets a conflict answer.

    `tracks` says which track a participant does, by his row's number as text, where his programme has tracks. `since`
    is the first week (from 0) that was open when the plan was repaired: what it breaks before can't be mended any more.
    """

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    round = models.ForeignKey(Round, models.CASCADE, related_name="drafts")
    number = models.PositiveIntegerField()
    run = models.ForeignKey(Run, models.SET_NULL, null=True, blank=True, related_name="drafts")
    parent = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="children")
    state = models.CharField(max_length=10, choices=DraftState.choices, default=DraftState.OPEN)
    version = models.PositiveIntegerField(default=1)
    tracks = models.JSONField(default=dict)
    since = models.PositiveSmallIntegerField(default=0)
    created = models.DateTimeField(auto_now_add=True)

    objects = ScopedManager(permissions.of_round)
    unscoped = Unscoped()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["round", "number"], name="draft_number")]

    def __str__(self) -> str:
        return f"{self.round_id} draft {self.number}"


class Block(models.Model):
    """One block of a draft: the participant is in the department in these periods (from 0, increasing).

    A requirement and discipline may take several rows: a split, or a block that went on in another department. `part`
    numbers them in time order, from 0.
    """

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="blocks")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="blocks")
    requirement = models.CharField(max_length=64)
    discipline = models.ForeignKey("institutions.Discipline", models.PROTECT, related_name="+")
    department = models.ForeignKey("institutions.Department", models.PROTECT, related_name="+")
    periods = models.JSONField(default=list)
    shift = models.CharField(max_length=10, default=Shift.DAY)
    part = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["participant_id", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["draft", "participant", "requirement", "discipline", "part"], name="block_once_per_part"
            )
        ]

    def __str__(self) -> str:
        return f"{self.participant_id} {self.requirement}"


class Move(models.Model):
    """One change of a draft: the blocks of those it touched, before and after."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="moves")
    number = models.PositiveIntegerField()
    actor = models.ForeignKey("core.User", models.PROTECT, null=True, related_name="+")
    before = models.JSONField()
    after = models.JSONField()
    undone = models.BooleanField(default=False)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["draft", "number"], name="move_number")]

    def __str__(self) -> str:
        return f"{self.draft_id} move {self.number}"
