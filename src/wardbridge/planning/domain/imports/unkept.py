"""Rules of a book that the records can't keep yet: refused, for a plan that forgot them would look lawful."""

from __future__ import annotations

from collections.abc import Iterator

from wardbridge.planning.bridge import Fault, Place, RoundBook, Shift

COLUMNS = {
    "departments": ("languages",),
    "programmes": ("first", "last", "nights_in_row", "rest_after_nights"),
    "requirements": ("shifts", "ways", "beside"),
    "places": ("shift",),
}
"""Columns that rule a plan and have no record. A learner's languages alone rule nothing."""


def unkept(book: RoundBook) -> Iterator[Fault]:
    """One fault for each cell of such a column that is in use, and for each row of such a sheet."""
    for sheet, columns in COLUMNS.items():
        for i, row in enumerate(getattr(book, sheet)):
            for column in columns:
                value = getattr(row, column)
                if value and value != Shift.DAY:
                    yield Fault("rule-not-kept", Place(sheet, i, column))
    for sheet in ("imposed", "history", "exceptions"):
        yield from (Fault("rule-not-kept", Place(sheet, i, "learner")) for i, _ in enumerate(getattr(book, sheet)))
