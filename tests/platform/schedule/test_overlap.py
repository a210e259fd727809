"""Two rounds on one ward: a run foresees the other's places, and only one of them gets the last ones."""

from __future__ import annotations

import pytest

from tests.platform.personas import Organisations, Persona
from tests.platform.planning import tiny
from tests.platform.races import at_once
from tests.platform.schedule import overlap
from wardbridge.capacity.models import Claim, Hold, Limit
from wardbridge.core.domain import running
from wardbridge.planning.domain import drafts, others, runs
from wardbridge.planning.domain.problems import compiled
from wardbridge.planning.models import Block, Draft, Round, Run
from wardbridge.schedule.domain import places, publishing
from wardbridge.schedule.domain.places import PlacesTaken
from wardbridge.schedule.domain.warnings import warnings
from wardbridge.schedule.models import Version


@pytest.fixture
def first(organisations: Organisations, coordinator: Persona) -> Draft:
    round_ = overlap.import_round(overlap.narrow_book(), organisations, coordinator)
    return drafts.open_from_plan(actor=coordinator.actor, round=round_, plan=tiny.plan())


@pytest.fixture
def second(first: Draft, organisations: Organisations, coordinator: Persona) -> Round:
    return overlap.import_round(overlap.second_book(), organisations, coordinator)


def run_of(round_: Round, coordinator: Persona) -> Run:
    run = runs.request(actor=coordinator.actor, round=round_)
    assert run.job is not None
    running.run(str(run.job.uid))
    run.refresh_from_db()
    return run


def test_a_run_plans_around_what_the_other_round_has_taken(first: Draft, second: Round, coordinator: Persona) -> None:
    done = publishing.publish(actor=coordinator.actor, draft=first)
    run = run_of(second, coordinator)
    assert (run.status, run.unplaced, run.snapshot) == ("optimal", 0, done.version.snapshot)
    draft = Draft.unscoped.get(run=run)
    assert Block.objects.get(draft=draft, requirement="tim").periods == [2, 3]
    publishing.publish(actor=coordinator.actor, draft=draft)
    for limit in Limit.objects.all():
        assert sum(limit.claims.values_list("amount", flat=True)) <= limit.amount


def test_the_last_places_go_to_one_round_and_the_other_is_told_what_binds(
    first: Draft, second: Round, coordinator: Persona
) -> None:
    run = run_of(second, coordinator)
    draft = drafts.open_from_plan(actor=coordinator.actor, round=second, plan=overlap.plan(0, 1, ngoai=2), run=run)
    assert "ledger-newer" not in {one.code for one in warnings(actor=coordinator.actor, draft=draft)}
    publishing.publish(actor=coordinator.actor, draft=first)
    newer = [one for one in warnings(actor=coordinator.actor, draft=draft) if one.code == "ledger-newer"]
    assert [(one.allowed, one.params["weeks"]) for one in newer] == [(str(run.snapshot), "1, 2, 3, 4")]
    foreseen = places.conflicts_of(second, drafts.judge_draft(draft))
    with pytest.raises(PlacesTaken) as refused:
        publishing.publish(actor=coordinator.actor, draft=draft)
    for conflicts in (foreseen, refused.value.conflicts):
        said = [(one.limit.kind, one.limit.first, one.limit.amount, one.taken, one.missing) for one in conflicts]
        assert said == [("room", second.week_start(1), overlap.ROOM, 3, 1)]
    assert Version.unscoped.filter(round=second).count() == 0


def test_what_others_hold_is_told_by_level(first: Draft, second: Round, coordinator: Persona) -> None:
    publishing.publish(actor=coordinator.actor, draft=first)
    snapshot = others.snapshot_of(second)
    problem = others.beside(compiled(second).problem, snapshot)
    cardiology = problem.departments[problem.index.department["TM"]]
    assert [(one.period, one.level, one.count) for one in cardiology.guests] == [
        (0, "university", 2),
        (1, "university", 3),
        (2, "university", 2),
        (3, "university", 1),
    ]
    assert others.snapshot_from(snapshot.number, snapshot.to_json()) == snapshot


@pytest.mark.django_db(transaction=True)
def test_two_offices_that_publish_at_the_same_moment(first: Draft, second: Round, coordinator: Persona) -> None:
    """The second round needs the week in which the first fills the room: one of them is refused, whoever is late."""
    other = drafts.open_from_plan(actor=coordinator.actor, round=second, plan=overlap.plan(0, 1, ngoai=2))

    def press(number: int) -> bool:
        try:
            publishing.publish(actor=coordinator.actor, draft=(first, other)[number])
        except PlacesTaken:
            return False
        return True

    assert sorted(at_once(press, 2)) == [False, True]
    assert Version.unscoped.count() == 1
    for limit in Limit.objects.all():
        assert sum(limit.claims.values_list("amount", flat=True)) <= limit.amount


def test_a_draft_holds_its_places_until_they_are_published(first: Draft, second: Round, coordinator: Persona) -> None:
    other = drafts.open_from_plan(actor=coordinator.actor, round=second, plan=overlap.plan(0, 1, ngoai=2))
    today = coordinator.actor.on
    row = places.hold(actor=coordinator.actor, draft=first, until=today)
    with pytest.raises(PlacesTaken):
        publishing.publish(actor=coordinator.actor, draft=other)
    places.hold(actor=coordinator.actor, draft=first, until=today)
    publishing.publish(actor=coordinator.actor, draft=first)
    assert sorted(Hold.unscoped.values_list("state", flat=True)) == ["released", "used"]
    assert not Claim.objects.filter(holder__startswith=f"{row.record}/").exists()
