"""Values as cells show them: the inverse of `values`, and what keeps a text from becoming a formula."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from wardbridge.engine.io.sheets import Skill, Span
from wardbridge.engine.io.workbook.columns import Column, Kind
from wardbridge.engine.io.workbook.columns.words import NO, YES

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "|", "%")
"""Characters at the start of a text with which some spreadsheet begins a formula or a command."""


def safe_text(text: str) -> str:
    """A text for a CSV file that a spreadsheet may open: an apostrophe before what it would take for a formula.

    A plain number (``-5``) or a phone number (``+84 203 …``) computes nothing, but is marked too: in a column of
    texts a leading sign is worth keeping as typed.
    """
    return f"'{text}" if text.lstrip().startswith(FORMULA_STARTS) or text.startswith(("\t", "\r")) else text


def cell_of(column: Column, value: Any, language: str) -> str | int | date:
    """A value as the cell of a workbook: numbers and dates themselves, everything else a text.

    Parameters
    ----------
    language
        Of the words of a vocabulary and of yes and no.
    """
    if column.kind is Kind.YES_NO:
        return (YES if value else NO).of(language)
    if column.kind in {Kind.CHOICE, Kind.CHOICES}:
        parts = value if isinstance(value, tuple) else (value,)
        return "; ".join(_word(column, part, language) for part in parts)
    if isinstance(value, tuple):
        return "; ".join(_parts(value))
    if isinstance(value, int | date):
        return value
    return str(value)


def _word(column: Column, value: str, language: str) -> str:
    return next((word.label.of(language) for word in column.words if word.value == value), value)


def _parts(values: Iterable[Any]) -> Iterable[str]:
    for value in values:
        if isinstance(value, Span):
            yield f"{value.first:%d/%m/%Y}-{value.last:%d/%m/%Y}"
        elif isinstance(value, Skill):
            yield f"{value.language} {value.level}"
        elif isinstance(value, tuple):
            yield "+".join(map(str, value))
        else:
            yield f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)
