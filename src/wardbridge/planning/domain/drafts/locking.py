"""Locks set on the board: the block stays where it is, for the checker and for the next run."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.db.models import F

from wardbridge.core import audit
from wardbridge.core.actors import Actor
from wardbridge.planning.domain.access import must_plan
from wardbridge.planning.domain.drafts.changes import BlockRef, Impossible
from wardbridge.planning.domain.drafts.writing import bump, writing
from wardbridge.planning.enums import LockOrigin
from wardbridge.planning.models import Block, Draft, Lock, Round


def lock(*, actor: Actor, draft: Draft, block: BlockRef, version: int, reason: str = "") -> Lock:
    """Impose the block as the reader saw it at `version`; setting the same lock twice changes nothing.

    Raises
    ------
    PermissionDenied, Stale, Frozen, Impossible (``block-gone``)
    """
    must_plan(actor, draft.round)
    with _held(draft, version):
        row = _row(draft, block)
        made, fresh = Lock.objects.get_or_create(
            participant=row.participant,
            department=row.department,
            first=draft.round.week_start(min(row.periods)),
            last=draft.round.week_end(max(row.periods)),
            defaults={"reason": reason, "origin": LockOrigin.BOARD},
        )
        if fresh:
            _changed(actor, draft, "planning.lock", after=_said(made))
    return made


def unlock(*, actor: Actor, draft: Draft, block: BlockRef, version: int) -> int:
    """Lift the locks that hold the block where the reader saw it; answers how many (0: it was not locked)."""
    must_plan(actor, draft.round)
    with _held(draft, version):
        row = _row(draft, block)
        first, last = draft.round.week_start(min(row.periods)), draft.round.week_end(max(row.periods))
        held = list(
            Lock.objects.filter(
                participant=row.participant, department=row.department, first__lte=last, last__gte=first
            )
        )
        for one in held:
            _changed(actor, draft, "planning.unlock", before=_said(one))
            one.delete()
    return len(held)


@contextmanager
def _held(draft: Draft, version: int) -> Iterator[None]:
    """The round's row before the draft's, in the order of publishing: the two never wait for each other."""
    with transaction.atomic():
        Round.unscoped.select_for_update().get(pk=draft.round_id)
        with writing(draft, version):
            yield


def _row(draft: Draft, block: BlockRef) -> Block:
    found = Block.objects.filter(
        draft=draft,
        participant=block.participant,
        requirement=block.requirement,
        discipline__code=block.discipline,
        part=block.part,
    ).select_related("participant", "department")
    row = found.first()
    if row is None or not row.periods:
        raise Impossible("block-gone")
    return row


def _changed(
    actor: Actor, draft: Draft, verb: str, *, before: dict[str, str] | None = None, after: dict[str, str] | None = None
) -> None:
    Round.unscoped.filter(pk=draft.round_id).update(data_version=F("data_version") + 1)
    bump(draft)
    audit.record(actor=actor, verb=verb, target=draft, before=before, after=after)


def _said(lock: Lock) -> dict[str, str]:
    return {
        "participant": str(lock.participant_id),
        "department": lock.department.code,
        "first": lock.first.isoformat(),
        "last": lock.last.isoformat(),
        "reason": lock.reason,
    }
