"""After a run: explanations for the learners it placed, ways out where it could not place all."""

from __future__ import annotations

import pytest

from tests.platform.personas import Persona
from tests.platform.planning.fixtures import participant
from tests.platform.planning.test_runs import worked
from wardbridge.core.domain import running
from wardbridge.core.errors import Refused
from wardbridge.core.models import JobRun
from wardbridge.planning.bridge import violation_from_json
from wardbridge.planning.domain import explaining, runs
from wardbridge.planning.enums import RunStatus
from wardbridge.planning.models import Draft, Explanation, Lock, Round, Run
from wardbridge.planning.queries.explanations import of_participant

pytestmark = pytest.mark.slow


def explained(run: Run) -> Run:
    """Do the work that the run has left behind."""
    job = JobRun.unscoped.filter(kind=explaining.KIND, payload__run=str(run.uid)).latest("pk")
    running.run(str(job.uid))
    return Run.unscoped.select_related("round").get(pk=run.pk)


def impossible(round_: Round) -> None:
    """Two more learners are imposed where two have place."""
    lock = Lock.objects.get()
    for code in ("SV1", "SV2"):
        Lock.objects.create(
            participant=participant(round_, code), department=lock.department, first=lock.first, last=lock.last
        )


def test_why_each_learner_is_where_he_is_is_kept_with_the_run(tiny_round: Round, coordinator: Persona) -> None:
    run = explained(worked(runs.request(actor=coordinator.actor, round=tiny_round)))

    kept = {row.participant.enrolment.code: row for row in Explanation.unscoped.filter(run=run)}

    assert set(kept) == {"SV1", "SV2", "SV3", "SV4"}
    assert [violation_from_json(one).rule for one in kept["SV1"].said] == ["why-all-met"]
    assert [violation_from_json(one).rule for one in kept["SV4"].said] == ["why-no-wish"]


def test_an_explanation_is_silent_when_the_rotation_was_changed(
    tiny_round: Round, coordinator: Persona, stranger: Persona
) -> None:
    run = explained(worked(runs.request(actor=coordinator.actor, round=tiny_round)))
    row = Explanation.unscoped.filter(run=run).first()
    assert row is not None
    blocks = [(code, tuple(periods)) for code, periods in row.blocks]

    assert of_participant(coordinator.actor, run, row.participant, blocks) == row
    assert of_participant(coordinator.actor, run, row.participant, [("TM", (0,))]) is None
    assert of_participant(stranger.actor, run, row.participant, blocks) is None


def test_a_way_out_is_kept_and_can_be_tried_without_changing_a_record(tiny_round: Round, coordinator: Persona) -> None:
    impossible(tiny_round)
    run = explained(worked(runs.request(actor=coordinator.actor, round=tiny_round)))
    assert run.status == RunStatus.INFEASIBLE
    assert run.ways
    locks = Lock.objects.count()

    tried = worked(runs.try_way(actor=coordinator.actor, run=run, way=1))

    assert (tried.status, tried.unplaced) == (RunStatus.OPTIMAL, 0)
    assert tried.changes == run.ways[0]["changes"]
    assert Lock.objects.count() == locks
    assert Draft.unscoped.filter(run=tried).exists()


def test_a_way_that_is_not_there_is_refused(tiny_round: Round, coordinator: Persona) -> None:
    run = worked(runs.request(actor=coordinator.actor, round=tiny_round))
    with pytest.raises(Refused) as refused:
        runs.try_way(actor=coordinator.actor, run=run, way=1)
    assert [one.code for one in refused.value.reasons] == ["no-such-way"]
