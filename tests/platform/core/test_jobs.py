from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone, translation
from django_tasks_db.models import DBTaskResult

from tests.platform.personas import Persona
from tests.platform.races import at_once
from wardbridge.core import jobs
from wardbridge.core.actors import Actor
from wardbridge.core.domain import running
from wardbridge.core.enums import JobState, OrganisationKind
from wardbridge.core.jobs import AttemptSuperseded, JobHandle
from wardbridge.core.models import JobRun, Organisation

pytestmark = pytest.mark.django_db(transaction=True)
KIND = "test.kind"
Do = Callable[[Callable[[JobHandle], Mapping[str, Any] | None]], JobRun]


@pytest.fixture
def start() -> Iterator[Do]:
    """Start a job that does what the given function does."""

    def begin(function: Callable[[JobHandle], Mapping[str, Any] | None]) -> JobRun:
        jobs.job(KIND)(function)
        return jobs.start(kind=KIND, actor=Actor.system(), payload={"n": 3})

    yield begin
    jobs._kinds.pop(KIND, None)


def test_a_job_runs_with_its_payload_and_keeps_its_result(start: Do, run_tasks: Callable[[], None]) -> None:
    job = start(lambda handle: {"twice": handle.payload["n"] * 2})
    assert job.state == JobState.QUEUED

    run_tasks()

    job.refresh_from_db()
    assert (job.state, job.progress, job.result, job.attempt) == (JobState.DONE, 1.0, {"twice": 6}, 1)
    assert job.ended is not None


def test_a_job_of_a_change_rolled_back_does_not_exist(start: Do, run_tasks: Callable[[], None]) -> None:
    with transaction.atomic():
        start(lambda handle: None)
        transaction.set_rollback(True)

    assert JobRun.unscoped.count() == DBTaskResult.objects.count() == 0


def test_an_unknown_kind_is_refused(db: None) -> None:
    with pytest.raises(KeyError):
        jobs.start(kind="test.unknown", actor=Actor.system())


def test_progress_is_stored_while_it_runs(start: Do, run_tasks: Callable[[], None]) -> None:
    seen: list[tuple[float, str]] = []

    def work(handle: JobHandle) -> None:
        handle.report(0.25, note="reading")
        row = JobRun.unscoped.get(pk=handle.pk)
        seen.append((row.progress, row.note))

    start(work)
    run_tasks()

    assert seen == [(0.25, "reading")]


def test_a_job_that_fails_says_so_and_may_be_tried_again(start: Do, run_tasks: Callable[[], None]) -> None:
    calls: list[int] = []

    def work(handle: JobHandle) -> None:
        calls.append(handle.attempt)
        if len(calls) == 1:
            raise ValueError("on purpose")

    job = start(work)
    run_tasks()
    job.refresh_from_db()
    assert (job.state, job.note) == (JobState.FAILED, "job-failed")
    assert "on purpose" in job.error

    jobs.retry(job)
    run_tasks()

    job.refresh_from_db()
    assert (job.state, job.error, calls) == (JobState.DONE, "", [1, 2])


def test_a_waiting_job_is_cancelled_at_once(start: Do, run_tasks: Callable[[], None]) -> None:
    called: list[int] = []
    job = start(lambda handle: called.append(1))

    jobs.cancel(job)
    run_tasks()

    job.refresh_from_db()
    assert (job.state, called) == (JobState.CANCELLED, [])


def test_a_running_job_learns_of_the_cancel_within_two_seconds(start: Do, run_tasks: Callable[[], None]) -> None:
    def work(handle: JobHandle) -> None:
        jobs.cancel(JobRun.unscoped.get(pk=handle.pk))
        for _ in range(100):
            time.sleep(0.02)  # waits: work between two looks at the cancel
            handle.check()

    job = start(work)
    run_tasks()

    job.refresh_from_db()
    assert job.state == JobState.CANCELLED


def test_a_cancelled_job_may_finish_with_the_best_so_far(start: Do, run_tasks: Callable[[], None]) -> None:
    def work(handle: JobHandle) -> Mapping[str, Any]:
        jobs.cancel(JobRun.unscoped.get(pk=handle.pk))
        while not handle.cancelled:
            time.sleep(0.02)  # waits: work between two looks at the cancel
        return {"best": 7}

    job = start(work)
    run_tasks()

    job.refresh_from_db()
    assert (job.state, job.result) == (JobState.DONE, {"best": 7})


def test_the_final_writes_and_the_end_are_one(start: Do, run_tasks: Callable[[], None]) -> None:
    def work(handle: JobHandle) -> None:
        with handle.finish(result={}):
            Organisation.objects.create(code="x", kind=OrganisationKind.SCHOOL)
            raise ValueError("in the middle of the final writes")

    job = start(work)
    run_tasks()

    job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert Organisation.objects.count() == 0


def test_an_attempt_that_was_superseded_writes_nothing(start: Do) -> None:
    job = start(lambda handle: None)
    handle = running._claim(str(job.uid))
    assert handle is not None
    JobRun.unscoped.filter(pk=job.pk).update(attempt=2)

    with pytest.raises(AttemptSuperseded), handle.finish(result={"late": True}):
        Organisation.objects.create(code="x", kind=OrganisationKind.SCHOOL)

    with pytest.raises(AttemptSuperseded):
        handle.report(0.9)
    assert Organisation.objects.count() == 0
    assert handle.cancelled


def test_workers_at_once_run_a_job_once(start: Do) -> None:
    ran: list[int] = []
    job = start(lambda handle: ran.append(handle.attempt))

    at_once(lambda _: running.run(str(job.uid)), 4)

    assert ran == [1]


@pytest.mark.parametrize(
    ("worker", "silent_for", "taken_up"),
    [
        (f"{running.worker_name().rsplit(':', 2)[0]}:999999:12345", 0, True),  # this machine, no such process
        (running.worker_name(), 9999, False),  # this very process, however silent
        ("elsewhere:7:12345", 9999, True),
        ("elsewhere:7:12345", 0, False),
    ],
    # the same names in every process that shares the tests: a worker's name holds its number
    ids=["gone from here", "this very one", "elsewhere and silent", "elsewhere and heard"],
)
def test_the_job_of_a_worker_that_is_gone_is_queued_again(
    start: Do, worker: str, silent_for: int, taken_up: bool
) -> None:
    job = start(lambda handle: None)
    running._claim(str(job.uid))
    JobRun.unscoped.update(worker=worker, heartbeat=timezone.now() - timedelta(seconds=silent_for))

    assert running.recover() == int(taken_up)

    job.refresh_from_db()
    assert job.state == (JobState.QUEUED if taken_up else JobState.RUNNING)


def test_a_job_whose_task_was_lost_before_it_began_is_queued_again(start: Do, run_tasks: Callable[[], None]) -> None:
    job = start(lambda handle: None)
    DBTaskResult.objects.update(status="RUNNING")
    JobRun.unscoped.update(heartbeat=timezone.now() - timedelta(seconds=settings.JOB_STALE_SECONDS + 1))

    run_tasks()

    job.refresh_from_db()
    assert job.state == JobState.DONE


def test_a_job_lost_too_often_is_given_up(start: Do) -> None:
    job = start(lambda handle: None)
    for _ in range(jobs.MAX_ATTEMPTS):
        running._claim(str(job.uid))
        JobRun.unscoped.update(worker="elsewhere:7:1", heartbeat=timezone.now() - timedelta(hours=1))
        running.recover()

    job.refresh_from_db()
    assert (job.state, job.note, job.attempt) == (JobState.FAILED, "job-lost", jobs.MAX_ATTEMPTS)
    with translation.override("en"):
        assert job.note_text == "The worker stopped 3 times during this work; it was given up."


def test_a_job_asked_to_stop_whose_worker_died_is_cancelled(start: Do) -> None:
    job = start(lambda handle: None)
    running._claim(str(job.uid))
    jobs.cancel(job)
    JobRun.unscoped.update(worker="elsewhere:7:1", heartbeat=timezone.now() - timedelta(hours=1))

    running.recover()

    job.refresh_from_db()
    assert job.state == JobState.CANCELLED


@pytest.mark.slow
def test_a_worker_killed_in_the_middle_loses_nothing_and_repeats_nothing(run_tasks: Callable[[], None]) -> None:
    """A real worker process, killed without warning while it works; the next one does the work, once."""
    from tests.platform.core import slow_job

    job = jobs.start(kind=slow_job.KIND, actor=Actor.system(), payload={"code": "made-once"})
    killed = _worker_process()
    try:
        _wait_until(lambda: JobRun.unscoped.get(pk=job.pk).note == "half-way")
    finally:
        os.kill(killed.pid, signal.SIGKILL)
        killed.wait()
    assert Organisation.objects.filter(code="made-once").count() == 0

    slow_job.quick = True
    run_tasks()

    job.refresh_from_db()
    assert (job.state, job.attempt) == (JobState.DONE, 2)
    assert Organisation.objects.filter(code="made-once").count() == 1


def _worker_process() -> subprocess.Popen[bytes]:
    """A worker in a process of its own, on the tests' database, that knows the slow job."""
    name = str(connection.settings_dict["NAME"])
    given = os.environ.get("WARDBRIDGE_DATABASE_URL", "")
    if connection.vendor == "sqlite":
        address = f"sqlite:///{name}"
    else:
        head, _, query = given.partition("?")
        address = f"{head.rpartition('/')[0]}/{name}" + (f"?{query}" if query else "")
    program = (
        "import django; django.setup(); import tests.platform.core.slow_job;"
        "from wardbridge.core import worker; worker.run()"
    )
    return subprocess.Popen([sys.executable, "-c", program], env={**os.environ, "WARDBRIDGE_DATABASE_URL": address})


def _wait_until(holds: Callable[[], bool], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "waited too long"
        time.sleep(0.1)  # waits: between two looks at what another process does


def test_the_job_page_is_the_starters_own(hospital_office: Persona, stranger: Persona) -> None:
    jobs.job(KIND)(lambda handle: None)
    job = jobs.start(kind=KIND, actor=hospital_office.actor)

    seen = hospital_office.client.get(f"/jobs/{job.uid}/")

    assert seen.status_code == 200
    assert (seen.json()["state"], seen.json()["ended"]) == ("queued", False)
    assert stranger.client.get(f"/jobs/{job.uid}/").status_code == 404
    assert stranger.client.post(f"/jobs/{job.uid}/cancel/").status_code == 404
    assert Client().get(f"/jobs/{job.uid}/").status_code == 302
    assert hospital_office.client.post(f"/jobs/{job.uid}/cancel/").json()["state"] == "cancelled"
