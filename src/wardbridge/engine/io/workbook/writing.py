"""Write the fourteen sheets: an empty template with help, or a round."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from wardbridge.engine.io.atomic import replacing
from wardbridge.engine.io.sheets import RoundBook
from wardbridge.engine.io.workbook.columns import DEFINED, SHEETS, Column, Kind, Sheet
from wardbridge.engine.io.workbook.columns.words import NO, YES
from wardbridge.engine.io.workbook.rows import Values, values_of
from wardbridge.engine.io.workbook.shown import cell_of
from wardbridge.rulekit.messages import text

_DATE = "dd/mm/yyyy"
_CREATED = datetime(2025, 1, 1)
"""The same for every file, so that the same rows give the same bytes."""
_ROWS_HELPED = 5_000
"""Rows below the header that get validation lists."""


def write_template(path: str | Path, language: str = "en") -> None:
    """An empty workbook: headers in English, notes, validation lists and example rows for readers of `language`.

    Raises
    ------
    OSError
        The file can't be written.
    """
    _write(Path(path), language, {sheet.key: () for sheet in SHEETS}, example=True)


def write_sheet_template(sheet: Sheet, path: str | Path, language: str = "en") -> None:
    """An empty workbook of one sheet, as `write_template` writes all; OSError when it can't be written."""
    _write(Path(path), language, {sheet.key: ()}, example=True, sheets=(sheet,))


def write_book(book: RoundBook, path: str | Path, language: str = "en") -> None:
    """A round as a workbook that `read_workbook` reads back into an equal one.

    Raises
    ------
    OSError
        The file can't be written.
    """
    rows = {sheet.key: getattr(book, sheet.key) for sheet in SHEETS}
    _write(Path(path), language, rows | {"round": (book.round,)}, example=False)


def _write(
    path: Path, language: str, rows: dict[str, Iterable[Any]], *, example: bool, sheets: tuple[Sheet, ...] = SHEETS
) -> None:
    with replacing(path) as part:
        workbook = xlsxwriter.Workbook(str(part), {"strings_to_formulas": False, "strings_to_urls": False})
        workbook.set_properties({"title": text("workbook-title", language), "created": _CREATED})
        pen = _Pen(workbook, language, referring=len(sheets) > 1)
        for sheet in sheets:
            pen.sheet(sheet, rows[sheet.key], example=example)
        workbook.close()


class _Pen:
    """What all sheets of one workbook are written with."""

    def __init__(self, workbook: Any, language: str, *, referring: bool) -> None:
        self.workbook = workbook
        self.language = language
        self.referring = referring
        head = {"bold": True, "valign": "top", "text_wrap": True, "bottom": 1}
        self.required = workbook.add_format({**head, "bg_color": "#0F5C63", "font_color": "#FFFFFF"})
        self.optional = workbook.add_format({**head, "bg_color": "#D7E6E7"})
        self.plain = {kind: workbook.add_format(_look(kind)) for kind in Kind}
        grey = {"italic": True, "font_color": "#6B6B6B", "bg_color": "#F3F0E6"}
        self.example = {kind: workbook.add_format({**_look(kind), **grey}) for kind in Kind}

    def sheet(self, sheet: Sheet, rows: Iterable[Any], *, example: bool) -> None:
        page = self.workbook.add_worksheet(sheet.key)
        page.freeze_panes(1, 1)
        page.set_row(0, 32)
        for index, column in enumerate(sheet.columns):
            self._column(page, sheet, index, column)
        number = 0
        if example:
            number += 1
            values = {column.key: column.example for column in sheet.columns if column.example is not None}
            self._line(page, sheet, number, values, self.example)
            about = f"{text('example-row', self.language)}\n{text(sheet.about, self.language)}"
            page.write_comment(number, 0, about, {"x_scale": 3, "y_scale": 1.6})
        for row in rows:
            number += 1
            self._line(page, sheet, number, values_of(sheet, row), self.plain)
        page.autofilter(0, 0, max(number, 1), len(sheet.columns) - 1)

    def _column(self, page: Any, sheet: Sheet, index: int, column: Column) -> None:
        page.set_column(index, index, column.width, self.plain[column.kind])
        page.write_string(0, index, column.label.en, self.required if column.required else self.optional)
        need = text("column-required" if column.required else "column-optional", self.language)
        note = f"{column.label.of(self.language)} ({need})\n{text(sheet.note(column), self.language)}"
        page.write_comment(0, index, note, {"x_scale": 2.6, "y_scale": 1.5})
        rule = _validation(column, self.language) if self.referring or not column.refers else None
        if rule:
            page.data_validation(1, index, _ROWS_HELPED, index, rule)

    def _line(self, page: Any, sheet: Sheet, number: int, values: Values, looks: dict[Kind, Any]) -> None:
        for index, column in enumerate(sheet.columns):
            look = looks[column.kind]
            cell = cell_of(column, values[column.key], self.language) if column.key in values else None
            if cell is None:
                page.write_blank(number, index, None, look)
            elif isinstance(cell, date):
                page.write_datetime(number, index, cell, look)
            elif isinstance(cell, int):
                page.write_number(number, index, cell, look)
            else:
                page.write_string(number, index, cell, look)


def _look(kind: Kind) -> dict[str, Any]:
    """Dates as dates; everything that isn't a number as text, also when a user types ``=…`` or ``007`` later."""
    if kind is Kind.DATE:
        return {"num_format": _DATE, "align": "left"}
    return {} if kind is Kind.WHOLE else {"num_format": "@", "quote_prefix": True}


def _validation(column: Column, language: str) -> dict[str, Any] | None:
    """What the spreadsheet itself offers or holds to; references only warn, for codes may be pasted before rows."""
    if column.kind is Kind.CHOICE:
        return {"validate": "list", "source": [word.label.of(language) for word in column.words]}
    if column.kind is Kind.YES_NO:
        return {"validate": "list", "source": [YES.of(language), NO.of(language)]}
    if column.kind is Kind.WHOLE:
        bounds = {"minimum": column.minimum, "maximum": column.maximum}
        return {"validate": "integer", "criteria": "between", **bounds, "error_type": "warning"}
    if column.kind is Kind.DATE:
        days = {"minimum": date(1930, 1, 1), "maximum": date(2100, 12, 31)}
        return {"validate": "date", "criteria": "between", **days, "error_type": "warning"}
    if column.kind is Kind.CODE and column.refers:
        return {"validate": "list", "source": _range(column.refers), "error_type": "warning"}
    return None


def _range(refers: str) -> str:
    """The column of another sheet where the codes stand, as a formula's range."""
    key, wanted = DEFINED[refers]
    sheet = next(sheet for sheet in SHEETS if sheet.key == key)
    letter = chr(ord("A") + next(index for index, column in enumerate(sheet.columns) if column.key == wanted))
    return f"={key}!${letter}$2:${letter}${_ROWS_HELPED + 1}"
