"""What must be shown: who sends, who decides, and how it stands for a stay."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from tests.platform.personas import Organisations, Persona, World
from wardbridge.compliance.domain import gates, items, papers
from wardbridge.compliance.domain.gates import GateData
from wardbridge.compliance.enums import GateKind, ItemState, Verdict, Verifier
from wardbridge.compliance.models import Gate, Item, Paper
from wardbridge.compliance.queries.standing import Standing, Stay, standings
from wardbridge.core.actors import Actor
from wardbridge.core.errors import Refused
from wardbridge.core.models import AuditEntry
from wardbridge.notices.models import Notice

FIRST, LAST = date(2027, 3, 1), date(2027, 4, 25)
PDF = b"%PDF-1.7 synthetic"


def scan(content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile("tiêm chủng.pdf", content)


@pytest.fixture
def gate(world: World, hospital_office: Persona) -> Gate:
    data = GateData(GateKind.IMMUNISATION, "Tiêm chủng viêm gan B", "Hepatitis B", "Hépatite B", site=world.site)
    return gates.open_gate(actor=hospital_office.actor, owner=world.organisations.hospital, data=data)


@pytest.fixture
def induction(world: World, hospital_office: Persona) -> Gate:
    data = GateData(GateKind.INDUCTION, "Hướng dẫn đầu kỳ", verifier=Verifier.SITE, department=world.cardiology)
    return gates.open_gate(actor=hospital_office.actor, owner=world.organisations.hospital, data=data)


def stay(world: World, code: str = "A-SV1", first: date = FIRST, last: date = LAST) -> Stay:
    row = world.learners[code]
    ward = world.cardiology
    return Stay(row.pk, row.programme_id, ward.site_id, ward.pk, first, last)


def standing(world: World, first: date = FIRST, last: date = LAST) -> Standing:
    one = stay(world, first=first, last=last)
    (found,) = standings([one])[one.enrolment]
    return found


def sent(learner: Persona, gate: Gate, world: World, until: date | None = None) -> Item:
    return items.submit(
        actor=learner.actor, gate=gate, enrolment=world.learners["A-SV1"], file=scan(), valid_until=until
    )


def codes(act: Callable[[], object]) -> list[str]:
    with pytest.raises(Refused) as refused:
        act()
    return [reason.code for reason in refused.value.reasons]


def test_nothing_shown_is_missing_and_the_learner_acts_two_weeks_before(gate: Gate, world: World) -> None:
    found = standing(world)

    assert (found.verdict, found.open, found.who) == (Verdict.MISSING, False, "learner")
    assert found.due == FIRST - timedelta(days=14)


def test_from_sent_to_met(gate: Gate, world: World, learner: Persona, school_office: Persona) -> None:
    item = sent(learner, gate, world)
    waiting = standing(world)
    items.verify(actor=school_office.actor, item=item)
    found = standing(world)

    assert (waiting.verdict, waiting.who) == (Verdict.WAITING, "school")
    assert (found.verdict, found.open, found.who) == (Verdict.MET, True, "")
    assert Notice.unscoped.filter(kind="compliance.verified", user=learner.user).count() == 1
    assert [e.verb for e in AuditEntry.objects.filter(object_type="compliance.item")] == [
        "compliance.submit",
        "compliance.verified",
    ]


def test_what_expires_before_the_last_day_is_not_met(
    gate: Gate, world: World, learner: Persona, school_office: Persona
) -> None:
    items.verify(actor=school_office.actor, item=sent(learner, gate, world, LAST))

    assert standing(world).verdict == Verdict.MET
    assert standing(world, last=LAST + timedelta(days=1)).verdict == Verdict.EXPIRES


def test_a_rejected_paper_says_why_and_waits_for_the_learner(
    gate: Gate, world: World, learner: Persona, school_office: Persona
) -> None:
    item = items.reject(actor=school_office.actor, item=sent(learner, gate, world), words="Mờ, không đọc được")

    found = standing(world)
    assert (found.verdict, found.who, found.words) == (Verdict.REJECTED, "learner", "Mờ, không đọc được")
    assert codes(lambda: items.verify(actor=school_office.actor, item=item)) == ["item-no-paper"]


def test_a_clearance_holds_until_its_day_and_an_exemption_for_good(
    gate: Gate, world: World, school_office: Persona
) -> None:
    learner, actor = world.learners["A-SV1"], school_office.actor
    items.clear_until(actor=actor, gate=gate, enrolment=learner, day=LAST, words="Chờ kết quả")
    cleared, later = standing(world), standing(world, last=LAST + timedelta(days=1))
    items.exempt(actor=actor, gate=gate, enrolment=learner, words="Chống chỉ định")

    assert (cleared.verdict, later.verdict) == (Verdict.TEMPORARY, Verdict.EXPIRES)
    assert standing(world).verdict == Verdict.EXEMPT


def test_what_the_site_confirms_itself_is_not_sent(
    induction: Gate, world: World, learner: Persona, hospital_office: Persona, school_office: Persona
) -> None:
    row = world.learners["A-SV1"]
    assert standing(world).who == "site"
    assert codes(lambda: sent(learner, induction, world)) == ["item-site-confirms"]
    assert codes(lambda: items.confirm_seen(actor=school_office.actor, gate=induction, enrolment=row)) == [
        "item-not-site"
    ]

    items.confirm_seen(actor=hospital_office.actor, gate=induction, enrolment=row)

    assert standing(world).verdict == Verdict.MET


@pytest.mark.parametrize("who", ["hospital_office", "other_school_office", "stranger", "coordinator", "learner"])
def test_only_the_learners_school_decides(
    who: str, request: pytest.FixtureRequest, gate: Gate, world: World, learner: Persona
) -> None:
    persona: Persona = request.getfixturevalue(who)
    item = sent(learner, gate, world)

    assert codes(lambda: items.verify(actor=persona.actor, item=item)) == ["item-not-allowed"]


def test_nobody_decides_on_his_own_papers(gate: Gate, world: World, school_office: Persona) -> None:
    row = world.learners["A-SV2"]
    row.person.user = school_office.user
    row.person.save()

    act = lambda: items.exempt(actor=school_office.actor, gate=gate, enrolment=row, words="x")  # noqa: E731
    assert codes(act) == ["item-own"]


def test_nobody_sends_for_another(gate: Gate, world: World, learner: Persona) -> None:
    other = world.learners["A-SV2"]

    assert codes(lambda: items.submit(actor=learner.actor, gate=gate, enrolment=other, file=scan())) == [
        "item-not-yours"
    ]


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "file-empty"), (b"MZ program", "file-kind"), (b"<html>", "file-kind")],
)
def test_a_file_that_is_no_scan_is_refused(
    content: bytes, code: str, gate: Gate, world: World, learner: Persona
) -> None:
    row = world.learners["A-SV1"]

    act = lambda: items.submit(actor=learner.actor, gate=gate, enrolment=row, file=scan(content))  # noqa: E731
    assert codes(act) == [code]
    assert not Item.unscoped.exists()


def test_what_expired_already_is_refused(gate: Gate, world: World, learner: Persona) -> None:
    assert codes(lambda: sent(learner, gate, world, date(2020, 1, 1))) == ["item-past"]


def test_a_paper_lies_encrypted_and_each_reading_is_written_down(
    gate: Gate, world: World, learner: Persona, school_office: Persona
) -> None:
    item = sent(learner, gate, world)

    assert PDF not in bytes(Paper.unscoped.get().sealed)
    found = papers.read(actor=school_office.actor, item=item)
    assert found is not None
    assert (found[0].name, found[1]) == ("tiêm chủng.pdf", PDF)
    assert AuditEntry.objects.filter(verb="compliance.read", actor_id=school_office.user.pk).count() == 1


def test_sending_again_replaces_the_paper(gate: Gate, world: World, learner: Persona) -> None:
    sent(learner, gate, world)
    sent(learner, gate, world)

    assert (Item.unscoped.count(), Paper.unscoped.count()) == (1, 1)


def test_a_site_sees_no_item(gate: Gate, world: World, learner: Persona, hospital_office: Persona) -> None:
    sent(learner, gate, world)

    assert not Item.objects.visible_to(hospital_office.actor).exists()
    assert Item.objects.visible_to(learner.actor).count() == 1


def test_a_gate_concerns_its_place_its_programme_and_its_days(
    world: World, hospital_office: Persona, organisations: Organisations
) -> None:
    actor, owner = hospital_office.actor, organisations.hospital
    here = GateData(GateKind.OTHER, "here", site=world.site)
    for data in (
        here,
        replace(here, name_vi="other ward", department=world.surgery),
        replace(here, name_vi="other programme", programme=world.programme_b),
        replace(here, name_vi="later", first=FIRST + timedelta(days=1)),
        replace(here, name_vi="over", last=FIRST - timedelta(days=1)),
    ):
        gates.open_gate(actor=actor, owner=owner, data=data)
    one = stay(world)

    assert [line.gate.name_vi for line in standings([one])[one.enrolment]] == ["here"]


@pytest.mark.parametrize(
    ("who", "where", "code"),
    [
        ("stranger", {}, "gate-not-allowed"),
        ("learner", {}, "gate-not-allowed"),
        ("hospital_office", {"site": None}, "gate-elsewhere"),
        ("hospital_office", {"name_vi": "  "}, "gate-name"),
        ("hospital_office", {"first": LAST, "last": FIRST}, "gate-days"),
    ],
)
def test_a_gate_is_set_by_whose_place_it_is(
    who: str, where: dict[str, object], code: str, request: pytest.FixtureRequest, world: World
) -> None:
    persona: Persona = request.getfixturevalue(who)
    said = {"kind": GateKind.OTHER, "name_vi": "x", "site": world.site, **where}

    act = lambda: gates.open_gate(  # noqa: E731
        actor=persona.actor,
        owner=world.organisations.hospital,
        data=GateData(**said),  # type: ignore[arg-type]
    )
    assert codes(act) == [code]


def test_a_closed_gate_asks_nothing_of_those_who_start_later(
    gate: Gate, world: World, hospital_office: Persona
) -> None:
    gates.close_gate(actor=hospital_office.actor, gate=gate, day=FIRST)

    assert standings([stay(world)])[world.learners["A-SV1"].pk] == []
    assert standing(world, first=FIRST - timedelta(days=1)).verdict == Verdict.MISSING


def test_a_clearance_without_a_day_is_no_row(gate: Gate, world: World) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Item.unscoped.create(gate=gate, enrolment=world.learners["A-SV1"], state=ItemState.TEMPORARY)


def test_the_system_may_decide_for_a_school(gate: Gate, world: World) -> None:
    items.exempt(actor=Actor.system(), gate=gate, enrolment=world.learners["A-SV1"], words="Nhập từ hồ sơ cũ")

    assert standing(world).verdict == Verdict.EXEMPT
