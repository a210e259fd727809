"""New drafts: from a run's plan, as a copy of another, or empty."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max

from wardbridge.core import audit
from wardbridge.core.actors import Actor
from wardbridge.planning.bridge import Plan
from wardbridge.planning.domain.access import must_plan
from wardbridge.planning.domain.drafts.plans import blocks_of, rotations_from
from wardbridge.planning.domain.problems import Compiled, compiled
from wardbridge.planning.models import Block, Draft, Round, Run

BATCH = 200


def open_from_plan(*, actor: Actor, round: Round, plan: Plan, run: Run | None = None, since: int = 0) -> Draft:
    """A draft that holds a plan: of a run, of a file, or of a repair of what is open from week `since` on.

    KeyError when the plan names what the round does not have.
    """
    if run is None:
        must_plan(actor, round)
    return _open(actor, round, plan, compiled(round), run=run, since=since)


def open_empty(*, actor: Actor, round: Round) -> Draft:
    """A draft in which nobody is placed yet."""
    must_plan(actor, round)
    with transaction.atomic():
        return _create(actor, round)


def open_copy(*, actor: Actor, draft: Draft) -> Draft:
    """A further draft of the same round with the same blocks."""
    must_plan(actor, draft.round)
    with transaction.atomic():
        made = _create(actor, draft.round, run=draft.run, parent=draft, tracks=draft.tracks, since=draft.since)
        rows = Block.objects.filter(draft=draft)
        Block.objects.bulk_create((_copied(row, made) for row in rows), batch_size=BATCH)
    return made


def _copied(row: Block, draft: Draft) -> Block:
    return Block(
        draft=draft,
        participant_id=row.participant_id,
        requirement=row.requirement,
        discipline_id=row.discipline_id,
        department_id=row.department_id,
        periods=row.periods,
        shift=row.shift,
        part=row.part,
    )


def _open(actor: Actor, round_: Round, plan: Plan, data: Compiled, *, run: Run | None, since: int) -> Draft:
    rotations = rotations_from(plan, data)
    with transaction.atomic():
        tracks = {str(row): track for row, track in rotations.tracks.items()}
        draft = _create(actor, round_, run=run, tracks=tracks, since=since)
        Block.objects.bulk_create(blocks_of(draft, rotations.pieces, data), batch_size=BATCH)
    return draft


def _create(
    actor: Actor,
    round_: Round,
    *,
    run: Run | None = None,
    parent: Draft | None = None,
    tracks: dict[str, str] | None = None,
    since: int = 0,
) -> Draft:
    Round.unscoped.select_for_update().get(pk=round_.pk)
    last = Draft.unscoped.filter(round=round_).aggregate(last=Max("number"))["last"] or 0
    draft = Draft.unscoped.create(
        round=round_, number=last + 1, run=run, parent=parent, tracks=tracks or {}, since=since
    )
    audit.record(
        actor=actor, verb="planning.draft.open", target=draft, after={"number": draft.number, "run": run and run.number}
    )
    return draft
