"""Explanations as an actor may read them, and only while they speak of the rotation that holds."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from wardbridge.core.actors import Actor
from wardbridge.planning.domain.explaining import signature
from wardbridge.planning.models import Explanation, Participant, Run


def of_participant(
    actor: Actor, run: Run, participant: Participant, blocks: Iterable[tuple[str, Iterable[int]]]
) -> Explanation | None:
    """Why the run placed the participant so; `None` when his blocks (department's code, periods) are others now."""
    row = Explanation.objects.visible_to(actor).filter(run=run, participant=participant).first()
    return row if row is not None and holds(row, blocks) else None


def own_published(actor: Actor) -> QuerySet[Explanation]:
    """The actor's own, of the runs behind the versions in force."""
    own = Explanation.objects.visible_to(actor).filter(participant__enrolment__person__user=actor.user_id)
    published = own.filter(run__drafts__published__current_for__isnull=False)
    return published.select_related("participant").distinct()


def holds(row: Explanation, blocks: Iterable[tuple[str, Iterable[int]]]) -> bool:
    """Whether the explanation speaks of these blocks."""
    return bool(row.blocks == signature(blocks))
