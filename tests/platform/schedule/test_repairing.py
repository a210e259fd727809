"""A published plan is repaired: what changed is stated, the fewest move, the next version tells only them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from tests.platform.personas import Organisations, Persona
from tests.platform.planning import tiny
from tests.platform.schedule import overlap
from wardbridge.capacity.models import Claim
from wardbridge.core.domain import running
from wardbridge.core.errors import Refused
from wardbridge.planning.bridge import InputRefused, Plan, RoundBook
from wardbridge.planning.domain import drafts, repairs
from wardbridge.planning.domain.books import book_of
from wardbridge.planning.enums import RepairState
from wardbridge.planning.models import Block, Draft, Participant, Repair, Round
from wardbridge.schedule.domain import publishing, repairing, telling
from wardbridge.schedule.domain.places import PlacesTaken
from wardbridge.schedule.models import Placement, Version

CLOSED = {"change": "closed", "department": "NG", "first": "2027-03-15", "last": "2027-03-21"}
"""Surgery takes nobody in the third week, in which SV1 and SV2 are there."""
BEFORE = date(2027, 2, 1)


@pytest.fixture
def published(draft: Draft, coordinator: Persona) -> Version:
    return publishing.publish(actor=coordinator.actor, draft=draft).version


def worked(actor: Any, repair: Repair, *changes: dict[str, Any], today: date = BEFORE) -> Repair:
    for change in changes:
        repairs.state(actor=actor, repair=repair, change=change)
    repairs.request(actor=actor, repair=repair, today=today)
    repair.refresh_from_db()
    return finished(repair)


def finished(repair: Repair) -> Repair:
    """The repair after the worker's part."""
    assert repair.job is not None
    running.run(str(repair.job.uid))
    return Repair.unscoped.select_related("round__owner", "base", "job").get(pk=repair.pk)


def where(version: Version) -> dict[str, list[tuple[str, list[int]]]]:
    """Student code → (department, weeks) by time."""
    found: dict[str, list[tuple[str, list[int]]]] = {}
    rows = (
        Placement.unscoped.filter(version=version).select_related("enrolment", "department").order_by("first", "part")
    )
    for row in rows:
        found.setdefault(row.enrolment.code, []).append((row.department.code, row.periods))
    return found


def test_a_closed_ward_moves_those_who_were_there_and_no_others(
    published: Version, tiny_round: Round, coordinator: Persona
) -> None:
    repair = worked(coordinator.actor, repairing.begin(actor=coordinator.actor, round=tiny_round), CLOSED)
    assert (repair.state, repair.status, repair.moved, repair.moved_bound) == (RepairState.DONE, "optimal", 2, 2)
    assert repair.result is not None
    assert sorted(one["learner"] for one in repair.result["changed"]) == ["SV1", "SV2"]
    assert len(book_of(tiny_round).places) == 3, "nothing is recorded before it is taken over"

    taken = repairing.take_over(actor=coordinator.actor, repair=repair)
    assert taken == repairing.take_over(actor=coordinator.actor, repair=repair)
    assert drafts.judge_draft(taken).violations == ()
    after = publishing.publish(actor=coordinator.actor, draft=taken, reason="Khoa Ngoại sửa chữa").version

    before, now = where(published), where(after)
    assert {code for code in now if now[code] != before[code]} == {"SV1", "SV2"}
    assert now["SV1"] == [("TM", [0, 1]), ("NG", [3])]
    assert after.number == 2
    assert telling.touched(after) == (2, 4), "only those who move are told"
    assert Claim.objects.filter(limit__department__code="NG", limit__first=date(2027, 3, 15)).count() == 0


def test_a_learner_who_left_frees_a_place_and_moves_nobody(
    published: Version, tiny_round: Round, coordinator: Persona
) -> None:
    change = {"change": "gone", "learner": "SV2"}
    repair = worked(coordinator.actor, repairing.begin(actor=coordinator.actor, round=tiny_round), change)
    assert (repair.moved, repair.status) == (0, "optimal")
    taken = repairing.take_over(actor=coordinator.actor, repair=repair)
    after = publishing.publish(actor=coordinator.actor, draft=taken, reason="SV2 thôi học").version
    assert set(where(after)) == {"SV1", "SV3", "SV4"}
    assert not Participant.objects.filter(round=tiny_round, enrolment__code="SV2").exists()


def test_a_learner_who_joins_is_placed(published: Version, tiny_round: Round, coordinator: Persona) -> None:
    change = {"change": "new", "learner": "SV5", "name": "Nguyễn Thị Em", "born": "2003-01-01", "programme": "YK"}
    repair = worked(coordinator.actor, repairing.begin(actor=coordinator.actor, round=tiny_round), change)
    assert repair.moved == 0
    taken = repairing.take_over(actor=coordinator.actor, repair=repair)
    after = publishing.publish(actor=coordinator.actor, draft=taken, reason="SV5 bổ sung").version
    assert {department for department, _ in where(after)["SV5"]} == {"TM", "NG"}


def test_what_is_past_stays_and_forbids_nothing(published: Version, tiny_round: Round, coordinator: Persona) -> None:
    """Cardiology closes in the second week, while SV1 and SV2 are in it: their first week is kept as it was."""
    change = {"change": "closed", "department": "TM", "first": "2027-03-08", "last": "2027-03-14"}
    begun = repairing.begin(actor=coordinator.actor, round=tiny_round)
    repair = worked(coordinator.actor, begun, change, today=date(2027, 3, 9))
    assert repair.since == 1
    taken = repairing.take_over(actor=coordinator.actor, repair=repair)
    assert taken.since == 1
    assert all(min(row.periods) >= 1 or row.periods == [0] for row in Block.objects.filter(draft=taken))


def test_faults_are_told_and_nothing_is_stated(published: Version, tiny_round: Round, coordinator: Persona) -> None:
    repair = repairing.begin(actor=coordinator.actor, round=tiny_round)
    with pytest.raises(InputRefused) as refused:
        repairs.state(actor=coordinator.actor, repair=repair, change=CLOSED | {"department": "XX"})
    assert [fault.code for fault in refused.value.faults] == ["unknown-reference"]
    with pytest.raises(Refused):
        repairs.request(actor=coordinator.actor, repair=repair, today=BEFORE)


def test_a_repair_of_a_version_that_was_replaced_is_not_taken_over(
    published: Version, tiny_round: Round, coordinator: Persona
) -> None:
    late = worked(coordinator.actor, repairing.begin(actor=coordinator.actor, round=tiny_round), CLOSED)
    first = worked(coordinator.actor, repairing.begin(actor=coordinator.actor, round=tiny_round), CLOSED)
    draft = repairing.take_over(actor=coordinator.actor, repair=first)
    publishing.publish(actor=coordinator.actor, draft=draft, reason="x")
    with pytest.raises(Refused) as refused:
        repairing.take_over(actor=coordinator.actor, repair=late)
    assert [one.code for one in refused.value.reasons] == ["repair-outdated"]


def roomy(book: RoundBook) -> RoundBook:
    """Cardiology's room holds four."""
    wards = tuple(replace(row, room=4 if row.code == "TM" else row.room) for row in book.departments)
    return replace(book, departments=wards)


def test_the_loser_of_two_rounds_moves_only_what_conflicts(organisations: Organisations, coordinator: Persona) -> None:
    """Cardiology's room has one place left in the second week, and both learners of the second round want it."""
    organisations.hospital.parent = organisations.authority
    organisations.hospital.save()
    first = overlap.import_round(roomy(tiny.book()), organisations, coordinator)
    book = overlap.second_book()
    pair = tuple(replace(book.learners[0], code=code, born=date(2003, 1, n)) for n, code in ((2, "B1"), (3, "B2")))
    second = overlap.import_round(roomy(replace(book, learners=pair)), organisations, coordinator)
    rows = tuple(row for code in ("B1", "B2") for row in overlap.plan(0, 1, ngoai=3, learner=code).assignments)
    loser = drafts.open_from_plan(actor=coordinator.actor, round=second, plan=Plan(rows))
    winner = drafts.open_from_plan(actor=coordinator.actor, round=first, plan=tiny.plan())
    publishing.publish(actor=coordinator.actor, draft=winner)
    with pytest.raises(PlacesTaken):
        publishing.publish(actor=coordinator.actor, draft=loser)

    repair = finished(repairing.make_room(actor=coordinator.actor, draft=loser, today=BEFORE))
    assert (repair.status, repair.moved, repair.moved_bound) == ("optimal", 1, 1)
    taken = repairing.take_over(actor=coordinator.actor, repair=repair)
    after = where(publishing.publish(actor=coordinator.actor, draft=taken).version)
    assert sorted(after.values()) == [[("NG", [0]), ("TM", [2, 3])], [("TM", [0, 1]), ("NG", [3])]]


def test_a_draft_that_changed_since_is_mended_anew(tiny_round: Round, draft: Draft, coordinator: Persona) -> None:
    repair = finished(repairing.make_room(actor=coordinator.actor, draft=draft, today=BEFORE))
    assert repair.moved == 0
    Draft.unscoped.filter(pk=draft.pk).update(version=2)
    with pytest.raises(Refused) as refused:
        repairing.take_over(actor=coordinator.actor, repair=repair)
    assert [one.code for one in refused.value.reasons] == ["repair-outdated"]


def test_only_the_office_that_runs_the_round_repairs(
    published: Version, tiny_round: Round, hospital_office: Persona
) -> None:
    with pytest.raises(PermissionDenied):
        repairing.begin(actor=hospital_office.actor, round=tiny_round)


def test_nothing_is_repaired_before_it_is_published(tiny_round: Round, coordinator: Persona) -> None:
    with pytest.raises(Refused) as refused:
        repairing.begin(actor=coordinator.actor, round=tiny_round)
    assert [one.code for one in refused.value.reasons] == ["nothing-published"]
    assert tiny.MONDAY > BEFORE
