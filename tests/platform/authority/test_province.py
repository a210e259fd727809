"""The province at a glance: people and placements apart, and no names."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.platform.personas import Persona, World
from tests.platform.published import Published, place
from wardbridge.schedule.queries.province import province

ADDRESS = "/authority/"


def test_people_and_placements_are_counted_apart(authority_viewer: Persona, published: Published) -> None:
    found = province(authority_viewer.actor)
    (only,) = found.published
    assert (only.people, only.placements) == (5, 8)
    assert [found.people(week) for week in range(4)] == [5, 2, 4, 1]


def test_the_page_links_each_number_to_its_rows(authority_viewer: Persona, published: Published, world: World) -> None:
    page = authority_viewer.client.get(ADDRESS).content.decode()
    assert f"/authority/hospitals/{world.organisations.hospital.uid}/" in page
    assert "<b>5</b> people" in page
    assert "<b>8</b> placements" in page


def test_no_page_of_the_authority_names_a_learner(
    authority_viewer: Persona, published: Published, world: World
) -> None:
    pages = [ADDRESS, f"/authority/hospitals/{world.organisations.hospital.uid}/", "/authority/province.xlsx"]
    browser = authority_viewer.client
    for address in pages:
        answer = browser.get(address)
        assert answer.status_code == 200
        assert "Ánh" not in answer.content.decode(errors="replace")


def test_a_hospital_of_no_round_is_not_found(authority_viewer: Persona, published: Published, world: World) -> None:
    address = f"/authority/hospitals/{world.organisations.other_hospital.uid}/"
    assert authority_viewer.client.get(address).status_code == 404


def test_before_publication_the_page_teaches(authority_viewer: Persona) -> None:
    assert "Nothing is published yet" in authority_viewer.client.get(ADDRESS).content.decode()


@pytest.mark.parametrize("who", ["stranger", "learner", "school_office", "hospital_office", "ward_supervisor"])
@pytest.mark.parametrize("where", [ADDRESS, "/authority/province.xlsx"])
def test_who_is_no_authority_finds_nothing(
    who: str, where: str, request: pytest.FixtureRequest, published: Published
) -> None:
    persona: Persona = request.getfixturevalue(who)
    assert persona.client.get(where).status_code == 404


def test_query_count_does_not_grow(
    authority_viewer: Persona, published: Published, world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    browser = authority_viewer.client
    browser.get(ADDRESS)
    with django_assert_num_queries(QUERIES):
        browser.get(ADDRESS)
    place(published, "A-SV2", world.surgery, [3])
    with django_assert_num_queries(QUERIES):
        browser.get(ADDRESS)


QUERIES = 18
