"""Which agreement covers a placement (invariant 3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.platform.agreements.papers import Desk, today
from tests.platform.personas import Organisations, World
from wardbridge.agreements.domain import states
from wardbridge.agreements.enums import Exchanged, Kind, Subject
from wardbridge.agreements.models import Agreement, Quota
from wardbridge.agreements.queries.coverage import Need, uncovered
from wardbridge.core.enums import Level


@pytest.fixture
def need(organisations: Organisations) -> Need:
    week = timedelta(days=7)
    return Need(organisations.school_a.pk, organisations.hospital.pk, today(), today() + week)


def test_one_in_force_covers(desk: Desk, need: Need) -> None:
    assert list(uncovered([need])) == [need]
    desk.in_force()
    assert not uncovered([need])


def test_a_draft_a_framework_and_another_subject_do_not(desk: Desk, need: Need) -> None:
    desk.to_sign()
    desk.in_force(code="F", kind=Kind.FRAMEWORK)
    desk.in_force(code="H", subject=Subject.HOSTING)
    assert list(uncovered([need])) == [need]


def test_it_covers_all_the_days_or_none(desk: Desk, need: Need) -> None:
    desk.in_force(last=need.last - timedelta(days=1))
    assert list(uncovered([need])) == [need]


def test_a_suspended_parent_suspends_what_belongs_to_it(desk: Desk, need: Need) -> None:
    parent = desk.in_force(code="F", kind=Kind.FRAMEWORK)
    desk.in_force(parent=parent)
    assert not uncovered([need])
    states.suspend(actor=desk.school.actor, agreement=parent, reason="Rà soát")
    assert list(uncovered([need])) == [need]


def test_a_terminated_one_covers_until_its_last_day(desk: Desk, need: Need) -> None:
    states.terminate(actor=desk.school.actor, agreement=desk.in_force(), reason="Xong", on=need.last)
    assert not uncovered([need])
    later = Need(need.school, need.hospital, need.first, need.last + timedelta(days=1))
    assert list(uncovered([later])) == [later]


def test_others_are_not_covered(desk: Desk, need: Need, organisations: Organisations) -> None:
    desk.in_force()
    other = Need(organisations.school_b.pk, need.hospital, need.first, need.last)
    assert list(uncovered([need, other])) == [other]


@pytest.mark.parametrize("count", [1, 3])
def test_queries_are_fixed(
    count: int, desk: Desk, need: Need, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    desk.in_force()
    needs = [Need(need.school, need.hospital, need.first, need.last + timedelta(days=n)) for n in range(count)]
    with django_assert_num_queries(3):
        uncovered(needs)


def quota(agreement: Agreement, need: Need, **changes: Any) -> None:
    """A quota stated by a signed agreement, as a text that was signed with it would."""
    said = {"sender_id": need.school, "host_id": need.hospital, "year": need.first.year, "people": 5} | changes
    Quota.unscoped.create(agreement=agreement, **said)


@pytest.mark.parametrize(
    "changes",
    [
        {"level": Level.COLLEGE},
        {"year": today().year + 1},
        {"who": Exchanged.LECTURER},
        {"sender_id": "host", "host_id": "sender"},
    ],
)
def test_stated_quotas_leave_out_another_level_year_kind_and_direction(
    changes: dict[str, Any], desk: Desk, need: Need
) -> None:
    there = {"sender_id": need.hospital, "host_id": need.school} if "sender_id" in changes else changes
    university = replace(need, level=Level.UNIVERSITY)
    quota(desk.in_force(), need, **there)
    assert uncovered([university]) == {university: True}


def test_a_quota_of_the_discipline_or_of_all_means_it(desk: Desk, need: Need, world: World) -> None:
    heart, knife = (replace(need, discipline=world.disciplines[code].pk) for code in ("cardiology", "surgery"))
    agreement = desk.in_force()
    quota(agreement, need, discipline=world.disciplines["cardiology"])
    assert uncovered([heart, knife]) == {knife: True}
    quota(agreement, need)
    assert not uncovered([heart, knife])


def test_quotas_above_count_where_a_detailed_contract_states_none_and_an_amendment_adds(desk: Desk, need: Need) -> None:
    frame = desk.in_force(code="F", kind=Kind.FRAMEWORK)
    detailed = desk.in_force(parent=frame)
    quota(frame, need, level=Level.COLLEGE)
    university = replace(need, level=Level.UNIVERSITY)
    assert uncovered([university]) == {university: True}
    amended = desk.in_force(code="S", kind=Kind.AMENDMENT, parent=detailed)
    quota(amended, need, level=Level.UNIVERSITY)
    assert not uncovered([university])


def test_without_any_agreement_the_answer_says_so(need: Need) -> None:
    assert uncovered([need]) == {need: False}
