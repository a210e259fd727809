"""The rules as pages: everyone reads them, an authority changes them, hospital and province are judged by them."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.platform.personas import Persona, World
from tests.platform.published import Published, place
from wardbridge.rulebook.domain.books import book, decree
from wardbridge.rulekit.law import DECREE, shipped_text
from wardbridge.schedule.queries.lawful import lawful

EDIT = f"/authority/rules/{DECREE}/"


def test_everyone_signed_in_reads_the_rules_and_what_is_to_confirm(learner: Persona) -> None:
    page = learner.client.get("/ui/rules/").content.decode()

    assert "VN-08" in page
    assert "FR-07" in page
    assert "to confirm" in page
    assert "Change or confirm" not in page


def test_before_a_rule_held_it_is_not_listed(coordinator: Persona) -> None:
    page = coordinator.client.get("/ui/rules/?day=2010-01-01").content.decode()

    assert "VN-08" not in page
    assert "None of these rules held on that day." in page


def test_the_file_is_the_pack(coordinator: Persona) -> None:
    assert coordinator.client.get(f"/ui/rules/{DECREE}.toml").content.decode() == shipped_text()
    assert coordinator.client.get("/ui/rules/none.toml").status_code == 404


@pytest.mark.parametrize("who", ["hospital_office", "authority_viewer", "stranger", "learner"])
def test_the_desk_of_rules_is_the_authoritys(who: str, request: pytest.FixtureRequest) -> None:
    persona: Persona = request.getfixturevalue(who)

    assert persona.client.get(EDIT).status_code == 404
    assert persona.client.post(EDIT, {"act": "load"}).status_code == 404


def test_a_figure_is_changed_on_the_page(coordinator: Persona) -> None:
    sent = {
        "act": "change",
        "seen": "0",
        "figure_ratio": "2",
        "from_day": "2027-01-01",
        "basis": "Circular 1",
        "reason": "New circular",
    }

    answer = coordinator.client.post(f"{EDIT}?rule=VN-08", sent)

    assert answer.status_code == 302
    assert decree().at("VN-08", date(2027, 1, 1)).figures == {"ratio": 2}
    twice = coordinator.client.post(f"{EDIT}?rule=VN-08", sent)
    assert "later day" in twice.content.decode()
    assert book(DECREE).number == 1


def test_a_file_with_faults_says_each_and_changes_nothing(coordinator: Persona) -> None:
    text = shipped_text().replace("ratio = 3", "ratio = 0").replace('id = "VN-05"', 'id = "VN-55"')
    sent = {"act": "load", "seen": "0", "reason": "test", "file": SimpleUploadedFile("p.toml", text.encode())}

    page = coordinator.client.post(EDIT, sent).content.decode()

    assert "Rule VN-05 is missing" in page
    assert "Rule VN-08 needs the figures" in page
    assert book(DECREE).number == 0


def test_a_file_that_is_no_text_is_refused(coordinator: Persona) -> None:
    sent = {"act": "load", "seen": "0", "reason": "test", "file": SimpleUploadedFile("p.toml", b"\xff\xfe\x00")}

    assert "not text in UTF-8" in coordinator.client.post(EDIT, sent).content.decode()


def test_a_seen_number_that_is_none_is_stale(coordinator: Persona) -> None:
    answer = coordinator.client.post(f"{EDIT}?rule=VN-08", {"act": "confirm", "seen": "x", "source": "Letter"})

    assert "since you read edition" in answer.content.decode()


def test_eighty_two_learners_on_eighteen_beds_are_twenty_eight_too_many(
    hospital_office: Persona, published: Published, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The test case of VN-08 on the page, with 82 learners counted in the ward."""
    world.cardiology.beds = 18
    world.cardiology.save()
    crowd = {world.cardiology.pk: {"university": 82}}
    monkeypatch.setattr("wardbridge.schedule.queries.lawful.learners_on", lambda wards, day: crowd)

    page = hospital_office.client.get(f"/hospital/lawful/?day={published.monday}").content.decode()

    assert "82 learners" in page
    assert "54 learners" in page
    assert "28 learners too many" in page
    assert "18 beds" in page


def test_learners_are_judged_on_the_days_they_are_there(published: Published, world: World) -> None:
    answer = lawful([world.cardiology, world.surgery], published.monday)
    found = {(line.rule.id, line.department.code): (line.found, line.allowed) for line in answer.lines}

    assert found["VN-08", "TM"] == (2, 90)
    assert found["VN-05", "TM"] == (0.2, 1)
    assert found["VN-08", "NG"] == (3, 120)
    assert answer.broken == []
    assert found["VN-12", "TM"] == (0, 0)
    assert lawful([world.cardiology], date(2020, 1, 1)).lines == []


def test_a_teacher_without_certificate_is_not_counted_and_named(
    hospital_office: Persona, published: Published, world: World
) -> None:
    teacher = world.supervisors["GV1"]
    teacher.teaching_certificate = False
    teacher.save()

    page = hospital_office.client.get(f"/hospital/lawful/?day={published.monday}").content.decode()

    assert "no certificate of clinical teaching (VN-06)" in page
    assert "▲" in page
    assert "7 rules broken" in page, "this one, and three on contracts for each of two schools without any"


def test_the_province_sees_a_line_a_hospital_and_no_learner(
    coordinator: Persona, published: Published, world: World
) -> None:
    page = coordinator.client.get(f"/authority/lawful/?day={published.monday}").content.decode()

    assert world.organisations.hospital.name_en in page
    assert "Phạm Thị Ánh" not in page
    assert "Rules that this page can" in page


@pytest.mark.parametrize("who", ["learner", "school_office", "ward_supervisor"])
def test_others_find_no_such_page(who: str, request: pytest.FixtureRequest, published: Published) -> None:
    persona: Persona = request.getfixturevalue(who)

    assert persona.client.get("/hospital/lawful/").status_code == 404
    assert persona.client.get("/authority/lawful/").status_code == 404


def test_another_hospital_sees_nothing_of_ours(stranger: Persona, published: Published, world: World) -> None:
    page = stranger.client.get(f"/hospital/lawful/?day={published.monday}").content.decode()

    assert world.cardiology.name_en not in page


def test_more_learners_on_the_page_ask_no_more_queries(
    hospital_office: Persona,
    published: Published,
    world: World,
    django_assert_num_queries: pytest.FixtureRequest,
) -> None:
    browser = hospital_office.client
    address = f"/hospital/lawful/?day={published.monday}"
    browser.get(address)
    with django_assert_num_queries(14):  # type: ignore[operator]  # the fixture is a context manager
        browser.get(address)
    place(published, "A-SV2", world.surgery, [3])
    with django_assert_num_queries(14):  # type: ignore[operator]
        browser.get(address)
