"""Who sees whom: each persona against each kind of person."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.platform.personas import RECORD, Persona, World
from wardbridge.cohorts.domain import sharing
from wardbridge.cohorts.enums import ShareGround
from wardbridge.core.actors import Actor
from wardbridge.people.models import Person, Supervisor

SCHOOL_A = {"Nguyễn Văn An", "Phạm Thị Ánh", "Đỗ Minh Ước"}
SCHOOL_B = {"Hoàng Ân", "Bùi Thị Đào"}
TEACHERS = {"Trần Thị Bình", "Lê Văn Đức"}


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("school_office", SCHOOL_A),
        ("other_school_office", SCHOOL_B),
        ("hospital_office", SCHOOL_A | SCHOOL_B | TEACHERS),
        ("coordinator", SCHOOL_A | SCHOOL_B),
        ("ward_supervisor", SCHOOL_A | SCHOOL_B | {"Trần Thị Bình"}),
        ("learner", {"Nguyễn Văn An"}),
        ("authority_viewer", set()),
        ("stranger", set()),
    ],
)
def test_persons(world: World, who: str, seen: set[str], request: pytest.FixtureRequest) -> None:
    persona: Persona = request.getfixturevalue(who)

    assert {row.full_name for row in Person.objects.visible_to(persona.actor)} == seen


def test_a_learner_sees_himself_and_not_his_namesake(world: World, learner: Persona) -> None:
    assert Person.objects.visible_to(learner.actor).get() == world.person("A-SV1")


@pytest.mark.parametrize(
    ("who", "codes"),
    [("school_office", {"GV1", "GV2"}), ("ward_supervisor", {"GV1"}), ("learner", set())],
)
def test_supervisors(world: World, who: str, codes: set[str], request: pytest.FixtureRequest) -> None:
    persona: Persona = request.getfixturevalue(who)

    assert {row.code for row in Supervisor.objects.visible_to(persona.actor)} == codes


def test_a_share_that_has_ended_shows_nothing(world: World, hospital_office: Persona) -> None:
    today = timezone.localdate()
    ended = sharing.unshare(
        actor=Actor.system(),
        organisation=world.organisations.hospital,
        ground=ShareGround.ROUND,
        record=RECORD,
        last=today,
    )

    assert ended == 6
    tomorrow = Actor.of(hospital_office.user, today + timedelta(days=1))
    assert {row.full_name for row in Person.objects.visible_to(tomorrow)} == TEACHERS
