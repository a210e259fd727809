"""What differs between two books, row by row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from wardbridge.planning.bridge import LearnerRow, Name, RoundBook

CREATED, CHANGED, REMOVED = "created", "changed", "removed"

KEYS: dict[str, Callable[[Any], tuple[str, ...]]] = {
    "round": lambda row: (row.code,),
    "sites": lambda row: (row.code,),
    "departments": lambda row: (row.code,),
    "teachers": lambda row: (row.code, row.department),
    "programmes": lambda row: (row.code, row.track),
    "requirements": lambda row: (row.programme, row.track, row.code),
    "learners": lambda row: (row.code,),
    "groups": lambda row: (row.code, row.kind.value),
    "places": lambda row: (
        row.site,
        row.department,
        row.programme,
        row.level.value if row.level else "",
        row.first.isoformat() if row.first else "",
        row.last.isoformat() if row.last else "",
    ),
    "wishes": lambda row: (row.learner, str(row.rank)),
    "locks": lambda row: (row.learner, row.department, row.first.isoformat(), row.last.isoformat()),
}
"""Sheet → what identifies a row of it."""


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row that an import would make, change or take out; `index` is its place in the book (`None`: not in it)."""

    sheet: str
    kind: str
    key: tuple[str, ...]
    index: int | None = None
    columns: tuple[tuple[str, str, str], ...] = ()
    """(column, before, after) of what differs."""


def rows_of(book: RoundBook, sheet: str) -> tuple[Any, ...]:
    return (book.round,) if sheet == "round" else tuple(getattr(book, sheet))


def differences(before: RoundBook, after: RoundBook, *, new_round: bool) -> Iterator[RowChange]:
    """All rows that differ, sheet by sheet; two rows of one key are told apart by their order."""
    for sheet, key in KEYS.items():
        old = {} if sheet == "round" and new_round else dict(numbered(rows_of(before, sheet), key))
        new = dict(numbered(rows_of(after, sheet), key))
        for index, (place, row) in enumerate(new.items()):
            if place not in old:
                yield RowChange(sheet, CREATED, place[:-1], index)
            elif columns := tuple(_columns(old[place], row)):
                yield RowChange(sheet, CHANGED, place[:-1], index, columns)
        for place in old:
            if place not in new:
                yield RowChange(sheet, REMOVED, place[:-1])


def numbered(rows: Iterable[Any], key: Callable[[Any], tuple[str, ...]]) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Each row with its key, and a count behind it that tells rows of one key apart."""
    seen: Counter[tuple[str, ...]] = Counter()
    for row in rows:
        found = key(row)
        yield (*found, str(seen[found])), row
        seen[found] += 1


def _columns(old: Any, new: Any) -> Iterator[tuple[str, str, str]]:
    filled = kept(old, new)
    for one in fields(new):
        before, after = getattr(old, one.name), getattr(filled, one.name)
        if before != after:
            yield one.name, shown(before), shown(after)


def kept(old: Any, new: Any) -> Any:
    """The new row with what it leaves blank and an import does not erase: names, e-mail, telephone."""
    changes: dict[str, Any] = {
        one.name: _name(getattr(old, one.name), getattr(new, one.name))
        for one in fields(new)
        if isinstance(getattr(new, one.name), Name)
    }
    if isinstance(new, LearnerRow):
        changes |= {"email": new.email or old.email, "phone": new.phone or old.phone}
    return replace(new, **changes)


def _name(old: Name, new: Name) -> Name:
    return Name(new.vi or old.vi, new.en or old.en, new.fr or old.fr)


def shown(value: Any) -> str:
    """A value as a page may show it."""
    if isinstance(value, tuple):
        return ", ".join(shown(one) for one in value)
    if is_dataclass(value):
        return " ".join(filter(None, (shown(getattr(value, one.name)) for one in fields(value))))
    return "" if value is None else str(value)
