"""Text that means to be something else: kept as typed, and nothing but text in what we write."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from tests.engine.io.workbook.books import TINY
from tests.engine.io.workbook.test_isolation import FIXTURES, needs_fixtures
from wardbridge.engine.io.workbook import read_workbook, safe_text, write_book
from wardbridge.engine.io.workbook.cleaning import clean
from wardbridge.engine.io.workbook.shown import FORMULA_STARTS

FORMULAS = [
    "=1+1",
    "+cmd|'/C calc'!A0",
    "-2+3",
    "@SUM(1+9)",
    "|x",
    "%x",
    '=HYPERLINK("http://x")',
    "{=1}",
    "'=1",
    "0x1",
    "1e5",
]


def posts_after(tmp_path: Path, posts: list[str]) -> list[str]:
    """Posts of teachers after a round was written and read."""
    teacher = TINY.teachers[0]
    teachers = tuple(replace(teacher, code=f"T{number}", post=post) for number, post in enumerate(posts))
    write_book(replace(TINY, teachers=teachers), tmp_path / "a.xlsx", "vi")

    outcome = read_workbook(tmp_path / "a.xlsx")

    assert outcome.faults == ()
    assert outcome.book is not None
    cells = [cell for page in openpyxl.load_workbook(tmp_path / "a.xlsx") for row in page.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert not [cell.coordinate for cell in cells if cell.hyperlink]
    assert all(
        cell.quotePrefix for cell in cells if isinstance(cell.value, str) and cell.row > 1 and cell.value in posts
    )
    return [teacher.post for teacher in outcome.book.teachers]


def test_formulas_stay_text_there_and_back(tmp_path: Path) -> None:
    assert posts_after(tmp_path, FORMULAS) == FORMULAS


@needs_fixtures
def test_naughty_strings_there_and_back(tmp_path: Path) -> None:
    listed: list[str] = json.loads((FIXTURES / "text" / "naughty-strings.json").read_text(encoding="utf-8"))
    lines = (FIXTURES / "text" / "csv-injection.txt").read_text(encoding="utf-8").splitlines()
    naughty = [cleaned for text in (*listed, *lines) if (cleaned := clean(text)) and len(cleaned) <= 500]
    naughty = [text for text in naughty if text not in {"-", "–", "—", "..."}]

    assert posts_after(tmp_path, naughty) == naughty


@pytest.mark.parametrize("text", [*FORMULAS[:7], "\t=1", "\r=1", " =1", "\n=1"])
def test_what_a_spreadsheet_would_compute_is_marked(text: str) -> None:
    marked = safe_text(text)

    assert marked == f"'{text}"
    assert not marked.startswith(FORMULA_STARTS)
