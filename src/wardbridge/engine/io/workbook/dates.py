"""Dates as people type them: day first, in Vietnamese, English or French."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from wardbridge.engine.io.sheets import Span
from wardbridge.engine.io.workbook.cleaning import clean, folded

EARLIEST, LATEST = date(1900, 1, 1), date(2100, 12, 31)
_EPOCH = date(1899, 12, 30)
_SERIALS = range(1, (LATEST - _EPOCH).days + 1)
_TIME = re.compile(r"[t ]\d{1,2}[:h]\d{2}(:\d{2})?(\.\d+)?( ?[ap]\.?m\.?)?z?$", re.IGNORECASE)
_WEEKDAY = re.compile(r"^(thu (\d|hai|ba|tu|nam|sau|bay)|chu nhat|cn|t\d)\b(?! \d+$)")
_TOKEN = re.compile(r"[a-z]+|\d+")
_PARTS = re.compile(r"\s*(?:→|->|–|—|\.\.+|\bđến(?: ngày)?\b|\btới\b|\bto\b|\bau\b|\buntil\b|\s-\s)\s*", re.IGNORECASE)
_BEFORE = re.compile(r"^(?:từ(?: ngày)?|from|du|từ)\s+", re.IGNORECASE)

_MONTHS: dict[str, int] = {}
for _number, _names in enumerate(
    (
        "january janvier jan janv",
        "february fevrier feb fev fevr",
        "march mars mar",
        "april avril apr avr",
        "may mai",
        "june juin jun",
        "july juillet jul juil",
        "august aout aug aou",
        "september septembre sep sept",
        "october octobre oct",
        "november novembre nov",
        "december decembre dec",
    ),
    start=1,
):
    _MONTHS |= dict.fromkeys(_names.split(), _number)


class DateOutOfRange(ValueError):
    """A date that can be read, outside 1900-2100."""


def date_of(value: object) -> date | None:
    """The date of a cell: a real one, a spreadsheet's serial number or a text; `None` when it can't be read.

    Raises
    ------
    DateOutOfRange
        The year is not within 1900-2100.
    """
    if isinstance(value, datetime):
        return _within(value.date())
    if isinstance(value, date):
        return _within(value)
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return _of_number(float(value))
    return _of_text(value) if isinstance(value, str) else None


def _within(day: date) -> date:
    if not EARLIEST <= day <= LATEST:
        raise DateOutOfRange(day.isoformat())
    return day


def _of_number(number: float) -> date | None:
    """A serial of the 1900 system, or the eight digits of a date that a spreadsheet took for a number."""
    whole = int(number) if number == number and abs(number) < 1e9 else 0  # noqa: PLR0124 - false for NaN only
    if whole in _SERIALS and whole > 2100:  # 2025 is a year somebody typed, not 17 July 1905
        return _EPOCH + timedelta(days=whole)
    return _of_text(f"{whole:08d}") if number == whole and 1_000_000 <= whole <= 99_999_999 else None


def _of_text(raw: str) -> date | None:
    text = _WEEKDAY.sub("", folded(_TIME.sub("", clean(raw)))).strip()
    if text.isdigit() and len(text) == 8:
        return _known(text[:2], text[2:4], text[4:]) or _known(text[6:], text[4:6], text[:4])
    tokens = _TOKEN.findall(text)
    months = [_MONTHS[token] for token in tokens if token in _MONTHS]
    numbers = [token for token in tokens if token.isdigit()]
    if any(token.isalpha() and token not in _MONTHS and token not in _NOISE for token in tokens) or len(months) > 1:
        return None
    return _assembled(numbers, months)


_NOISE = frozenset(
    word
    for words in (
        "ngay thang nam hai ba tu sau bay the st nd rd th of de er le",
        "mon tue wed thu fri sat sun monday tuesday wednesday thursday friday saturday sunday",
        "lun mar mer jeu ven sam dim lundi mardi mercredi jeudi vendredi samedi dimanche",
    )
    for word in words.split()
)


def _assembled(numbers: list[str], months: list[int]) -> date | None:
    if months and len(numbers) == 2:
        first, second = numbers
        return _known(second, str(months[0]), first) if len(first) == 4 else _known(first, str(months[0]), second)
    if months or len(numbers) != 3:
        return None
    first, middle, last = numbers
    return _known(last, middle, first) if len(first) == 4 else _known(first, middle, last)


def _known(day: str, month: str, year: str) -> date | None:
    if len(year) not in (2, 4) or len(day) > 2 or len(month) > 2:
        return None
    full = int(year) if len(year) == 4 else _century(int(year))
    try:
        return _within(date(full, int(month), int(day)))
    except DateOutOfRange:
        raise
    except ValueError:
        return None


def _century(year: int) -> int:
    return year + (2000 if year < 50 else 1900)


def span_of(raw: str) -> Span | None:
    """First and last day of ``05/05/2025-11/05/2025``, ``5-11/05/2025``, ``từ 5/5/2025 đến 11/5/2025`` or one day.

    Raises
    ------
    DateOutOfRange
        As `date_of`.
    """
    text = _BEFORE.sub("", clean(raw))
    one = date_of(text)
    if one is not None:
        return Span(one, one)
    pairs = [tuple(part) for part in (_PARTS.split(text),) if len(part) == 2]
    pairs += [(text[: hit.start()], text[hit.end() :]) for hit in re.finditer(r"\s*-\s*", text)]
    for left, right in pairs:
        last = date_of(right)
        first = date_of(left) or (last and _completed(left, last))
        if first and last:
            return Span(first, last)
    return None


def _completed(left: str, last: date) -> date | None:
    """The first day when its month or year is left to the last one: ``5`` or ``28/4``."""
    numbers = re.fullmatch(r"\s*(\d{1,2})(?:\s*[/.-]\s*(\d{1,2}))?\s*", left)
    if numbers is None:
        return None
    first = _known(numbers[1], numbers[2] or str(last.month), str(last.year))
    over_new_year = first is not None and first > last and numbers[2]
    return _known(numbers[1], numbers[2], str(last.year - 1)) if over_new_year else first
