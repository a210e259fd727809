"""Faults, warnings and changes of a file as rows of tables, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from wardbridge.planning import bridge
from wardbridge.planning.models import Upload
from wardbridge.rulekit.messages import render_fault


@dataclass(frozen=True, slots=True)
class FaultRow:
    """Where it stands, what is wrong, the figure found and the one allowed, and the code to quote."""

    sheet: str
    row: int | None
    column: str
    message: str
    found: str
    allowed: str
    code: str


@dataclass(frozen=True, slots=True)
class SheetChanges:
    """A sheet and how many of its rows would be made, changed, taken out, or left."""

    name: str
    created: int
    changed: int
    removed: int
    unchanged: int


def rows_of(faults: Iterable[bridge.Fault], language: str) -> list[FaultRow]:
    """Faults in the order of the file, each as a sentence beside its place."""
    return [_row(fault, language) for fault in faults]


def _row(fault: bridge.Fault, language: str) -> FaultRow:
    place = fault.place
    message = render_fault(replace(fault, place=bridge.Place()), language)
    sheet = bridge.sheet_title(place.sheet, language)
    return FaultRow(sheet, place.row, place.column, message, fault.found, fault.allowed, fault.code)


def changes_of(upload: Upload, language: str) -> list[SheetChanges]:
    """The preview stored with an upload, sheet by sheet in the order of the workbook."""
    counts: dict[str, dict[str, int]] = upload.summary.get("counts", {})
    return [
        SheetChanges(bridge.sheet_title(sheet, language), *(rows.get(kind, 0) for kind in KINDS))
        for sheet, rows in counts.items()
    ]


KINDS = ("created", "changed", "removed", "unchanged")
