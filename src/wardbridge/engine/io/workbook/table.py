"""One sheet of the template: from lines to values, every fault collected."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from wardbridge.engine.errors import Fault, Place
from wardbridge.engine.io.workbook.columns import Column, Kind, Sheet
from wardbridge.engine.io.workbook.grid import Grid, Line, filled_down
from wardbridge.engine.io.workbook.headers import Header, header_of, repeats
from wardbridge.engine.io.workbook.rows import Values, has_person
from wardbridge.engine.io.workbook.values import Unreadable, blank, plain, shown, value_of

EXAMPLE = "EXAMPLE-"
"""How the codes of the template's example rows begin; no real code may."""


@dataclass(slots=True)
class Record:
    """A row that was read: its number in the sheet, its values, and whether something is wrong with it."""

    number: int
    values: Values
    rejected: bool = False


@dataclass(slots=True)
class Table:
    """A sheet that was read."""

    sheet: Sheet
    title: str
    records: list[Record] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    """Column key → header as it stands in the file."""

    def place(self, row: int | None, key: str = "") -> Place:
        """A place in the user's words; the column's English header where the file has none."""
        label = next((column.label.en for column in self.sheet.columns if column.key == key), key)
        return Place(self.title, row, self.texts.get(key, label))


def read_table(sheet: Sheet, grid: Grid, language: str) -> Table:
    """Read a sheet; nothing is raised, every fault and warning is in the answer."""
    table = Table(sheet, grid.name)
    header = header_of(sheet, grid)
    if header is None:
        if grid.lines:
            table.faults.append(Fault("header-missing", Place(grid.name)))
            table.records = [Record(line.number, {}, True) for line in grid.lines]
        return table
    table.texts = header.texts
    _check_header(table, header)
    grid, filled = filled_down(grid, header.line.number + 1)
    if filled:
        table.warnings.append(Fault("merged-filled", Place(grid.name), str(filled), params={"count": filled}))
    incomplete = any(fault.code in {"column-missing", "header-repeated"} for fault in table.faults)
    for line in grid.lines:
        if line.number > header.line.number and not _idle(header, line):
            _read_line(table, header, line, language, incomplete)
    table.warnings += _habits(grid, header, table)
    return table


def _check_header(table: Table, header: Header) -> None:
    row = header.line.number
    for text in header.repeated:
        table.faults.append(Fault("header-repeated", Place(table.title, row, text), text))
    for text in header.unknown:
        table.warnings.append(Fault("column-unknown", Place(table.title, row, text), text))
    missing = [column for column in table.sheet.columns if column.required and column.key not in header.texts]
    if has_person(table.sheet) and not {"name.full", "name.given"} & header.texts.keys():
        missing += [column for column in table.sheet.columns if column.kind is Kind.FULL_NAME]
    table.faults += [Fault("column-missing", Place(table.title, row), allowed=column.label.en) for column in missing]


def _idle(header: Header, line: Line) -> bool:
    return all(blank(line.at(index)) for index in header.columns) or repeats(header, line)


def _read_line(table: Table, header: Header, line: Line, language: str, incomplete: bool) -> None:
    record = Record(line.number, {}, incomplete)
    faults: list[Fault] = []
    for index, column in header.columns.items():
        cell = line.at(index)
        if blank(cell):
            continue
        try:
            record.values[column.key] = value_of(column, cell, language)
        except Unreadable as error:
            place = table.place(line.number, column.key)
            faults.append(Fault(error.code, place, error.found or shown(cell), error.allowed, error.params))
    if not faults and _is_example(table.sheet, record.values):
        return
    if _has_example(header, line):
        faults = [Fault("example-left", table.place(line.number), EXAMPLE)]
    else:
        held = {column.key for index, column in header.columns.items() if not blank(line.at(index))}
        faults += _absent(table, line.number, held)
    record.rejected = incomplete or bool(faults)
    table.faults += faults
    table.records.append(record)


def _is_example(sheet: Sheet, values: Values) -> bool:
    return values == {column.key: column.example for column in sheet.columns if column.example is not None}


def _has_example(header: Header, line: Line) -> bool:
    codes = (index for index, column in header.columns.items() if column.kind in {Kind.CODE, Kind.CODES})
    return any(EXAMPLE in plain(line.at(index)).upper() for index in codes)


def _absent(table: Table, number: int, held: set[str]) -> Iterator[Fault]:
    """Required cells that are blank, in columns that the sheet has."""
    for column in table.sheet.columns:
        if column.required and column.key in table.texts and column.key not in held:
            yield Fault("required-empty", table.place(number, column.key))
    if has_person(table.sheet) and not {"name.full", "name.given"} & held:
        key = "name.given" if "name.given" in table.texts else "name.full"
        if key in table.texts:
            yield Fault("required-empty", table.place(number, key))


def _habits(grid: Grid, header: Header, table: Table) -> Iterator[Fault]:
    """What was understood but may not be what was meant: one warning a column, at its first row."""
    lines = [line for line in grid.lines if line.number > header.line.number]
    for index, column in header.columns.items():
        for code, rows in _odd_rows(lines, index, column).items():
            if rows:
                first = next(line for line in lines if line.number == rows[0])
                place = table.place(rows[0], column.key)
                yield Fault(code, place, shown(first.at(index)), params={"count": len(rows)})


def _odd_rows(lines: list[Line], index: int, column: Column) -> dict[str, list[int]]:
    odd: dict[str, list[int]] = {"code-was-number": [], "date-was-number": [], "text-like-formula": []}
    for line in lines:
        cell = line.at(index)
        number = isinstance(cell, int | float) and not isinstance(cell, bool)
        if number and column.kind is Kind.CODE and column.key == "code":
            odd["code-was-number"].append(line.number)
        elif number and column.kind is Kind.DATE:
            odd["date-was-number"].append(line.number)
        elif isinstance(cell, str) and cell[:1] in "=+@" and column.kind in {Kind.TEXT, Kind.NAME_PART, Kind.FULL_NAME}:
            odd["text-like-formula"].append(line.number)
    return odd
