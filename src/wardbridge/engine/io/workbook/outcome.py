"""What reading a workbook answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from wardbridge.engine.errors import Fault
from wardbridge.engine.io.sheets import RoundBook


@dataclass(frozen=True, slots=True)
class SheetCount:
    """Rows of one sheet; ``read == accepted + rejected``. Blank lines, headers, the untouched example are no rows."""

    sheet: str
    read: int
    accepted: int

    @property
    def rejected(self) -> int:
        """Rows with a fault, and exact repetitions of a row above."""
        return self.read - self.accepted


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a sheet's rows of the book stand in the file: its name, each row's number, headers by column key."""

    title: str
    numbers: tuple[int, ...]
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ReadOutcome:
    """A round, or all that is wrong with the workbook.

    Parameters
    ----------
    book
        The round; `None` as soon as there is one fault.
    faults, warnings
        In the order of the sheets and their rows; a column is named by its header as it stands in the file.
    counts
        One entry a sheet that was found, by the sheet's key.
    origins
        Sheet's key → where the rows of the book come from, in the book's order; empty without a book.
    """

    book: RoundBook | None
    faults: tuple[Fault, ...] = ()
    warnings: tuple[Fault, ...] = ()
    counts: tuple[SheetCount, ...] = ()
    origins: Mapping[str, Origin] = field(default_factory=dict)

    @property
    def rows_read(self) -> int:
        return sum(count.read for count in self.counts)

    @property
    def accepted(self) -> int:
        return sum(count.accepted for count in self.counts)

    @property
    def rejected(self) -> int:
        return sum(count.rejected for count in self.counts)
