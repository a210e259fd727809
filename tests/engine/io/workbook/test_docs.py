"""``docs/workbook.md`` says what the reader does."""

from __future__ import annotations

import re
from dataclasses import fields

import pytest
import workbook_docs

from wardbridge.engine.io.workbook import Limits
from wardbridge.engine.io.workbook.dates import date_of, span_of

PAGE = workbook_docs.PAGE.read_text(encoding="utf-8")


def test_the_tables_are_those_of_the_declaration() -> None:
    assert workbook_docs.page(PAGE) == PAGE


def test_a_page_without_marks_is_not_overwritten() -> None:
    with pytest.raises(ValueError, match="no marks"):
        workbook_docs.page("# x")


def test_the_dates_of_the_page_are_read() -> None:
    (line,) = re.findall(r"day first: a real date, (.*?)\. A date", PAGE, re.DOTALL)
    dates = re.findall(r"`([^`]+)`", line)
    assert len(dates) == 7
    assert {str(date_of(" ".join(typed.split()))) for typed in dates} == {"2025-03-03"}
    assert span_of("05/05/2025-11/05/2025") == span_of("5-11/05/2025")


def test_the_limits_of_the_page_are_those_in_force() -> None:
    limits = Limits()
    for figure in (
        limits.members,
        limits.sheets,
        limits.rows,
        limits.columns,
        limits.cells,
        limits.characters,
        limits.ratio,
    ):
        assert f"{figure:,}" in PAGE
    for megabytes in (limits.size, limits.unpacked, limits.memory):
        assert f"{megabytes // 2**20} MB" in PAGE
    assert f"{limits.processor_seconds} s, {limits.seconds:g} s" in PAGE
    assert len(fields(limits)) == 12
