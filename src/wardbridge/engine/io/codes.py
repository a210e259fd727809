"""From the codes of a round's rows to the indices of its problem."""

from __future__ import annotations

from collections.abc import Iterable

from wardbridge.engine.io import sheets


class Codes:
    """Code → index of each sheet, in the order of its rows."""

    def __init__(self, book: sheets.RoundBook) -> None:
        self.site = {row.code: i for i, row in enumerate(book.sites)}
        self.department = {row.code: i for i, row in enumerate(book.departments)}
        self.learner = {row.code: i for i, row in enumerate(book.learners)}
        self.programme = {code: i for i, code in enumerate(dict.fromkeys(row.code for row in book.programmes))}
        names = [row.discipline for row in book.departments]
        names += [d for row in book.requirements for d in row.disciplines]
        self.discipline = {code: i for i, code in enumerate(dict.fromkeys(names))}
        self.every_site = frozenset(range(len(book.sites)))

    def sites(self, codes: Iterable[str]) -> frozenset[int]:
        """The sites named; none named means any."""
        return frozenset(self.site[code] for code in codes) or self.every_site
