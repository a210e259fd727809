"""From a cell to a value: one function a kind of column, each refusing with a code and what it allows."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from wardbridge.engine.io.sheets import Cefr, Skill, Span
from wardbridge.engine.io.workbook.cleaning import clean, folded, lines, spelled
from wardbridge.engine.io.workbook.columns.spec import Column, Kind, Label
from wardbridge.engine.io.workbook.columns.words import LANGUAGES, NO, YES
from wardbridge.engine.io.workbook.dates import EARLIEST, LATEST, DateOutOfRange, date_of, span_of
from wardbridge.engine.io.workbook.grid import Broken, Cell

_CODE = re.compile(r"[\w#][\w ./&()+:#-]*")
_LIST = re.compile(r"[;\n]")
_GROUPED = re.compile(r"(?<=\d)[ .,](?=\d{3}\b)")
_BLANKS = frozenset(("-", "–", "—", "..."))
_DATE_FORM = "dd/mm/yyyy"


class Unreadable(ValueError):
    """A cell that can't be understood: message code, what was found (the whole cell when ``""``), what is allowed."""

    def __init__(self, code: str, allowed: str = "", found: str = "", **params: str | int) -> None:
        super().__init__(code)
        self.code, self.allowed, self.found, self.params = code, allowed, found, params


def shown(cell: Cell) -> str:
    """A cell as the reader of a message should see it, at most 80 characters."""
    if isinstance(cell, datetime | date):
        return cell.isoformat()[:10]
    if isinstance(cell, Broken):
        return cell.shown
    text = clean(plain(cell))
    return text if len(text) <= 80 else text[:79] + "…"


def plain(cell: Cell) -> str:
    """A cell as text: whole numbers without a decimal point, dates as ``yyyy-mm-dd``."""
    if cell is None or isinstance(cell, Broken):
        return ""
    if isinstance(cell, datetime | date):
        return cell.isoformat()[:10]
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def blank(cell: Cell) -> bool:
    """Nothing, spaces only, or the dash that people put where nothing is."""
    return cell is None or (isinstance(cell, str) and clean(cell) in {"", *_BLANKS})


def value_of(column: Column, cell: Cell, language: str) -> Any:
    """The value of a cell that isn't blank, as the row class wants it.

    Parameters
    ----------
    language
        In which the words of a vocabulary are listed when none of them was found.

    Raises
    ------
    Unreadable
        Not understood, or outside what the column allows.
    """
    if isinstance(cell, Broken):
        raise Unreadable("cell-error" if cell.shown else "cell-uncomputed")
    return _READERS[column.kind](column, cell, language)


def _text(column: Column, cell: Cell, language: str) -> str:
    text = clean(plain(cell))
    if len(text) > column.maximum:
        raise Unreadable("text-too-long", str(column.maximum), length=len(text))
    return text


def _code(column: Column, cell: Cell, language: str) -> str:
    if isinstance(cell, bool | datetime | date) or (isinstance(cell, float) and not cell.is_integer()):
        raise Unreadable("code-unreadable")
    text = _text(column, cell, language)
    if not _CODE.fullmatch(text):
        raise Unreadable("code-unreadable")
    return text


def _codes(column: Column, cell: Cell, language: str) -> tuple[str, ...]:
    parts = _parts(cell)
    if len(parts) == 1 and "," in parts[0]:
        parts = [part.strip() for part in parts[0].split(",") if part.strip()]
    return tuple(dict.fromkeys(_code(column, part, language) for part in parts))


def _parts(cell: Cell) -> list[str]:
    return [part.strip() for part in _LIST.split(lines(plain(cell))) if part.strip()]


def _whole(column: Column, cell: Cell, language: str) -> int:
    allowed = f"{column.minimum}–{column.maximum}"
    if isinstance(cell, bool | date):
        raise Unreadable("number-unreadable", allowed)
    try:
        number = float(
            cell if isinstance(cell, int | float) else _GROUPED.sub("", clean(plain(cell))).replace(",", ".")
        )
    except (ValueError, OverflowError):
        raise Unreadable("number-unreadable", allowed) from None
    if not number.is_integer():
        raise Unreadable("number-not-whole", allowed)
    if not column.minimum <= number <= column.maximum:
        raise Unreadable("figure-range", allowed)
    return int(number)


def _date(column: Column, cell: Cell, language: str) -> date:
    try:
        day = date_of(cell)
    except DateOutOfRange:
        raise Unreadable("date-out-of-range", f"{EARLIEST.year}–{LATEST.year}") from None
    if day is None:
        raise Unreadable("date-unreadable", _DATE_FORM)
    return day


def _dates(column: Column, cell: Cell, language: str) -> tuple[date, ...]:
    if isinstance(cell, str):
        return tuple(dict.fromkeys(_date(column, part, language) for part in _listed(cell)))
    return (_date(column, cell, language),)


def _listed(cell: str) -> list[str]:
    """Parts between semicolons; commas too when that leaves readable dates (``7/4/2025, 30/4/2025``)."""
    parts = _parts(cell)
    if len(parts) != 1 or "," not in parts[0]:
        return parts
    return [part.strip() for part in parts[0].split(",") if part.strip()]


def _spans(column: Column, cell: Cell, language: str) -> tuple[Span, ...]:
    if not isinstance(cell, str):
        day = _date(column, cell, language)
        return (Span(day, day),)
    return tuple(dict.fromkeys(_span(part) for part in _listed(cell)))


def _span(part: str) -> Span:
    try:
        span = span_of(part)
    except DateOutOfRange:
        raise Unreadable("date-out-of-range", f"{EARLIEST.year}–{LATEST.year}", found=part) from None
    if span is None:
        raise Unreadable("span-unreadable", f"{_DATE_FORM}-{_DATE_FORM}; …", found=part)
    if span.first > span.last:
        raise Unreadable("span-reversed", found=part)
    return span


def _says(label: Label, raw: str) -> bool:
    return any(spelled(raw) == spelled(word) for word in label.spellings()) or (
        folded(raw) != "" and any(folded(raw) == folded(word) for word in label.spellings())
    )


def _yes_no(column: Column, cell: Cell, language: str) -> bool:
    if isinstance(cell, bool):
        return cell
    if _says(YES, plain(cell)):
        return True
    if _says(NO, plain(cell)):
        return False
    raise Unreadable("yes-no-unreadable", f"{YES.of(language)} / {NO.of(language)}")


def _choice(column: Column, cell: Cell, language: str) -> str:
    for word in column.words:
        if _says(word.label, plain(cell)) or spelled(plain(cell)) == word.value:
            return word.value
    raise Unreadable("word-unknown", " / ".join(word.label.of(language) for word in column.words))


def _choices(column: Column, cell: Cell, language: str) -> tuple[str, ...]:
    """Words of the vocabulary where they are known, a programme's own words otherwise."""
    if len(plain(cell)) > 10 * column.maximum:
        raise Unreadable("text-too-long", str(10 * column.maximum), length=len(plain(cell)))
    found = []
    for part in _parts(cell):
        known = [word.value for word in column.words if _says(word.label, part) or spelled(part) == word.value]
        found.append(known[0] if known else _text(column, part, language))
    return tuple(dict.fromkeys(found))


def _ways(column: Column, cell: Cell, language: str) -> tuple[tuple[int, ...], ...]:
    """Ways to do a block: ``4; 2+2`` is one of 4 weeks or two of 2."""
    ways = []
    for part in _parts(cell):
        lengths = [length.strip() for length in part.split("+")]
        good = all(length.isdecimal() and 1 <= int(length) <= column.maximum for length in lengths)
        if not good or len(lengths) > column.maximum:
            raise Unreadable("ways-unreadable", "4; 2+2", found=part)
        ways.append(tuple(sorted((int(length) for length in lengths), reverse=True)))
    return tuple(dict.fromkeys(ways))


def _skills(column: Column, cell: Cell, language: str) -> tuple[Skill, ...]:
    """Languages with a level: ``en B2; fr C1``."""
    found = {}
    for part in _parts(cell):
        name, _, level = part.replace(":", " ").rstrip().rpartition(" ")
        code = next((word.value for word in LANGUAGES if _says(word.label, name)), name.strip().lower())
        if level.upper() not in list(Cefr) or not re.fullmatch("[a-z]{2}", code):
            raise Unreadable("skill-unreadable", "en B2; fr C1", found=part)
        found[code] = Skill(code, Cefr(level.upper()))
    return tuple(found.values())


_READERS: dict[Kind, Callable[[Column, Cell, str], Any]] = {
    Kind.TEXT: _text,
    Kind.CODE: _code,
    Kind.CODES: _codes,
    Kind.WHOLE: _whole,
    Kind.DATE: _date,
    Kind.DATES: _dates,
    Kind.SPANS: _spans,
    Kind.YES_NO: _yes_no,
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.NAME_PART: _text,
    Kind.FULL_NAME: _text,
    Kind.WAYS: _ways,
    Kind.SKILLS: _skills,
}
