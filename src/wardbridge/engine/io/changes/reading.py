"""Read a file of changes (.xlsx, .csv or .json): every fault of it, not only the first."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from wardbridge.engine.errors import Fault, InputRefused, Place
from wardbridge.engine.io.changes.columns import CHANGES, NEEDED
from wardbridge.engine.io.changes.rows import Change, ChangeRow
from wardbridge.engine.io.sheets import RoundBook
from wardbridge.engine.io.workbook.grid import Cell, Grid, Line
from wardbridge.engine.io.workbook.lists.opening import open_list
from wardbridge.engine.io.workbook.rows import Values, row_of
from wardbridge.engine.io.workbook.table import Record, Table, read_table

MAX_BYTES = 4 * 1024 * 1024
PERIODS = frozenset({Change.CLOSED, Change.PLACES, Change.LEAVE, Change.AWAY})
"""Changes that last from a day to a day."""


def read_changes(path: Path, book: RoundBook, language: str = "en") -> tuple[ChangeRow, ...]:
    """The changes of a file, for this round.

    Raises
    ------
    InputRefused
        A file that can't be read; a cell, code or date that can't be; a change without what it needs, outside of the
        round, or said twice; a file without any change.
    """
    return changes_of(_grid(path), book, language)


def changes_of(grid: Grid, book: RoundBook, language: str = "en") -> tuple[ChangeRow, ...]:
    """`read_changes` for cells that are already out of their file."""
    table = read_table(CHANGES, grid, language)
    faults = [*table.faults, *_faults(table, book)]
    if not faults and not table.records:
        faults.append(Fault("changes-empty", Place(grid.name)))
    if faults:
        raise InputRefused(sorted(faults, key=lambda fault: fault.place.row or 0))
    return tuple(_row(record.values) for record in table.records)


def _row(values: Values) -> ChangeRow:
    row: ChangeRow = row_of(CHANGES, {**values, "change": Change(values["change"])})
    return row


def _grid(path: Path) -> Grid:
    if path.suffix.lower() == ".json":
        return _json_grid(path)
    grids, _, _ = open_list(path)
    return next((grid for grid in grids if grid.lines), Grid(path.stem, ()))


def _json_grid(path: Path) -> Grid:
    """A JSON array of objects whose keys are those of `ChangeRow`, as a grid."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
        rows = json.loads(data.decode("utf-8-sig")) if len(data) <= MAX_BYTES else None
    except OSError as error:
        raise InputRefused([Fault("file-unreadable", found=error.strerror or str(error))]) from error
    except (ValueError, RecursionError) as error:
        raise InputRefused([Fault("changes-not-json", found=str(error)[:80])]) from error
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise InputRefused([Fault("changes-not-json", found=type(rows).__name__)])
    return _plain_grid(rows, path.stem)


def changes_from(rows: Sequence[Mapping[str, Any]], book: RoundBook, language: str = "en") -> tuple[ChangeRow, ...]:
    """`read_changes` for plain rows whose keys are those of `ChangeRow` and whose days are ISO 8601."""
    return changes_of(_plain_grid(rows, CHANGES.key), book, language)


def _plain_grid(rows: Sequence[Mapping[str, Any]], name: str) -> Grid:
    labels = {column.key: column.label.en for column in CHANGES.columns}
    unknown = {key for row in rows for key in row} - set(labels)
    if unknown:
        raise InputRefused([Fault("column-unknown", Place(name, None, key), key) for key in sorted(unknown)])
    head = Line(1, tuple(labels.values()))
    lines = (Line(n, tuple(_plain(row.get(key)) for key in labels)) for n, row in enumerate(rows, start=2))
    return Grid(name, (head, *lines) if rows else ())


def _plain(value: Any) -> Cell:
    return value if value is None or isinstance(value, str | int | float) else json.dumps(value, ensure_ascii=False)


def _faults(table: Table, book: RoundBook) -> Iterator[Fault]:
    known = {
        "departments": {row.code for row in book.departments},
        "teachers": {row.code for row in book.teachers},
        "learners": {row.code for row in book.learners},
        "programmes": {row.code for row in book.programmes},
        "tracks": {row.track for row in book.programmes},
        "groups": {row.code for row in book.groups},
    }
    said: list[Record] = []
    for record in table.records:
        if record.rejected:
            continue
        yield from _lacking(table, record)
        yield from _unknown(table, record, known)
        yield from _dates(table, record, book)
        if any(_same(record.values, other.values, book) for other in said):
            yield Fault("change-twice", table.place(record.number), _what(record.values))
        said.append(record)


def _what(values: Values) -> str:
    return str(values.get("learner") or values.get("teacher") or values.get("department") or "")


def _lacking(table: Table, record: Record) -> Iterator[Fault]:
    for key in NEEDED[Change(record.values["change"])]:
        if record.values.get(key) in {None, ""}:
            yield Fault("required-empty", table.place(record.number, key))


def _unknown(table: Table, record: Record, known: dict[str, set[str]]) -> Iterator[Fault]:
    new = record.values["change"] == Change.NEW
    for column in CHANGES.columns:
        code = record.values.get(column.key)
        if not column.refers or not code:
            continue
        place = table.place(record.number, column.key)
        if column.key == "learner" and new:
            if code in known["learners"]:
                yield Fault("duplicate-code", place, code)
        elif code not in known[column.refers]:
            yield Fault("unknown-reference", place, code)


def _dates(table: Table, record: Record, book: RoundBook) -> Iterator[Fault]:
    begin = book.round.first_day
    end = begin + timedelta(weeks=book.round.weeks, days=-1)
    first, last = record.values.get("first"), record.values.get("last")
    for key, found in (("first", first), ("last", last)):
        if isinstance(found, date) and not begin <= found <= end:
            allowed = f"{begin:%d/%m/%Y}-{end:%d/%m/%Y}"
            yield Fault("outside-round", table.place(record.number, key), f"{found:%d/%m/%Y}", allowed)
    if first and last and last < first:
        yield Fault("span-reversed", table.place(record.number, "last"), f"{first:%d/%m/%Y}-{last:%d/%m/%Y}")


def _same(one: Values, other: Values, book: RoundBook) -> bool:
    """Whether two rows say the same of the same days."""
    keys = ("change", "department", "teacher", "learner", "programme")
    if any(one.get(key) != other.get(key) for key in keys):
        return False
    if Change(one["change"]) not in PERIODS:
        return True
    end = book.round.first_day + timedelta(weeks=book.round.weeks)
    return bool(
        one.get("first", end) <= (other.get("last") or end) and other.get("first", end) <= (one.get("last") or end)
    )
