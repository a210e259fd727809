"""A round can't publish what a gate forbids, unless a named person says why; what is not due yet is held back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.platform.personas import Organisations, Persona, make_persona
from tests.platform.planning.fixtures import participant
from wardbridge.compliance.domain import items
from wardbridge.compliance.domain.gates import GateData, open_gate
from wardbridge.compliance.enums import GateKind
from wardbridge.compliance.models import Gate
from wardbridge.core.errors import Refused
from wardbridge.core.models import AuditEntry, Organisation
from wardbridge.planning.domain import drafts
from wardbridge.planning.domain.drafts import BlockRef, MoveTo
from wardbridge.planning.models import Draft, Participant
from wardbridge.schedule.domain import publishing
from wardbridge.schedule.domain.warnings import hindered, warnings
from wardbridge.schedule.enums import Ground
from wardbridge.schedule.models import Version, Waiver

REASON = "Đã có xác nhận miệng, giấy về trong tuần"


@pytest.fixture
def hospital(organisations: Organisations) -> Persona:
    return make_persona("papers-hospital", organisation=organisations.hospital)


@pytest.fixture
def gate(draft: Draft, hospital: Persona, organisations: Organisations) -> Gate:
    """Everybody who comes to the hospital shows an insurance, due on the day he begins."""
    site = organisations.hospital.sites.get()
    data = GateData(GateKind.INSURANCE, "Bảo hiểm", "Insurance", "Assurance", site=site, days_before=0)
    return open_gate(actor=hospital.actor, owner=organisations.hospital, data=data)


def on(day: date, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("gating", "warnings"):
        monkeypatch.setattr(f"wardbridge.schedule.domain.{module}.timezone.localdate", lambda: day)


@pytest.fixture
def overdue(gate: Gate, draft: Draft, monkeypatch: pytest.MonkeyPatch) -> Gate:
    on(draft.round.last_day, monkeypatch)
    return gate


def test_what_is_not_due_yet_is_published_and_held_back(
    gate: Gate, draft: Draft, coordinator: Persona, monkeypatch: pytest.MonkeyPatch
) -> None:
    on(draft.round.first_day - timedelta(days=1), monkeypatch)
    assert hindered(draft) == []
    assert "held-back" in {one.code for one in warnings(actor=coordinator.actor, draft=draft)}
    publishing.publish(actor=coordinator.actor, draft=draft)
    assert not Waiver.unscoped.exists()


def test_what_is_overdue_is_refused_with_paper_and_day(overdue: Gate, draft: Draft, coordinator: Persona) -> None:
    with pytest.raises(Refused) as refused:
        publishing.publish(actor=coordinator.actor, draft=draft)
    assert {one.code for one in refused.value.reasons} == {"gate-overdue"}
    assert {one.params["gate"] for one in refused.value.reasons} == {overdue.name}
    assert not Version.unscoped.exists()


def test_a_named_person_may_let_it_pass_and_it_is_kept(overdue: Gate, draft: Draft, coordinator: Persona) -> None:
    done = publishing.publish(actor=coordinator.actor, draft=draft, waiver=REASON)
    rows = list(Waiver.unscoped.filter(version=done.version))
    assert {(one.actor, one.reason, one.ground) for one in rows} == {(coordinator.user, REASON, Ground.GATE)}
    assert AuditEntry.objects.filter(verb="schedule.waive", object_id=str(done.version.uid)).count() == 1


def test_the_waiver_holds_for_its_version_alone(overdue: Gate, draft: Draft, coordinator: Persona) -> None:
    done = publishing.publish(actor=coordinator.actor, draft=draft, waiver=REASON)
    following = done.next_draft
    assert hindered(following) == []
    block = BlockRef(participant(following.round, "SV1").pk, "ngoai", "surgery")
    drafts.move(actor=coordinator.actor, draft=following, change=MoveTo(block, None, 3), version=following.version)
    following.refresh_from_db()
    assert [one.code for one in hindered(following)] == ["gate-overdue"]


def test_an_exemption_by_the_school_lets_each_pass(overdue: Gate, draft: Draft, coordinator: Persona) -> None:
    rows = Participant.objects.filter(round=draft.round)
    schools = Organisation.objects.filter(programmes__rounds=draft.round).distinct()
    offices = {school.pk: make_persona(f"office-{school.code}", organisation=school).actor for school in schools}
    for one in rows.select_related("enrolment__programme__school", "enrolment__person"):
        office = offices[one.enrolment.programme.school_id]
        items.exempt(actor=office, gate=overdue, enrolment=one.enrolment, words="Đã có bản cứng")
    publishing.publish(actor=coordinator.actor, draft=draft)


def test_the_page_names_what_forbids_and_asks_why(overdue: Gate, draft: Draft, coordinator: Persona) -> None:
    client = coordinator.client
    address = f"/office/rounds/{draft.round.uid}/drafts/{draft.number}/publish/"
    page = client.get(address).content.decode()
    assert 'name="waiver"' in page
    assert "Insurance" in page
    asked = {"draft_version": draft.version, "reason": ""}
    assert client.post(address, asked).status_code == 200
    assert client.post(address, {**asked, "waiver": REASON}).status_code == 302
