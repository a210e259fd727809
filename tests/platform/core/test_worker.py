from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import OperationalError, transaction

from tests.platform.races import at_once
from wardbridge.core import audit, jobs, worker
from wardbridge.core.actors import Actor
from wardbridge.core.enums import JobState, OrganisationKind
from wardbridge.core.models import AuditEntry, JobRun, Organisation

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def kind(monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setitem(jobs._kinds, "test.long", jobs.JobKind("test.long", lambda handle: {}, "long"))
    return "test.long"


def test_a_worker_of_one_queue_leaves_the_other_alone(kind: str) -> None:
    jobs.start(kind=kind, actor=Actor.system())

    call_command("worker", "--batch", "--queue", "default")
    assert JobRun.unscoped.get().state == JobState.QUEUED

    call_command("worker", "--batch", "--queue", "long")
    assert JobRun.unscoped.get().state == JobState.DONE


def test_workers_at_once_share_the_queue(kind: str) -> None:
    for _ in range(6):
        jobs.start(kind=kind, actor=Actor.system())

    at_once(lambda _: worker.run(batch=True), 2)

    assert set(JobRun.unscoped.values_list("state", "attempt")) == {(JobState.DONE, 1)}


def test_a_worker_that_starts_seals_what_a_kill_left_open() -> None:
    with transaction.atomic():
        row = Organisation.objects.create(code="x", kind=OrganisationKind.SCHOOL)
        audit.record(actor=Actor.system(), verb="test.left", target=row)
        transaction.get_connection().run_on_commit.clear()  # the process dies between commit and seal
    assert AuditEntry.objects.filter(seal=None).count() == 1

    worker.run(batch=True)

    assert AuditEntry.objects.filter(seal=None).count() == 0
    assert audit.verify_chain().whole


def test_a_sweep_that_fails_does_not_keep_the_others_from_running(monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[str] = []

    def broken() -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr(worker, "_sweeps", [broken, lambda: ran.append("next")])

    worker.sweep_once()

    assert ran == ["next"]
