"""Milestones, posts, awards: sourced, dated as well as they are known, seen by those they concern."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from tests.platform.alumni.conftest import workbook
from tests.platform.alumni.test_importing import FULL, YEAR
from tests.platform.personas import Organisations, Persona
from wardbridge.alumni.domain import importing, remembering
from wardbridge.alumni.domain.remembering import Event, Honour, Post, Tale
from wardbridge.alumni.models import Award, History, Milestone, Position
from wardbridge.alumni.queries.records import Chapter, record
from wardbridge.alumni.queries.timeline import What, timeline
from wardbridge.core.errors import Refused
from wardbridge.people.models import Person

pytestmark = pytest.mark.django_db


def codes(caught: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [reason.code for reason in caught.value.reasons]


@pytest.fixture
def remembered(hospital_office: Persona, history: History) -> Person:
    importing.take(actor=hospital_office.actor, history=history, file=workbook(FULL))
    return Person.unscoped.get(given="An")


def award_of(hospital_office: Persona, organisations: Organisations) -> Award:
    honour = Honour(title="Vinh danh", grantor="Hội mẫu", on=date(2022, 3, 4), reason="Điều trị", synthetic=True)
    return remembering.honour(actor=hospital_office.actor, owner=organisations.hospital, award=honour)


def test_a_persons_record_runs_from_stay_to_post_and_award(
    hospital_office: Persona, organisations: Organisations, remembered: Person
) -> None:
    actor = hospital_office.actor
    for title, year, ended in (("Trưởng khoa", 2003, 2010), ("Giám đốc bệnh viện", 2010, None)):
        post = Post(
            title=title, began_year=year, ended_year=ended, source="Trang tin", place="Bệnh viện tư mẫu", key=True
        )
        remembering.post(actor=actor, owner=organisations.hospital, person=remembered, post=post)
    award = award_of(hospital_office, organisations)
    remembering.add_recipient(actor=actor, award=award, organisation=organisations.hospital, person=remembered)
    assert [(one.chapter, one.year, one.month, one.title, one.until) for one in record(actor, remembered)] == [
        (Chapter.STAY, 1991, 9, "Phẫu thuật tim mạch", None),
        (Chapter.POST, 2003, 0, "Trưởng khoa", 2010),
        (Chapter.POST, 2010, 0, "Giám đốc bệnh viện", None),
        (Chapter.AWARD, 2022, 3, "Vinh danh", None),
    ]


def test_a_post_needs_a_place_years_and_a_source(
    hospital_office: Persona, organisations: Organisations, remembered: Person, stranger: Persona
) -> None:
    bad = Post(title="x", began_year=2010, began_month=13, ended_year=2005, source=" ")
    with pytest.raises(Refused) as refused:
        remembering.post(actor=hospital_office.actor, owner=organisations.hospital, person=remembered, post=bad)
    assert codes(refused) == ["alumni-month", "alumni-source", "alumni-ended", "alumni-where"]
    with pytest.raises(PermissionDenied):
        remembering.post(actor=stranger.actor, owner=organisations.other_hospital, person=remembered, post=bad)
    assert not Position.unscoped.exists()


def test_histories_and_milestones_are_told_once_with_a_source(
    hospital_office: Persona, organisations: Organisations, history: History
) -> None:
    owner, actor = organisations.hospital, hospital_office.actor
    tale = Tale(code="LS-1", name_vi="x", told="trained", since=1066, source="")
    with pytest.raises(Refused) as refused:
        remembering.tell(actor=actor, owner=owner, partner=owner, tale=tale)
    assert codes(refused) == ["alumni-year", "alumni-source", "alumni-same", "alumni-number-taken"]
    event = Event(code="M", name_vi="Bắt đầu hợp tác", kind="founding", began_year=1985, about=True, source="Bài báo")
    remembering.mark(actor=actor, owner=owner, partner=organisations.other_hospital, event=event)
    with pytest.raises(Refused, match="alumni-number-taken"):
        remembering.mark(actor=actor, owner=owner, event=event)
    assert Milestone.unscoped.count() == 1


def test_an_award_is_entered_once_and_not_before_it_was_granted(
    hospital_office: Persona, organisations: Organisations
) -> None:
    award = award_of(hospital_office, organisations)
    with pytest.raises(Refused, match="alumni-award-twice"):
        award_of(hospital_office, organisations)
    with pytest.raises(Refused, match="alumni-people"):
        remembering.add_recipient(
            actor=hospital_office.actor, award=award, organisation=organisations.hospital, people=0
        )
    late = Honour(title="y", grantor="z", on=date(2999, 1, 1), reason="r")
    with pytest.raises(Refused, match="alumni-future"):
        remembering.honour(actor=hospital_office.actor, owner=organisations.hospital, award=late)


def test_the_timeline_is_in_order_and_the_partner_reads_it(
    hospital_office: Persona, stranger: Persona, school_office: Persona, organisations: Organisations, history: History
) -> None:
    event = Event(code="M", name_vi="Bắt đầu hợp tác", kind="founding", began_year=1985, about=True, source="Bài báo")
    remembering.mark(
        actor=hospital_office.actor, owner=organisations.hospital, partner=organisations.other_hospital, event=event
    )
    award_of(hospital_office, organisations)
    found = [(one.year, one.month, one.what, one.about) for one in timeline(hospital_office.actor)]
    assert found == [
        (1985, 0, What.MILESTONE, True),
        (1991, 0, What.HISTORY, False),
        (2022, 3, What.AWARD, False),
    ]
    assert [one.year for one in timeline(stranger.actor)] == [1985, 1991]
    assert timeline(school_office.actor) == []


def test_pages_show_what_is_incomplete_and_names_by_consent(
    hospital_office: Persona, stranger: Persona, school_office: Persona, organisations: Organisations, history: History
) -> None:
    importing.take(actor=hospital_office.actor, history=history, file=workbook(FULL, YEAR))
    person = Person.unscoped.get(given="An")
    post = Post(title="Giám đốc", began_year=2010, source="Trang tin", place="Bệnh viện tư mẫu", key=True)
    remembering.post(actor=hospital_office.actor, owner=organisations.hospital, person=person, post=post)
    page = hospital_office.client.get("/partners/history/").content.decode()
    assert "incomplete history" in page
    assert "no consent to be named" in page
    place = f"/partners/history/{history.uid}/"
    assert "Bình An" in hospital_office.client.get(place).content.decode()
    partner = stranger.client.get(place).content.decode()
    assert "incomplete history" in partner
    assert "Bình An" not in partner
    assert school_office.client.get(place).status_code == 404
    assert stranger.client.get(f"/partners/history/people/{person.uid}/").status_code == 404


def test_from_nothing_by_the_pages(hospital_office: Persona, organisations: Organisations) -> None:
    browser = hospital_office.client
    assert "Nothing is remembered yet" in browser.get("/partners/history/").content.decode()
    said = {
        "owner": organisations.hospital.pk, "code": "LS", "name_vi": "Lịch sử",
        "partner": organisations.other_hospital.pk, "told": "trained", "since": 1991, "stated": 72, "source": "Bài báo",
    }  # fmt: skip
    place = browser.post("/partners/history/new/", said).headers["Location"]
    assert browser.post(f"{place}workbook/", {"file": workbook(FULL)}).headers["Location"] == place
    assert "1 person is entered." in browser.get(place).content.decode()
    refused = browser.post(
        f"{place}workbook/", {"file": workbook(("M9", None, "?", "Tim", "x", 1, None))}
    ).content.decode()
    assert 'id="id_file_error"' in refused
    honour = {
        "owner": organisations.hospital.pk,
        "title": "Vinh danh",
        "grantor": "Hội",
        "on": "2022-03-04",
        "reason": "x",
    }
    award = browser.post("/partners/history/awards/new/", honour).headers["Location"]
    browser.post(award, {"organisation": organisations.hospital.pk, "post": "Kỹ thuật viên", "people": 3})
    assert "names not recorded" in browser.get("/partners/history/").content.decode()
