"""Which sheet is which, which line is the header, which column is which: in any of three languages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from wardbridge.engine.io.workbook.cleaning import folded, spelled
from wardbridge.engine.io.workbook.columns import SHEETS, Column, Label, Sheet
from wardbridge.engine.io.workbook.grid import Grid, Line

LOOK = 30
"""Lines at the top of a sheet among which the header is sought: title lines may stand above it."""

_ASIDE = re.compile(r"\s*[(\[*].*$")


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a sheet: its line, the column of each index, and the text as it stands."""

    line: Line
    columns: dict[int, Column]
    texts: dict[str, str]
    unknown: tuple[str, ...]
    repeated: tuple[str, ...]


@cache
def _spellings(label: Label) -> tuple[frozenset[str], frozenset[str]]:
    every = label.spellings()
    return frozenset(map(spelled, every)), frozenset(map(folded, every))


def names(label: Label, raw: str) -> bool:
    """Whether a text is a spelling of the label: without case and diacritics, and with or without a remark behind."""
    exact, loose = _spellings(label)
    return spelled(raw) in exact or folded(raw) in loose or folded(_ASIDE.sub("", raw)) in loose - {""}


def sheet_of(title: str) -> Sheet | None:
    """The sheet of a title, `None` for one that isn't ours."""
    exact = [sheet for sheet in SHEETS if spelled(title) in _spellings(sheet.label)[0]]
    loose = [sheet for sheet in SHEETS if names(sheet.label, title)]
    return next(iter(exact or loose), None)


def column_of(columns: Sequence[Column], raw: str) -> Column | None:
    """The column of a header; with diacritics first, so that two columns may differ by them only."""
    exact = [column for column in columns if spelled(raw) in _spellings(column.label)[0]]
    loose = [column for column in columns if names(column.label, raw)]
    return next(iter(exact or loose), None)


def header_of(sheet: Sheet, grid: Grid) -> Header | None:
    """The line with most of the sheet's headers (at least two), the first of equals."""
    best: Header | None = None
    for line in grid.lines[:LOOK]:
        found = _matched(sheet.columns, line)
        if len(found.columns) >= 2 and (best is None or len(found.columns) > len(best.columns)):
            best = found
    return best


def _matched(columns: Sequence[Column], line: Line) -> Header:
    matched: dict[int, Column] = {}
    texts: dict[str, str] = {}
    unknown: list[str] = []
    repeated: list[str] = []
    for index, cell in enumerate(line.cells):
        if not isinstance(cell, str):
            continue
        column = column_of(columns, cell)
        if column is None:
            unknown.append(cell.strip())
        elif column.key in texts:
            repeated.append(cell.strip())
        else:
            matched[index] = column
            texts[column.key] = cell.strip()
    return Header(line, matched, texts, tuple(unknown), tuple(repeated))


def repeats(header: Header, line: Line) -> bool:
    """Whether a line is the header once more, as lists printed over several pages have it."""
    return _texts(line.cells) == _texts(header.line.cells)


def _texts(cells: Iterable[object]) -> list[str]:
    return [folded(cell) if isinstance(cell, str) else "" for cell in cells]
