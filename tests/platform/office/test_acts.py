"""Acts pressed twice do one thing: confirm, start, publish; and a file that is no workbook leaves nothing behind."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django import Settings

from tests.platform.office.rounds import Desk, book
from tests.platform.personas import Organisations, Persona
from wardbridge.engine.io.workbook import write_book
from wardbridge.planning.enums import UploadState
from wardbridge.planning.models import Round, Run, Upload
from wardbridge.schedule.models import Version


def send(coordinator: Persona, owner: int, content: bytes) -> Upload:
    """Post a file as the upload form does."""
    file = SimpleUploadedFile("round.xlsx", content)
    coordinator.client.post("/office/upload/", {"file": file, "owner": owner})
    return Upload.unscoped.get()


@pytest.mark.django_db(transaction=True)
def test_what_is_no_workbook_is_refused_and_nothing_is_stored(
    coordinator: Persona,
    organisations: Organisations,
    run_tasks: Callable[[], None],
    settings: Settings,
    tmp_path: Path,
) -> None:
    settings.MEDIA_ROOT = tmp_path
    upload = send(coordinator, organisations.authority.pk, b"not a workbook at all")
    run_tasks()

    page = coordinator.client.get(f"/office/uploads/{upload.uid}/").content.decode()
    listed = coordinator.client.get(f"/office/uploads/{upload.uid}/faults.csv").content.decode()

    upload.refresh_from_db()
    assert upload.state == UploadState.REFUSED
    assert "<code>" in page
    assert listed.count("\n") >= 2
    assert Round.unscoped.count() == 0


@pytest.mark.django_db(transaction=True)
def test_confirming_twice_gives_one_round(
    coordinator: Persona,
    organisations: Organisations,
    run_tasks: Callable[[], None],
    settings: Settings,
    tmp_path: Path,
) -> None:
    settings.MEDIA_ROOT = tmp_path
    write_book(book(), tmp_path / "round.xlsx")
    upload = send(coordinator, organisations.authority.pk, (tmp_path / "round.xlsx").read_bytes())
    run_tasks()
    address = f"/office/uploads/{upload.uid}/confirm/"

    first, second = (coordinator.client.post(address) for _ in range(2))

    assert first["Location"] == second["Location"]
    assert Round.unscoped.count() == 1


def test_a_strangers_upload_is_404(
    coordinator: Persona, stranger: Persona, organisations: Organisations, settings: Settings, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    upload = send(coordinator, organisations.authority.pk, b"PK")

    assert stranger.client.get(f"/office/uploads/{upload.uid}/").status_code == 404
    assert stranger.client.post(f"/office/uploads/{upload.uid}/confirm/").status_code == 404


def test_starting_twice_gives_one_run(desk: Desk) -> None:
    client = desk.coordinator.client
    body = {"time_limit": 5, "seed": 1, "once": "a-token"}

    first, second = (client.post(desk.address("runs/"), body) for _ in range(2))

    assert first["Location"] == second["Location"]
    assert Run.unscoped.filter(round=desk.round).count() == 2


def test_publishing_twice_gives_one_version(desk: Desk) -> None:
    client = desk.coordinator.client
    address = f"{desk.draft_address}publish/"

    first, second = (client.post(address, {"draft_version": "1", "reason": ""}) for _ in range(2))

    assert first["Location"] == second["Location"] == desk.address("versions/1/")
    assert Version.unscoped.count() == 1
    assert client.get(desk.address("versions/1/")).status_code == 200
    assert client.get(desk.address("versions/1/schedule.xlsx")).content.startswith(b"PK")


def test_publishing_a_draft_that_changed_meanwhile_is_refused(desk: Desk) -> None:
    response = desk.coordinator.client.post(f"{desk.draft_address}publish/", {"draft_version": "9", "reason": ""})

    assert response.status_code == 200
    assert Version.unscoped.count() == 0
