"""Cells that a reader would see as blank though they are not: error values, formulas never computed.

python-calamine gives both as empty text; the markup of the sheet tells them apart.
"""

from __future__ import annotations

import html
import posixpath
import re
import zipfile

_LARGEST = 32 * 1024 * 1024
_CELL = re.compile(
    rb"<(?:\w+:)?c\b([^<>]*)>"
    rb"(\s*<(?:\w+:)?f\b[^<>]*(?:/>|>[^<]*</(?:\w+:)?f>))?"
    rb"\s*(?:<(?:\w+:)?v\b[^<>]*>([^<]*)</(?:\w+:)?v>|<(?:\w+:)?v\s*/>)?\s*</(?:\w+:)?c>"
)
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_AT = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_SHEET = re.compile(r"<(?:\w+:)?sheet\b([^<>]*)>")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\b([^<>]*)>")
_ATTRIBUTE = re.compile(r'([\w:]+)="([^"]*)"')

Trouble = tuple[int, int, str]
"""Row and column from 0, and the error as shown (``#REF!``); ``""`` for a formula without a computed value."""


def troubles(archive: zipfile.ZipFile) -> dict[str, list[Trouble]]:
    """Sheet name → its troublesome cells; empty for formats that are not XML workbooks."""
    names = set(archive.namelist())
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
        return {}
    targets = {
        relation.get("Id", ""): posixpath.normpath(posixpath.join("xl", relation.get("Target", "")).lstrip("/"))
        for relation in _attributes(_RELATION, archive, "xl/_rels/workbook.xml.rels")
    }
    found = {}
    for sheet in _attributes(_SHEET, archive, "xl/workbook.xml"):
        part = targets.get(next((value for name, value in sheet.items() if name.endswith(":id")), ""), "")
        if part in names and archive.getinfo(part).file_size <= _LARGEST:
            found[sheet.get("name", "")] = _of_sheet(archive.read(part))
    return {name: cells for name, cells in found.items() if cells}


def _attributes(pattern: re.Pattern[str], archive: zipfile.ZipFile, part: str) -> list[dict[str, str]]:
    text = archive.read(part).decode("utf-8", "replace")
    return [
        {name: html.unescape(value) for name, value in _ATTRIBUTE.findall(hit.group(1))}
        for hit in pattern.finditer(text)
    ]


def _of_sheet(markup: bytes) -> list[Trouble]:
    if b't="e"' not in markup and not _FORMULA.search(markup):
        return []
    found = []
    for hit in _CELL.finditer(markup):
        attributes, formula, value = hit.groups()
        wrong = b't="e"' in attributes
        uncomputed = formula is not None and not value and b't="str"' not in attributes
        at = _AT.search(attributes) if wrong or uncomputed else None
        if at is not None:
            shown = (value or b"#ERROR").decode("utf-8", "replace") if wrong else ""
            found.append((int(at[2]) - 1, _column(at[1]), shown))
    return found


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
