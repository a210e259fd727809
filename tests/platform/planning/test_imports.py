"""A book goes into the records and comes out of them unchanged; nothing goes in that is wrong or not one's own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.platform.personas import Organisations, Persona
from tests.platform.planning import tiny
from wardbridge.core.models import AuditEntry, Organisation
from wardbridge.people.models import Person
from wardbridge.planning.bridge import InputRefused, RoundBook, book_from_json, book_to_json, canonical
from wardbridge.planning.domain import imports
from wardbridge.planning.domain.books import book_of
from wardbridge.planning.models import Participant, Round

CREATED = {"created", "changed", "removed"}


def again(persona: Persona, owner: Organisation, book: RoundBook) -> Round:
    return imports.apply(actor=persona.actor, owner=owner, book=book)


def test_round_trip(tiny_round: Round) -> None:
    assert book_of(tiny_round) == canonical(tiny.book())


def test_json_round_trip() -> None:
    book = canonical(tiny.book())
    assert book_from_json(book_to_json(book)) == book


def test_importing_twice_changes_nothing(tiny_round: Round, coordinator: Persona) -> None:
    before = AuditEntry.objects.count()
    assert again(coordinator, tiny_round.owner, tiny.book()) == tiny_round
    assert AuditEntry.objects.count() == before


def test_preview_says_what_apply_would_do_and_writes_nothing(
    organisations: Organisations, coordinator: Persona
) -> None:
    organisations.hospital.parent = organisations.authority
    organisations.hospital.save()
    found = imports.preview(actor=coordinator.actor, owner=organisations.authority, book=tiny.book())
    assert found.faults == ()
    assert found.counts["learners"] == {"created": 4, "changed": 0, "removed": 0, "unchanged": 0}
    assert not Round.unscoped.exists()
    assert not Person.unscoped.exists()


def test_a_changed_and_a_removed_row(tiny_round: Round, coordinator: Persona) -> None:
    book = tiny.book()
    changed = replace(
        book,
        learners=(replace(book.learners[0], phone="0911"), *book.learners[1:3]),
        locks=(),
        places=(*book.places[:2], replace(book.places[2], maximum=3)),
    )
    found = imports.preview(actor=coordinator.actor, owner=tiny_round.owner, book=changed)
    assert {(one.sheet, one.kind, one.key[0]) for one in found.changes} == {
        ("learners", "changed", "SV1"),
        ("learners", "removed", "SV4"),
        ("locks", "removed", "SV4"),
        ("places", "changed", "M1"),
    }
    again(coordinator, tiny_round.owner, changed)
    assert book_of(tiny_round) == canonical(changed)
    assert Participant.objects.filter(round=tiny_round).count() == 3


def test_blank_names_and_addresses_erase_nothing(tiny_round: Round, coordinator: Persona) -> None:
    book = tiny.book()
    poorer = replace(book, learners=tuple(replace(one, email="", phone="") for one in book.learners))
    assert imports.preview(actor=coordinator.actor, owner=tiny_round.owner, book=poorer).changes_nothing


def test_another_birth_date_is_another_person(tiny_round: Round, coordinator: Persona) -> None:
    book = tiny.book()
    wrong = replace(book, learners=(replace(book.learners[0], born=date(2001, 1, 1)), *book.learners[1:]))
    with pytest.raises(InputRefused) as refused:
        again(coordinator, tiny_round.owner, wrong)
    assert [(one.code, one.place.row) for one in refused.value.faults] == [("identity-conflict", None)]
    assert book_of(tiny_round) == canonical(book)


def test_a_hospital_may_not_write_a_schools_records(organisations: Organisations, hospital_office: Persona) -> None:
    found = imports.preview(actor=hospital_office.actor, owner=organisations.hospital, book=tiny.book())
    sheets = {one.place.sheet for one in found.faults if one.code == "not-yours"}
    assert sheets == {"programmes", "requirements", "learners", "groups"}


def test_another_authority_may_not_write_the_provinces_records(tiny_round: Round, organisations: Organisations) -> None:
    other = Organisation.objects.create(code="syt-khac", kind="authority", name_vi="Sở Y tế Khác")
    from wardbridge.core.actors import Actor

    changed = replace(tiny.book(), sites=(replace(tiny.book().sites[0], address="khác"),))
    found = imports.preview(actor=Actor.system(), owner=other, book=changed)
    assert {(one.code, one.place.sheet) for one in found.faults} >= {("not-yours", "sites")}


def test_a_stranger_may_not_import(organisations: Organisations, stranger: Persona) -> None:
    with pytest.raises(PermissionDenied):
        imports.preview(actor=stranger.actor, owner=organisations.authority, book=tiny.book())


def test_a_book_takes_the_same_queries_for_one_learner_and_for_four(tiny_round: Round, coordinator: Persona) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as caught:
            book_of(Round.unscoped.get(pk=tiny_round.pk))
        return len(caught)

    four = queries()
    book = tiny.book()
    fewer = replace(book, learners=book.learners[:1], groups=book.groups[:2], wishes=book.wishes[:1], locks=())
    again(coordinator, tiny_round.owner, fewer)
    assert queries() == four
