"""Hostile and odd files: always an answer in words, quickly, and never more than the file deserves."""

from __future__ import annotations

import resource
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import xlsxwriter

from tests.engine.io.workbook import archives
from tests.engine.io.workbook.books import TINY, typed
from wardbridge.engine.errors import InputRefused
from wardbridge.engine.io.workbook import Limits, read_workbook, write_book
from wardbridge.engine.io.workbook.columns import SHEETS
from wardbridge.engine.io.workbook.isolation import open_sheets
from wardbridge.rulekit.messages import LANGUAGES, render_fault

FIXTURES = Path(__file__).resolve().parents[5] / "shared" / "fixtures"
needs_fixtures = pytest.mark.skipif(
    not FIXTURES.is_dir(), reason="the shared folder of hostile files is not on this machine"
)
WORKBOOKS = sorted((FIXTURES / "xlsx").glob("*.xlsx")) if FIXTURES.is_dir() else []

EXPECTED = {
    "DateFormatTests.xlsx": "sheet-missing",
    "clusterfuzz-testcase-minimized-POIXSSFFuzzer-4828727001088000.xlsx": "file-damaged",
    "clusterfuzz-testcase-minimized-XLSX2CSVFuzzer-5636439151607808.xlsx": "file-damaged",
    "poc-xmlbomb.xlsx": "workbook-entities",
    "protected_passtika.xlsx": "file-encrypted",
    "workbookProtection-workbook_password-2013.xlsx": "sheet-missing",
    "xlsx-corrupted.xlsx": "file-damaged",
    "xxe_in_schema.xlsx": "sheet-missing",
}


def spent() -> float:
    """Processor seconds of the child processes that have ended, which other work on the machine does not lengthen."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def refusal(path: Path, limits: Limits | None = None) -> str:
    with pytest.raises(InputRefused) as caught:
        open_sheets(path, limits or Limits())
    (fault,) = caught.value.faults
    assert all(render_fault(fault, language) for language in LANGUAGES)
    return fault.code


@needs_fixtures
@pytest.mark.parametrize("path", WORKBOOKS, ids=lambda path: path.name)
def test_every_hostile_workbook_gets_a_clear_fault(path: Path) -> None:
    outcome = read_workbook(path)

    assert outcome.book is None
    assert outcome.faults[0].code == EXPECTED.get(path.name, outcome.faults[0].code)
    assert all("{" not in render_fault(fault, language) for fault in outcome.faults for language in LANGUAGES)


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (archives.bomb, "archive-too-large"),
        (archives.lying_about_size, "file-damaged"),
        (archives.far_cell, "file-too-costly"),
        (archives.with_entities, "workbook-entities"),
        (lambda path: archives.with_entities(path, "utf-16"), "workbook-entities"),
        (archives.nested, "archive-nested"),
        (archives.encrypted_member, "file-encrypted"),
        (lambda path: archives.packed(path, {"a.txt": b"x"}), "workbook-part-missing"),
        (lambda path: archives.packed(path, {"[Content_Types].xml": b"<x/>"}), "workbook-part-missing"),
        (lambda path: archives.packed(path, archives.members(path), twice="xl/workbook.xml"), "archive-member-twice"),
        (lambda path: archives.packed(path, {f"{n}.xml": b"" for n in range(1001)}), "archive-members"),
    ],
    ids=[
        "bomb",
        "lying",
        "far cell",
        "entities",
        "entities in UTF-16",
        "nested",
        "encrypted",
        "other zip",
        "no workbook",
        "twice",
        "members",
    ],
)
def test_hostile_archive(tmp_path: Path, make: Callable[[Path], Path], code: str) -> None:
    path = make(tmp_path / "x.xlsx")
    before = spent()

    assert refusal(path) == code

    assert spent() - before < 5


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file-empty"),
        (b"hello", "file-not-workbook"),
        (b"%PDF-1.7", "file-not-workbook"),
        (b"PK\x03\x04", "file-damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "file-damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "file-encrypted"),
    ],
    ids=["empty", "text", "pdf", "zip cut off", "ole", "encrypted"],
)
def test_not_a_workbook(tmp_path: Path, data: bytes, code: str) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(data)

    assert refusal(path) == code


def test_truncated_anywhere(tmp_path: Path) -> None:
    data = typed(tmp_path / "a.xlsx").read_bytes()
    for part in (0.1, 0.5, 0.9, 0.999):
        path = tmp_path / "b.xlsx"
        path.write_bytes(data[: int(len(data) * part)])
        assert refusal(path) == "file-damaged"


def test_no_file_and_a_folder(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.xlsx") == "file-unreadable"
    assert refusal(tmp_path) == "file-unreadable"


def test_a_part_that_grows_beyond_reason(tmp_path: Path) -> None:
    assert refusal(archives.bomb(tmp_path / "x.xlsx"), replace(Limits(), unpacked=10**9)) == "archive-ratio"


@pytest.mark.slow
def test_a_million_rows_are_too_many(tmp_path: Path) -> None:
    path = archives.many_rows(tmp_path / "x.xlsx", 1_000_000)

    assert refusal(path, replace(Limits(), ratio=10_000, unpacked=10**9)) in {"workbook-rows", "file-too-costly"}


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        (replace(Limits(), size=1000), "file-too-large"),
        (replace(Limits(), unpacked=1000), "archive-too-large"),
        (replace(Limits(), sheets=2), "workbook-sheets"),
        (replace(Limits(), rows=1), "workbook-rows"),
        (replace(Limits(), columns=2), "workbook-columns"),
        (replace(Limits(), cells=10), "workbook-cells"),
        (replace(Limits(), characters=10), "workbook-characters"),
        (replace(Limits(), seconds=0.001), "file-too-slow"),
        (replace(Limits(), memory=30 * 2**20), "file-too-costly"),
    ],
    ids=["size", "unpacked", "sheets", "rows", "columns", "cells", "characters", "seconds", "memory"],
)
def test_each_limit_holds(tmp_path: Path, limits: Limits, code: str) -> None:
    write_book(TINY, tmp_path / "a.xlsx")

    assert refusal(tmp_path / "a.xlsx", limits) == code


def test_macros_are_ignored_and_said(tmp_path: Path) -> None:
    outcome = read_workbook(archives.with_macros(tmp_path / "x.xlsm"))

    assert outcome.book is not None
    assert [warning.code for warning in outcome.warnings] == ["macros-ignored"]


def test_a_stray_cell_in_the_last_row_costs_little(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    workbook = xlsxwriter.Workbook(str(path))
    page = workbook.add_worksheet("x")
    page.write_string(2, 3, "cell")
    page.write_string(1_048_575, 0, "stray")
    workbook.close()

    (grid,), _ = open_sheets(path)

    assert [(line.number, line.at(3)) for line in grid.lines] == [(3, "cell"), (1_048_576, None)]


def test_the_child_costs_little(tmp_path: Path) -> None:
    write_book(TINY, tmp_path / "a.xlsx")
    open_sheets(tmp_path / "a.xlsx")

    before = spent()
    open_sheets(tmp_path / "a.xlsx")

    assert spent() - before < 0.5  # 0.1 s on a quiet machine


def test_the_child_sees_no_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    (tmp_path / "python_calamine.py").write_text("raise SystemExit(3)")
    write_book(TINY, tmp_path / "a.xlsx")

    assert len(open_sheets(tmp_path / "a.xlsx")[0]) == len(SHEETS)
