"""What is wrong with an input, as data: a code, a place and figures, never a sentence.

The sentence in the reader's language is made by the message catalogue
(`wardbridge.rulekit.messages`) from the code and the parameters.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Place:
    """Where in an input something stands: a sheet, a row as the user counts them, a column header."""

    sheet: str = ""
    row: int | None = None
    column: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """One error or warning of an input.

    Parameters
    ----------
    code
        Stable code, a key of the message catalogue, such as ``date-unreadable``.
    place
        Sheet, row and column.
    found, allowed
        The figure (or text) found and the one allowed, as the reader should see them.
    params
        Named parameters of the message.
    """

    code: str
    place: Place = Place()
    found: str = ""
    allowed: str = ""
    params: Mapping[str, str | int | float] = field(default_factory=dict)


class InputRefused(ValueError):
    """An input that can't be used; carries **all** its faults."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(", ".join(sorted({fault.code for fault in self.faults})))
