"""The empty sheet of changes, with lists, notes and an example row."""

from __future__ import annotations

from pathlib import Path

from wardbridge.engine.io.changes.columns import CHANGES
from wardbridge.engine.io.workbook.writing import write_sheet_template


def write_changes_template(path: str | Path, language: str = "en") -> None:
    """Write it for readers of `language`; OSError when the file can't be written."""
    write_sheet_template(CHANGES, path, language)
