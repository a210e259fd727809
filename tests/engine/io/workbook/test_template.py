"""The template: what it offers its reader, and that nothing in it is taken for data."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from wardbridge.engine.io.workbook import read_workbook, write_template
from wardbridge.engine.io.workbook.cleaning import folded, spelled
from wardbridge.engine.io.workbook.columns import SHEETS, Kind, Sheet
from wardbridge.engine.io.workbook.headers import named
from wardbridge.rulekit.messages import LANGUAGES, catalogue, text


@pytest.mark.parametrize("language", LANGUAGES)
def test_template_has_headers_notes_lists_and_an_example(tmp_path: Path, language: str) -> None:
    write_template(tmp_path / "t.xlsx", language)

    workbook = openpyxl.load_workbook(tmp_path / "t.xlsx")
    assert workbook.sheetnames == [sheet.key for sheet in SHEETS]
    for sheet in SHEETS:
        page = workbook[sheet.key]
        assert [cell.value for cell in page[1]] == [column.label.en for column in sheet.columns]
        assert all(cell.comment and cell.comment.text for cell in page[1])
        assert page.freeze_panes == "B2"
        assert page["A2"].value is not None
        lists = {str(rule.sqref).split(":")[0] for rule in page.data_validations.dataValidation if rule.type == "list"}
        choices = [index for index, column in enumerate(sheet.columns) if column.kind in {Kind.CHOICE, Kind.YES_NO}]
        assert {page.cell(2, index + 1).coordinate for index in choices} <= lists
    about = workbook["learners"]["E1"].comment
    assert about is not None
    assert text("column-born", language) in about.text or text("column-name-full", language) in about.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_untouched_template_holds_no_row_at_all(tmp_path: Path, language: str) -> None:
    write_template(tmp_path / "t.xlsx", language)

    outcome = read_workbook(tmp_path / "t.xlsx", language=language)

    assert (outcome.rows_read, outcome.accepted, outcome.rejected) == (0, 0, 0)
    assert {fault.code for fault in outcome.faults} == {"sheet-empty"}
    assert outcome.warnings == ()


def test_half_edited_example_is_refused_and_not_believed(tmp_path: Path) -> None:
    write_template(tmp_path / "t.xlsx", "vi")
    workbook = openpyxl.load_workbook(tmp_path / "t.xlsx")
    workbook["learners"]["B2"] = "Phạm"
    workbook.save(tmp_path / "t.xlsx")

    outcome = read_workbook(tmp_path / "t.xlsx")

    assert ("example-left", "learners", 2) in [(f.code, f.place.sheet, f.place.row) for f in outcome.faults]


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.key)
def test_no_two_columns_share_a_spelling(sheet: Sheet) -> None:
    for spell in (spelled, folded):
        owners: dict[str, set[str]] = {}
        for column in sheet.columns:
            for spelling in column.label.spellings():
                owners.setdefault(spell(spelling), set()).add(column.key)
        assert {word: keys for word, keys in owners.items() if len(keys) > 1} == {}


def test_no_two_sheets_share_a_spelling() -> None:
    titles = [(folded(spelling), sheet.key) for sheet in SHEETS for spelling in sheet.label.spellings()]
    assert len({title for title, _ in titles}) == len(set(titles))


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.key)
def test_each_spelling_names_its_column(sheet: Sheet) -> None:
    assert all(
        named(sheet.columns, f" {spelling.upper()}* ") is column
        for column in sheet.columns
        for spelling in column.label.spellings()
    )


def test_every_sheet_and_column_is_explained() -> None:
    codes = {sheet.about for sheet in SHEETS} | {sheet.note(column) for sheet in SHEETS for column in sheet.columns}
    assert codes <= catalogue().keys()
