"""Which agreement covers a placement (invariant 3)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.platform.agreements.papers import Desk, today
from tests.platform.personas import Organisations
from wardbridge.agreements.domain import states
from wardbridge.agreements.enums import Kind, Subject
from wardbridge.agreements.queries.coverage import Need, uncovered


@pytest.fixture
def need(organisations: Organisations) -> Need:
    week = timedelta(days=7)
    return Need(organisations.school_a.pk, organisations.hospital.pk, today(), today() + week)


def test_one_in_force_covers(desk: Desk, need: Need) -> None:
    assert uncovered([need]) == [need]
    desk.in_force()
    assert uncovered([need]) == []


def test_a_draft_a_framework_and_another_subject_do_not(desk: Desk, need: Need) -> None:
    desk.to_sign()
    desk.in_force(code="F", kind=Kind.FRAMEWORK)
    desk.in_force(code="H", subject=Subject.HOSTING)
    assert uncovered([need]) == [need]


def test_it_covers_all_the_days_or_none(desk: Desk, need: Need) -> None:
    desk.in_force(last=need.last - timedelta(days=1))
    assert uncovered([need]) == [need]


def test_a_suspended_parent_suspends_what_belongs_to_it(desk: Desk, need: Need) -> None:
    parent = desk.in_force(code="F", kind=Kind.FRAMEWORK)
    desk.in_force(parent=parent)
    assert uncovered([need]) == []
    states.suspend(actor=desk.school.actor, agreement=parent, reason="Rà soát")
    assert uncovered([need]) == [need]


def test_a_terminated_one_covers_until_its_last_day(desk: Desk, need: Need) -> None:
    states.terminate(actor=desk.school.actor, agreement=desk.in_force(), reason="Xong", on=need.last)
    assert uncovered([need]) == []
    later = Need(need.school, need.hospital, need.first, need.last + timedelta(days=1))
    assert uncovered([later]) == [later]


def test_others_are_not_covered(desk: Desk, need: Need, organisations: Organisations) -> None:
    desk.in_force()
    other = Need(organisations.school_b.pk, need.hospital, need.first, need.last)
    assert uncovered([need, other]) == [other]


@pytest.mark.parametrize("count", [1, 3])
def test_queries_are_fixed(
    count: int, desk: Desk, need: Need, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    desk.in_force()
    needs = [Need(need.school, need.hospital, need.first, need.last + timedelta(days=n)) for n in range(count)]
    with django_assert_num_queries(2):
        uncovered(needs)
