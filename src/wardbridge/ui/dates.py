"""Days as readers of each language write them: 03/03/2025 in Vietnamese and French, 3 Mar 2025 in English."""

from __future__ import annotations

from datetime import date, timedelta

from babel.dates import format_date
from django.utils.translation import get_language

PATTERNS = {
    "day": {"vi": "dd/MM/yyyy", "fr": "dd/MM/yyyy", "en": "d MMM yyyy"},
    "short": {"vi": "dd/MM", "fr": "dd/MM", "en": "d MMM"},
    "weekday": {"vi": "EEEE, dd/MM/yyyy", "fr": "EEEE d MMMM yyyy", "en": "EEEE d MMMM yyyy"},
}


def reader_language() -> str:
    """Return ``vi``, ``en`` or ``fr``: the language of the present request."""
    language = (get_language() or "vi")[:2]
    return language if language in PATTERNS["day"] else "en"


def written(day: date, style: str = "day") -> str:
    """Write `day` in the reader's language; `style` is ``day``, ``short`` (no year) or ``weekday``."""
    language = reader_language()
    return str(format_date(day, PATTERNS[style][language], locale=language))


def span(first: date, last: date) -> str:
    """Write the days `first` to `last` (both inside) without repeating the year."""
    if first == last:
        return written(first)
    return f"{written(first, 'short' if first.year == last.year else 'day')} – {written(last)}"


def monday_of(day: date) -> date:
    """Return the Monday of the week of `day`."""
    return day - timedelta(days=day.weekday())
