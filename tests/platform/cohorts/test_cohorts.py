from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from tests.platform.personas import RECORD, Persona, World
from wardbridge.cohorts.domain import learners, mappings, programmes, sharing
from wardbridge.cohorts.domain.absences import set_absences
from wardbridge.cohorts.domain.learners import GroupData, LearnerData
from wardbridge.cohorts.enums import GroupKind, ShareGround
from wardbridge.cohorts.models import Absence, Enrolment, EnrolmentShare, Group, Programme, Requirement
from wardbridge.core.actors import Actor
from wardbridge.core.enums import Level
from wardbridge.core.models import AuditEntry
from wardbridge.institutions.domain.directory import Names
from wardbridge.people.domain.persons import PersonData
from wardbridge.rulekit.levels import Level as LawLevel

SYSTEM = Actor.system()
EXAM = (date(2025, 4, 7), date(2025, 4, 13))
LEARNER = LearnerData(PersonData("SV1", "Nguyễn", "Văn", "An", date(2001, 5, 1), synthetic=True), None, "A1", "N1")


def upsert(world: World, *rows: LearnerData) -> dict[str, int]:
    return learners.upsert_learners(actor=SYSTEM, programme=world.programme_a, rows=rows).counts


def test_the_same_learner_twice_changes_nothing(world: World) -> None:
    assert upsert(world, LEARNER) == {"created": 0, "changed": 0, "same": 1}


def test_a_learner_who_changes_groups_is_one_change(world: World) -> None:
    assert upsert(world, replace(LEARNER, group="N2")) == {"created": 0, "changed": 1, "same": 0}

    stored = Enrolment.unscoped.get(pk=world.learners["A-SV1"].pk)
    assert stored.group == world.groups["N2"]
    assert stored.class_group == world.groups["A1"]


def test_an_unknown_group_is_refused(world: World) -> None:
    with pytest.raises(KeyError):
        upsert(world, replace(LEARNER, group="N9"))


def test_the_queries_for_a_list_do_not_grow_with_it(
    world: World, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    born = date(2001, 1, 1)
    rows = [LearnerData(PersonData(f"X{n}", "Nguyễn", "Văn", "An", born), None, "A1", "N1") for n in range(270)]

    with django_assert_max_num_queries(45):  # batches of 500, smaller on SQLite
        upsert(world, *rows)


def test_absences_become_exactly_those_given(world: World) -> None:
    group, person = world.groups["A1"], world.learners["A-SV1"]

    assert set_absences(actor=SYSTEM, of={group: [EXAM], person: [EXAM]}) == 2
    assert set_absences(actor=SYSTEM, of={group: [EXAM], person: []}) == 1

    assert [(row.group, row.first, row.last) for row in Absence.unscoped.all()] == [(group, *EXAM)]
    assert AuditEntry.objects.filter(verb="absence.set").count() == 3


@pytest.mark.parametrize("owners", [{}, {"enrolment": "A-SV1", "group": "A1"}])
def test_an_absence_belongs_to_a_learner_or_to_a_group(world: World, owners: dict[str, str]) -> None:
    belongs = {
        "enrolment": world.learners.get(owners.get("enrolment", "")),
        "group": world.groups.get(owners.get("group", "")),
    }

    with pytest.raises(IntegrityError), transaction.atomic():
        Absence.unscoped.create(**belongs, first=EXAM[0], last=EXAM[1])


def test_a_leader_is_named_by_student_code_and_can_be_taken_back(world: World) -> None:
    key = (str(GroupKind.GROUP), "N1")
    assert Group.unscoped.get(pk=world.groups["N1"].pk).leader == world.learners["A-SV1"]

    learners.set_leaders(actor=SYSTEM, programme=world.programme_a, leaders={key: ""})

    assert Group.unscoped.get(pk=world.groups["N1"].pk).leader is None


def test_a_class_and_a_group_may_bear_one_code(world: World) -> None:
    rows = [GroupData("N1", GroupKind.CLASS)]

    done = learners.upsert_groups(actor=SYSTEM, programme=world.programme_a, rows=rows)

    assert done.counts == {"created": 1, "changed": 0, "same": 0}


def test_requirements_keep_disciplines_order_and_tracks(world: World) -> None:
    heart, knife = world.disciplines["cardiology"], world.disciplines["surgery"]
    track = world.tracks["YK6"]
    rows = [
        programmes.RequirementData(
            world.programme_a, "elective", (heart, knife), 2, track, choose=1, after=("tim-YK6",), sites=(world.site,)
        )
    ]

    programmes.upsert_requirements(actor=SYSTEM, rows=rows)
    again = programmes.upsert_requirements(actor=SYSTEM, rows=rows)

    stored = Requirement.unscoped.get(code="elective")
    assert again.counts["same"] == 1
    assert {row.code for row in stored.disciplines.all()} == {"cardiology", "surgery"}
    assert [row.code for row in stored.sites.all()] == ["M1"]
    after = Requirement.unscoped.filter(before=stored)
    assert [row.code for row in after] == ["tim-YK6"]
    assert AuditEntry.objects.filter(verb="requirement.disciplines", object_id=str(stored.pk)).count() == 1


def test_two_tracks_may_use_one_code(world: World) -> None:
    """Each requires its own, and what comes after it follows the one of its track."""
    heart, knife = world.disciplines["cardiology"], world.disciplines["surgery"]
    made = programmes.upsert_tracks(
        actor=SYSTEM, rows=[programmes.TrackData(world.programme_a, code, Names(code)) for code in ("noi", "ngoai")]
    ).rows
    rows = [
        programmes.RequirementData(world.programme_a, code, (discipline,), weeks, track, after=after)
        for track, discipline, weeks in (
            (made[world.programme_a.pk, "noi"], heart, 4),
            (made[world.programme_a.pk, "ngoai"], knife, 2),
        )
        for code, after in (("chinh", ()), ("sau", ("chinh", "tim-YK6")))
    ]

    programmes.upsert_requirements(actor=SYSTEM, rows=rows)
    again = programmes.upsert_requirements(actor=SYSTEM, rows=rows)

    assert again.counts == {"created": 0, "changed": 0, "same": 4}
    stored = Requirement.unscoped.filter(code="chinh").order_by("weeks")
    assert [(row.track.code, row.weeks) for row in stored if row.track] == [("ngoai", 2), ("noi", 4)]
    for row in stored:
        later = Requirement.unscoped.get(code="sau", track=row.track)
        assert set(Requirement.unscoped.filter(before=later)) == {row, world.requirements["tim-YK6"]}


def test_two_schools_may_use_one_programme_code(world: World) -> None:
    row = programmes.ProgrammeData(world.organisations.school_b, "YK6", Names("Y khoa"), "doctor", Level.UNIVERSITY)

    programmes.upsert_programmes(actor=SYSTEM, rows=[row])

    assert Programme.unscoped.filter(code="YK6").count() == 2


def test_sharing_twice_for_one_record_is_one_share(world: World) -> None:
    again = sharing.share(
        actor=SYSTEM,
        enrolments=world.learners.values(),
        organisation=world.organisations.hospital,
        ground=ShareGround.ROUND,
        record=RECORD,
    )

    assert again == 0
    assert EnrolmentShare.objects.filter(organisation=world.organisations.hospital).count() == 6


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("school_office", ({"SV1", "SV2", "SV3", "SV4"}, {"A1", "N1", "N2"}, {"YK6"})),
        ("other_school_office", ({"SV1", "SV9"}, set(), {"RHM6"})),
        ("hospital_office", ({"SV1", "SV2", "SV3", "SV4", "SV9"}, {"A1", "N1", "N2"}, {"YK6", "RHM6"})),
        ("ward_supervisor", ({"SV1", "SV2", "SV3", "SV4", "SV9"}, {"A1", "N1", "N2"}, {"YK6", "RHM6"})),
        ("learner", ({"SV1"}, {"A1", "N1"}, {"YK6"})),
        ("authority_viewer", (set(), set(), set())),
        ("stranger", (set(), set(), set())),
    ],
)
def test_who_sees_which_learners_groups_and_programmes(
    world: World, who: str, seen: tuple[set[str], set[str], set[str]], request: pytest.FixtureRequest
) -> None:
    persona: Persona = request.getfixturevalue(who)
    actor, (codes, groups, programme_codes) = persona.actor, seen

    assert {row.code for row in Enrolment.objects.visible_to(actor)} == codes
    assert {row.code for row in Group.objects.visible_to(actor)} == groups
    assert {row.code for row in Programme.objects.visible_to(actor)} == programme_codes
    assert {row.programme.code for row in Requirement.objects.visible_to(actor)} == programme_codes


def test_absences_are_seen_with_their_owner(world: World, learner: Persona, stranger: Persona) -> None:
    set_absences(actor=SYSTEM, of={world.groups["A1"]: [EXAM], world.learners["A-SV4"]: [EXAM]})

    assert Absence.objects.visible_to(learner.actor).get().group == world.groups["A1"]
    assert Absence.objects.visible_to(stranger.actor).count() == 0


def test_a_schools_list_is_read_as_last_time(world: World, school_office: Persona) -> None:
    school = world.organisations.school_a
    columns = {"code": "Mã SV", "name": "Họ và tên"}
    headers = ["STT", "Mã SV", "Họ và tên"]
    assert mappings.remembered(school=school, headers=headers) == {}

    mappings.remember(actor=school_office.actor, school=school, headers=headers, columns=columns)

    assert mappings.remembered(school=school, headers=["stt", "MÃ SV", "Họ  và tên"]) == columns
    assert mappings.remembered(school=world.organisations.school_b, headers=headers) == {}
    assert mappings.remembered(school=school, headers=headers[::-1]) == {}


def test_levels_are_those_of_the_law() -> None:
    assert {str(level) for level in Level} == {str(level) for level in LawLevel}
