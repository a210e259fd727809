"""Scoring: each reviewer by himself, by the published rubric; who has a conflict is refused (invariant 7)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from django.db import transaction

from wardbridge.core import audit
from wardbridge.core.actors import Actor
from wardbridge.core.errors import Reason, Refused
from wardbridge.exchange import messages
from wardbridge.exchange.domain.access import locked_application
from wardbridge.exchange.enums import RUNNING, ApplicationState, CallState, ConflictGround
from wardbridge.exchange.models import Application, Conflict, Criterion, Review, Reviewer, Score


def reviewer_of(actor: Actor, application: Application) -> Reviewer:
    """The actor as a reviewer of this call; Refused ``review-not-reviewer``."""
    row = Reviewer.unscoped.filter(call=application.call_id, user=actor.user_id).first() if actor.user_id else None
    if row is None:
        raise Refused.because(messages.NOT_REVIEWER)
    return row


def ground_of(reviewer: Reviewer, application: Application) -> ConflictGround | None:
    """Why this reviewer may not score this application, as the records say it; a declared one comes first."""
    declared = Conflict.unscoped.filter(application=application, reviewer=reviewer).first()
    if declared is not None:
        return ConflictGround(declared.ground)
    if application.person.user_id == reviewer.user_id:
        return ConflictGround.SELF
    if reviewer.department_id is not None and reviewer.department_id == application.department_id:
        return ConflictGround.HEAD if reviewer.head else ConflictGround.DEPARTMENT
    return None


def declare(*, actor: Actor, application: Application, words: str) -> Conflict:
    """A reviewer says that he is not free to judge; he no longer sees the application.

    Raises
    ------
    Refused
        ``review-not-reviewer``, ``exchange-words``, ``review-sent``.
    """
    reviewer = reviewer_of(actor, application)
    if not words.strip():
        raise Refused.because(messages.NO_WORDS)
    with transaction.atomic():
        row = locked_application(application)
        if Review.unscoped.filter(application=row, reviewer=reviewer).exists():
            raise Refused.because(messages.REVIEWED)
        made, _new = Conflict.unscoped.get_or_create(
            application=row,
            reviewer=reviewer,
            defaults={"ground": ConflictGround.DECLARED, "words": words.strip()[:300]},
        )
        audit.record(actor=actor, verb="review.conflict", target=row, after={"ground": made.ground})
    return made


def score(*, actor: Actor, application: Application, points: Mapping[int, Decimal], words: str) -> Review:
    """Send a review: points by criterion key, all of them, and the reasons; it stays as it is.

    Raises
    ------
    Refused
        ``review-not-reviewer``, ``review-conflict``, ``review-not-running``, ``review-sent``, ``review-score…``,
        ``exchange-words``.
    """
    reviewer = reviewer_of(actor, application)
    ground = ground_of(reviewer, application)
    if ground is not None:
        raise Refused.because(messages.CONFLICT, found=str(ground.label))
    with transaction.atomic():
        row = locked_application(application)
        if row.state not in RUNNING or row.call.state != CallState.OPEN:
            raise Refused.because(messages.NOT_RUNNING, found=str(ApplicationState(row.state).label))
        if Review.unscoped.filter(application=row, reviewer=reviewer).exists():
            raise Refused.because(messages.REVIEWED)
        criteria = list(Criterion.unscoped.filter(call=row.call))
        reasons = list(_wrong(criteria, points))
        if not words.strip():
            reasons.append(Reason(messages.NO_WORDS))
        if reasons:
            raise Refused(reasons)
        review = Review.unscoped.create(
            application=row, reviewer=reviewer, total=sum(points[one.pk] for one in criteria), words=words.strip()
        )
        Score.unscoped.bulk_create(Score(review=review, criterion=one, points=points[one.pk]) for one in criteria)
        row.state = ApplicationState.SCORED
        row.save(update_fields=["state"])
        audit.record(actor=actor, verb="review.send", target=review, after={"total": review.total})
    return review


def _wrong(criteria: list[Criterion], points: Mapping[int, Decimal]) -> Iterator[Reason]:
    for one in criteria:
        given = points.get(one.pk)
        if given is None:
            yield Reason(messages.SCORE_MISSING, {"criterion": one.name})
        elif not 0 <= given <= one.most:
            yield Reason(messages.SCORE, {"criterion": one.name, "found": str(given), "allowed": one.most})
