"""Workbooks for the tests: a tiny synthetic round, and sheets written cell by cell as users would."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl

from wardbridge.engine.errors import Fault
from wardbridge.engine.io.sheets import (
    DepartmentRow,
    GroupKind,
    GroupRow,
    LearnerRow,
    Level,
    LockRow,
    Name,
    PersonName,
    PlaceRow,
    ProgrammeRow,
    RequirementRow,
    RoundBook,
    RoundRow,
    SiteRow,
    Span,
    TeacherRow,
    WishRow,
)

MONDAY = date(2025, 3, 3)
EXAM = (Span(date(2025, 3, 17), date(2025, 3, 23)),)

TINY = RoundBook(
    RoundRow("TT-2025", Name("Thực tập", "Internship", "Stage"), MONDAY, 4, (date(2025, 3, 10),), 1, True),
    sites=(SiteRow("BVM", Name("Bệnh viện Mẫu"), "Bệnh viện Mẫu", "1 phố Mẫu"),),
    departments=(
        DepartmentRow(
            "BVM-TM", "BVM", Name("Khoa Tim mạch", "Cardiology", "Cardiologie"), "cardiology", "TM", 30, None, 12, "A3"
        ),
        DepartmentRow("BVM-NG", "BVM", Name("Khoa Ngoại"), "surgery", "NG", 20),
    ),
    teachers=(
        TeacherRow(
            "GV-01",
            PersonName("Mẫu", "Thị", "Hoa"),
            "BVM-TM",
            Level.POSTGRADUATE,
            date(2010, 1, 1),
            "MAU-1",
            False,
            (Span(date(2025, 3, 3), date(2025, 3, 4)), Span(date(2025, 3, 6), date(2025, 3, 6))),
            "Trưởng khoa",
        ),
        TeacherRow("GV-02", PersonName("Mẫu", "", "Lan"), "BVM-NG", Level.UNIVERSITY, date(2020, 1, 1)),
    ),
    programmes=(
        ProgrammeRow(
            "Y6",
            "Trường Mẫu",
            Name("Y khoa"),
            "doctor",
            Level.UNIVERSITY,
            "noi",
            Name("Nội khoa"),
            ("BVM",),
            ("ethics", "phòng cháy"),
        ),
    ),
    requirements=(
        RequirementRow("tim", "Y6", ("cardiology",), 2, "noi"),
        RequirementRow("ngoai", "Y6", ("surgery",), 1, "", 1, ("tim",), ("BVM",)),
    ),
    learners=(
        LearnerRow(
            "0012345",
            PersonName("Mẫu", "Văn", "An"),
            date(2001, 9, 2),
            "Y6",
            "",
            "Y6A",
            "N1",
            "an@example.edu.vn",
            "0203 000 001",
            EXAM,
        ),
        LearnerRow("0012346", PersonName("Tôn Nữ", "Mẫu", "Bình"), date(2001, 2, 28), "Y6", "noi", "Y6A", "N1"),
    ),
    groups=(
        GroupRow("Y6A", GroupKind.CLASS, "Lớp Y6A", "Y6", "", False, EXAM),
        GroupRow("N1", GroupKind.GROUP, "Nhóm 1", "Y6", "0012345"),
    ),
    places=(
        PlaceRow("BVM", "BVM-TM", "", Level.UNIVERSITY, MONDAY, date(2025, 3, 30), 1, 8),
        PlaceRow("BVM", "BVM-NG", "Y6", maximum=8),
        PlaceRow("BVM", maximum=10),
    ),
    wishes=(WishRow("0012345", 1, "BVM", "cardiology"), WishRow("0012346", 1, track="noi")),
    locks=(LockRow("0012345", "BVM-TM", MONDAY, date(2025, 3, 9), "Ví dụ"),),
)
"""Two synthetic learners and every kind of cell."""  # fmt: skip

HEADERS: Mapping[str, Sequence[str]] = {
    "round": ("Code", "Name", "First day", "Weeks"),
    "sites": ("Code", "Name", "Hospital"),
    "departments": ("Code", "Site", "Discipline"),
    "teachers": ("Code", "Full name", "Department", "Level", "Practice since"),
    "programmes": ("Code", "School", "Profession", "Level"),
    "requirements": ("Code", "Programme", "Disciplines", "Weeks"),
    "learners": ("Student code", "Full name", "Born", "Programme"),
    "places": ("Site", "Department", "Maximum"),
}
ROWS: Mapping[str, Sequence[Sequence[Any]]] = {
    "round": [("TT", "Thực tập", MONDAY, 4)],
    "sites": [("S", "Cơ sở", "Bệnh viện Mẫu")],
    "departments": [("D", "S", "cardiology")],
    "teachers": [("T", "Mẫu Thị Hoa", "D", "sau đại học", date(2010, 1, 1))],
    "programmes": [("P", "Trường Mẫu", "doctor", "university")],
    "requirements": [("R", "P", "cardiology", 2)],
    "learners": [("SV1", "Mẫu Văn An", date(2001, 9, 2), "P")],
    "places": [("S", "D", 5)],
}
"""The least round that is right; tests put their own rows in its place."""


def typed(path: Path, **sheets: Sequence[Sequence[Any]]) -> Path:
    """Write a workbook as a user would: each sheet's header and rows; a sheet given replaces the least round's.

    A sheet's rows begin with its header when its first cell is ``None``: then ``rows[0][1:]`` is the header.
    """
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.worksheets[0])
    for title, rows in {**ROWS, **sheets}.items():
        page = workbook.create_sheet(title)
        own = bool(rows) and bool(rows[0]) and rows[0][0] is None
        page.append(list(rows[0][1:] if own else HEADERS[title]))
        for row in rows[1:] if own else rows:
            page.append(list(row))
    workbook.save(path)
    return path


def brief(faults: Sequence[Fault]) -> list[tuple[str, str, int | None, str]]:
    """Code, sheet, row and column of each fault."""
    return [(fault.code, fault.place.sheet, fault.place.row, fault.place.column) for fault in faults]
