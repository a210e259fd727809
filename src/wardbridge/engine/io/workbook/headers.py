"""Which sheet is which, which line is the header, which column is which: in any of three languages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from wardbridge.engine.io.workbook.cleaning import folded, spelled
from wardbridge.engine.io.workbook.columns import SHEETS, Column, Sheet
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


T = TypeVar("T", Sheet, Column)


@cache
def _index(labelled: tuple[T, ...]) -> tuple[dict[str, T], dict[str, T]]:
    """Spelling → what it names, with diacritics and without; of equal spellings the first."""
    exact: dict[str, T] = {}
    loose: dict[str, T] = {}
    for one in labelled:
        for spelling in one.label.spellings():
            exact.setdefault(spelled(spelling), one)
            loose.setdefault(folded(spelling), one)
    return exact, loose


def named(labelled: tuple[T, ...], raw: str) -> T | None:
    """Which sheet or column a title names, without case, and without diacritics or a remark behind it if need be.

    Spelling with diacritics comes first, so that two may differ by them only.
    """
    exact, loose = _index(labelled)
    return exact.get(spelled(raw)) or loose.get(folded(raw)) or loose.get(folded(_ASIDE.sub("", raw)))


def sheet_of(title: str) -> Sheet | None:
    """The sheet of a title, `None` for one that isn't ours."""
    return named(SHEETS, title)


def header_of(sheet: Sheet, grid: Grid) -> Header | None:
    """The line with most of the sheet's headers (at least two), the first of equals."""
    best: Header | None = None
    for line in grid.lines[:LOOK]:
        found = _matched(sheet.columns, line)
        if len(found.columns) >= 2 and (best is None or len(found.columns) > len(best.columns)):
            best = found
    return best


def _matched(columns: tuple[Column, ...], line: Line) -> Header:
    matched: dict[int, Column] = {}
    texts: dict[str, str] = {}
    unknown: list[str] = []
    repeated: list[str] = []
    for index, cell in enumerate(line.cells):
        if not isinstance(cell, str):
            continue
        column = named(columns, cell)
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
    pairs = ((line.at(index), header.line.at(index)) for index in header.columns)
    return all(isinstance(cell, str) and folded(cell) == folded(str(head)) for cell, head in pairs)
