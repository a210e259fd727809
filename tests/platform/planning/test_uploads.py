"""A file is read in the background; nothing of it is stored before it is confirmed, and nothing with faults ever is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from openpyxl import load_workbook
from pytest_django import Settings

from tests.platform.personas import Organisations, Persona
from tests.platform.planning import tiny
from wardbridge.cohorts.models import Enrolment, ListMapping, Programme
from wardbridge.core.domain import running
from wardbridge.core.errors import Refused
from wardbridge.engine.io.canonical import canonical
from wardbridge.engine.io.workbook import write_book
from wardbridge.people.models import Person
from wardbridge.planning.domain import uploads
from wardbridge.planning.domain.books import book_of
from wardbridge.planning.enums import UploadState
from wardbridge.planning.models import Participant, Round, Upload

LIST = "Danh sách sinh viên thực tập\n\nSTT,Mã SV,Họ và tên,Ngày sinh\n1,SV5,Phạm Văn Em,01/02/2003\n"


@pytest.fixture(autouse=True)
def _files(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def workbook(tmp_path: Path) -> bytes:
    write_book(tiny.book(), tmp_path / "tiny.xlsx", "vi")
    return (tmp_path / "tiny.xlsx").read_bytes()


def received(persona: Persona, organisations: Organisations, data: bytes, name: str = "đợt.xlsx") -> Upload:
    organisations.hospital.parent = organisations.authority
    organisations.hospital.save()
    row = uploads.receive(actor=persona.actor, owner=organisations.authority, file=ContentFile(data, name))
    return worked(row)


def worked(upload: Upload) -> Upload:
    upload.refresh_from_db()
    assert upload.job is not None
    running.run(str(upload.job.uid))
    return Upload.unscoped.get(pk=upload.pk)


def test_the_whole_way(organisations: Organisations, coordinator: Persona, workbook: bytes) -> None:
    upload = received(coordinator, organisations, workbook)
    assert (upload.state, upload.faults) == (UploadState.READY, [])
    assert upload.counts["rows_read"] == upload.counts["accepted"] + upload.counts["rejected"]
    assert upload.summary["counts"]["learners"]["created"] == 4
    assert not Round.unscoped.exists()
    round_ = uploads.confirm(actor=coordinator.actor, upload=upload)
    assert book_of(round_) == canonical(tiny.book())
    assert uploads.confirm(actor=coordinator.actor, upload=upload) == round_
    again = received(coordinator, organisations, workbook)
    assert again.summary["changes"] == []


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 no archive", b"no workbook at all"])
def test_a_broken_file_is_refused_with_a_reason(
    organisations: Organisations, coordinator: Persona, data: bytes
) -> None:
    upload = received(coordinator, organisations, data)
    assert upload.state == UploadState.REFUSED
    assert uploads.faults_of(upload)
    with pytest.raises(Refused):
        uploads.confirm(actor=coordinator.actor, upload=upload)
    assert not Person.unscoped.exists()


def test_a_doubt_names_the_row_of_the_file(organisations: Organisations, coordinator: Persona, tmp_path: Path) -> None:
    """The book is sorted on its way in: a doubt and a fault are told by the row that the reader can find."""
    book = tiny.book()
    twin = replace(book.learners[0], code="SV0", group="", class_code="")
    write_book(replace(book, learners=(*book.learners, twin)), tmp_path / "twin.xlsx", "vi")
    upload = received(coordinator, organisations, (tmp_path / "twin.xlsx").read_bytes())
    first, last = (place(tmp_path / "twin.xlsx", code) for code in ("SV1", "SV0"))
    assert last > first
    found = [one.place for one in uploads.warnings_of(upload) if one.code == "same-name-and-birth"]
    assert [(one.sheet, one.row) for one in found] == [("learners", first)]
    uploads.confirm(actor=coordinator.actor, upload=upload)
    Person.unscoped.filter(identifiers__code="SV0").update(born=date(1999, 1, 1))
    upload = received(coordinator, organisations, (tmp_path / "twin.xlsx").read_bytes())
    assert [(one.code, one.place.row) for one in uploads.faults_of(upload)] == [("identity-conflict", last)]


def place(path: Path, code: str) -> int:
    """The row of a learner in the workbook, counted as a spreadsheet does."""
    rows = load_workbook(path)["learners"].iter_rows(values_only=True)
    return next(number for number, row in enumerate(rows, start=1) if code in row)


def test_a_discarded_file_stores_nothing(organisations: Organisations, coordinator: Persona, workbook: bytes) -> None:
    upload = received(coordinator, organisations, workbook)
    uploads.discard(actor=coordinator.actor, upload=upload)
    with pytest.raises(Refused):
        uploads.confirm(actor=coordinator.actor, upload=upload)
    assert not Round.unscoped.exists()


def test_a_stranger_neither_sends_nor_confirms(
    organisations: Organisations, coordinator: Persona, stranger: Persona, workbook: bytes
) -> None:
    upload = received(coordinator, organisations, workbook)
    assert not Upload.objects.visible_to(stranger.actor).exists()
    for act in (uploads.confirm, uploads.discard, uploads.reread):
        with pytest.raises(PermissionDenied):
            act(actor=stranger.actor, upload=upload)
    with pytest.raises(PermissionDenied):
        uploads.receive(actor=stranger.actor, owner=organisations.authority, file=ContentFile(b"x", "x.xlsx"))


def test_a_schools_own_list_is_mapped_once_and_remembered(tiny_round: Round, coordinator: Persona) -> None:
    programme = Programme.unscoped.get(code="YK")

    def send() -> Upload:
        file = ContentFile(LIST.encode(), "ds.csv")
        row = uploads.receive(
            actor=coordinator.actor, owner=tiny_round.owner, file=file, round_=tiny_round, programme=programme
        )
        return worked(row)

    upload = send()
    assert upload.state == UploadState.MAPPING
    assert upload.guess is not None
    upload = worked(uploads.choose_columns(actor=coordinator.actor, upload=upload, columns=upload.guess["columns"]))
    assert (upload.state, upload.faults) == (UploadState.READY, [])
    uploads.confirm(actor=coordinator.actor, upload=upload)
    assert Participant.objects.filter(round=tiny_round).count() == 5
    assert Enrolment.unscoped.get(code="SV5").person.full_name == "Phạm Văn Em"
    assert ListMapping.objects.count() == 1
    assert send().guess["columns"] == upload.guess["columns"]  # type: ignore[index]
