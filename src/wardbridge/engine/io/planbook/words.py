"""What a person may write in a week's cell for a department: its code, its short code, its name."""

from __future__ import annotations

from collections import defaultdict
from unicodedata import normalize

from wardbridge.engine.io.planbook.layout import BESIDE
from wardbridge.engine.io.sheets import DepartmentRow, RoundBook


def folded(text: str) -> str:
    """For comparison: composed, without case and surplus blanks."""
    return " ".join(normalize("NFC", text).casefold().split())


def same(one: str, other: str) -> bool:
    return folded(one) == folded(other)


class Departments:
    """Finds a department by what a cell of a sheet shows; in a hospital's own sheet its short codes suffice."""

    def __init__(self, book: RoundBook, sheet: str) -> None:
        self._by_code = {folded(row.code): row.code for row in book.departments}
        self._near = _named([row for row in book.departments if same(row.site, sheet)])
        self._all = _named(list(book.departments))

    def code_of(self, shown: str) -> str | None:
        """The code, "" for an empty cell, `None` when nothing or more than one department fits."""
        beside = [self.code_of(part) for part in shown.split(BESIDE)] if BESIDE in shown else []
        if beside:
            return None if None in beside else BESIDE.join(part for part in beside if part)
        key = folded(shown)
        if not key:
            return ""
        if key in self._by_code:
            return self._by_code[key]
        for names in (self._near, self._all):
            if len(names.get(key, ())) == 1:
                return next(iter(names[key]))
        return None


def _named(rows: list[DepartmentRow]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        for name in (row.short, row.name.vi, row.name.en, row.name.fr):
            if name:
                found[folded(name)].add(row.code)
    return found
