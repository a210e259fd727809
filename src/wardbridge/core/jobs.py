"""Long work: started in a transaction, run by a worker, watched, cancelled, and taken up again after a kill.

A kind of job is a function of a `JobHandle`::

    @jobs.job("planning.run", queue="long")
    def run(handle: JobHandle) -> Mapping[str, Any]:
        handle.report(0.2, note="pricing")      # what pages show; written twice a second at most
        handle.check()                          # raises JobCancelled when asked to stop
        solve(stop=lambda: handle.cancelled)    # or stop by yourself and finish with the best so far
        with handle.finish(result={...}):       # the final writes and the job's end, one transaction
            save_the_draft()

Put these functions in the app's `tasks.py`: it is imported at start. Only the latest attempt can finish: a worker that
was thought dead and comes back writes nothing twice.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import monotonic
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wardbridge.core import errors
from wardbridge.core.actors import Actor
from wardbridge.core.enums import JobState
from wardbridge.core.models import JobRun, Organisation

MAX_ATTEMPTS = 3
REPORT_SECONDS = 0.5

errors.text("job-failed", _("The work failed. The record of the error was kept; try again or ask for help."))
errors.text("job-lost", _("The worker stopped {tries} times during this work; it was given up."))


class JobCancelled(Exception):
    """The reader asked this job to stop."""


class AttemptSuperseded(RuntimeError):
    """Another attempt took this job over; this one must write nothing more."""


JobFunction = Callable[["JobHandle"], "Mapping[str, Any] | None"]


@dataclass(frozen=True)
class JobKind:
    code: str
    function: JobFunction
    queue: str


_kinds: dict[str, JobKind] = {}


def job(code: str, *, queue: str = "default") -> Callable[[JobFunction], JobFunction]:
    """Register the function that does the work of this kind; `queue` is ``default`` or ``long``."""

    def register(function: JobFunction) -> JobFunction:
        _kinds[code] = JobKind(code, function, queue)
        return function

    return register


def kind(code: str) -> JobKind:
    """The kind by its code; KeyError when no app registered it."""
    return _kinds[code]


def start(
    *, kind: str, actor: Actor, organisation: Organisation | None = None, payload: Mapping[str, Any] | None = None
) -> JobRun:
    """Queue a job in the running transaction: the job exists if and only if the change that wants it does."""
    from wardbridge.core import queueing

    if kind not in _kinds:
        raise KeyError(kind)
    with transaction.atomic():
        row = JobRun.unscoped.create(
            kind=kind, actor=actor.user, organisation=organisation, payload=dict(payload or {})
        )
        queueing.enqueue(row, queue=_kinds[kind].queue)
    return row


def cancel(job: JobRun) -> None:
    """Ask the job to stop: at once when it waits, within a second when it runs; nothing when it has ended."""
    with transaction.atomic():
        row = JobRun.unscoped.select_for_update().get(pk=job.pk)
        if row.has_ended:
            return
        row.cancel_requested = True
        if row.state == JobState.QUEUED:
            row.state, row.ended = JobState.CANCELLED, timezone.now()
        row.save(update_fields=["cancel_requested", "state", "ended"])


def retry(job: JobRun) -> None:
    """Queue again a job that failed or was cancelled; nothing in any other state."""
    from wardbridge.core import queueing

    with transaction.atomic():
        row = JobRun.unscoped.select_for_update().get(pk=job.pk)
        if row.state not in {JobState.FAILED, JobState.CANCELLED}:
            return
        row.state, row.ended, row.cancel_requested = JobState.QUEUED, None, False
        row.progress, row.note, row.error = 0.0, "", ""
        row.save(update_fields=["state", "ended", "cancel_requested", "progress", "note", "error"])
        queueing.enqueue(row, queue=_kinds[row.kind].queue)


@dataclass
class JobHandle:
    """What a running job holds: its row's identity, its attempt, and the ways to report and to finish.

    Attributes
    ----------
    uid, payload, actor
        The job's public id, what it was started with, and on whose behalf it runs.
    """

    pk: int
    uid: UUID
    attempt: int
    payload: Mapping[str, Any]
    actor: Actor
    stop: threading.Event = field(default_factory=threading.Event)
    finished: bool = False
    _note: str = ""
    _reported: float = 0.0

    def report(self, progress: float, note: str = "") -> None:
        """Store how far the job is (0 to 1) and a code of what it does; skipped when just done with the same code."""
        now = monotonic()
        if note == self._note and now - self._reported < REPORT_SECONDS:
            return
        self._note, self._reported = note, now
        self.beat(progress=min(1.0, max(0.0, progress)), note=note)

    def check(self) -> None:
        """Raise `JobCancelled` when the reader asked this job to stop."""
        if self.cancelled:
            raise JobCancelled

    def beat(self, **changes: Any) -> None:
        """Say that the work goes on; `AttemptSuperseded` when another attempt has taken it over."""
        if not self._mine().update(heartbeat=timezone.now(), **changes):
            self.stop.set()
            raise AttemptSuperseded(str(self.uid))

    def look(self) -> None:
        """Learn whether the reader asked to stop."""
        if self._mine().filter(cancel_requested=True).exists():
            self.stop.set()

    def _mine(self) -> QuerySet[JobRun]:
        return JobRun.unscoped.filter(pk=self.pk, state=JobState.RUNNING, attempt=self.attempt)

    @property
    def cancelled(self) -> bool:
        """Whether to stop; set by the heartbeat, cheap enough for a solver's inner loop."""
        return self.stop.is_set()

    @contextmanager
    def finish(self, *, result: Mapping[str, Any] | None = None) -> Iterator[None]:
        """Do the final writes and end the job in one transaction; refused to a superseded attempt."""
        with transaction.atomic():
            row = JobRun.unscoped.select_for_update().get(pk=self.pk)
            if row.state != JobState.RUNNING or row.attempt != self.attempt:
                raise AttemptSuperseded(str(self.uid))
            yield
            row.state, row.progress, row.ended = JobState.DONE, 1.0, timezone.now()
            row.result = dict(result or {})
            row.save(update_fields=["state", "progress", "ended", "result"])
        self.finished = True
