"""What leaves the platform: calendar feed, workbook, documents."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import translation
from icalendar import Calendar
from openpyxl import load_workbook

from tests.platform.personas import Persona, link, make_persona
from tests.platform.planning.fixtures import participant
from wardbridge.people.models import Person
from wardbridge.planning.domain import drafts
from wardbridge.planning.domain.drafts import BlockRef, MoveTo
from wardbridge.planning.models import Draft
from wardbridge.schedule.domain import feeds, publishing
from wardbridge.schedule.domain.publishing import Published
from wardbridge.schedule.exports import calendars, documents, sheets
from wardbridge.schedule.models import FeedToken
from wardbridge.schedule.queries import current


@pytest.fixture
def out(draft: Draft, coordinator: Persona) -> Published:
    return publishing.publish(actor=coordinator.actor, draft=draft)


@pytest.fixture
def himself(draft: Draft) -> Persona:
    return link(make_persona("sv1"), participant(draft.round, "SV1").enrolment.person)


def person(persona: Persona) -> Person:
    return Person.unscoped.get(user=persona.user)


def events(persona: Persona) -> dict[str, tuple[int, str]]:
    who = person(persona)
    feed = Calendar.from_ical(calendars.calendar_of(who, feeds.placements_of(who)))
    return {
        str(event["uid"]): (int(str(event["sequence"])), str(event.decoded("dtstart"))) for event in feed.walk("VEVENT")
    }


def test_a_feed_is_a_calendar_and_no_message(out: Published, himself: Persona) -> None:
    """METHOD would make it one of iTIP, whose events must name an organizer: strict programs refuse it."""
    who = person(himself)
    body = calendars.calendar_of(who, feeds.placements_of(who))
    assert b"\r\nMETHOD:" not in body
    assert body.count(b"\n") == body.count(b"\r\n")
    assert max(len(line) for line in body.split(b"\r\n")) <= 75
    for event in Calendar.from_ical(body).walk("VEVENT"):
        assert {"UID", "DTSTAMP", "DTSTART", "DTEND", "SEQUENCE", "SUMMARY"} <= set(event)


def test_a_feed_is_its_owners_and_ends_when_he_says(out: Published, himself: Persona, stranger: Persona) -> None:
    who = person(himself)
    row = feeds.issue(actor=himself.actor, person=who)
    assert feeds.issue(actor=himself.actor, person=who) == row
    token = feeds.token_of(row)
    assert len(token) == 64
    assert token not in str(list(FeedToken.unscoped.values()))
    assert feeds.person_of(token) == who
    with pytest.raises(PermissionDenied):
        feeds.issue(actor=stranger.actor, person=who)
    assert feeds.revoke(actor=himself.actor, person=who) == 1
    assert feeds.person_of(token) is None
    assert feeds.token_of(feeds.issue(actor=himself.actor, person=who)) != token


def test_events_keep_their_names_and_follow_the_new_version(
    out: Published, himself: Persona, coordinator: Persona
) -> None:
    before = events(himself)
    block = BlockRef(participant(out.version.round, "SV1").pk, "ngoai", "surgery")
    drafts.move(actor=coordinator.actor, draft=out.next_draft, change=MoveTo(block, None, 3), version=1)
    out.next_draft.refresh_from_db()
    publishing.publish(actor=coordinator.actor, draft=out.next_draft, reason="đổi")
    after = events(himself)
    assert sorted(before) == sorted(after)
    assert sorted(before.values()) == [(0, "2027-03-01"), (0, "2027-03-15")]
    assert sorted(after.values()) == [(0, "2027-03-01"), (1, "2027-03-22")]


def test_a_workbook_holds_texts_and_dates_and_no_formula(out: Published, coordinator: Persona, draft: Draft) -> None:
    who = participant(draft.round, "SV1").enrolment.person
    who.given = '=HYPERLINK("http://x","An")'
    who.save()
    with translation.override("vi"):
        made = sheets.workbook_of(current.placements(coordinator.actor), "Đợt nhỏ")
    sheet = load_workbook(BytesIO(made)).worksheets[0]
    rows = list(sheet.iter_rows(min_row=2))
    assert len(rows) == 8
    assert {cell.data_type for row in rows for cell in row} <= {"s", "n", "d"}
    assert {str(row[2].value)[0] for row in rows if row[0].value == "SV1"} == {"'"}


def test_the_admission_decision(out: Published, coordinator: Persona) -> None:
    rows = list(current.placements(coordinator.actor))
    hospital = rows[0].department.site.organisation
    data = documents.decision_data(out.version, hospital, rows)
    assert (data["count"], data["first"], data["last"]) == (4, "01/03/2027", "28/03/2027")
    assert [one["name"].split()[-1] for one in data["learners"]] == ["An", "Ánh", "Bình", "Đức"]
    made = documents.admission_decision(out.version, hospital, rows)
    assert made.startswith(b"%PDF")
    assert b"/Lang (vi-VN)" in made or b"vi-VN" in made


@pytest.mark.parametrize("language", ["vi", "en", "fr"])
def test_schedule_and_list_in_three_languages(out: Published, coordinator: Persona, language: str) -> None:
    rows = list(current.placements(coordinator.actor))
    mine = [one for one in rows if one.enrolment.code == "SV1"]
    with translation.override(language):
        for made in (
            documents.own_schedule(mine[0].enrolment.person, mine),
            documents.hospital_list(rows[0].department.site.organisation, out.version.round, rows),
        ):
            assert made.startswith(b"%PDF")


def test_a_template_never_reads_a_name_as_markup(out: Published, coordinator: Persona, draft: Draft) -> None:
    who = participant(draft.round, "SV1").enrolment.person
    who.given = '#panic("x") $ * _ ] \\ "'
    who.save()
    mine = [one for one in current.placements(coordinator.actor) if one.enrolment.code == "SV1"]
    assert documents.own_schedule(who, mine).startswith(b"%PDF")
