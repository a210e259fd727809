"""Who is with us this week: for wards of one's hospital and for practice teachers."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.platform.personas import Organisations, Persona, World, make_persona
from tests.platform.published import Published, place
from wardbridge.compliance.domain.gates import GateData, open_gate
from wardbridge.compliance.enums import GateKind

ADDRESS = "/ward/"


def test_a_ward_member_sees_every_department_of_the_hospital(ward_reader: Persona, published: Published) -> None:
    page = ward_reader.client.get(ADDRESS).content.decode()
    assert "Nguyễn Văn An" in page
    assert "Bùi Thị Đào" in page


def test_a_teacher_sees_his_own_department_alone(ward_supervisor: Persona, published: Published) -> None:
    page = ward_supervisor.client.get(ADDRESS).content.decode()
    assert "Phạm Thị Ánh" in page
    assert "Bùi Thị Đào" not in page


def test_next_week_by_the_address(ward_supervisor: Persona, published: Published) -> None:
    third = published.monday + timedelta(days=14)
    page = ward_supervisor.client.get(ADDRESS, {"week": third.isoformat()}).content.decode()
    assert "SV3" in page
    assert "SV2" not in page


def test_an_exam_week_inside_a_block_is_left_out(ward_reader: Persona, published: Published) -> None:
    second = published.monday + timedelta(days=7)
    page = ward_reader.client.get(ADDRESS, {"week": second.isoformat()}).content.decode()
    assert "SV4" not in page


def test_an_empty_week_points_to_the_nearest(ward_supervisor: Persona, published: Published) -> None:
    later = published.monday + timedelta(days=70)
    page = ward_supervisor.client.get(ADDRESS, {"week": later.isoformat()}).content.decode()
    last = published.monday + timedelta(days=21)
    assert f"week={last.isoformat()}" in page


def test_a_week_that_is_no_date_counts_as_this_week(ward_supervisor: Persona, published: Published) -> None:
    assert "SV1" in ward_supervisor.client.get(ADDRESS, {"week": "soon"}).content.decode()


def test_filter_by_department(ward_reader: Persona, published: Published, world: World) -> None:
    page = ward_reader.client.get(ADDRESS, {"department": str(world.surgery.uid)}).content.decode()
    assert "SV9" in page
    assert "SV2" not in page


def test_when_nobody_is_there_today_the_nearest_week_stands(
    ward_supervisor: Persona, published: Published, monkeypatch: pytest.MonkeyPatch
) -> None:
    long_after = published.monday + timedelta(days=200)
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: long_after)
    page = ward_supervisor.client.get(ADDRESS).content.decode()
    assert "this is the nearest week" in page
    assert "SV3" in page


@pytest.mark.parametrize("week", ["0001-01-01", "9999-12-31"])
def test_a_week_beyond_the_calendar_counts_as_this_week(
    week: str, ward_supervisor: Persona, published: Published
) -> None:
    assert "SV1" in ward_supervisor.client.get(ADDRESS, {"week": week}).content.decode()


@pytest.mark.parametrize("who", ["learner", "school_office", "authority_viewer", "coordinator"])
def test_who_reads_no_ward_finds_nothing(who: str, request: pytest.FixtureRequest, published: Published) -> None:
    persona: Persona = request.getfixturevalue(who)
    assert persona.client.get(ADDRESS).status_code == 404


def test_another_hospital_sees_nobody_of_ours(stranger: Persona, published: Published, world: World) -> None:
    answer = stranger.client.get(ADDRESS, {"department": str(world.cardiology.uid)})
    assert answer.status_code == 404


def test_query_count_does_not_grow(
    ward_reader: Persona, published: Published, world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    browser = ward_reader.client
    browser.get(ADDRESS)
    with django_assert_num_queries(QUERIES):
        browser.get(ADDRESS)
    place(published, "A-SV2", world.surgery, [0, 1])
    place(published, "A-SV3", world.surgery, [1, 3])
    with django_assert_num_queries(QUERIES):
        browser.get(ADDRESS)


QUERIES = 13


def test_who_is_held_back_stands_there_with_what_lacks(
    ward_reader: Persona, published: Published, world: World, organisations: Organisations
) -> None:
    office = make_persona("gate-office", organisation=organisations.hospital)
    data = GateData(GateKind.INSURANCE, "Bảo hiểm", "Insurance", site=world.site)
    open_gate(actor=office.actor, owner=organisations.hospital, data=data)
    page = ward_reader.client.get(ADDRESS).content.decode()
    assert "held back" in page
    assert "Insurance: missing" in page
