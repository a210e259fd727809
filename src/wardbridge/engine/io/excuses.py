"""What rows of ``exceptions`` mean for the problem."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from wardbridge.engine.io import sheets
from wardbridge.engine.io.codes import Codes
from wardbridge.engine.problem import Excused


def alone(book: sheets.RoundBook) -> frozenset[str]:
    """Student codes of those who are excused from their group altogether: they are planned on their own."""
    return frozenset(row.learner for row in book.exceptions if row.whole)


def span_of(row: sheets.ExceptionRow) -> sheets.Span | None:
    """The days of an exception; `None` where it holds in every week."""
    if row.first is None and row.last is None:
        return None
    return sheets.Span(row.first or date.min, row.last or date.max)


def excused_of(book: sheets.RoundBook, codes: Codes, touched: Sequence[frozenset[int]]) -> tuple[Excused, ...]:
    """Exceptions of those who move with others; `touched` has the periods of each row's span."""
    out = alone(book)
    return tuple(
        Excused(
            codes.learner[row.learner],
            codes.discipline[row.discipline] if row.discipline else None,
            periods,
            row.reason,
            row.allowed_by,
        )
        for row, periods in zip(book.exceptions, touched, strict=True)
        if row.learner not in out and (periods or span_of(row) is None)
    )


def group_of(book: sheets.RoundBook) -> dict[str, str]:
    """Student code → class or group that he moves with; a class that moves together takes its groups with it."""
    together = {row.code for row in book.groups if row.together}
    return {
        row.code: row.class_code if row.class_code in together else row.group
        for row in book.learners
        if row.class_code in together or row.group in together
    }
