"""Read choices from a workbook or from CSV files side by side; every fault of every sheet is collected."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from wardbridge.engine.errors import Fault, InputRefused, Place
from wardbridge.engine.io.matchbook.columns import SHEETS
from wardbridge.engine.io.matchbook.rows import ChooserRow, HospitalRow, PairRow, RankingRow, RegionRow
from wardbridge.engine.io.workbook.columns import Sheet
from wardbridge.engine.io.workbook.grid import Grid
from wardbridge.engine.io.workbook.headers import named
from wardbridge.engine.io.workbook.isolation import LIMITS
from wardbridge.engine.io.workbook.lists.opening import open_list
from wardbridge.engine.io.workbook.rows import row_of
from wardbridge.engine.io.workbook.table import Record, Table, read_table

MEGABYTE = 1024 * 1024
LARGE = replace(
    LIMITS,
    size=100 * MEGABYTE,
    unpacked=400 * MEGABYTE,
    rows=400_000,
    cells=4_000_000,
    characters=80_000_000,
    memory=2048 * MEGABYTE,
    processor_seconds=90,
    seconds=120.0,
)
"""A country's choices are larger than a round's workbook."""


@dataclass(frozen=True, slots=True)
class MatchBook:
    """All rows, each sheet in the order of its codes, so that the order in the file decides nothing."""

    hospitals: tuple[HospitalRow, ...]
    learners: tuple[ChooserRow, ...]
    regions: tuple[RegionRow, ...] = ()
    rankings: tuple[RankingRow, ...] = ()
    couples: tuple[PairRow, ...] = ()


Rows = dict[str, list[tuple[Record, Any]]]


def read_matchbook(path: Path, language: str = "en") -> tuple[MatchBook, tuple[Fault, ...]]:
    """The choices of a workbook, or of the CSV files in a folder (any of them may be named), and warnings.

    Raises
    ------
    InputRefused
        With every fault of the file: of cells, and between rows.
    """
    grids, warnings = _grids(path)
    faults: list[Fault] = []
    tables = _tables(grids, language, faults, warnings)
    rows: Rows = {sheet.key: [] for sheet in SHEETS}
    for key, table in tables.items():
        faults += table.faults
        warnings += table.warnings
        good = [record for record in table.records if not record.rejected]
        rows[key] = [(record, row_of(table.sheet, record.values)) for record in good]
    faults += _between(tables, rows)
    if faults:
        raise InputRefused(faults)
    plain: dict[str, tuple[Any, ...]] = {key: tuple(row for _, row in found) for key, found in rows.items()}
    by_code = {key: tuple(sorted(plain[key], key=lambda row: row.code)) for key in ("hospitals", "learners", "regions")}
    return MatchBook(rankings=plain["rankings"], couples=plain["couples"], **by_code), tuple(warnings)


def _grids(path: Path) -> tuple[list[Grid], list[Fault]]:
    """The sheets of a workbook, or one a CSV file of the folder whose name is a sheet's."""
    folder = path if path.is_dir() else path.parent
    if path.is_dir() or path.suffix.lower() == ".csv":
        files = sorted(file for file in folder.glob("*.csv") if named(SHEETS, file.stem))
    else:
        files = [path]
    grids: list[Grid] = []
    notes: list[Fault] = []
    for file in files:
        try:
            found, _encoding, warnings = open_list(file, LARGE)
        except InputRefused as refused:
            raise InputRefused([replace(fault, place=Place(file.name)) for fault in refused.faults]) from refused
        grids += found
        notes += warnings
    return grids, notes


def _tables(grids: Iterable[Grid], language: str, faults: list[Fault], warnings: list[Fault]) -> dict[str, Table]:
    tables: dict[str, Table] = {}
    for grid in grids:
        sheet = named(SHEETS, grid.name)
        if sheet is None:
            warnings.append(Fault("match-sheet-unknown", Place(grid.name), grid.name))
        elif sheet.key in tables:
            faults.append(Fault("sheet-twice", Place(grid.name), grid.name, tables[sheet.key].title))
        else:
            tables[sheet.key] = read_table(sheet, grid, language)
    for sheet in SHEETS:
        if sheet.required and not (sheet.key in tables and tables[sheet.key].records):
            faults.append(Fault("sheet-empty" if sheet.key in tables else "sheet-missing", allowed=sheet.key))
    return tables


def _between(tables: dict[str, Table], rows: Rows) -> Iterator[Fault]:
    """Codes that stand twice or nowhere, figures that contradict each other, scores that are no numbers."""
    known = {key: {row.code for _, row in rows[key]} for key in ("hospitals", "learners", "regions")}
    refused = {key for key in known if key in tables and any(record.rejected for record in tables[key].records)}
    for key, table in tables.items():
        once: set[Any] = set()
        for record, row in rows[key]:
            mark = _identity(key, row)
            if mark in once:
                yield Fault("duplicate-code", table.place(record.number, table.sheet.columns[0].key), str(mark[0]))
            once.add(mark)
            yield from _unknown(table, record, row, known, refused)
        yield from _of_sheet(table, rows[key])


def _identity(key: str, row: Any) -> tuple[Any, ...]:
    """What may stand once in a sheet."""
    if key == "rankings":
        return (f"{row.hospital}, {row.learner}",)
    if key == "couples":
        return (f"{row.first}, {row.second}, {row.rank}",)
    return (row.code,)


def _unknown(table: Table, record: Record, row: Any, known: dict[str, set[str]], refused: set[str]) -> Iterator[Fault]:
    for column in table.sheet.columns:
        if not column.refers or column.refers in refused:
            continue
        value = getattr(row, column.key)
        for code in value if isinstance(value, tuple) else (value,):
            if code and code not in known[column.refers]:
                yield Fault("unknown-reference", table.place(record.number, column.key), code)


def _of_sheet(table: Table, rows: list[tuple[Record, Any]]) -> Iterator[Fault]:
    sheet: Sheet = table.sheet
    if sheet.key == "hospitals":
        for record, row in rows:
            if row.minimum > row.maximum:
                place = table.place(record.number, "minimum")
                yield Fault("bounds-crossed", place, str(row.minimum), str(row.maximum))
    if sheet.key == "learners":
        scored = any(row.score for _, row in rows)
        for record, row in rows:
            place = table.place(record.number, "score")
            if scored and not row.score:
                yield Fault("match-score-missing", place)
            elif row.score and number(row.score) is None:
                yield Fault("match-score", place, row.score)


def number(text: str) -> float | None:
    """A decimal number with a point or a comma, `None` for what is none."""
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        return None
    return value if math.isfinite(value) else None
