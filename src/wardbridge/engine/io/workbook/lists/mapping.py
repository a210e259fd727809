"""How a list's columns are to be read: looked at by a person once, kept as JSON, found again by the header."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from wardbridge.engine.errors import Fault
from wardbridge.engine.io.workbook.cleaning import folded


def signature_of(headers: Iterable[str]) -> str:
    """The same for the same headers, whatever their case, diacritics and spaces; ``""`` when there are none."""
    text = "|".join(folded(header) for header in headers).strip("|")
    return hashlib.sha256(text.encode()).hexdigest()[:32] if text else ""


@dataclass(frozen=True, slots=True)
class ListMapping:
    """Which columns of which rows hold what.

    Parameters
    ----------
    columns
        Key of a learner's column (``code``, ``name.full``, ``born`` …) → indices of the list's columns, from 0; the
        texts of several are joined by a space (a full name that spreads over two).
    signature
        Of the header for which the mapping was made, the key under which a school's mapping is remembered.
    sheet
        Name of the sheet; ``""``: the one that `sniff` takes.
    first_row, last_row
        Rows of learners as the user counts them, both inside; `None`: as `sniff` finds them.
    """

    columns: Mapping[str, tuple[int, ...]]
    signature: str = ""
    sheet: str = ""
    first_row: int | None = None
    last_row: int | None = None

    def as_json(self) -> dict[str, Any]:
        """Plain data; the rows are left out, for the next list of the school is longer or shorter."""
        columns = {key: list(indices) for key, indices in self.columns.items()}
        return {"version": 1, "signature": self.signature, "columns": columns}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ListMapping:
        """The inverse of `as_json`.

        Raises
        ------
        ValueError
            Not what `as_json` gives.
        """
        try:
            columns = {str(key): tuple(int(index) for index in indices) for key, indices in data["columns"].items()}
            known = data["version"] == 1
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError("not a list mapping") from error
        if not known or any(index < 0 for indices in columns.values() for index in indices):
            raise ValueError("not a list mapping of this version")
        return cls(columns, str(data.get("signature", "")))


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """A column of the list: its header, what it seems to hold (``""``: nothing we need) and how sure that is (0-1)."""

    index: int
    header: str
    key: str = ""
    confidence: float = 0.0
    samples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ListGuess:
    """What `sniff` makes of a file.

    Parameters
    ----------
    sheets
        Names of all sheets; `sheet` is the one that was taken.
    header_row
        As the user counts rows; 0 when no header was recognised.
    first_row, last_row
        Rows of learners, both inside; what follows is the footer. 0 and -1 when there is none.
    preview
        The first rows of the sheet: number, and the texts of its cells.
    encoding
        The old Vietnamese encoding that was converted, ``""`` for Unicode.
    """

    sheets: tuple[str, ...]
    sheet: str
    header_row: int
    first_row: int
    last_row: int
    columns: tuple[ColumnGuess, ...]
    preview: tuple[tuple[int, tuple[str, ...]], ...]
    signature: str
    encoding: str = ""
    warnings: tuple[Fault, ...] = ()

    def mapping(self, remembered: ListMapping | None = None) -> ListMapping:
        """The guess as a mapping; with one remembered for the same header, that one's columns."""
        if remembered is not None and remembered.signature and remembered.signature == self.signature:
            columns = remembered.columns
        else:
            found: dict[str, tuple[int, ...]] = {}
            for column in self.columns:
                if column.key:
                    found[column.key] = (*found.get(column.key, ()), column.index)
            columns = found
        return ListMapping(columns, self.signature, self.sheet, *self._rows())

    def _rows(self) -> tuple[int | None, int | None]:
        return (self.first_row, self.last_row) if self.last_row >= self.first_row > 0 else (None, None)

    @property
    def headers(self) -> tuple[str, ...]:
        """The header row, one text a column, ``""`` where it is blank."""
        return tuple(column.header for column in self.columns)

    def mapping_by_header(self, fields: Mapping[str, str]) -> ListMapping:
        """A mapping kept as key → header text; what goes on in columns without header takes them too.

        Keys whose header the list doesn't have are left out.
        """
        found: dict[str, tuple[int, ...]] = {}
        for key, header in fields.items():
            index = next((column.index for column in self.columns if column.header == header), None)
            if index is not None:
                spread = [column.index for column in self.columns if column.key == key and not column.header]
                found[key] = (index, *spread)
        return ListMapping(found, self.signature, self.sheet, *self._rows())

    def fields(self) -> dict[str, str]:
        """The guess as key → header text: what a school's mapping is remembered as."""
        return {column.key: column.header for column in self.columns if column.key and column.header}
