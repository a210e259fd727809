"""Lists that are not the template: a school's own, with titles, footers, columns in any order, old encodings.

`sniff` looks at a file and guesses; `read_list` reads it by a mapping that a person has looked at. A mapping can be
kept as JSON and found again by the signature of the header.
"""

from __future__ import annotations

from wardbridge.engine.io.workbook.lists.guessing import KEYS, sniff
from wardbridge.engine.io.workbook.lists.mapping import ColumnGuess, ListGuess, ListMapping
from wardbridge.engine.io.workbook.lists.reading import ListOutcome, read_list

__all__ = ["KEYS", "ColumnGuess", "ListGuess", "ListMapping", "ListOutcome", "read_list", "sniff"]
