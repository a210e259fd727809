"""Runs of the engine: asked for, run by the worker with a live curve, cancelled, and turned into a draft."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict
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
    Result,
    Status,
    TimeLimit,
    Violation,
    changed,
    fault_to_json,
    solve,
    violation_from_json,
    violation_to_json,
)
from wardbridge.planning.domain import drafts, explaining, others
from wardbridge.planning.domain.access import must_plan
from wardbridge.planning.domain.problems import compiled
from wardbridge.planning.enums import RunState
from wardbridge.planning.models import Participant, Round, Run

KIND = "planning.run"
UNDER_WAY = (RunState.QUEUED, RunState.RUNNING)
CURVE_SECONDS = 0.4
"""A point of the curve is stored at most so often; the last one always is."""


def request(
    *,
    actor: Actor,
    round: Round,
    seed: int = 0,
    time_limit: float | None = None,
    changes: Sequence[dict[str, Any]] = (),
) -> Run:
    """Queue a run of the engine on the round as it stands, or as `changes` of a way out would make it.

    It plans beside what others hold in the ledger at this moment: the snapshot by which the run names it.

    Raises
    ------
    PermissionDenied
    Refused
        ``run-under-way`` (one at a time), ``no-learners``.
    """
    must_plan(actor, round)
    with transaction.atomic():
        Round.unscoped.select_for_update().get(pk=round.pk)
        if any(state_of(run) in UNDER_WAY for run in Run.unscoped.filter(round=round, state__in=UNDER_WAY)):
            raise Refused.because(messages.RUN_UNDER_WAY)
        if not Participant.objects.filter(round=round).exists():
            raise Refused.because(messages.NO_LEARNERS)
        ledger_now = others.snapshot_of(round)
        last = Run.unscoped.filter(round=round).aggregate(last=Max("number"))["last"] or 0
        run = Run.unscoped.create(
            round=round,
            number=last + 1,
            actor=actor.user,
            seed=seed,
            time_limit=time_limit,
            snapshot=ledger_now.number,
            held=ledger_now.to_json(),
            changes=list(changes),
        )
        return _start(actor, run)


def retry(*, actor: Actor, run: Run) -> Run:
    """Queue again a run that failed or whose worker was lost; same seed, same limit."""
    must_plan(actor, run.round)
    with transaction.atomic():
        locked = Run.unscoped.select_for_update().select_related("round").get(pk=run.pk)
        if state_of(locked) in UNDER_WAY or locked.status:
            raise Refused.because(messages.RUN_UNDER_WAY)
        ledger_now = others.snapshot_of(locked.round)
        locked.state, locked.curve = RunState.QUEUED, []
        locked.snapshot, locked.held = ledger_now.number, ledger_now.to_json()
        return _start(actor, locked)


def try_way(*, actor: Actor, run: Run, way: int) -> Run:
    """Plan the round as the way out (from 1) of a run would make it; the records stay as they are.

    Raises
    ------
    PermissionDenied, Refused
        As `request`; ``no-such-way``.
    """
    if not 1 <= way <= len(run.ways):
        raise Refused.because(messages.NO_SUCH_WAY)
    return request(actor=actor, round=run.round, seed=run.seed, changes=run.ways[way - 1]["changes"])


def cancel(*, actor: Actor, run: Run) -> None:
    """Ask the run to end; the best plan found so far becomes a draft."""
    must_plan(actor, run.round)
    job = run.job
    if job is None:
        return
    jobs.cancel(job)
    if JobRun.unscoped.get(pk=job.pk).has_ended:
        Run.unscoped.filter(pk=run.pk, state=RunState.QUEUED).update(state=RunState.CANCELLED, ended=timezone.now())


def state_of(run: Run) -> RunState:
    """The run's state, also when its worker was lost: a run whose job has ended without it has failed."""
    state = RunState(run.state)
    if state in UNDER_WAY and run.job is not None and run.job.has_ended:
        return RunState.CANCELLED if run.job.state == JobState.CANCELLED else RunState.FAILED
    return state


def _start(actor: Actor, run: Run) -> Run:
    run.job = jobs.start(kind=KIND, actor=actor, organisation=run.round.owner, payload={"run": str(run.uid)})
    run.save()
    said = {"number": run.number, "seed": run.seed, "time_limit": run.time_limit, "snapshot": run.snapshot}
    audit.record(actor=actor, verb="planning.run.request", target=run, after=said)
    return run


@jobs.job(KIND, queue="long")
def work(handle: JobHandle) -> Mapping[str, Any] | None:
    """The worker's part: solve with progress, then write result and draft in the transaction that ends the job."""
    run = Run.unscoped.select_related("round__owner", "actor").get(uid=handle.payload["run"])
    try:
        round_ = compiled(run.round)
    except InputRefused as refused:
        _fail(handle, run, [fault_to_json(fault) for fault in refused.faults])
        return None
    Run.unscoped.filter(pk=run.pk).update(
        state=RunState.RUNNING, data_stamp=round_.stamp, curve=[], reasons=[], ways=[], status=""
    )
    curve = _Curve(handle, run)
    cancelled = CancelFlag(lambda: handle.cancelled)
    stop = cancelled | TimeLimit(run.time_limit) if run.time_limit is not None else cancelled
    try:
        problem = others.beside(changed(round_.problem, run.changes), others.snapshot_from(run.snapshot, run.held))
        result = solve(problem, stop=stop, seed=run.seed, on_progress=curve.add)
    except BaseException:
        Run.unscoped.filter(pk=run.pk).update(state=RunState.FAILED, ended=timezone.now())
        raise
    with handle.finish(result={"run": str(run.uid), "status": result.status.value}):
        _write(handle, run, result, curve.points)
    return None


def _fail(handle: JobHandle, run: Run, reasons: list[dict[str, Any]]) -> None:
    with handle.finish(result={"run": str(run.uid), "status": "refused"}):
        Run.unscoped.filter(pk=run.pk).update(state=RunState.FAILED, reasons=reasons, ended=timezone.now())


def _write(handle: JobHandle, run: Run, result: Result, curve: list[dict[str, Any]]) -> None:
    run.refresh_from_db()
    run.state = RunState.CANCELLED if handle.cancelled and result.status is Status.STOPPED else RunState.DONE
    run.status = result.status.value
    run.objective, run.bound, run.gap = result.objective, result.bound, result.gap
    run.unplaced, run.seconds, run.seed = result.unplaced, result.seconds, result.seed
    run.curve, run.counts, run.points = curve, dict(result.counts), dict(result.points)
    run.reasons = [violation_to_json(reason) for reason in result.reasons]
    run.duals = [[code, period, worth] for (code, period), worth in sorted(result.duals.items())]
    run.ended = timezone.now()
    run.save()
    if result.plan is not None:
        drafts.open_from_plan(actor=handle.actor, round=run.round, plan=result.plan, run=run)
    said = {"status": run.status, "objective": run.objective, "bound": run.bound, "gap": run.gap}
    audit.record(actor=handle.actor, verb="planning.run.end", target=run, after=said)
    explaining.request(actor=handle.actor, run=run)


class _Curve:
    """The points of the curve, stored as they come but not more often than a page can show."""

    def __init__(self, handle: JobHandle, run: Run) -> None:
        self.points: list[dict[str, Any]] = []
        self._handle, self._run, self._stored = handle, run, 0.0

    def add(self, progress: Progress) -> None:
        self.points.append(asdict(progress))
        now = time.monotonic()
        if now - self._stored < CURVE_SECONDS:
            return
        self._stored = now
        Run.unscoped.filter(pk=self._run.pk).update(
            curve=self.points,
            objective=progress.objective,
            bound=progress.bound,
            unplaced=progress.unplaced,
            gap=gap_of(progress),
        )
        self._handle.beat()


def gap_of(progress: Progress) -> float | None:
    """The gap at a point of the curve: none while anyone is unplaced or either figure is unknown."""
    if progress.objective is None or progress.bound is None or progress.unplaced:
        return None
    return max(0.0, (progress.bound - progress.objective) / max(1.0, abs(progress.objective)))


def reasons_of(run: Run) -> tuple[Violation, ...]:
    """Why not everyone could be placed, as the engine gave it."""
    return tuple(violation_from_json(one) for one in run.reasons if "rule" in one)
