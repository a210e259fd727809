"""How one was chosen: conflicts, scores, the ranking. Scores and rankings are written once."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wardbridge.core.final import Final, FinalScoped, FinalUnscoped
from wardbridge.core.models import User
from wardbridge.core.scoping import ScopedManager, Unscoped
from wardbridge.exchange import permissions
from wardbridge.exchange.enums import ConflictGround
from wardbridge.exchange.models.applications import Application
from wardbridge.exchange.models.calls import Call, Criterion, Place, Reviewer


class Conflict(models.Model):
    """That a reviewer does not score an application; he no longer sees it either."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="conflicts")
    reviewer = models.ForeignKey(Reviewer, models.CASCADE, related_name="conflicts")
    ground = models.CharField(_("ground"), max_length=12, choices=ConflictGround)
    words = models.CharField(_("reason"), max_length=300, blank=True)
    at = models.DateTimeField(default=timezone.now)

    objects = ScopedManager(permissions.conflicts)
    unscoped = Unscoped()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["application", "reviewer"], name="conflict_once")]

    def __str__(self) -> str:
        return f"{self.reviewer_id} / {self.application_id}: {self.ground}"


class Review(Final):
    """A reviewer's judgement of one application, sent once (invariant 8)."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    application = models.ForeignKey(Application, models.PROTECT, related_name="reviews")
    reviewer = models.ForeignKey(Reviewer, models.PROTECT, related_name="reviews")
    total = models.DecimalField(_("points"), max_digits=6, decimal_places=2)
    words = models.TextField(_("reasons"))
    at = models.DateTimeField(default=timezone.now)

    objects = FinalScoped(permissions.reviews)
    unscoped = FinalUnscoped()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["application", "reviewer"], name="review_once")]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.total}"


class Score(Final):
    """The points of one line of the rubric."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="scores")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+")
    points = models.DecimalField(_("points"), max_digits=5, decimal_places=2)

    objects = FinalScoped(permissions.scores)
    unscoped = FinalUnscoped()

    class Meta:
        ordering = ["criterion__order", "pk"]
        constraints = [models.UniqueConstraint(fields=["review", "criterion"], name="score_once")]

    def __str__(self) -> str:
        return f"{self.criterion_id}: {self.points}"


class Ranking(Final):
    """The order of merit of a call and who is proposed for which place, by the published method and seed."""

    call = models.OneToOneField(Call, models.PROTECT, related_name="ranking")
    method = models.CharField(max_length=20)
    seed = models.CharField(max_length=40)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = FinalScoped(permissions.rankings)
    unscoped = FinalUnscoped()

    def __str__(self) -> str:
        return f"{self.call_id}: {self.method} {self.seed}"


class RankLine(Final):
    """One application in the ranking; `why` holds codes and figures, one for each dearer wish that was not met."""

    ranking = models.ForeignKey(Ranking, models.PROTECT, related_name="lines")
    application = models.OneToOneField(Application, models.PROTECT, related_name="rank_line")
    position = models.PositiveIntegerField(_("rank"))
    total = models.DecimalField(_("points"), max_digits=8, decimal_places=4)
    lot = models.CharField(max_length=64)
    place = models.ForeignKey(Place, models.PROTECT, null=True, related_name="+")
    why = models.JSONField(default=list)

    objects = FinalScoped(permissions.rank_lines)
    unscoped = FinalUnscoped()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["ranking", "position"], name="rank_position")]

    def __str__(self) -> str:
        return f"{self.position}: {self.application_id}"
