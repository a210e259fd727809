"""The fourteen sheets, in their order; `SHEETS` drives template, reading, writing and documentation."""

from __future__ import annotations

from wardbridge.engine.io.workbook.columns.demand import (
    EXCEPTIONS,
    GROUPS,
    HISTORY,
    IMPOSED,
    LEARNERS,
    LOCKS,
    PROGRAMMES,
    REQUIREMENTS,
    WISHES,
)
from wardbridge.engine.io.workbook.columns.sites import DEPARTMENTS, PLACES, ROUND, SITES, TEACHERS
from wardbridge.engine.io.workbook.columns.spec import DEFINED, Column, Kind, Label, Sheet, Word

SHEETS = (
    ROUND,
    SITES,
    DEPARTMENTS,
    TEACHERS,
    PROGRAMMES,
    REQUIREMENTS,
    LEARNERS,
    GROUPS,
    PLACES,
    WISHES,
    LOCKS,
    IMPOSED,
    HISTORY,
    EXCEPTIONS,
)

__all__ = ["DEFINED", "SHEETS", "Column", "Kind", "Label", "Sheet", "Word"]
