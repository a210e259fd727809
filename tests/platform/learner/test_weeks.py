"""A learner's first page: his own weeks, and nobody else's."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.platform import personas
from tests.platform.personas import Persona, World
from tests.platform.published import Published, place
from wardbridge.planning.bridge import Violation, violation_to_json
from wardbridge.planning.models import Draft, Explanation, Participant, Run
from wardbridge.schedule.models import Current
from wardbridge.schedule.queries import current
from wardbridge.ui.schedules import schedules_of

ADDRESS = "/learner/"


def test_today_stands_first(learner: Persona, published: Published) -> None:
    page = learner.client.get(ADDRESS).content.decode()
    assert page.index("Cardiology") < page.index("Sample round")
    assert "Trần Thị Bình" in page


def test_a_learner_sees_only_his_own(learner: Persona, published: Published) -> None:
    page = learner.client.get(ADDRESS).content.decode()
    assert "A-SV2" not in page
    assert "Ánh" not in page


def test_before_publication_the_page_teaches(learner: Persona) -> None:
    page = learner.client.get(ADDRESS)
    assert page.status_code == 200
    assert "Your weeks will stand here" in page.content.decode()


@pytest.mark.parametrize("who", ["stranger", "school_office", "hospital_office", "authority_viewer"])
def test_who_is_no_person_of_the_round_finds_nothing(
    who: str, request: pytest.FixtureRequest, published: Published
) -> None:
    persona: Persona = request.getfixturevalue(who)
    assert persona.client.get(ADDRESS).status_code == 404


def test_a_visitor_is_sent_to_sign_in(client: Client, db: None) -> None:
    answer = client.get(ADDRESS)
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_login"))


def test_exam_week_inside_a_block_is_no_placement(published: Published) -> None:
    someone = personas.link(personas.make_persona("fourth"), published.world.person("A-SV4"))
    (schedule,) = schedules_of(current.own(someone.actor), published.monday + timedelta(days=9))
    assert schedule.now is None
    assert [cell.week.number for cell in schedule.off] == [2, 4]


def test_after_the_last_day_of_a_block_the_next_is_announced(learner: Persona, published: Published) -> None:
    rows = list(current.own(learner.actor))
    for row in rows:
        row.last -= timedelta(days=2)  # blocks end on a Friday
    (schedule,) = schedules_of(rows, published.monday + timedelta(days=12))
    assert schedule.now is None
    assert schedule.next is not None
    assert schedule.next.department == published.world.surgery


def test_holidays_are_those_of_weeks_on_the_ward(learner: Persona, published: Published) -> None:
    (schedule,) = schedules_of(current.own(learner.actor), published.monday)
    assert schedule.holidays == [published.monday + timedelta(days=8)]


def test_a_version_that_is_not_in_force_is_not_shown(learner: Persona, published: Published) -> None:
    Current.objects.all().delete()
    assert "Your weeks will stand here" in learner.client.get(ADDRESS).content.decode()


def test_query_count_does_not_grow(
    learner: Persona, published: Published, world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    browser = learner.client
    browser.get(ADDRESS)
    with django_assert_num_queries(QUERIES):
        browser.get(ADDRESS)
    place(published, "A-SV1", world.surgery, [3])
    with django_assert_num_queries(QUERIES):
        browser.get(ADDRESS)


QUERIES = 16
"""Session, user, memberships, notices, person, placements, supervisors, gates, why, swaps, feed, two for navigation."""


def test_why_here_is_told_while_the_rotation_is_the_one_explained(learner: Persona, published: Published) -> None:
    run = Run.unscoped.create(round=published.round, number=1)
    Draft.unscoped.filter(published=published.version).update(run=run)
    mine = list(current.own(learner.actor))
    who = Participant.objects.get(round=published.round, enrolment=mine[0].enrolment)
    said = Violation("why-unmet", (who.enrolment.code,), records=("surgery",), params={"rank": 1})
    blocks = [[one.department.code, one.periods] for one in mine]
    row = Explanation.unscoped.create(run=run, participant=who, said=[violation_to_json(said)], blocks=blocks)

    assert "Wish 1 (" in learner.client.get(ADDRESS).content.decode()
    row.blocks = blocks[:-1]
    row.save()
    assert "Wish 1 (" not in learner.client.get(ADDRESS).content.decode()
