"""How much a file may cost."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on a file, and on the process that opens it.

    Parameters
    ----------
    size, unpacked
        Bytes of the file, and of all members of the archive together once unpacked.
    ratio
        Most that a member above a megabyte may grow when unpacked.
    members, sheets, rows, columns, cells, characters
        Parts of the archive; sheets of a workbook; rows and columns of a sheet that hold something; cells that hold
        something and characters of text in the whole workbook.
    memory, processor_seconds, seconds
        Address space in bytes, processor time, and time on the wall.
    """

    size: int = 20 * MEGABYTE
    unpacked: int = 80 * MEGABYTE
    ratio: int = 300
    members: int = 1_000
    sheets: int = 100
    rows: int = 30_000
    columns: int = 500
    cells: int = 1_000_000
    characters: int = 20_000_000
    memory: int = 768 * MEGABYTE
    processor_seconds: int = 15
    seconds: float = 30.0


class Refusal(Exception):
    """The file is refused: a message code, what was found and what is allowed."""

    def __init__(self, code: str, found: str = "", allowed: str = "") -> None:
        super().__init__(code)
        self.code, self.found, self.allowed = code, found, allowed
