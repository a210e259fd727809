"""What reading a workbook answers."""

from __future__ import annotations

from dataclasses import dataclass

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
    """

    book: RoundBook | None
    faults: tuple[Fault, ...] = ()
    warnings: tuple[Fault, ...] = ()
    counts: tuple[SheetCount, ...] = ()

    @property
    def rows_read(self) -> int:
        return sum(count.read for count in self.counts)

    @property
    def accepted(self) -> int:
        return sum(count.accepted for count in self.counts)

    @property
    def rejected(self) -> int:
        return sum(count.rejected for count in self.counts)
