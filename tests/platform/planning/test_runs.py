"""A run works in the background, keeps what it found when it is stopped, and survives its worker."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from tests.platform.personas import Persona
from tests.platform.planning.fixtures import participant
from wardbridge.capacity.domain import ledger
from wardbridge.core import jobs
from wardbridge.core.domain import running
from wardbridge.core.enums import JobState
from wardbridge.core.errors import Refused
from wardbridge.core.models import JobRun
from wardbridge.planning import bridge
from wardbridge.planning.bridge import CancelFlag, NoLimit, Problem, Result, Status
from wardbridge.planning.domain import drafts, runs
from wardbridge.planning.enums import RunState, RunStatus
from wardbridge.planning.models import Draft, Lock, Participant, Round, Run


def worked(run: Run) -> Run:
    assert run.job is not None
    running.run(str(run.job.uid))
    return Run.unscoped.select_related("round", "job").get(pk=run.pk)


@pytest.mark.slow
def test_a_run_becomes_a_draft_without_faults(tiny_round: Round, coordinator: Persona) -> None:
    run = worked(runs.request(actor=coordinator.actor, round=tiny_round, seed=3))
    assert (run.state, run.status, run.unplaced, run.seed) == (RunState.DONE, RunStatus.OPTIMAL, 0, 3)
    assert run.snapshot == ledger.number()
    assert run.gap is not None
    assert run.gap <= 1e-6
    assert run.curve
    draft = run.drafts.model.unscoped.get(run=run)
    judged = drafts.judge_draft(draft)
    assert judged.violations == ()
    assert judged.points.total == pytest.approx(run.objective)


@pytest.mark.slow
def test_why_not_everyone_can_be_placed_is_kept(tiny_round: Round, coordinator: Persona) -> None:
    lock = Lock.objects.get()
    for code in ("SV1", "SV2"):
        Lock.objects.create(
            participant=participant(tiny_round, code), department=lock.department, first=lock.first, last=lock.last
        )
    run = worked(runs.request(actor=coordinator.actor, round=tiny_round))
    assert run.status == RunStatus.INFEASIBLE
    assert run.unplaced
    assert runs.reasons_of(run)


def test_one_run_at_a_time(tiny_round: Round, coordinator: Persona) -> None:
    runs.request(actor=coordinator.actor, round=tiny_round)
    with pytest.raises(Refused) as refused:
        runs.request(actor=coordinator.actor, round=tiny_round)
    assert [one.code for one in refused.value.reasons] == ["run-under-way"]


def test_a_waiting_run_is_cancelled_at_once(tiny_round: Round, coordinator: Persona) -> None:
    run = runs.request(actor=coordinator.actor, round=tiny_round)
    runs.cancel(actor=coordinator.actor, run=run)
    run.refresh_from_db()
    assert run.state == RunState.CANCELLED
    assert runs.retry(actor=coordinator.actor, run=run).state == RunState.QUEUED


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_run_that_is_cancelled_keeps_the_best_so_far(
    tiny_round: Round, coordinator: Persona, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reader's word reaches the engine's stop, and the plan of an engine that stopped becomes a draft.

    The tiny round is solved before any stop is asked: its result is said to be that of an engine that obeyed.
    """
    run = runs.request(actor=coordinator.actor, round=tiny_round)

    learned, look = threading.Event(), jobs.JobHandle.look

    def looking(handle: jobs.JobHandle) -> None:
        look(handle)
        if handle.cancelled:
            learned.set()

    def solve(problem: Problem, *, stop: CancelFlag, **more: Any) -> Result:
        runs.cancel(actor=coordinator.actor, run=run)
        assert learned.wait(timeout=20 * running.LOOK_SECONDS)
        assert stop()
        return replace(bridge.solve(problem, stop=NoLimit(), **more), status=Status.STOPPED)

    monkeypatch.setattr(jobs.JobHandle, "look", looking)
    monkeypatch.setattr(runs, "solve", solve)
    run = worked(run)
    assert (run.state, run.status) == (RunState.CANCELLED, RunStatus.STOPPED)
    assert run.job is not None
    assert (run.job.state, run.job.cancel_requested) == (JobState.DONE, True)
    judged = drafts.judge_draft(Draft.unscoped.get(run=run))
    assert judged.violations == ()
    assert judged.points.unplaced == run.unplaced


def test_a_run_whose_worker_was_lost_can_be_tried_again(tiny_round: Round, coordinator: Persona) -> None:
    run = runs.request(actor=coordinator.actor, round=tiny_round)
    Run.unscoped.filter(pk=run.pk).update(state=RunState.RUNNING)
    assert run.job is not None
    JobRun.unscoped.filter(pk=run.job.pk).update(state=JobState.FAILED)
    run = Run.unscoped.select_related("job", "round").get(pk=run.pk)
    assert runs.state_of(run) == RunState.FAILED
    assert runs.retry(actor=coordinator.actor, run=run).state == RunState.QUEUED


def test_a_round_without_learners_is_not_run(tiny_round: Round, coordinator: Persona) -> None:
    Participant.objects.filter(round=tiny_round).delete()
    with pytest.raises(Refused):
        runs.request(actor=coordinator.actor, round=tiny_round)


def test_only_the_office_runs(tiny_round: Round, authority_viewer: Persona, stranger: Persona) -> None:
    for persona in (authority_viewer, stranger):
        with pytest.raises(PermissionDenied):
            runs.request(actor=persona.actor, round=tiny_round)
