"""A round can't publish what no agreement covers, unless a named person says why (invariant 3)."""

from __future__ import annotations

import pytest

from tests.platform.personas import Persona
from tests.platform.planning.fixtures import participant
from wardbridge.agreements.domain import states
from wardbridge.agreements.enums import State
from wardbridge.agreements.models import Agreement
from wardbridge.core.errors import Refused
from wardbridge.core.models import AuditEntry, RowIsFinal
from wardbridge.planning.domain import drafts
from wardbridge.planning.domain.drafts import BlockRef, MoveTo
from wardbridge.planning.models import Draft
from wardbridge.schedule.domain import publishing
from wardbridge.schedule.domain.warnings import hindered
from wardbridge.schedule.models import Version, Waiver


@pytest.fixture
def bare(draft: Draft) -> Draft:
    """The draft, its agreements suspended."""
    Agreement.unscoped.update(state=State.SUSPENDED)
    return draft


def test_covered_publishes_without_a_word(draft: Draft, coordinator: Persona) -> None:
    assert hindered(draft) == []
    publishing.publish(actor=coordinator.actor, draft=draft)
    assert not Waiver.unscoped.exists()


def test_uncovered_is_refused_with_school_hospital_and_days(bare: Draft, coordinator: Persona) -> None:
    with pytest.raises(Refused) as refused:
        publishing.publish(actor=coordinator.actor, draft=bare)
    assert {one.code for one in refused.value.reasons} == {"no-agreement"}
    assert [one.code for one in hindered(bare)] == ["no-agreement"] * len(refused.value.reasons)
    assert not Version.unscoped.exists()


def test_a_named_person_may_let_it_pass_and_it_is_kept(bare: Draft, coordinator: Persona) -> None:
    done = publishing.publish(actor=coordinator.actor, draft=bare, waiver="Đang chờ chữ ký, đã có công văn 12")
    rows = list(Waiver.unscoped.filter(version=done.version))
    assert {(one.actor, one.reason) for one in rows} == {(coordinator.user, "Đang chờ chữ ký, đã có công văn 12")}
    assert AuditEntry.objects.filter(verb="schedule.waive", object_id=str(done.version.uid)).count() == 1
    with pytest.raises(RowIsFinal):
        rows[0].delete()


def moved(draft: Draft, coordinator: Persona) -> None:
    block = BlockRef(participant(draft.round, "SV1").pk, "ngoai", "surgery")
    drafts.move(actor=coordinator.actor, draft=draft, change=MoveTo(block, None, 3), version=draft.version)
    draft.refresh_from_db()


def test_what_was_waived_is_not_asked_again_in_the_round(bare: Draft, coordinator: Persona) -> None:
    done = publishing.publish(actor=coordinator.actor, draft=bare, waiver="Chờ ký")
    moved(done.next_draft, coordinator)
    assert hindered(done.next_draft) == []
    publishing.publish(actor=coordinator.actor, draft=done.next_draft, reason="Khoa sửa chữa")


def test_a_suspension_after_publication_stops_changes_and_not_what_stands(draft: Draft, coordinator: Persona) -> None:
    done = publishing.publish(actor=coordinator.actor, draft=draft)
    for one in Agreement.unscoped.all():
        states.suspend(actor=type(coordinator.actor).system(), agreement=one, reason="Rà soát")
    assert hindered(done.next_draft) == []
    moved(done.next_draft, coordinator)
    assert [one.found for one in hindered(done.next_draft)] == ["1"]


def test_the_page_asks_why(bare: Draft, coordinator: Persona) -> None:
    client = coordinator.client
    address = f"/office/rounds/{bare.round.uid}/drafts/{bare.number}/publish/"
    assert 'name="waiver"' in client.get(address).content.decode()
    asked = {"draft_version": bare.version, "reason": ""}
    assert 'id="id_waiver_error"' in client.post(address, asked).content.decode()
    assert client.post(address, {**asked, "waiver": "Chờ ký"}).status_code == 302
    assert Version.unscoped.count() == 1
