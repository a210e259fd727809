"""Running a job in a worker: claim, heartbeat, end, and recovery of what a killed worker left."""

from __future__ import annotations

import itertools
import logging
import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import OperationalError, close_old_connections, connection, transaction
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from wardbridge.core import jobs, queueing
from wardbridge.core.actors import Actor
from wardbridge.core.enums import JobState
from wardbridge.core.models import JobRun

LOOK_SECONDS = 0.5
BEATS = 10  # a heartbeat every tenth look
log = logging.getLogger(__name__)


def worker_name() -> str:
    """This process as `host:pid:start`; the start tells it from a later process of the same number."""
    return f"{socket.gethostname()}:{os.getpid()}:{_started(os.getpid())}"


def _started(pid: int) -> str:
    """When the process started, in the kernel's ticks; blank where the system doesn't say or no such process lives."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[19]
    except (OSError, IndexError):
        return ""


def run(uid: str) -> None:
    """Run the job `uid` if it waits; nothing when another attempt has it or it has ended."""
    handle = _claim(uid)
    if handle is None:
        return
    kind = jobs.kind(JobRun.unscoped.values_list("kind", flat=True).get(pk=handle.pk))
    try:
        with _heartbeat(handle):
            result = kind.function(handle)
            if not handle.finished:
                with handle.finish(result=result):
                    pass
    except jobs.JobCancelled:
        _end(handle, JobState.CANCELLED)
    except jobs.AttemptSuperseded:
        log.warning("job %s: attempt %s was superseded", uid, handle.attempt)
    except Exception as error:
        log.exception("job %s (%s) failed", uid, kind.code)
        _end(handle, JobState.FAILED, note="job-failed", error=repr(error)[:2000])


def _claim(uid: str) -> jobs.JobHandle | None:
    with transaction.atomic():
        row = JobRun.unscoped.select_for_update().filter(uid=uid, state=JobState.QUEUED).first()
        if row is None:
            return None
        now = timezone.now()
        row.state, row.attempt, row.worker = JobState.RUNNING, row.attempt + 1, worker_name()
        row.heartbeat, row.started = now, row.started or now
        row.save(update_fields=["state", "attempt", "worker", "heartbeat", "started"])
    actor = Actor.of(row.actor) if row.actor else Actor.system()
    return jobs.JobHandle(pk=row.pk, uid=row.uid, attempt=row.attempt, payload=row.payload, actor=actor)


def _end(handle: jobs.JobHandle, state: JobState, note: str = "", error: str = "") -> None:
    JobRun.unscoped.filter(pk=handle.pk, state=JobState.RUNNING, attempt=handle.attempt).update(
        state=state, note=note, error=error, ended=timezone.now()
    )


@contextmanager
def _heartbeat(handle: jobs.JobHandle) -> Iterator[None]:
    """Beat in a thread of its own while the work runs, on its own connection."""
    over = threading.Event()
    thread = threading.Thread(target=_beat_until, args=(handle, over), daemon=True, name="heartbeat")
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _beat_until(handle: jobs.JobHandle, over: threading.Event) -> None:
    try:
        for count in itertools.count(1):
            if over.wait(LOOK_SECONDS):
                return
            try:
                handle.look()
                if count % BEATS == 0:
                    handle.beat()
            except OperationalError:  # a locked database: the next look will do
                close_old_connections()
            except jobs.AttemptSuperseded:
                return
    finally:
        connection.close()


def recover() -> int:
    """Queue again the jobs that a killed worker left, running or about to run; returns how many.

    A worker of this machine is gone when its process is; one elsewhere when its heartbeat is older than
    ``JOB_STALE_SECONDS``. A job lost `jobs.MAX_ATTEMPTS` times fails with the note ``job-lost``.
    """
    lost = [row.pk for row in JobRun.unscoped.filter(state=JobState.RUNNING) if _is_gone(row)]
    lost += [row.pk for row in JobRun.unscoped.filter(state=JobState.QUEUED, heartbeat__lt=_stale()) if _unheard(row)]
    return sum(_take_up(pk) for pk in lost)


def _take_up(pk: int) -> bool:
    with transaction.atomic():
        row = JobRun.unscoped.select_for_update().get(pk=pk)
        lost = _is_gone(row) if row.state == JobState.RUNNING else row.state == JobState.QUEUED and _unheard(row)
        if not lost:
            return False
        DBTaskResult.objects.filter(pk=row.task_id, status=TaskResultStatus.RUNNING).update(
            status=TaskResultStatus.FAILED, finished_at=timezone.now()
        )
        if row.cancel_requested:
            row.state, row.ended = JobState.CANCELLED, timezone.now()
        elif row.attempt >= jobs.MAX_ATTEMPTS:
            row.state, row.note, row.ended = JobState.FAILED, "job-lost", timezone.now()
        else:
            row.state, row.heartbeat = JobState.QUEUED, timezone.now()
            queueing.enqueue(row, queue=jobs.kind(row.kind).queue)
        row.save(update_fields=["state", "note", "ended", "heartbeat"])
        return True


def _stale() -> datetime:
    return timezone.now() - timedelta(seconds=settings.JOB_STALE_SECONDS)


def _unheard(row: JobRun) -> bool:
    """Whether no task waits for this queued job: its worker was killed between taking the task and the job."""
    return not DBTaskResult.objects.filter(pk=row.task_id, status=TaskResultStatus.READY).exists()


def _is_gone(row: JobRun) -> bool:
    host, pid, started = row.worker.rsplit(":", 2)
    if host == socket.gethostname() and started:
        return _started(int(pid)) != started
    return row.heartbeat < _stale()
