"""Read a round from a workbook: nothing is believed until every sheet, row and cross-reference is right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from wardbridge.engine.errors import Fault, InputRefused, Place
from wardbridge.engine.io.crosscheck import faults_of
from wardbridge.engine.io.sheets import Name, RoundBook, RoundRow
from wardbridge.engine.io.workbook.columns import DEFINED, SHEETS, Sheet
from wardbridge.engine.io.workbook.conversion import in_unicode
from wardbridge.engine.io.workbook.doubts import doubts_of
from wardbridge.engine.io.workbook.grid import Grid
from wardbridge.engine.io.workbook.headers import named, sheet_of
from wardbridge.engine.io.workbook.isolation import LIMITS, open_sheets
from wardbridge.engine.io.workbook.outcome import Origin, ReadOutcome, SheetCount
from wardbridge.engine.io.workbook.refused import note_refused
from wardbridge.engine.io.workbook.rows import row_of
from wardbridge.engine.io.workbook.sandbox.limits import Limits
from wardbridge.engine.io.workbook.table import Record, Table, read_table


def read_workbook(path: str | Path, *, language: str = "en", limits: Limits = LIMITS) -> ReadOutcome:
    """Read and check a round; nothing is raised for what is wrong with the file, all of it is in the answer.

    Parameters
    ----------
    path
        A workbook (.xlsx; .xlsm, .xlsb, .xls and .ods are read too), opened in a child process.
    language
        Of the words that a fault lists as allowed.
    """
    try:
        grids, notes = open_sheets(Path(path), limits)
    except InputRefused as refused:
        return ReadOutcome(None, refused.faults)
    return read_grids(grids, notes, language)


def read_grids(grids: Iterable[Grid], notes: Iterable[Fault] = (), language: str = "en") -> ReadOutcome:
    """`read_workbook` for cells that are already out of their file."""
    faults: list[Fault] = []
    warnings = list(notes)
    grids, font = in_unicode(grids, _is_header)
    if font:
        warnings.append(Fault("legacy-converted", found=font))
    tables = _tables(grids, language, faults, warnings)
    for table in tables.values():
        _settle_case(table, tables)
    note_refused(tables)
    for table in tables.values():
        _drop_repetitions(table)
    faults += _round_faults(tables)
    rows = {key: _rows(table) for key, table in tables.items()}
    dated = bool(rows.get("round"))
    book = _book(rows)
    refused = {what: _refused(what, tables) for what in DEFINED}
    for fault in faults_of(book, dated=dated):
        _note_cross_fault(fault, tables, rows, refused)
    if dated:
        whole = not faults and not any(table.faults for table in tables.values())
        warnings += _doubts(book, tables, rows, whole=whole)
    for table in tables.values():
        faults += sorted(table.faults, key=lambda fault: fault.place.row or 0)
        warnings += table.warnings
    counts = tuple(
        SheetCount(key, len(table.records), sum(not record.rejected for record in table.records))
        for key, table in tables.items()
    )
    if faults or not dated:
        return ReadOutcome(None, tuple(faults), tuple(warnings), counts)
    return ReadOutcome(book, (), tuple(warnings), counts, {key: _origin(table, rows) for key, table in tables.items()})


def _origin(table: Table, rows: dict[str, list[tuple[Record, Any]]]) -> Origin:
    headers = {column.key: table.place(None, column.key).column for column in table.sheet.columns}
    return Origin(table.title, tuple(record.number for record, _ in rows[table.sheet.key]), headers)


def _is_header(text: str) -> bool:
    return any(named(sheet.columns, text) for sheet in SHEETS)


def _tables(grids: Iterable[Grid], language: str, faults: list[Fault], warnings: list[Fault]) -> dict[str, Table]:
    """The sheets that are ours, in our order; the others are warned of, missing ones are faults."""
    found: dict[str, Grid] = {}
    for grid in grids:
        sheet = sheet_of(grid.name)
        if sheet is None:
            warnings.append(Fault("sheet-unknown", Place(grid.name), grid.name))
        elif sheet.key in found:
            faults.append(Fault("sheet-twice", Place(grid.name), grid.name, found[sheet.key].name))
        else:
            found[sheet.key] = grid
    tables = {}
    for sheet in SHEETS:
        if sheet.key in found:
            tables[sheet.key] = read_table(sheet, found[sheet.key], language)
        if sheet.required and not (sheet.key in tables and tables[sheet.key].records):
            code = "sheet-empty" if sheet.key in tables else "sheet-missing"
            faults.append(Fault(code, Place(found[sheet.key].name if sheet.key in found else ""), allowed=sheet.key))
    return tables


def _settle_case(table: Table, tables: dict[str, Table]) -> None:
    """A reference that differs from one defined code by case only is that code."""
    for column in table.sheet.columns:
        if not column.refers:
            continue
        known = _codes(column.refers, tables)
        for record in table.records:
            value = record.values.get(column.key)
            if isinstance(value, tuple):
                record.values[column.key] = tuple(known.get(code.casefold(), code) for code in value)
            elif value is not None:
                record.values[column.key] = known.get(value.casefold(), value)


def _codes(refers: str, tables: dict[str, Table]) -> dict[str, str]:
    """Code without case → code, where that is unambiguous."""
    key, column = DEFINED[refers]
    records = tables[key].records if key in tables else []
    codes = {record.values[column] for record in records if column in record.values}
    once = Counter(code.casefold() for code in codes)
    return {code.casefold(): code for code in codes if once[code.casefold()] == 1}


def _drop_repetitions(table: Table) -> None:
    """A row that says exactly what a row above says is left out, with a warning."""
    first: dict[str, int] = {}
    for record in table.records:
        if record.rejected:
            continue
        at = first.setdefault(repr(sorted(record.values.items())), record.number)
        if at != record.number:
            record.rejected = True
            place = table.place(record.number)
            table.warnings.append(Fault("row-repeated", place, allowed=str(at), params={"first": at}))


def _round_faults(tables: dict[str, Table]) -> Iterator[Fault]:
    table = tables.get("round")
    records = [record for record in table.records if not record.rejected] if table else []
    for record in records[1:]:
        record.rejected = True
        if table:
            yield Fault("round-twice", table.place(record.number), str(len(records)), "1")


def _rows(table: Table) -> list[tuple[Record, Any]]:
    return [(record, row_of(table.sheet, record.values)) for record in table.records if not record.rejected]


def _book(rows: dict[str, list[tuple[Record, Any]]]) -> RoundBook:
    """The rows that stand, as a round; without the round's own row only what doesn't hang on its calendar is true."""
    sheets: dict[str, Any] = {key: tuple(row for _, row in pairs) for key, pairs in rows.items() if key != "round"}
    own = rows.get("round")
    return RoundBook(own[0][1] if own else RoundRow("", Name(), date.min, 1), **sheets)


def _note_cross_fault(
    fault: Fault, tables: dict[str, Table], rows: dict[str, list[tuple[Record, Any]]], refused: dict[str, set[Any]]
) -> None:
    """Put a fault between rows where the user finds it, unless it only follows from a row already refused."""
    table = tables.get(fault.place.sheet)
    if table is None or fault.place.row is None:
        return
    record = rows[fault.place.sheet][fault.place.row][0]
    if fault.code == "unknown-reference" and _stands_refused(fault, record, table.sheet, refused):
        return
    record.rejected = True
    table.faults.append(replace(fault, place=table.place(record.number, fault.place.column)))


def _doubts(
    book: RoundBook, tables: dict[str, Table], rows: dict[str, list[tuple[Record, Any]]], *, whole: bool
) -> Iterator[Fault]:
    """Warnings about the round, each where the user finds it."""
    for doubt in doubts_of(book, whole=whole):
        table = tables.get(doubt.place.sheet)
        if table is not None:
            row = None if doubt.place.row is None else rows[doubt.place.sheet][doubt.place.row][0].number
            yield replace(doubt, place=table.place(row, doubt.place.column))


def _stands_refused(fault: Fault, record: Record, sheet: Sheet, refused: dict[str, set[Any]]) -> bool:
    """Whether the code named stands in a refused row; for what belongs to a programme, also whether that one does."""
    refers = {column.key: column.refers for column in sheet.columns if column.refers in DEFINED}
    named = [(refers.get(fault.place.column, ""), fault.found)]
    if fault.place.column in {"track", "after"}:
        named += [(refers[key], value) for key, value in record.values.items() if key in refers]
    return any(
        code in refused.get(what, ())
        for what, value in named
        for code in (value if isinstance(value, tuple) else (value,))
    )


def _refused(refers: str, tables: dict[str, Table]) -> set[Any]:
    """Codes that stand in refused rows."""
    key, column = DEFINED[refers]
    return {record.values.get(column) for record in tables[key].records if record.rejected} if key in tables else set()
