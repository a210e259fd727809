"""Repair of a published plan: what changed is stated, the engine works out who moves, and the office takes it over.

Taking over writes the changes into the records by the door of imports, and opens a draft that publishing then judges.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from wardbridge.core import audit, jobs
from wardbridge.core.actors import Actor
from wardbridge.core.enums import JobState
from wardbridge.core.errors import Refused
from wardbridge.core.jobs import JobHandle
from wardbridge.core.models import JobRun
from wardbridge.planning import messages
from wardbridge.planning.bridge import (
    CancelFlag,
    InputRefused,
    Progress,
    RoundBook,
    Status,
    TimeLimit,
    book_after,
    changes_from,
    compile_book,
    fault_to_json,
    first_open,
    plan_from_json,
)
from wardbridge.planning.bridge import repair as engine_repair
from wardbridge.planning.domain import drafts, imports, others
from wardbridge.planning.domain.access import must_plan
from wardbridge.planning.domain.books import book_of
from wardbridge.planning.domain.problems import compiled
from wardbridge.planning.enums import DraftState, RepairState
from wardbridge.planning.models import Draft, Repair, Round

KIND = "planning.repair"
SECONDS = 120.0
"""Longest search; whoever waits may stop it before."""
UNDER_WAY = (RepairState.QUEUED, RepairState.RUNNING)


def begin(*, actor: Actor, base: Draft, changes: Sequence[dict[str, Any]] = ()) -> Repair:
    """A repair of a draft (as a rule the published one) with these changes stated; nothing is worked out yet."""
    must_plan(actor, base.round)
    with transaction.atomic():
        Round.unscoped.select_for_update().get(pk=base.round_id)
        last = Repair.unscoped.filter(round=base.round).aggregate(last=Max("number"))["last"] or 0
        made = Repair.unscoped.create(
            round=base.round,
            number=last + 1,
            base=base,
            base_version=base.version,
            actor=actor.user,
            changes=list(changes),
        )
        audit.record(actor=actor, verb="planning.repair.begin", target=made, after={"base": base.number})
    return made


def state(*, actor: Actor, repair: Repair, change: dict[str, Any]) -> None:
    """Add a change to what is stated.

    Raises
    ------
    PermissionDenied
    InputRefused
        When the rows together say something that can't be; nothing is added then.
    Refused
        ``repair-busy``.
    """
    with _editable(actor, repair) as locked:
        rows = [*locked.changes, change]
        changes_from(rows, compiled(repair.round).book)
        _stated(locked, rows)


def withdraw(*, actor: Actor, repair: Repair, position: int) -> None:
    """Take one stated change (from 0) back; nothing when it is not there any more."""
    with _editable(actor, repair) as locked:
        _stated(locked, [row for at, row in enumerate(locked.changes) if at != position])


def request(*, actor: Actor, repair: Repair, today: date) -> None:
    """Queue the search for the plan that moves the fewest; weeks that are over on `today` stay as they were.

    The plan is mended beside what others hold in the ledger now: one that wants what they took needs no other change.

    Raises
    ------
    PermissionDenied
    InputRefused
        When the changes don't fit the round any more.
    Refused
        ``repair-busy``, ``repair-empty``.
    """
    with _editable(actor, repair) as locked:
        if not locked.changes and locked.base.state == DraftState.FROZEN:
            raise Refused.because(messages.REPAIR_EMPTY)
        book = compiled(repair.round).book
        locked.since = _since(repair.round, book, locked.changes, today)
        ledger_now = others.snapshot_of(repair.round)
        locked.snapshot, locked.held = ledger_now.number, ledger_now.to_json()
        locked.state, locked.result, locked.faults = RepairState.QUEUED, None, []
        payload = {"repair": str(repair.uid)}
        locked.job = jobs.start(kind=KIND, actor=actor, organisation=repair.round.owner, payload=payload)
        locked.save()
        said = {"changes": locked.changes, "since": locked.since}
        audit.record(actor=actor, verb="planning.repair.request", target=locked, after=said)


def cancel(*, actor: Actor, repair: Repair) -> None:
    """Ask the search to end; the best plan found so far is kept."""
    must_plan(actor, repair.round)
    if repair.job is None:
        return
    jobs.cancel(repair.job)
    if JobRun.unscoped.get(pk=repair.job.pk).has_ended:
        Repair.unscoped.filter(pk=repair.pk, state=RepairState.QUEUED).update(state=RepairState.CANCELLED)


def state_of(repair: Repair) -> RepairState:
    """The repair's state, also when its worker was lost."""
    found = RepairState(repair.state)
    if found in UNDER_WAY and repair.job is not None and repair.job.has_ended:
        return RepairState.CANCELLED if repair.job.state == JobState.CANCELLED else RepairState.FAILED
    return found


def take_over(*, actor: Actor, repair: Repair) -> Draft:
    """Write the changes into the records and open the repaired plan as a draft; doing it twice gives the same draft.

    Raises
    ------
    PermissionDenied
    InputRefused
        When the records refuse the changes (those of another owner, say); nothing is written then.
    Refused
        ``repair-not-ready``.
    """
    must_plan(actor, repair.round)
    with transaction.atomic():
        locked = Repair.unscoped.select_for_update().get(pk=repair.pk)
        if locked.draft_id:
            return Draft.unscoped.get(pk=locked.draft_id)
        if locked.state != RepairState.DONE or locked.result is None:
            raise Refused.because(messages.REPAIR_NOT_READY)
        if locked.changes:
            book = book_of(repair.round, board_locks=False)
            after = book_after(book, changes_from(locked.changes, book), locked.since)
            imports.apply(actor=actor, owner=repair.round.owner, book=after)
        round_ = Round.unscoped.select_related("owner").get(pk=repair.round_id)
        plan = plan_from_json(locked.result["plan"])
        since = max(locked.since, repair.base.since)
        draft = drafts.open_from_plan(actor=actor, round=round_, plan=plan, since=since)
        locked.draft, locked.state = draft, RepairState.TAKEN
        locked.save(update_fields=["draft", "state"])
        audit.record(actor=actor, verb="planning.repair.take", target=locked, after={"draft": draft.number})
    return draft


@contextmanager
def _editable(actor: Actor, repair: Repair) -> Iterator[Repair]:
    """The repair locked for a change of what is stated; refused while it is worked out or once it is taken over."""
    must_plan(actor, repair.round)
    with transaction.atomic():
        locked = Repair.unscoped.select_for_update(of=("self",)).select_related("job", "base").get(pk=repair.pk)
        if state_of(locked) in UNDER_WAY or locked.state == RepairState.TAKEN:
            raise Refused.because(messages.REPAIR_BUSY)
        yield locked


def _stated(repair: Repair, changes: list[dict[str, Any]]) -> None:
    """What was worked out for other changes is worth nothing any more."""
    repair.changes, repair.state, repair.result, repair.faults = changes, RepairState.STATED, None, []
    repair.save(update_fields=["changes", "state", "result", "faults"])


def _since(round_: Round, book: RoundBook, changes: Sequence[dict[str, Any]], today: date) -> int:
    begun = min(max(0, (today - round_.first_day).days // 7), round_.weeks)
    return max(begun, first_open(changes_from(changes, book), book)) if changes else begun


@jobs.job(KIND, queue="long")
def work(handle: JobHandle) -> Mapping[str, Any] | None:
    """The worker's part: the engine repairs the plan of the base for the round as the changes make it."""
    repair = Repair.unscoped.select_related("round__owner", "base__round").get(uid=handle.payload["repair"])
    Repair.unscoped.filter(pk=repair.pk).update(state=RepairState.RUNNING)
    try:
        result = _repaired(handle, repair)
    except InputRefused as refused:
        faults = [fault_to_json(fault) for fault in refused.faults]
        with handle.finish(result={"status": "refused"}):
            Repair.unscoped.filter(pk=repair.pk).update(state=RepairState.FAILED, faults=faults, ended=timezone.now())
        return None
    except BaseException:
        Repair.unscoped.filter(pk=repair.pk).update(state=RepairState.FAILED, ended=timezone.now())
        raise
    with handle.finish(result={"status": result["status"], "moved": result["moved"]}):
        Repair.unscoped.filter(pk=repair.pk).update(
            state=RepairState.DONE,
            status=Status(result["status"]).value,
            moved=result["moved"],
            moved_bound=result["moved_bound"],
            result=result,
            ended=timezone.now(),
        )
        said = {name: result[name] for name in ("moved", "moved_bound", "unplaced", "status")}
        audit.record(actor=handle.actor, verb="planning.repair.end", target=repair, after=said)
    return None


def _repaired(handle: JobHandle, repair: Repair) -> dict[str, Any]:
    round_ = compiled(repair.round)
    problem = round_.problem
    if repair.changes:
        after = book_after(round_.book, changes_from(repair.changes, round_.book), repair.since)
        problem = replace(compile_book(after), law=problem.law)
    problem = others.beside(problem, others.snapshot_from(repair.snapshot, repair.held))
    plan = drafts.plan_of(repair.base, round_)
    stop = CancelFlag(lambda: handle.cancelled) | TimeLimit(SECONDS)

    def heard(point: Progress) -> None:
        handle.report(0.5, point.phase)

    return engine_repair(problem, plan, repair.since, stop=stop, seed=0, on_progress=heard)
