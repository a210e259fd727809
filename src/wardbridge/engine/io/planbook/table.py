"""A sheet of ``plan.xlsx`` as people left it: found by its header, wherever they moved it."""

from __future__ import annotations

from dataclasses import dataclass, field

from wardbridge.engine.errors import Fault, Place
from wardbridge.engine.io.planbook.layout import EMPTY, code_headers, track_headers, week_of
from wardbridge.engine.io.workbook.grid import Broken, Cell, Grid, Line


@dataclass(frozen=True, slots=True)
class Entry:
    """One learner's row: period (from 0) → where the cell is and what it shows."""

    learner: str
    place: Place
    track: str
    track_place: Place
    weeks: dict[int, tuple[Place, str]]


@dataclass(slots=True)
class Table:
    name: str
    entries: list[Entry] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Header:
    number: int
    texts: dict[int, str]
    code: int
    track: int | None
    weeks: dict[int, int]
    """Column → period."""


def table_of(grid: Grid) -> Table | None:
    """The learners of a sheet; `None` when no row of it is a header with student codes and weeks."""
    header = next((found for line in grid.lines if (found := _header(line)) is not None), None)
    if header is None:
        return None
    table = Table(grid.name)
    for line in grid.lines:
        if line.number > header.number:
            _row(table, header, line)
    return table


def _header(line: Line) -> _Header | None:
    texts = {column: shown(cell) for column, cell in enumerate(line.cells) if shown(cell)}
    codes = [column for column, title in texts.items() if title.casefold() in code_headers()]
    tracks = [column for column, title in texts.items() if title.casefold() in track_headers()]
    weeks = {column: period for column, title in texts.items() if (period := week_of(title)) is not None}
    if not codes or not weeks:
        return None
    return _Header(line.number, texts, codes[0], tracks[0] if tracks else None, weeks)


def _row(table: Table, header: _Header, line: Line) -> None:
    learner = shown(line.at(header.code))
    place = Place(table.name, line.number, header.texts[header.code])
    weeks: dict[int, tuple[Place, str]] = {}
    for column, period in header.weeks.items():
        here = Place(table.name, line.number, header.texts[column])
        cell = line.at(column)
        if isinstance(cell, Broken):
            table.faults.append(Fault("plan-department", here, cell.shown))
            continue
        value = shown(cell)
        weeks[period] = (here, "" if value.casefold() in EMPTY else value)
    if not learner:
        if any(value for _place, value in weeks.values()):
            table.faults.append(Fault("plan-code-missing", place))
        return
    track = header.track
    title = header.texts[header.code if track is None else track]
    value = "" if track is None else shown(line.at(track))
    table.entries.append(Entry(learner, place, value, Place(table.name, line.number, title), weeks))


def shown(cell: Cell) -> str:
    """A cell's text; a whole number without its decimals, nothing for a blank or broken one."""
    if cell is None or isinstance(cell, Broken):
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
