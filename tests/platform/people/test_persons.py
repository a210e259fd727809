from __future__ import annotations

from datetime import date

import pytest
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from tests.platform.personas import Persona, World
from tests.platform.races import at_once
from wardbridge.core.actors import Actor
from wardbridge.core.errors import Refused
from wardbridge.core.models import AuditEntry, Organisation
from wardbridge.core.upserts import Upserted
from wardbridge.people.domain.persons import PersonData, by_code, upsert_persons
from wardbridge.people.models import Person
from wardbridge.people.queries import persons

BORN = date(2001, 5, 1)
AN = PersonData("SV1", "Nguyễn", "Văn", "An", BORN)


def upsert(school: Organisation, *rows: PersonData) -> Upserted[str, Person]:
    return upsert_persons(actor=Actor.system(), issuer=school, rows=rows)


def test_the_same_list_twice_changes_nothing_and_leaves_no_trace(school: Organisation) -> None:
    upsert(school, AN)
    entries = AuditEntry.objects.count()

    again = upsert(school, AN)

    assert again.counts == {"created": 0, "changed": 0, "same": 1}
    assert AuditEntry.objects.count() == entries


def test_a_corrected_name_is_a_change_with_before_and_after(school: Organisation) -> None:
    upsert(school, AN)

    done = upsert(school, PersonData("SV1", "Nguyễn", "Văn", "Ân", BORN))

    assert done.changed == ("SV1",)
    entry = AuditEntry.objects.get(verb="person.change")
    assert (entry.detail.before, entry.detail.after) == ({"given": "An"}, {"given": "Ân"})
    stored = Person.unscoped.get()
    assert (stored.folded, stored.full_name) == ("nguyen van an", "Nguyễn Văn Ân")


def test_sort_key_follows_a_changed_name(school: Organisation) -> None:
    before = upsert(school, AN).rows["SV1"].sort_key

    upsert(school, PersonData("SV1", "Nguyễn", "Văn", "Ân", BORN))

    assert Person.unscoped.get().sort_key > before


def test_two_people_of_one_name_and_birth_date_stay_two(school: Organisation) -> None:
    upsert(school, AN, PersonData("SV2", "Nguyễn", "Văn", "An", BORN))

    assert Person.unscoped.count() == 2


def test_the_same_code_at_another_school_is_another_person(school: Organisation, other_school: Organisation) -> None:
    upsert(school, AN)
    upsert(other_school, AN)

    assert Person.unscoped.count() == 2
    assert by_code(issuer=school, codes=["SV1"])["SV1"] != by_code(issuer=other_school, codes=["SV1"])["SV1"]


def test_a_known_code_with_another_birth_date_is_refused_and_nothing_is_written(school: Organisation) -> None:
    upsert(school, AN)
    rows = [PersonData("SV1", "Lê", "", "Hoa", date(2002, 1, 1)), PersonData("SV2", "Lê", "", "Lan", BORN)]

    with pytest.raises(Refused) as refused:
        upsert(school, *rows)

    (reason,) = refused.value.reasons
    assert reason.code == "identity-conflict"
    assert reason.params == {"code": "SV1", "found": "2002-01-01", "allowed": "2001-05-01"}
    with translation.override("en"):
        assert "SV1" in reason.text
    assert Person.unscoped.get().given == "An"


def test_a_blank_in_a_list_erases_nothing_that_is_known(school: Organisation) -> None:
    upsert(school, PersonData("SV1", "Nguyễn", "Văn", "An", BORN, email="an@example.org", phone="0900000000"))

    done = upsert(school, PersonData("SV1", "Nguyễn", "Văn", "An"))

    assert done.changed == ()
    stored = Person.unscoped.get()
    assert (stored.born, stored.email, stored.phone) == (BORN, "an@example.org", "0900000000")


def test_the_number_of_queries_does_not_grow_with_the_list(
    school: Organisation, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    rows = [PersonData(f"SV{number}", "Nguyễn", "Văn", "An", BORN) for number in range(300)]

    with django_assert_max_num_queries(20):  # batches of 500, smaller on SQLite
        upsert(school, *rows)


@pytest.mark.parametrize("typed", ["Đỗ Minh Ước", "do minh uoc", "uoc do", "  ƯỚC ", "SV4", "sv4"])
def test_search_finds_a_name_with_or_without_marks_in_any_order_and_a_code(
    world: World, school_office: Persona, typed: str
) -> None:
    assert [row.full_name for row in persons.search(school_office.actor, typed)] == ["Đỗ Minh Ước"]


def test_search_shows_only_whom_the_actor_may_see(world: World, school_office: Persona, stranger: Persona) -> None:
    assert persons.search(stranger.actor, "an").count() == 0
    assert {row.given for row in persons.search(school_office.actor, "dao")} == set()


def test_lists_come_in_vietnamese_order(world: World, school_office: Persona) -> None:
    names = [row.full_name for row in Person.objects.visible_to(school_office.actor)]

    assert names == ["Nguyễn Văn An", "Nguyễn Văn An", "Phạm Thị Ánh", "Đỗ Minh Ước"]


def test_the_given_name_stands_for_a_person(world: World) -> None:
    assert world.person("A-SV4").short_name == "Ước Đ. M."


@pytest.mark.django_db(transaction=True)
def test_two_offices_that_send_one_list_at_once_make_each_person_once(school: Organisation) -> None:
    rows = [PersonData(f"SV{number}", "Nguyễn", "Văn", "An", BORN) for number in range(20)]

    counts = at_once(lambda _: upsert(school, *rows).counts["created"], 3)

    assert sorted(counts) == [0, 0, 20]
    assert Person.unscoped.count() == 20
