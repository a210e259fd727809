"""Changing a draft: one transaction a change, its log, and the version by which two browsers notice each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F, Max

from wardbridge.core import audit
from wardbridge.core.actors import Actor
from wardbridge.planning.domain.access import must_plan
from wardbridge.planning.domain.drafts.changes import Change, Rotation, Rotations, changed_by
from wardbridge.planning.domain.drafts.plans import blocks_of, from_json, to_json
from wardbridge.planning.domain.drafts.verdicts import (
    Judged,
    Verdict,
    differing,
    forget,
    judge,
    judge_draft,
    keep_on_commit,
)
from wardbridge.planning.enums import DraftState
from wardbridge.planning.models import Block, Draft, Move, Participant


class Stale(RuntimeError):
    """Somebody changed the draft since the reader saw it; nothing was written. `version` is the present one."""

    def __init__(self, version: int) -> None:
        self.version = version
        super().__init__(f"the draft is at version {version}")


class Frozen(RuntimeError):
    """The draft was published; it changes no more."""


class NothingToUndo(RuntimeError):
    """There is no change to take back, or none to make again."""


@dataclass(frozen=True, slots=True)
class Moved:
    """What was done: the draft at its new version, what the checker says now, and whom it touched."""

    draft: Draft
    verdict: Verdict


def move(*, actor: Actor, draft: Draft, change: Change, version: int) -> Moved:
    """Make a change to the draft that the reader saw at `version`.

    Rules may break: a draft is work, and what it breaks is shown; publishing refuses it.

    Raises
    ------
    PermissionDenied, Stale, Frozen, Impossible
    """
    must_plan(actor, draft.round)
    with writing(draft, version) as locked:
        before = judge_draft(locked)
        changed = changed_by(change, before.rotations, before.round)
        return _write(actor, locked, before, changed)


def exchange_rotations(*, actor: Actor, draft: Draft, one: int, other: int, version: int) -> Moved:
    """Let two participants (rows) change their whole rotations; a swap that was allowed uses this."""
    must_plan(actor, draft.round)
    with writing(draft, version) as locked:
        before = judge_draft(locked)
        mine, theirs = before.rotations.of(one), before.rotations.of(other)
        tracks = dict(before.rotations.tracks)
        swapped = {row: tracks[source] for row, source in ((one, other), (other, one)) if source in tracks}
        return _write(actor, locked, before, {one: theirs, other: mine}, swapped)


def undo(*, actor: Actor, draft: Draft, version: int) -> Moved:
    """Take back the last change that stands."""
    must_plan(actor, draft.round)
    with writing(draft, version) as locked:
        last = Move.objects.filter(draft=locked, undone=False).order_by("-number").first()
        return _replay(actor, locked, last, forward=False)


def redo(*, actor: Actor, draft: Draft, version: int) -> Moved:
    """Make again the change that was taken back last."""
    must_plan(actor, draft.round)
    with writing(draft, version) as locked:
        nxt = Move.objects.filter(draft=locked, undone=True).order_by("number").first()
        return _replay(actor, locked, nxt, forward=True)


@contextmanager
def writing(draft: Draft, version: int) -> Iterator[Draft]:
    """A transaction that holds the draft's row, at the version the reader saw, and open."""
    try:
        with transaction.atomic():
            locked = Draft.unscoped.select_for_update(of=("self",)).select_related("round").get(pk=draft.pk)
            if locked.state != DraftState.OPEN:
                raise Frozen
            if locked.version != version:
                raise Stale(locked.version)
            yield locked
    except BaseException:
        forget(draft)
        raise


def _write(
    actor: Actor,
    draft: Draft,
    before: Judged,
    changed: Mapping[int, Rotation],
    tracks: Mapping[int, str] | None = None,
) -> Moved:
    """Write the change, log it (what was taken back before is forgotten), and judge what stands now."""
    old = {row: before.rotations.of(row) for row in changed}
    old_tracks = {row: before.rotations.tracks[row] for row in tracks or {} if row in before.rotations.tracks}
    Move.objects.filter(draft=draft, undone=True).delete()
    last = Move.objects.filter(draft=draft).aggregate(last=Max("number"))["last"] or 0
    Move.objects.create(
        draft=draft,
        number=last + 1,
        actor=actor.user,
        before={"pieces": to_json(old), "tracks": old_tracks},
        after={"pieces": to_json(changed), "tracks": dict(tracks or {})},
    )
    return _apply(actor, draft, before, changed, tracks=tracks or {}, verb="planning.draft.move")


def _replay(actor: Actor, draft: Draft, entry: Move | None, *, forward: bool) -> Moved:
    if entry is None:
        raise NothingToUndo
    entry.undone = not forward
    entry.save(update_fields=["undone"])
    state = entry.after if forward else entry.before
    rotations = from_json(state["pieces"])
    present = set(Participant.objects.filter(pk__in=rotations).values_list("pk", flat=True))
    changed = {row: rotation for row, rotation in rotations.items() if row in present}
    tracks = {int(row): track for row, track in state["tracks"].items()}
    verb = "planning.draft.redo" if forward else "planning.draft.undo"
    return _apply(actor, draft, judge_draft(draft), changed, tracks=tracks, verb=verb)


def _apply(
    actor: Actor,
    draft: Draft,
    before: Judged,
    changed: Mapping[int, Rotation],
    *,
    tracks: Mapping[int, str],
    verb: str,
) -> Moved:
    Block.objects.filter(draft=draft, participant__in=list(changed)).delete()
    Block.objects.bulk_create(blocks_of(draft, changed, before.round))
    draft.tracks = {**draft.tracks, **{str(row): track for row, track in tracks.items()}}
    draft.version += 1
    draft.save(update_fields=["tracks", "version"])
    old = {row: before.rotations.of(row) for row in changed}
    audit.record(actor=actor, verb=verb, target=draft, before=to_json(old), after=to_json(changed))
    rotations = Rotations({**before.rotations.pieces, **changed}, {**before.rotations.tracks, **tracks})
    after = judge(rotations, before.round, before.since)
    keep_on_commit(draft, after)
    new, gone = differing(before.violations, after.violations)
    verdict = Verdict(new, gone, len(after.violations), before.points, after.points, tuple(sorted(changed)))
    return Moved(draft, verdict)


def bump(draft: Draft) -> None:
    """Let the draft's version grow for a change beside its blocks (a lock)."""
    Draft.unscoped.filter(pk=draft.pk).update(version=F("version") + 1)
