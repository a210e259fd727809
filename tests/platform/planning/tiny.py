"""A tiny round and a plan for it: one hospital, two wards, four learners, four weeks. All names are made up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from wardbridge.planning.bridge import (
    Assignment,
    DepartmentRow,
    GroupKind,
    GroupRow,
    LearnerRow,
    Level,
    LockRow,
    Name,
    PersonName,
    PlaceRow,
    Plan,
    ProgrammeRow,
    RequirementRow,
    RoundBook,
    RoundRow,
    SiteRow,
    Span,
    TeacherRow,
    WishRow,
)

MONDAY = date(2027, 3, 1)
"""First day of the round, after every day on which the tests run for years."""

LEARNERS = ("SV1", "SV2", "SV3", "SV4")


def learner(code: str, group: str, given: str) -> LearnerRow:
    """A learner of the tiny round."""
    return LearnerRow(
        code,
        PersonName("Nguyễn", "Thị", given),
        date(2003, 5, 17),
        "YK",
        class_code="A1",
        group=group,
        email=f"{code.lower()}@example.org",
    )


def book() -> RoundBook:  # long: one round, written out
    """Each learner does two weeks of cardiology (three places) and one of surgery (two places)."""
    return RoundBook(
        round=RoundRow(
            "TINY", Name("Đợt nhỏ", "Tiny round", "Petite campagne"), MONDAY, 4, (date(2027, 3, 3),), 1, True
        ),
        sites=(SiteRow("M1", Name("Cơ sở chính"), "Bệnh viện Mẫu", "1 Phố Mẫu, Hạ Long"),),
        departments=(
            DepartmentRow("TM", "M1", Name("Tim mạch", "Cardiology"), "cardiology", "TM", beds=4, room=8, floor="N1"),
            DepartmentRow("NG", "M1", Name("Ngoại"), "surgery", "NG", beds=6),
        ),
        teachers=(
            TeacherRow("GV1", PersonName("Trần", "Văn", "Bình"), "TM", Level.POSTGRADUATE, date(2010, 1, 1), "001"),
            TeacherRow(
                "GV2",
                PersonName("Lê", "Thị", "Cúc"),
                "NG",
                Level.UNIVERSITY,
                date(2012, 1, 1),
                leave=(Span(date(2027, 6, 1), date(2027, 6, 7)),),
            ),
        ),
        programmes=(
            ProgrammeRow("YK", "Trường Mẫu", Name("Y khoa"), "Bác sĩ", Level.UNIVERSITY, subjects=("ethics",)),
        ),
        requirements=(
            RequirementRow("tim", "YK", ("cardiology",), 2),
            RequirementRow("ngoai", "YK", ("surgery",), 1),
        ),
        learners=(
            learner("SV1", "N1", "An"),
            learner("SV2", "N1", "Bình"),
            learner("SV3", "N2", "Đức"),
            replace(learner("SV4", "N2", "Ánh"), phone="0900000004"),
        ),
        groups=(
            GroupRow("A1", GroupKind.CLASS, "Lớp A1", "YK"),
            GroupRow("N1", GroupKind.GROUP, "Nhóm 1", "YK", "SV1"),
            GroupRow("N2", GroupKind.GROUP, "Nhóm 2", "YK", "SV3"),
        ),
        places=(
            PlaceRow("M1", programme="YK", maximum=10),
            PlaceRow("M1", "TM", maximum=3),
            PlaceRow("M1", "NG", level=Level.UNIVERSITY, maximum=2),
        ),
        wishes=(
            WishRow("SV1", 1, department="TM"),
            WishRow("SV2", 1, site="M1"),
            WishRow("SV3", 1, discipline="surgery"),
        ),
        locks=(LockRow("SV4", "NG", MONDAY, date(2027, 3, 7), "giữ chỗ"),),
    )


def block(code: str, requirement: str, *periods: int) -> Assignment:
    """A block of the tiny plan: `tim` is in cardiology, `ngoai` in surgery."""
    ward, discipline = ("TM", "cardiology") if requirement == "tim" else ("NG", "surgery")
    return Assignment(code, requirement, discipline, ward, periods)


def plan() -> Plan:
    """A plan that breaks no rule: two learners start in cardiology, two in surgery."""
    return Plan(
        (
            block("SV1", "tim", 0, 1),
            block("SV1", "ngoai", 2),
            block("SV2", "tim", 0, 1),
            block("SV2", "ngoai", 2),
            block("SV3", "ngoai", 0),
            block("SV3", "tim", 1, 2),
            block("SV4", "ngoai", 0),
            block("SV4", "tim", 2, 3),
        )
    )
