"""Any list as grids of readable cells: workbooks by the child process, text files decoded and split."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from wardbridge.engine.errors import Fault, InputRefused, Place
from wardbridge.engine.io.workbook.columns.demand import LEARNERS
from wardbridge.engine.io.workbook.conversion import in_unicode
from wardbridge.engine.io.workbook.grid import Cell, Grid, Line
from wardbridge.engine.io.workbook.headers import named
from wardbridge.engine.io.workbook.isolation import LIMITS, open_sheets
from wardbridge.engine.io.workbook.legacy import decoded
from wardbridge.engine.io.workbook.sandbox.limits import Limits
from wardbridge.engine.io.workbook.shown import FORMULA_STARTS

_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_SEPARATORS = ",;\t|"


def open_list(path: Path, limits: Limits = LIMITS) -> tuple[tuple[Grid, ...], str, tuple[Fault, ...]]:
    """Grids of a workbook or a text file (.csv, .txt), the old encoding that was converted (``""``: none), warnings.

    Raises
    ------
    InputRefused
        As `open_sheets`; also a text file that is empty or beyond the limits.
    """
    try:
        with path.open("rb") as file:
            start = file.read(4)
            data = b"" if start.startswith(_WORKBOOKS) else start + file.read(limits.size + 1)
    except OSError as error:
        raise InputRefused([Fault("file-unreadable", found=error.strerror or str(error))]) from error
    page = ""
    if start.startswith(_WORKBOOKS):
        grids, notes = open_sheets(path, limits)
    else:
        grid, page, notes = _text_grid(data, path.stem, limits)
        grids = (grid,)
    grids, font = in_unicode(grids, lambda text: named(LEARNERS.columns, text))
    encoding = font or ("" if page in {"", "utf-8", "utf-16"} else page)
    return grids, encoding, (*notes, *([Fault("legacy-converted", found=encoding)] if encoding else []))


def _text_grid(data: bytes, name: str, limits: Limits) -> tuple[Grid, str, tuple[Fault, ...]]:
    if len(data) > limits.size:
        megabytes = limits.size // 2**20
        raise InputRefused([Fault("file-too-large", found=f"> {megabytes} MB", allowed=f"{megabytes} MB")])
    text, page = decoded(data)
    if not text.strip():
        raise InputRefused([Fault("file-empty")])
    if sum(not letter.isprintable() and not letter.isspace() for letter in text[:4000]) > 40:
        raise InputRefused([Fault("file-not-workbook")])
    notes: tuple[Fault, ...] = ()
    try:
        rows = _split(text, strict=True)
    except csv.Error:
        rows = _split(text, strict=False)
        notes = (Fault("quotes-unbalanced", Place(name)),)
    cells = sum(len(row) for _, row in rows)
    if len(rows) > limits.rows or cells > limits.cells:
        raise InputRefused([Fault("workbook-rows", found=str(len(rows)), allowed=str(limits.rows))])
    return Grid(name, tuple(Line(number, tuple(map(_cell, row))) for number, row in rows)), page, notes


def _split(text: str, *, strict: bool) -> list[tuple[int, list[str]]]:
    """Rows with something in them, each with the line of the file on which it ends."""
    csv.field_size_limit(1_000_000)
    reader = csv.reader(io.StringIO(text.replace("\x00", ""), newline=""), delimiter=_separator(text), strict=strict)
    return [(reader.line_num, row) for row in reader if any(cell.strip() for cell in row)]


def _separator(text: str) -> str:
    """The one that splits the first lines into most equal numbers of parts."""
    lines = [line for line in text.splitlines()[:60] if line.strip()]
    counts = {mark: [line.count(mark) for line in lines] for mark in _SEPARATORS}
    return max(_SEPARATORS, key=lambda mark: (sum(map(bool, counts[mark])), max(counts[mark], default=0)))


def _cell(text: str) -> Cell:
    """A field; the apostrophe that made a formula a text (`safe_text`) is taken off again."""
    if text[:1] == "'" and text[1:2] in FORMULA_STARTS:
        return text[1:]
    return text if text.strip() else None
