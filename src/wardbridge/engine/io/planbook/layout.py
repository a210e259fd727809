"""How ``plan.xlsx`` is laid out; what writing and reading must agree on."""

from __future__ import annotations

import re

from wardbridge.rulekit.messages import LANGUAGES, text

KEPT = "_wardbridge"
"""Very hidden sheet with the plan as it was written: tells an edited cell from an untouched one."""

KEPT_COLUMNS = ("learner", "track", "requirement", "discipline", "department", "weeks")

SHIFT_COLUMN = len(KEPT_COLUMNS)
"""Where the copy says a block's shift, blank for the whole day; files of earlier versions have nothing there."""

BESIDE = " + "
"""Between the departments of a week in which two blocks are done side by side."""

ABSENT = "×"
"""Shown in a week in which the learner is not available (exams, absence)."""

EMPTY = {"", ABSENT, "x", "-", "–", "—"}
"""What a person may leave in a cell without a department."""

TITLE_ROWS = 3
"""Rows above the header: title, how to edit, a blank one."""

_WEEK = re.compile(r"^[WTS]\s?0*([1-9]\d{0,2})\b", re.IGNORECASE)
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")


def sheet_name(wanted: str, taken: set[str]) -> str:
    """A legal and unused name for a sheet: at most 31 characters, none of ``[]:*?/\\'``; adds it to `taken`."""
    base = _FORBIDDEN.sub("-", wanted).strip() or "-"
    name, number = base[:31], 1
    while name.casefold() in taken:
        number += 1
        name = f"{base[: 31 - len(str(number)) - 1]}-{number}"
    taken.add(name.casefold())
    return name


def code_headers() -> set[str]:
    """The header of the column of student codes in each language, folded for comparison."""
    return {text("plan-code", language).casefold() for language in LANGUAGES}


def track_headers() -> set[str]:
    """The header of the column of tracks in each language, folded for comparison."""
    return {text("plan-track-name", language).casefold() for language in LANGUAGES}


def week_of(header: str) -> int | None:
    """Period (from 0) of a week's header such as ``W1``, ``T1 03/03`` or ``S1``."""
    found = _WEEK.match(header.strip())
    return int(found.group(1)) - 1 if found else None
