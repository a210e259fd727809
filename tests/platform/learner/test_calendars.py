"""The private calendar feed: made by its owner, read without sign-in, dead once stopped."""

from __future__ import annotations

import re
from datetime import timedelta

import icalendar
import pytest
from django.test import Client

from tests.platform.personas import Persona
from tests.platform.published import Published

MAKE, STOP = "/learner/calendar/make/", "/learner/calendar/stop/"


def address(learner: Persona) -> str:
    """The path of the feed as the learner's page shows it."""
    page = learner.client.post(MAKE, follow=True).content.decode()
    found = re.search(r'id="feed-address" readonly value="http://testserver([^"]+)"', page)
    assert found is not None
    return found[1]


def test_whoever_has_the_address_reads_the_weeks(learner: Persona, published: Published, client: Client) -> None:
    answer = client.get(address(learner))
    assert answer["Content-Type"].startswith("text/calendar")
    events = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    assert [event.decoded("DTSTART") for event in events] == [published.monday, published.monday + timedelta(days=14)]


def test_the_address_stays_the_same_until_it_is_stopped(learner: Persona, published: Published, client: Client) -> None:
    first = address(learner)
    assert address(learner) == first
    learner.client.post(STOP)
    assert client.get(first).status_code == 404
    assert address(learner) != first


def test_an_unknown_address_is_not_found(client: Client, db: None) -> None:
    assert client.get("/learner/calendar/0123abcd.ics").status_code == 404


def test_reading_the_page_makes_no_address(learner: Persona, published: Published) -> None:
    assert "feed-address" not in learner.client.get("/learner/").content.decode()
    assert learner.client.get(MAKE).status_code == 405


@pytest.mark.parametrize("path", [MAKE, STOP])
def test_who_is_no_person_finds_nothing(path: str, stranger: Persona, published: Published) -> None:
    assert stranger.client.post(path).status_code == 404


def test_the_weeks_as_pdf(learner: Persona, published: Published) -> None:
    answer = learner.client.get("/learner/schedule.pdf", {"round": str(published.round.uid)})
    assert answer.content.startswith(b"%PDF")
    assert learner.client.get("/learner/schedule.pdf", {"round": "other"}).status_code == 404
