"""Guess how a school's list is laid out: header row, what each column holds, where the footer begins."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

from wardbridge.engine.io.workbook.cleaning import clean, folded, spelled
from wardbridge.engine.io.workbook.columns.demand import LEARNERS
from wardbridge.engine.io.workbook.columns.spec import Column
from wardbridge.engine.io.workbook.dates import DateOutOfRange, date_of
from wardbridge.engine.io.workbook.grid import Cell, Grid, Line, filled_down
from wardbridge.engine.io.workbook.headers import named
from wardbridge.engine.io.workbook.isolation import LIMITS
from wardbridge.engine.io.workbook.lists.mapping import ColumnGuess, ListGuess, signature_of
from wardbridge.engine.io.workbook.lists.opening import open_list
from wardbridge.engine.io.workbook.sandbox.limits import Limits
from wardbridge.engine.io.workbook.values import blank, shown

_LOOK = 60
_SAMPLES = 200
_PREVIEW = 40
_LEFT_OUT = {"programme", "unavailable", "track"}
COLUMNS: tuple[Column, ...] = tuple(column for column in LEARNERS.columns if column.key not in _LEFT_OUT)
KEYS = tuple(column.key for column in COLUMNS)
"""What a column of a list may hold, a mapping's keys; programme and track are chosen for the whole list."""

_SPREAD = {"name.full": "name.given", "born": "born"}
"""What may go on in the next column under the same header: the given name; birth dates of men and of women apart."""
_CODE = re.compile(r"(?=.*\d)[\w./-]{3,20}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_PHONE = re.compile(r"\+?\d[\d .-]{8,14}")


def sniff(path: str | Path, *, sheet: str = "", limits: Limits = LIMITS) -> ListGuess:
    """Look at a list (.xlsx, .xls, .ods, .csv, .txt) and guess.

    Parameters
    ----------
    sheet
        The sheet to look at; without one, that with most rows that look like learners.

    Raises
    ------
    InputRefused
        The file can't be read at all.
    """
    grids, encoding, warnings = open_list(Path(path), limits)
    named_so = [grid for grid in grids if grid.name == sheet]
    guesses = [(grid, guess_grid(grid)) for grid in named_so or grids]
    if not guesses:
        return ListGuess((), "", 0, 0, -1, (), (), "", encoding, warnings)
    grid, guess = max(guesses, key=lambda pair: (pair[1].last_row - pair[1].first_row, not pair[0].hidden))
    names = tuple(grid.name for grid in grids)
    return ListGuess(
        names,
        grid.name,
        guess.header_row,
        guess.first_row,
        guess.last_row,
        guess.columns,
        guess.preview,
        guess.signature,
        encoding,
        warnings,
    )


def guess_grid(grid: Grid) -> ListGuess:
    """`sniff` for one sheet whose cells are already out of their file."""
    header = _header(grid)
    below = [line for line in grid.lines if header is None or line.number > header.number]
    columns = _columns(grid, header, below)
    at = {column.key: column.index for column in columns if column.key}
    first, last = learner_rows(below, at)
    preview = tuple((line.number, tuple(map(shown, line.cells))) for line in grid.lines[:_PREVIEW])
    signature = signature_of(column.header for column in columns)
    number = header.number if header else 0
    return ListGuess((grid.name,), grid.name, number, first, last, columns, preview, signature)


def _header(grid: Grid) -> Line | None:
    """The line with most headers that we know, at least two."""
    best, most = None, 1
    for line in grid.lines[:_LOOK]:
        known = {column.key for cell in line.cells if isinstance(cell, str) and (column := named(COLUMNS, cell))}
        if len(known) > most:
            best, most = line, len(known)
    return best


def _columns(grid: Grid, header: Line | None, below: Sequence[Line]) -> tuple[ColumnGuess, ...]:
    filled, _ = filled_down(grid, header.number + 1 if header else 1)
    numbers = {line.number for line in below}
    sample = [line for line in filled.lines if line.number in numbers][:_SAMPLES]
    guesses: list[ColumnGuess] = []
    taken: set[str] = set()
    for index in range(grid.width):
        cells = [line.at(index) for line in sample if not blank(line.at(index))]
        guess = _by_header(index, header, cells, guesses)
        if guess.header and guess.key in taken:
            guess = ColumnGuess(index, guess.header, samples=guess.samples)
        taken.add(guess.key)
        guesses.append(guess)
    return tuple(guess if guess.key or guess.header else _by_content(guess, sample, taken) for guess in guesses)


def _by_header(index: int, header: Line | None, cells: Sequence[Cell], left: Sequence[ColumnGuess]) -> ColumnGuess:
    samples = tuple(dict.fromkeys(shown(cell) for cell in cells))[:4]
    text = shown(header.at(index)) if header else ""
    column = named(COLUMNS, text) if text else None
    if column is not None:
        exact = any(spelled(text) == spelled(spelling) for spelling in column.label.spellings())
        sure = (1.0 if exact else 0.9) * (1.0 if _fits(column.key, cells) else 0.5)
        return ColumnGuess(index, text, column.key, sure, samples)
    before = left[-1].key if left and header is not None and not text and cells else ""
    if before in _SPREAD and _fits(_SPREAD[before], cells):
        return ColumnGuess(index, text, before, 0.8, samples)
    return ColumnGuess(index, text, samples=samples)


def _by_content(guess: ColumnGuess, sample: Sequence[Line], taken: set[str]) -> ColumnGuess:
    """A column without a header, by what stands in it."""
    cells = [line.at(guess.index) for line in sample if not blank(line.at(guess.index))]
    for key in ("born", "email", "code", "name.full", "phone"):
        names = {"name.full", "name.given", "name.family"}
        if key in taken or (key in names and names & taken) or not cells:
            continue
        if _fits(key, cells) and (key != "code" or _counts_nothing(cells)):
            taken.add(key)
            return ColumnGuess(guess.index, guess.header, key, 0.6, guess.samples)
    return guess


def _counts_nothing(cells: Sequence[Cell]) -> bool:
    """A code stands once each and is longer than a serial number."""
    texts = [shown(cell) for cell in cells]
    return len(set(texts)) == len(texts) and min(map(len, texts)) >= 4


def _fits(key: str, cells: Sequence[Cell]) -> bool:
    """Whether most cells look like what the key says; an empty column fits anything."""
    tests: dict[str, Callable[[Cell], object]] = {
        "born": lambda cell: _day(cell) is not None,
        "email": lambda cell: _EMAIL.fullmatch(shown(cell)),
        "code": lambda cell: not isinstance(cell, date) and _CODE.fullmatch(shown(cell)),
        "phone": lambda cell: _PHONE.fullmatch(shown(cell)),
        "name.full": lambda cell: isinstance(cell, str) and 2 <= len(clean(cell).split()) <= 7 and not _digits(cell),
        "name.given": lambda cell: isinstance(cell, str) and len(clean(cell).split()) <= 2 and not _digits(cell),
    }
    test = tests.get(key)
    return test is None or sum(bool(test(cell)) for cell in cells) >= 0.6 * len(cells)


def _digits(text: str) -> bool:
    return any(letter.isdigit() for letter in text)


def _day(cell: Cell) -> date | None:
    try:
        return date_of(cell)
    except DateOutOfRange:
        return None


def learner_rows(below: Sequence[Line], at: Mapping[str, int]) -> tuple[int, int]:
    """First and last row of learners among the lines below the header; 0 and -1 when there is none.

    Between them every line counts, and so do lines that touch them and fill most of the columns: a learner whose code
    and birth date are both missing must be seen and refused, not taken for the footer.
    """
    sure = [index for index, line in enumerate(below) if _is_learner(line, at)]
    if not sure:
        return 0, -1
    first, last = sure[0], sure[-1]
    while first > 0 and _touches(below[first - 1], below[first], at):
        first -= 1
    while last + 1 < len(below) and _touches(below[last], below[last + 1], at, below[last + 1]):
        last += 1
    return below[first].number, below[last].number


def _touches(upper: Line, lower: Line, at: Mapping[str, int], other: Line | None = None) -> bool:
    line = other or upper
    held = sum(not blank(line.at(index)) for index in at.values())
    return lower.number == upper.number + 1 and held >= 2 and 2 * held >= len(at) and not is_aside(line, [*at.values()])


def _is_learner(line: Line, at: Mapping[str, int]) -> bool:
    """A code with a digit, or a birth date, and a name: what titles, section lines and signatures lack."""
    code = shown(line.at(at["code"])) if "code" in at else ""
    name = any(not blank(line.at(at[key])) for key in ("name.full", "name.given", "name.family") if key in at)
    born = "born" in at and _day(line.at(at["born"])) is not None
    return (name or not any(key.startswith("name.") for key in at)) and (_CODE.fullmatch(code) is not None or born)


def is_aside(line: Line, indices: Sequence[int]) -> bool:
    """A line between learners that is none: a section's title, a numbering ``(1) (2) (3)``, a header once more."""
    cells = [shown(line.at(index)) for index in indices if not blank(line.at(index))]
    if len(cells) < 2:
        return True
    numbering = all(re.fullmatch(r"\(?\d{1,2}\)?", cell) for cell in cells)
    return numbering or all(named(COLUMNS, cell) is not None or folded(cell) == "" for cell in cells)
