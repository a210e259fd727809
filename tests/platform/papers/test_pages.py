"""The papers pages: a learner sends on his phone, his school decides, the site sees how it stands and no paper."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django import DjangoAssertNumQueries

from tests.platform.personas import Persona, World
from tests.platform.published import Published, place
from wardbridge.compliance.domain import gates, items
from wardbridge.compliance.domain.gates import GateData
from wardbridge.compliance.enums import GateKind, ItemState
from wardbridge.compliance.models import Gate, Item

PDF = b"%PDF-1.7 synthetic"


@pytest.fixture
def gate(published: Published, world: World, hospital_office: Persona) -> Gate:
    data = GateData(GateKind.IMMUNISATION, "Viêm gan B", "Hepatitis B", "Hépatite B", site=world.site)
    return gates.open_gate(actor=hospital_office.actor, owner=world.organisations.hospital, data=data)


def address(world: World, gate: Gate, rest: str = "") -> str:
    return f"/papers/{world.learners['A-SV1'].uid}/{gate.uid}/{rest}"


def send(persona: Persona, world: World, gate: Gate, content: bytes = PDF) -> str:
    file = SimpleUploadedFile("vgb.pdf", content)
    answer = persona.client.post(address(world, gate, "send/"), {"file": file, "valid_until": ""}, follow=True)
    return answer.content.decode()


def test_a_learner_sees_what_is_due_and_sends_it(learner: Persona, world: World, gate: Gate) -> None:
    before = learner.client.get("/papers/").content.decode()
    after = send(learner, world, gate)

    assert "Hepatitis B" in before
    assert "missing" in before
    assert "waits to be verified" in after
    assert Item.unscoped.get().state == ItemState.SUBMITTED


def test_his_first_page_warns_him(learner: Persona, world: World, gate: Gate) -> None:
    assert "Hepatitis B: missing" in learner.client.get("/learner/").content.decode()
    send(learner, world, gate)
    assert "Hepatitis B: missing" not in learner.client.get("/learner/").content.decode()


def test_a_wrong_file_is_refused_beside_the_field(learner: Persona, world: World, gate: Gate) -> None:
    page = send(learner, world, gate, b"MZ program")

    assert "none of these kinds" in page
    assert "field-error" in page
    assert not Item.unscoped.exists()


def test_the_school_reads_the_paper_and_decides(
    learner: Persona, school_office: Persona, world: World, gate: Gate
) -> None:
    send(learner, world, gate)
    browser = school_office.client

    answer = browser.get(address(world, gate, "file/"))
    assert (answer.content, answer["Content-Type"], answer["X-Content-Type-Options"]) == (
        PDF,
        "application/pdf",
        "nosniff",
    )
    assert answer["Content-Disposition"].startswith("attachment")
    without = browser.post(address(world, gate, "decide/"), {"decision": "reject", "words": ""})
    assert "Say why" in without.content.decode()
    browser.post(address(world, gate, "decide/"), {"decision": "verify"})
    assert Item.unscoped.get().state == ItemState.VERIFIED


def test_a_clearance_asks_for_its_day(school_office: Persona, world: World, gate: Gate) -> None:
    answer = school_office.client.post(address(world, gate, "decide/"), {"decision": "clear", "words": "soon"})

    assert "Choose the day" in answer.content.decode()


def test_what_was_not_offered_is_not_decided(school_office: Persona, world: World, gate: Gate) -> None:
    school_office.client.post(address(world, gate, "decide/"), {"decision": "verify"})

    assert not Item.unscoped.exists()


def test_the_site_sees_how_it_stands_and_no_paper(
    learner: Persona, hospital_office: Persona, world: World, gate: Gate
) -> None:
    send(learner, world, gate)
    page = hospital_office.client.get("/papers/").content.decode()
    line = hospital_office.client.get(address(world, gate)).content.decode()

    assert "waits to be verified" in page
    assert "vgb.pdf" not in line
    assert hospital_office.client.get(address(world, gate, "file/")).status_code == 404
    assert hospital_office.client.post(address(world, gate, "decide/"), {"decision": "exempt"}).status_code == 404


@pytest.mark.parametrize("who", ["stranger", "other_school_office", "authority_viewer"])
def test_who_does_not_see_the_learner_finds_nothing(
    who: str, request: pytest.FixtureRequest, learner: Persona, world: World, gate: Gate
) -> None:
    send(learner, world, gate)
    persona: Persona = request.getfixturevalue(who)

    for rest in ("", "file/"):
        assert persona.client.get(address(world, gate, rest)).status_code == 404
    assert persona.client.post(address(world, gate, "decide/"), {"decision": "exempt"}).status_code == 404
    assert "Phạm Thị Ánh" not in persona.client.get("/papers/").content.decode()


def test_the_office_filters_what_is_not_met(school_office: Persona, learner: Persona, world: World, gate: Gate) -> None:
    send(learner, world, gate)
    items.verify(actor=school_office.actor, item=Item.unscoped.select_related("gate").get())

    every = school_office.client.get("/papers/").content.decode()
    unmet = school_office.client.get("/papers/?state=open").content.decode()

    assert every.count("A-SV1") + every.count("SV1<") > unmet.count("A-SV1") + unmet.count("SV1<")


def test_a_hospital_opens_and_closes_a_gate_on_the_page(hospital_office: Persona, world: World, db: None) -> None:
    sent = {
        "name_vi": "Bảo hiểm",
        "kind": "insurance",
        "verifier": "school",
        "site": world.site.pk,
        "days_before": 7,
    }
    browser = hospital_office.client

    assert browser.post("/papers/gates/", sent).status_code == 302
    gate = Gate.objects.get()
    assert (gate.owner, gate.days_before) == (world.organisations.hospital, 7)
    browser.post(f"/papers/gates/{gate.uid}/close/")
    gate.refresh_from_db()
    assert gate.last is not None


def test_a_foreign_site_is_refused_beside_its_field(stranger: Persona, world: World) -> None:
    sent = {"name_vi": "x", "kind": "other", "verifier": "school", "site": world.site.pk, "days_before": 7}

    page = stranger.client.post("/papers/gates/", sent).content.decode()

    assert not Gate.objects.exists()
    assert "error" in page


def test_another_office_does_not_close_ours(stranger: Persona, gate: Gate) -> None:
    assert stranger.client.post(f"/papers/gates/{gate.uid}/close/").status_code == 404


def test_query_count_does_not_grow(
    school_office: Persona,
    published: Published,
    world: World,
    gate: Gate,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    browser = school_office.client
    browser.get("/papers/")
    with django_assert_num_queries(QUERIES):
        browser.get("/papers/")
    place(published, "A-SV2", world.surgery, [3])
    with django_assert_num_queries(QUERIES):
        browser.get("/papers/")


QUERIES = 10
