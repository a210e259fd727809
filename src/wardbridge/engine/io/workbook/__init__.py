"""The workbook of a round: template, reading, writing; and lists that are not the template.

Every sheet and column is declared once, in `columns`; a file is opened in a child process (`isolation`).
"""

from __future__ import annotations

from wardbridge.engine.io.workbook.outcome import ReadOutcome, SheetCount
from wardbridge.engine.io.workbook.reading import read_grids, read_workbook
from wardbridge.engine.io.workbook.sandbox.limits import Limits
from wardbridge.engine.io.workbook.shown import safe_text
from wardbridge.engine.io.workbook.writing import write_book, write_template

__all__ = [
    "Limits",
    "ReadOutcome",
    "SheetCount",
    "read_grids",
    "read_workbook",
    "safe_text",
    "write_book",
    "write_template",
]
