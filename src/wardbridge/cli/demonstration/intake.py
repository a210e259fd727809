"""A round that runs today in the fictitious hospital: one class is there, the next comes in four weeks."""

from __future__ import annotations

from datetime import date, timedelta

from wardbridge.cli.demonstration.organisations import MADE_UP_HOSPITAL, MADE_UP_SCHOOL
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
)

CODE, SITE, PROGRAMME = "MAU-DANG-CHAY", "BVM", "YK-MAU"
HERE, COMING = "M1", "M2"
"""The class that is there and the class that comes."""

WEEKS_BEFORE, HERE_UNTIL, COMING_FROM, WEEKS = 2, 4, 6, 10
NAMES = """
Nguyễn Thị An · Trần Văn Bách · Lê Thu Cúc · Phạm Minh Dũng · Hoàng Thị Giang · Vũ Đức Hải · Đặng Thị Hoa ·
Bùi Quang Huy · Đỗ Thị Lan · Ngô Văn Long · Dương Thị Mai · Đinh Hữu Nam · Mai Thị Ngọc · Trịnh Văn Phúc ·
Đào Thị Quỳnh · Cao Minh Sơn · Hà Thị Tâm · Phùng Văn Thái · Tạ Thị Thảo · Lưu Đức Toàn · Tô Thị Trang ·
Chu Văn Tú · Lý Thị Uyên · Quách Văn Vinh · Lương Thị Xuân · Phan Thị Yến"""
FIRST_CLASS = 14


def book(today: date) -> RoundBook:
    """The round around `today`; nobody in it exists."""
    start = today - timedelta(days=today.weekday(), weeks=WEEKS_BEFORE)
    return RoundBook(
        round=RoundRow(
            CODE,
            Name(
                "Thực tập tại Bệnh viện Mẫu, đang diễn ra (dữ liệu mẫu)",
                "Internship at the Sample Hospital, under way (sample data)",
                "Stage à l’hôpital Modèle, en cours (données d’exemple)",
            ),
            start,
            WEEKS,
            synthetic=True,
        ),
        sites=(SiteRow(SITE, Name(*MADE_UP_HOSPITAL[1:]), MADE_UP_HOSPITAL[1], "Hạ Long, Quảng Ninh"),),
        departments=(_ward("NOI", "general-internal", "Nội", "Internal medicine", "Médecine interne", 24),
                     _ward("NGOAI", "general-surgery", "Ngoại", "Surgery", "Chirurgie", 20)),
        teachers=tuple(_teacher(ward, number) for ward in ("NOI", "NGOAI") for number in (1, 2)),
        programmes=(
            ProgrammeRow(PROGRAMME, MADE_UP_SCHOOL[1], Name("Y khoa", "Medicine", "Médecine"), "Bác sĩ y khoa",
                         Level.UNIVERSITY, sites=(SITE,)),
        ),
        requirements=(
            RequirementRow("MAU-1", PROGRAMME, ("general-internal",), 2),
            RequirementRow("MAU-2", PROGRAMME, ("general-surgery",), 2),
        ),
        learners=tuple(_learner(number, name) for number, name in enumerate(NAMES.split("·"), 1)),
        groups=_classes(start),
        places=tuple(PlaceRow(SITE, f"{SITE}-{ward}", maximum=10) for ward in ("NOI", "NGOAI")),
    )  # fmt: skip


def _ward(short: str, discipline: str, vi: str, en: str, fr: str, beds: int) -> DepartmentRow:  # noqa: PLR0917 - a row
    return DepartmentRow(f"{SITE}-{short}", SITE, Name(vi, en, fr), discipline, short, beds=beds, room=12)


def _teacher(ward: str, number: int) -> TeacherRow:
    return TeacherRow(
        f"{SITE}-{ward}-{number}",
        PersonName("Giáo viên", "mẫu", f"{ward} {number}"),
        f"{SITE}-{ward}",
        Level.POSTGRADUATE,
        practice_since=date(2012, 9, 1),
        licence=f"MAU-{SITE}-{ward}-{number}",
        post="Bác sĩ chuyên khoa (mẫu)",
    )


def _learner(number: int, name: str) -> LearnerRow:
    family, middle, given = name.split()
    return LearnerRow(
        code=f"MAUTM{number:02d}",
        name=PersonName(family, middle, given),
        born=date(2002, 1, 1) + timedelta(days=11 * number),
        programme=PROGRAMME,
        class_code=HERE if number <= FIRST_CLASS else COMING,
        email=f"mautm{number:02d}@sinhvien.example",
    )


def _classes(start: date) -> tuple[GroupRow, GroupRow]:
    """The first class has the first four weeks, the second the last four."""
    away = {
        HERE: Span(start + timedelta(weeks=HERE_UNTIL), start + timedelta(weeks=WEEKS, days=-1)),
        COMING: Span(start, start + timedelta(weeks=COMING_FROM, days=-1)),
    }
    first, second = (
        GroupRow(code, GroupKind.CLASS, f"Lớp {code}", PROGRAMME, unavailable=(span,)) for code, span in away.items()
    )
    return first, second
