"""Where a book's rows stand in the file they were read from, kept as plain data with an upload."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from wardbridge.planning.bridge import Fault, Place, RoundBook
from wardbridge.planning.domain.imports.rowdiff import KEYS, numbered, rows_of

Places = Mapping[str, Mapping[str, Any]]
"""Sheet's key → its name in the file (`title`), `headers` by column key, and `rows`: pairs of a key and a number."""


def places_of(book: RoundBook | None, origins: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The places of a book's rows by the `origins` that reading it answered; empty when it could not be read."""
    if book is None:
        return {}
    return {
        sheet: {"title": origin.title, "headers": dict(origin.headers), "rows": _rows(book, sheet, origin.numbers)}
        for sheet, origin in origins.items()
        if sheet in KEYS
    }


def _rows(book: RoundBook, sheet: str, numbers: Iterable[int]) -> list[list[Any]]:
    keys = [key for key, _ in numbered(rows_of(book, sheet), KEYS[sheet])]
    return [[list(key), number] for key, number in zip(keys, numbers, strict=True)]


def located(faults: Iterable[Fault], book: RoundBook, places: Places) -> Iterator[Fault]:
    """The faults, each where the user finds it in his file; without a row number where the file has no such row.

    A fault comes with its row's index in `book`, whose order is not the file's.
    """
    keys: dict[str, list[tuple[str, ...]]] = {}
    numbers: dict[str, dict[tuple[str, ...], int]] = {}
    for fault in faults:
        sheet, index = fault.place.sheet, fault.place.row
        if sheet not in KEYS:
            yield fault
            continue
        if sheet not in keys:
            keys[sheet] = [key for key, _ in numbered(rows_of(book, sheet), KEYS[sheet])]
            numbers[sheet] = {tuple(key): number for key, number in places.get(sheet, {}).get("rows", ())}
        row = None if index is None else numbers[sheet].get(keys[sheet][index])
        said = places.get(sheet, {})
        column = said.get("headers", {}).get(fault.place.column, fault.place.column)
        yield replace(fault, place=Place(said.get("title", sheet), row, column))
