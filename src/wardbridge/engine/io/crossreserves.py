"""What can be wrong between the reserves of a round's places."""

from __future__ import annotations

from collections.abc import Iterator

from wardbridge.engine.errors import Fault, Place
from wardbridge.engine.io.sheets import PlaceRow, RoundBook

MOST_RESERVES = 8
"""Reserves that one department or site may have at a time; each set of them is a limit of its own."""


def reserve_faults(book: RoundBook) -> Iterator[Fault]:
    """Nobody is in two reserves of one department at a time, or of one site; and they are few."""
    yield from _kept(book)
    held: dict[tuple[str, str], list[tuple[int, PlaceRow]]] = {}
    for i, row in enumerate(book.places):
        if row.reserved:
            held.setdefault(_where(row), []).append((i, row))
    for rows in held.values():
        for n, (i, row) in enumerate(rows):
            beside = [other for _, other in rows[:n] if _at_once(row, other)]
            meeting = next((other for other in beside if _programmes(book, row) & _programmes(book, other)), None)
            if meeting is not None:
                shown = meeting.school or meeting.programme or str(meeting.level or "")
                yield Fault("reserve-overlap", Place("places", i, "reserved"), shown)
            elif len(beside) >= MOST_RESERVES:
                yield Fault("reserves-many", Place("places", i, "reserved"), str(len(beside) + 1), str(MOST_RESERVES))


def _where(row: PlaceRow) -> tuple[str, str]:
    """The department, or the site as a whole."""
    return ("" if row.department else row.site, row.department)


def _kept(book: RoundBook) -> Iterator[Fault]:
    """What is kept of a row's places is not more than it has."""
    reserves = [row for row in book.places if row.reserved]
    for i, row in enumerate(book.places if reserves else ()):
        inside = [
            other
            for other in reserves
            if _where(other) == _where(row)
            and _at_once(row, other)
            and _programmes(book, other) < _programmes(book, row)
        ]
        kept = sum(other.reserved for other in inside)
        if kept > row.maximum:
            yield Fault("reserves-over", Place("places", i, "maximum"), str(row.maximum), str(kept))


def _at_once(one: PlaceRow, other: PlaceRow) -> bool:
    """Whether two rows hold on some day in common."""
    if not one.department:
        return one.year is None or other.year is None or one.year == other.year
    ends = ((one.first, other.last), (other.first, one.last))
    return all(first is None or last is None or first <= last for first, last in ends)


def _programmes(book: RoundBook, row: PlaceRow) -> frozenset[str]:
    """Programmes whose learners count in a row."""
    return frozenset(
        p.code
        for p in book.programmes
        if row.programme in {"", p.code} and row.level in {None, p.level} and row.school in {"", p.school}
    )
