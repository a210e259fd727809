"""Who may stand at the desk: the owner's office works, its viewer reads, a stranger meets 404."""

from __future__ import annotations

import pytest

from tests.platform.office.rounds import Desk
from tests.platform.personas import Persona
from wardbridge.schedule.domain import publishing

PAGES = ["", "runs/", "runs/1/", "runs/1/live/", "board/", "versions/", "swaps/", "drafts/1/publish/"]
ACTS = ["drafts/1/move/", "drafts/1/undo/", "drafts/1/lock/", "drafts/1/targets/", "runs/1/cancel/", "runs/1/retry/"]


@pytest.mark.parametrize("place", PAGES)
def test_coordinator_opens_each_page(desk: Desk, place: str) -> None:
    assert desk.coordinator.client.get(desk.address(place)).status_code == 200


@pytest.mark.parametrize("place", PAGES)
def test_stranger_gets_404(desk: Desk, stranger: Persona, place: str) -> None:
    assert stranger.client.get(desk.address(place)).status_code == 404


@pytest.mark.parametrize("place", PAGES)
def test_visitor_is_sent_to_sign_in(desk: Desk, place: str) -> None:
    from django.test import Client

    response = Client().get(desk.address(place))

    assert response.status_code == 302
    assert "/accounts/login/" in response["Location"]


@pytest.mark.parametrize("act", ACTS)
def test_stranger_changes_nothing(desk: Desk, stranger: Persona, act: str) -> None:
    response = stranger.client.post(desk.address(act), "{}", content_type="application/json")

    assert response.status_code == 404
    desk.draft.refresh_from_db()
    assert desk.draft.version == 1


@pytest.mark.parametrize("act", ACTS)
def test_viewer_reads_but_does_not_write(desk: Desk, authority_viewer: Persona, act: str) -> None:
    assert authority_viewer.client.get(desk.address("board/")).status_code == 200
    response = authority_viewer.client.post(desk.address(act), "{}", content_type="application/json")

    assert response.status_code == 403
    desk.draft.refresh_from_db()
    assert desk.draft.version == 1


def test_viewer_sees_no_names_on_the_board(desk: Desk, authority_viewer: Persona) -> None:
    page = authority_viewer.client.get(desk.address("board/")).content.decode()

    assert "Số M1" not in page


def test_empty_desk_teaches(coordinator: Persona) -> None:
    page = coordinator.client.get("/office/").content.decode()

    assert "/office/template/vi.xlsx" in page
    assert "/office/upload/" in page


@pytest.mark.parametrize("language", ["vi", "en", "fr"])
def test_template_downloads(coordinator: Persona, language: str) -> None:
    response = coordinator.client.get(f"/office/template/{language}.xlsx")

    assert response.status_code == 200
    assert response.content.startswith(b"PK")


def test_unknown_template_is_404(coordinator: Persona) -> None:
    assert coordinator.client.get("/office/template/de.xlsx").status_code == 404


def test_the_page_before_publishing_is_for_who_may_publish(desk: Desk, authority_viewer: Persona) -> None:
    """Its warnings name learners by their codes."""
    assert authority_viewer.client.get(f"{desk.draft_address}publish/").status_code == 403


def test_the_code_of_a_round_does_not_break_a_file_name(desk: Desk, coordinator: Persona) -> None:
    publishing.publish(actor=coordinator.actor, draft=desk.draft)
    desk.round.code = 'Đợt "1"; filename=x.exe'
    desk.round.save()
    answer = coordinator.client.get(desk.address("versions/1/schedule.xlsx"))
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''%C4%90%E1%BB%A3t%20%221%22%3B")
