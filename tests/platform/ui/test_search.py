"""One search over what the reader may see."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.platform.agreements.papers import Desk
from tests.platform.personas import Organisations, Persona, World, make_persona
from tests.platform.published import Published
from wardbridge.ui.searching import find


def names(persona: Persona, text: str) -> list[str]:
    return [hit.name for hit in find(persona.actor, text).people]


@pytest.mark.parametrize("text", ["anh", "Ánh", "PHAM THI", "phạm ánh", "SV2"])
def test_a_school_finds_its_student(text: str, school_office: Persona, published: Published) -> None:
    assert "Phạm Thị Ánh" in names(school_office, text)


def test_another_school_does_not(other_school_office: Persona, published: Published) -> None:
    assert names(other_school_office, "anh") == []


def test_a_stranger_finds_no_person(stranger: Persona, published: Published) -> None:
    assert names(stranger, "nguyen") == []
    assert find(stranger.actor, "TINY").rounds == []


def test_a_hit_leads_to_the_readers_own_page(school_office: Persona, published: Published, world: World) -> None:
    (hit,) = find(school_office.actor, "anh pham").people
    assert hit.address == f"/school/students/{world.learners['A-SV2'].uid}/"


def test_departments_are_found_without_marks(hospital_office: Persona, published: Published, world: World) -> None:
    (hit,) = find(hospital_office.actor, "tim mach").departments
    assert hit.address == f"/ward/?department={world.cardiology.uid}"


@pytest.mark.parametrize("text", ["", "   ", "\u0301"])
def test_nothing_asked_finds_nothing(text: str, school_office: Persona, published: Published) -> None:
    assert find(school_office.actor, text).nothing


def test_the_page_says_what_to_try(school_office: Persona, published: Published) -> None:
    page = school_office.client.get("/ui/search/", {"q": "zzz"}).content.decode()
    assert "Nothing found among what you may see" in page


def test_the_text_is_shown_as_text(school_office: Persona, published: Published) -> None:
    page = school_office.client.get("/ui/search/", {"q": "<script>alert(1)</script>"}).content.decode()
    assert "<script>alert" not in page


def test_query_count_is_fixed(
    school_office: Persona, published: Published, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    actor = school_office.actor
    for text in ("anh", "nguyen"):
        with django_assert_num_queries(6):
            find(actor, text)


def test_an_agreement_is_found_by_its_number_name_and_party_by_its_parties_alone(
    school_office: Persona, stranger: Persona, published: Published, organisations: Organisations
) -> None:
    desk = Desk(school_office, make_persona("found-hospital", organisation=organisations.hospital))
    made = desk.draft(code="77/HĐ")
    for text in ("77/hd", "dao tao thuc hanh", "benh vien mau"):
        (hit,) = find(school_office.actor, text).agreements
        assert hit.address == f"/partners/{made.uid}/"
    assert find(stranger.actor, "77/HĐ").agreements == []
    assert find(desk.hospital.actor, "77/HĐ").agreements == [], "it is the owner's own draft"
