"""Dates, weeks and numbers as the reader's language writes them."""

from __future__ import annotations

import re
from datetime import date

LANGUAGES = ("vi", "en", "fr")
"""Languages of every text, the first one being the fallback of names, English that of messages."""

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEK = {"vi": "T", "en": "W", "fr": "S"}
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


def format_date(day: date, language: str) -> str:
    """``3 Mar 2025`` in English, ``03/03/2025`` in Vietnamese and French."""
    if language == "en":
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def format_week(period: int, language: str) -> str:
    """Short name of a period (counted from 0): ``W1``, ``T1`` (tuần), ``S1`` (semaine)."""
    return f"{_WEEK.get(language, 'W')}{period + 1}"


def format_weeks(periods: tuple[int, ...], language: str) -> str:
    """Runs of periods put together: ``W1–W3, W5``."""
    runs: list[list[int]] = []
    for period in sorted(set(periods)):
        if runs and period == runs[-1][1] + 1:
            runs[-1][1] = period
        else:
            runs.append([period, period])
    names = ((format_week(first, language), format_week(last, language)) for first, last in runs)
    return ", ".join(first if first == last else f"{first}–{last}" for first, last in names)


def format_number(number: float, language: str) -> str:
    """At most two decimals and none for whole numbers, with the decimal comma where it is the custom."""
    if float(number).is_integer():
        return str(int(number))
    shown = f"{number:.2f}".rstrip("0").rstrip(".")
    return shown if language == "en" else shown.replace(".", ",")


def format_param(value: object, language: str) -> str:
    """A message parameter as text; text that holds dates as ``yyyy-mm-dd`` gets them in the reader's way."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return format_number(value, language)
    if isinstance(value, date):
        return format_date(value, language)
    return _ISO.sub(lambda match: _local_date(match.group(), language), str(value))


def _local_date(iso: str, language: str) -> str:
    try:
        return format_date(date.fromisoformat(iso), language)
    except ValueError:
        return iso
