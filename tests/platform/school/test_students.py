"""Where are my students: the school's list, each student's page, the workbook."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from tests.platform.personas import Persona, World
from tests.platform.published import Published, place

ADDRESS = "/school/"


def codes(page: str) -> list[str]:
    """Student codes in the order of the page's rows."""
    return [part.split("<", 1)[0] for part in page.split('data-label="Student code">')[1:]]


def test_a_school_sees_its_students_and_no_others(school_office: Persona, published: Published) -> None:
    page = school_office.client.get(ADDRESS).content.decode()
    assert sorted(codes(page)) == ["SV1", "SV2", "SV3", "SV4"]
    assert "Đào" not in page


def test_vietnamese_order_is_by_given_name_first(school_office: Persona, published: Published) -> None:
    page = school_office.client.get(ADDRESS).content.decode()
    assert codes(page) == ["SV1", "SV3", "SV2", "SV4"]


def test_sorting_by_the_address(school_office: Persona, published: Published) -> None:
    page = school_office.client.get(ADDRESS, {"sort": "-code"}).content.decode()
    assert codes(page) == ["SV4", "SV3", "SV2", "SV1"]
    assert 'aria-sort="descending"' in page


@pytest.mark.parametrize("text", ["anh pham", "ÁNH", "pham thi", "sv2", "ph\x00am anh"])
def test_search_with_and_without_marks(text: str, school_office: Persona, published: Published) -> None:
    assert codes(school_office.client.get(ADDRESS, {"q": text}).content.decode()) == ["SV2"]


def test_filters_by_department_in_the_week(school_office: Persona, published: Published, world: World) -> None:
    asked = {"department": str(world.surgery.uid), "week": published.monday.isoformat()}
    assert sorted(codes(school_office.client.get(ADDRESS, asked).content.decode())) == ["SV3", "SV4"]
    asked["week"] = (published.monday + timedelta(days=7)).isoformat()
    assert codes(school_office.client.get(ADDRESS, asked).content.decode()) == []


def test_filters_by_group(school_office: Persona, published: Published, world: World) -> None:
    page = school_office.client.get(ADDRESS, {"group": str(world.groups["N1"].uid)}).content.decode()
    assert sorted(codes(page)) == ["SV1", "SV2"]
    assert 'class="chip"' in page


def test_a_filter_that_does_not_exist_counts_as_none(school_office: Persona, published: Published) -> None:
    page = school_office.client.get(ADDRESS, {"group": "nothing", "page": "99", "sort": "weight"}).content.decode()
    assert len(codes(page)) == 4


def test_a_students_page_shows_his_weeks(school_office: Persona, published: Published, world: World) -> None:
    page = school_office.client.get(f"/school/students/{world.learners['A-SV1'].uid}/").content.decode()
    assert "Cardiology" in page
    assert "Trần Thị Bình" in page


def test_another_schools_student_is_not_found(school_office: Persona, published: Published, world: World) -> None:
    assert school_office.client.get(f"/school/students/{world.learners['B-SV9'].uid}/").status_code == 404


@pytest.mark.parametrize("who", ["stranger", "learner", "hospital_office", "authority_viewer", "ward_supervisor"])
@pytest.mark.parametrize("where", [ADDRESS, "/school/students.xlsx", "student"])
def test_who_is_no_school_finds_nothing(
    who: str, where: str, request: pytest.FixtureRequest, published: Published, world: World
) -> None:
    persona: Persona = request.getfixturevalue(who)
    address = f"/school/students/{world.learners['A-SV2'].uid}/" if where == "student" else where
    assert persona.client.get(address).status_code == 404


def test_before_publication_the_page_teaches(school_office: Persona) -> None:
    page = school_office.client.get(ADDRESS)
    assert page.status_code == 200
    assert "No schedule is published yet" in page.content.decode()


def test_the_workbook_is_the_list_as_filtered(school_office: Persona, published: Published) -> None:
    answer = school_office.client.get("/school/students.xlsx", {"q": "sv1"})
    rows = list(load_workbook(BytesIO(answer.content)).worksheets[0].iter_rows(min_row=3, values_only=True))
    assert rows[0][:4] == ("Student code", "Family name", "Middle name", "Given name")
    assert [row[:4] for row in rows[1:]] == [("SV1", "Nguyễn", "Văn", "An")]
    assert rows[1][8] == "Cardiology"


def test_query_count_does_not_grow(
    school_office: Persona, published: Published, world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    browser = school_office.client
    browser.get(ADDRESS)
    with django_assert_num_queries(QUERIES):
        browser.get(ADDRESS, {"q": "sv1"})
    place(published, "A-SV2", world.surgery, [3])
    with django_assert_num_queries(QUERIES):
        browser.get(ADDRESS)


QUERIES = 14
