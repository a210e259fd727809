"""What a hospital publishes of itself (VN-12): current by construction, and no learner's name."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from django.test import Client
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from tests.platform.personas import World
from tests.platform.published import Published, place
from wardbridge.people.models import Leave
from wardbridge.rulekit.levels import Level
from wardbridge.schedule.queries.sites import wards_on


def test_most_is_what_the_tightest_law_allows(world: World) -> None:
    (ward,) = wards_on([world.surgery], date(2027, 3, 3))

    assert [(line.level, line.teachers, line.most) for line in ward.levels] == [
        (Level.POSTGRADUATE, 1, 5),
        (Level.UNIVERSITY, 1, 10),
        (Level.COLLEGE, 1, 12),
    ]
    assert ward.missing == ()


def test_a_teacher_on_leave_takes_the_capacity_along_for_the_day(world: World) -> None:
    Leave.objects.create(supervisor=world.supervisors["GV2"], first=date(2027, 3, 3), last=date(2027, 3, 3))

    assert wards_on([world.surgery], date(2027, 3, 3))[0].levels == []
    assert wards_on([world.surgery], date(2027, 3, 4))[0].levels != []


def test_what_is_not_recorded_is_said(client: Client, world: World) -> None:
    world.cardiology.beds = None
    world.cardiology.save()

    assert wards_on([world.cardiology], date(2027, 3, 3))[0].missing == ("beds",)
    client.cookies["django_language"] = "en"
    assert "missing for 1 department" in client.get("/public/capacity/").content.decode()


def test_anyone_reads_figures_and_teachers_and_no_learner(client: Client, published: Published, world: World) -> None:
    hospital = world.organisations.hospital
    client.cookies["django_language"] = "en"

    page = client.get(f"/public/capacity/{hospital.uid}/").content.decode()

    assert "Trần Thị Bình" in page
    assert "Phạm Thị Ánh" not in page
    assert client.get("/public/capacity/").status_code == 200
    assert client.get(f"/public/capacity/{world.organisations.school_a.uid}/").status_code == 404


def test_the_file_holds_a_row_a_department_and_level(client: Client, published: Published) -> None:
    answer = client.get("/public/capacity/capacity.xlsx")

    rows = list(load_workbook(BytesIO(answer.content)).worksheets[0].iter_rows(min_row=4, values_only=True))
    assert len(rows) == 6


@pytest.mark.django_db
def test_without_a_hospital_the_page_teaches(client: Client) -> None:
    client.cookies["django_language"] = "en"

    assert "No hospital is recorded yet" in client.get("/public/capacity/").content.decode()


def test_query_count_does_not_grow(
    client: Client, published: Published, world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.get("/public/capacity/")
    with django_assert_num_queries(5):
        client.get("/public/capacity/")
    place(published, "A-SV2", world.surgery, [3])
    with django_assert_num_queries(5):
        client.get("/public/capacity/")
