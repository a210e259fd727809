"""A round of four learners, two hospitals and five weeks, with a plan made by hand; nobody in it exists."""

from __future__ import annotations

from datetime import date, timedelta

from wardbridge.engine.check import check
from wardbridge.engine.io.compiling import problem_of
from wardbridge.engine.io.planfile import Judged
from wardbridge.engine.io.sheets import (
    DepartmentRow,
    GroupKind,
    GroupRow,
    LearnerRow,
    Level,
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
from wardbridge.engine.plan import Assignment, Plan, Result, Status
from wardbridge.engine.problem import Problem

MONDAY = date(2025, 3, 3)
EXAM = Span(MONDAY + timedelta(weeks=2), MONDAY + timedelta(weeks=2, days=6))
DEPARTMENTS = (
    DepartmentRow("A-MED", "A", Name("Nội", "Medicine", "Médecine"), "medicine", "MED", beds=20, room=9),
    DepartmentRow("A-SUR", "A", Name("Ngoại", "Surgery", "Chirurgie"), "surgery", "SUR", beds=20),
    DepartmentRow("B-MED", "B", Name("Nội B", "Medicine B", "Médecine B"), "medicine", "MED", beds=1),
    DepartmentRow("B-SUR", "B", Name("Ngoại B", "Surgery B", "Chirurgie B"), "surgery", "SUR", beds=20),
)


def tiny_book(slots: int = 2) -> RoundBook:
    """Two weeks of medicine and two of surgery each; the third week is an exam for all."""
    return RoundBook(
        round=RoundRow("TINY", Name("Đợt nhỏ", "Tiny round", "Petite campagne"), MONDAY, 5, synthetic=True),
        sites=(SiteRow("A", Name("Viện A", "Hospital A", "Hôpital A"), "A"), SiteRow("B", Name("Viện B"), "B")),
        departments=DEPARTMENTS,
        teachers=tuple(
            TeacherRow(f"T{n}", PersonName("Giáo", "viên", f"{n}"), row.code, Level.UNIVERSITY, date(2010, 1, 1))
            for n, row in enumerate(DEPARTMENTS)
        ),
        programmes=(
            ProgrammeRow("YK", "Trường Mẫu", Name("Y khoa"), "Bác sĩ", Level.UNIVERSITY, "TA", Name("Đường A"), ("A",)),
            ProgrammeRow("YK", "Trường Mẫu", Name("Y khoa"), "Bác sĩ", Level.UNIVERSITY, "TB", Name("Đường B"), ("B",)),
        ),
        requirements=(
            RequirementRow("MED", "YK", ("medicine",), 2),
            RequirementRow("SUR", "YK", ("surgery",), 2),
        ),
        learners=tuple(
            LearnerRow(code, PersonName("Nguyễn", "Văn", given), date(2001, 1, n), "YK", class_code="K", group="")
            for n, (code, given) in enumerate(
                (("001", "An"), ("002", "Bình"), ("003", "=CMD()"), ("004", "<b>Dung</b>")), start=1
            )
        ),
        groups=(GroupRow("K", GroupKind.CLASS, "Lớp K", "YK", unavailable=(EXAM,)),),
        places=tuple(PlaceRow(row.site, row.code, maximum=slots) for row in DEPARTMENTS),
        wishes=(WishRow("001", 1, site="A"), WishRow("002", 1, site="A"), WishRow("002", 2, department="B-MED")),
    )


def blocks(learner: str, first: str, second: str) -> tuple[Assignment, Assignment]:
    """Two blocks around the exam week, in departments such as ``A-MED``."""
    disciplines = {"MED": "medicine", "SUR": "surgery"}
    return (
        Assignment(learner, first[2:], disciplines[first[2:]], first, (0, 1)),
        Assignment(learner, second[2:], disciplines[second[2:]], second, (3, 4)),
    )


def tiny_plan() -> Plan:
    """Everyone placed: 001 and 002 at A, 003 and 004 at B, in opposite order."""
    rows = (
        *blocks("001", "A-MED", "A-SUR"),
        *blocks("002", "A-SUR", "A-MED"),
        *blocks("003", "B-MED", "B-SUR"),
        *blocks("004", "B-SUR", "B-MED"),
    )
    return Plan(rows, {"001": "TA", "002": "TA", "003": "TB", "004": "TB"})


def tiny_judged(plan: Plan | None = None) -> Judged:
    """The tiny round judged, as `plan_file` answers it."""
    book = tiny_book()
    problem: Problem = problem_of(book)
    chosen = plan or tiny_plan()
    result = Result(Status.OPTIMAL, chosen, 20.0, 20.0, 0.0, 0, 7, 0.5, {"columns": 8}, {"wishes": 20.0},
                    duals={("A-MED", 0): 2.5})  # fmt: skip
    return Judged(book, problem, result, check(problem, chosen), "tiny.xlsx", "0" * 64, 0.75)
