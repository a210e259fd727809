"""The desk's pages of a repair: state what changed, work it out, take it over, publish."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.platform.office.rounds import Desk
from tests.platform.personas import Persona
from wardbridge.capacity.domain import ledger, limits
from wardbridge.capacity.models import Limit
from wardbridge.core.domain import running
from wardbridge.planning.domain import loads
from wardbridge.planning.enums import RepairState
from wardbridge.planning.models import Repair
from wardbridge.schedule.domain import publishing
from wardbridge.schedule.models import Version


@pytest.fixture
def client_of(desk: Desk) -> Client:
    client = Client()
    client.force_login(desk.coordinator.user)
    publishing.publish(actor=desk.coordinator.actor, draft=desk.draft)
    return client


CLOSED = {"department": "NOI", "first": "2025-03-03", "last": "2025-03-09"}


def worked() -> Repair:
    """The one repair, after the worker's part."""
    job = Repair.unscoped.select_related("job").get().job
    assert job is not None
    running.run(str(job.uid))
    return Repair.unscoped.get()


def begun(client: Client, desk: Desk) -> str:
    answer = client.post(desk.address("repairs/"))
    assert answer.status_code == 302
    return str(answer["Location"])


def test_the_whole_way(client_of: Client, desk: Desk) -> None:
    """M1 leaves; nobody else moves, and publishing asks for the reason that is already written."""
    page = begun(client_of, desk)
    assert "?kind=gone" in client_of.get(page).content.decode()
    assert client_of.post(f"{page}?kind=gone", {"learner": "M1"}).status_code == 302
    stated = client_of.get(page).content.decode()
    assert "Nguyễn Văn Số M1 has left the round" in stated
    assert client_of.post(f"{page}work/").status_code == 302
    repair = worked()
    assert (repair.state, repair.moved) == (RepairState.DONE, 0)
    found = client_of.get(page).content.decode()
    assert "It is proven that no plan which keeps the rules moves fewer." in found
    assert "Nguyễn Văn Số M1" in found

    answer = client_of.post(f"{page}publish/", follow=True)
    assert "Nguyễn Văn Số M1 has left the round</textarea>" in answer.content.decode()
    version = answer.context["draft"].version
    address = answer.redirect_chain[-1][0]
    assert client_of.post(address, {"reason": "Left", "draft_version": version}).status_code == 302
    assert Version.unscoped.count() == 2


def test_a_draft_that_wants_taken_places_leads_to_its_repair(desk: Desk) -> None:
    client = Client()
    client.force_login(desk.coordinator.user)
    limits.set_limits(loads.limits_of(desk.round).figures)
    offer = Limit.objects.filter(kind="offer", department__code="NOI").order_by("first").first()
    assert offer is not None
    ledger.take(holder="round:other", wants={offer.pk: 1})
    page = client.get(f"{desk.draft_address}publish/").content.decode()
    assert f"{desk.draft_address}repair/" in page
    answer = client.post(f"{desk.draft_address}repair/", follow=True)
    assert "Others hold places that draft 1 wants" in answer.content.decode()
    repair = worked()
    assert (repair.state, repair.base, repair.changes) == (RepairState.DONE, desk.draft, [])


def test_faults_stand_at_the_form(client_of: Client, desk: Desk) -> None:
    page = begun(client_of, desk)
    answer = client_of.post(f"{page}?kind=closed", CLOSED | {"first": "2026-03-03", "last": ""})
    assert answer.status_code == 200
    assert "lies outside the round" in answer.content.decode()
    assert Repair.unscoped.get().changes == []


@pytest.mark.parametrize("kind", ["closed", "places", "leave", "late", "away", "gone", "new"])
def test_each_kind_has_its_form(client_of: Client, desk: Desk, kind: str) -> None:
    page = begun(client_of, desk)
    assert client_of.get(f"{page}?kind={kind}").context["form"].kind == kind


def test_a_stated_change_is_taken_back(client_of: Client, desk: Desk) -> None:
    page = begun(client_of, desk)
    client_of.post(f"{page}?kind=closed", CLOSED)
    assert len(Repair.unscoped.get().changes) == 1
    client_of.post(f"{page}changes/1/")
    assert Repair.unscoped.get().changes == []
    client_of.post(f"{page}work/")
    assert Repair.unscoped.get().state == RepairState.STATED


def test_others_see_nothing(client_of: Client, desk: Desk, hospital_office: Persona) -> None:
    page = begun(client_of, desk)
    other = Client()
    other.force_login(hospital_office.user)
    assert other.get(page).status_code == 404
    assert other.post(f"{page}work/").status_code == 404


def test_nothing_published_nothing_to_repair(desk: Desk) -> None:
    client = Client()
    client.force_login(desk.coordinator.user)
    assert client.post(desk.address("repairs/")).status_code == 302
    assert not Repair.unscoped.exists()
