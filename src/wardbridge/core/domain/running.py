"""Running a job in a worker: claim, heartbeat, end, and recovery of what a killed worker left."""

from __future__ import annotations

import logging
import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.conf import settings
from django.db import OperationalError, close_old_connections, connection, transaction
from django.utils import timezone

from wardbridge.core import jobs
from wardbridge.core.actors import Actor
from wardbridge.core.enums import JobState
from wardbridge.core.models import JobRun

BEAT_SECONDS = 2.0
log = logging.getLogger(__name__)


def worker_name() -> str:
    """This process as `host:pid`."""
    return f"{socket.gethostname()}:{os.getpid()}"


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
        while not over.wait(BEAT_SECONDS):
            try:
                handle.beat()
            except OperationalError:  # a locked database: the next beat will do
                close_old_connections()
            except jobs.AttemptSuperseded:
                return
    finally:
        connection.close()


def recover() -> int:
    """Queue again the jobs whose worker is gone; returns how many.

    A worker is gone when its heartbeat is older than ``JOB_STALE_SECONDS``, or, on this machine, when no such process
    lives. A job that has been lost `jobs.MAX_ATTEMPTS` times fails with the note ``job-lost``.
    """
    from wardbridge.core import tasks

    recovered = 0
    for row in JobRun.unscoped.filter(state=JobState.RUNNING):
        if not _is_gone(row):
            continue
        with transaction.atomic():
            locked = JobRun.unscoped.select_for_update().get(pk=row.pk)
            if locked.state != JobState.RUNNING or locked.attempt != row.attempt or not _is_gone(locked):
                continue
            recovered += 1
            if locked.cancel_requested:
                locked.state, locked.ended = JobState.CANCELLED, timezone.now()
            elif locked.attempt >= jobs.MAX_ATTEMPTS:
                locked.state, locked.note, locked.ended = JobState.FAILED, "job-lost", timezone.now()
            else:
                locked.state = JobState.QUEUED
                tasks.enqueue(locked, queue=jobs.kind(locked.kind).queue)
            locked.save(update_fields=["state", "note", "ended"])
    return recovered


def _is_gone(row: JobRun) -> bool:
    if timezone.now() - row.heartbeat > timedelta(seconds=settings.JOB_STALE_SECONDS):
        return True
    host, _, pid = row.worker.rpartition(":")
    return host == socket.gethostname() and not _lives(int(pid))


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
