"""Departments × weeks of a hospital, and what stands behind a cell."""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from tests.platform.personas import Persona, World
from tests.platform.published import Published, place
from wardbridge.capacity.enums import LimitKind
from wardbridge.capacity.models import Offer
from wardbridge.planning.models import Draft, Run
from wardbridge.schedule.queries.loads import loads_of, weeks_of_rounds

ADDRESS = "/hospital/"


def test_load_stands_against_the_limit_that_binds(published: Published, world: World) -> None:
    loads = loads_of([world.cardiology, world.surgery], weeks_of_rounds([published.round]))
    cells = [
        (cell.load, cell.capacity, cell.binding.kind if cell.binding else None) for cell in loads.row(world.cardiology)
    ]
    assert cells[0] == (2, 2, LimitKind.OFFER)
    assert [load for load, _capacity, _binding in cells] == [2, 2, 1, 1]
    assert [cell.load for cell in loads.row(world.surgery)] == [3, 0, 3, 0]
    assert loads.allowed(world.surgery, 0, LimitKind.TEACHERS) == 10


def test_an_offer_that_was_withdrawn_gives_no_place(published: Published, world: World) -> None:
    offer = Offer.objects.get(department=world.cardiology)
    published.round.offers.set([*published.round.offers.exclude(pk=offer.pk), replaced(offer)])
    loads = loads_of([world.cardiology], weeks_of_rounds([published.round]))
    assert loads.cells[world.cardiology.pk, 0].capacity == 1


def replaced(offer: Offer) -> Offer:
    """What the office offers instead, as an import leaves it: the old row stays, without a round."""
    return Offer.objects.create(department=offer.department, slots=1)


def test_people_are_counted_once(published: Published, world: World) -> None:
    place(published, "A-SV1", world.surgery, [0])
    loads = loads_of([world.cardiology, world.surgery], weeks_of_rounds([published.round]))
    assert loads.people([world.cardiology, world.surgery], 0) == 5


def test_the_page_shows_loads(hospital_office: Persona, published: Published) -> None:
    page = hospital_office.client.get(ADDRESS).content.decode()
    assert "2/2" in page
    assert "heat-full" in page


def test_above_a_limit_is_said_by_sign_and_colour(hospital_office: Persona, published: Published, world: World) -> None:
    place(published, "A-SV3", world.cardiology, [0])
    page = hospital_office.client.get(ADDRESS).content.decode()
    assert "3/2 ▲" in page
    assert "heat-over" in page


def test_a_cell_names_who_is_there_and_the_records(
    hospital_office: Persona, published: Published, world: World
) -> None:
    page = hospital_office.client.get(
        f"/hospital/departments/{world.cardiology.uid}/{published.monday}/"
    ).content.decode()
    assert "Phạm Thị Ánh" in page
    assert "Trần Thị Bình (GV1)" in page
    assert "2 places for all programmes" in page
    assert "30 beds" in page


@pytest.mark.parametrize("week", ["soon", "2025-13-01", "9999-12-31", "0001-01-01"])
def test_a_cell_without_a_date_is_not_found(week: str, hospital_office: Persona, world: World) -> None:
    assert hospital_office.client.get(f"/hospital/departments/{world.cardiology.uid}/{week}/").status_code == 404


def test_another_hospital_does_not_see_our_cells(stranger: Persona, published: Published, world: World) -> None:
    address = f"/hospital/departments/{world.cardiology.uid}/{published.monday}/"
    assert stranger.client.get(address).status_code == 404
    assert "Khoa Tim" not in stranger.client.get(ADDRESS).content.decode()


@pytest.mark.parametrize("who", ["learner", "school_office", "authority_viewer", "ward_supervisor"])
@pytest.mark.parametrize("where", [ADDRESS, "/hospital/loads.xlsx", "/hospital/learners.xlsx"])
def test_who_is_no_hospital_finds_nothing(
    who: str, where: str, request: pytest.FixtureRequest, published: Published
) -> None:
    persona: Persona = request.getfixturevalue(who)
    assert persona.client.get(where).status_code == 404


def test_the_learners_workbook_lists_placements(hospital_office: Persona, published: Published) -> None:
    answer = hospital_office.client.get("/hospital/learners.xlsx")
    rows = list(load_workbook(BytesIO(answer.content)).worksheets[0].iter_rows(min_row=2, values_only=True))
    assert len(rows) == 8


def test_the_loads_workbook_has_a_row_a_cell(hospital_office: Persona, published: Published) -> None:
    answer = hospital_office.client.get("/hospital/loads.xlsx")
    rows = list(load_workbook(BytesIO(answer.content)).worksheets[0].iter_rows(min_row=4, values_only=True))
    assert len(rows) == 8
    assert rows[4][3:6] == (2, 2, 0)


def test_query_count_does_not_grow(
    hospital_office: Persona, published: Published, world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    browser = hospital_office.client
    browser.get(ADDRESS)
    with django_assert_num_queries(QUERIES):
        browser.get(ADDRESS)
    place(published, "A-SV2", world.surgery, [3])
    with django_assert_num_queries(QUERIES):
        browser.get(ADDRESS)


QUERIES = 13


def test_no_name_becomes_a_formula(hospital_office: Persona, published: Published, world: World) -> None:
    """Neither in the workbook nor in what a reader saves of it as CSV."""
    world.cardiology.name_en = world.cardiology.name_vi = '=HYPERLINK("http://example.org")'
    world.cardiology.save()
    answer = hospital_office.client.get(f"{ADDRESS}loads.xlsx")
    cells = [cell for row in load_workbook(BytesIO(answer.content)).active or () for cell in row]
    assert {cell.value for cell in cells if "HYPERLINK" in str(cell.value)} == {"'" + world.cardiology.name_vi}
    assert not [cell for cell in cells if cell.data_type == "f"]


def test_a_cell_says_what_one_more_place_is_worth(hospital_office: Persona, published: Published) -> None:
    run = Run.unscoped.create(round=published.round, number=1, duals=[[published.world.cardiology.code, 0, 6.25]])
    Draft.unscoped.filter(published=published.version).update(run=run)
    cell = f"{ADDRESS}departments/{published.world.cardiology.uid}/"

    pages = [
        hospital_office.client.get(f"{cell}{published.round.week_start(t).isoformat()}/").content.decode()
        for t in (0, 1)
    ]

    assert "worth at most 6.2 points" in pages[0]
    assert "worth at most" not in pages[1]
