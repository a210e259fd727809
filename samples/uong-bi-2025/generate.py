"""Write a year of the Vietnam–Sweden Uong Bi Hospital: learners of five schools and several professions, 2025.

    python samples/uong-bi-2025/generate.py [FILE.xlsx]

The account says who sends (facts A7), that it is more than 1,000 students a year, and that about 170 to 180 medical,
nursing and laboratory students were welcomed from the end of March to the start of April 2025 (A8). All else (how many
each school sends and when, wards, beds, posts) is made up, from a fixed seed, and marked so: each run writes the same.
"""

from __future__ import annotations

import sys
import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from random import Random

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

SEED = 20250106
SITE = "UB"
FIRST_DAY = date(2025, 1, 6)
WEEKS = 51
NAMES = tomllib.loads((Path(__file__).parents[1] / "quang-ninh-2025" / "names.toml").read_text(encoding="utf-8"))

HPMU = "Trường Đại học Y Dược Hải Phòng"
THAI_NGUYEN = "Trường Đại học Y Dược, Đại học Thái Nguyên"
COLLEGE = "Trường Cao đẳng Y tế Quảng Ninh"
THAI_BINH = "Trường Đại học Y Dược Thái Bình"
NAM_DINH = "Trường Đại học Điều dưỡng Nam Định"

MEDICINE = Name("Y khoa", "Medicine", "Médecine")
NURSING = Name("Điều dưỡng", "Nursing", "Soins infirmiers")
LABORATORY = Name("Kỹ thuật xét nghiệm y học", "Medical laboratory", "Biologie médicale")
MIDWIFERY = Name("Hộ sinh", "Midwifery", "Maïeutique")
PROFESSIONS = {MEDICINE: "Bác sĩ y khoa", NURSING: "Điều dưỡng", LABORATORY: "Kỹ thuật y", MIDWIFERY: "Hộ sinh"}

INTERNAL, SURGICAL = ("general-internal", "cardiology", "infectious-diseases"), ("general-surgery", "trauma")
BEDSIDE = ("general-internal", "general-surgery", "pediatrics", "cardiology", "trauma")


@dataclass(frozen=True, slots=True)
class Intake:
    """One class that comes: its school and profession, how many, from which Monday, and its blocks in weeks."""

    code: str
    school: str
    name: Name
    level: Level
    people: int
    monday: date
    blocks: tuple[tuple[int, tuple[str, ...]], ...]

    @property
    def last(self) -> date:
        return self.monday + timedelta(weeks=sum(weeks for weeks, _ in self.blocks), days=-1)


U, C = Level.UNIVERSITY, Level.COLLEGE
WARDS_4 = ((2, INTERNAL), (2, SURGICAL))
NURSES_4 = ((2, INTERNAL), (2, (*SURGICAL, "pediatrics")))
INTAKES = (
    Intake("TN-YK5", THAI_NGUYEN, MEDICINE, U, 120, date(2025, 2, 10), WARDS_4),
    Intake("QN-DD2", COLLEGE, NURSING, C, 65, date(2025, 2, 10), NURSES_4),
    # welcomed from the end of March to the start of April (A8): 96 + 48 + 32 = 176
    Intake("HP-YK5", HPMU, MEDICINE, U, 96, date(2025, 3, 24), WARDS_4),
    Intake("QN-XN3", COLLEGE, LABORATORY, C, 32, date(2025, 3, 24), ((4, ("laboratory",)),)),
    Intake("ND-DD4", NAM_DINH, NURSING, U, 48, date(2025, 3, 31), NURSES_4),
    Intake("TB-YK5", THAI_BINH, MEDICINE, U, 110, date(2025, 5, 12), WARDS_4),
    Intake("QN-HS2", COLLEGE, MIDWIFERY, C, 40, date(2025, 5, 12), ((4, ("obstetrics-gynaecology",)),)),
    Intake("TN-DD4", THAI_NGUYEN, NURSING, U, 60, date(2025, 6, 16), NURSES_4),
    Intake("TN-XN4", THAI_NGUYEN, LABORATORY, U, 30, date(2025, 6, 16), ((4, ("laboratory",)),)),
    Intake("TB-DD4", THAI_BINH, NURSING, U, 60, date(2025, 7, 14), NURSES_4),
    Intake("HP-YK6", HPMU, MEDICINE, U, 100, date(2025, 9, 8), (*WARDS_4, (2, ("pediatrics", "emergency")))),
    Intake("QN-DD3", COLLEGE, NURSING, C, 65, date(2025, 9, 8), NURSES_4),
    Intake("ND-DD3", NAM_DINH, NURSING, U, 80, date(2025, 10, 20), NURSES_4),
    Intake("HP-XN4", HPMU, LABORATORY, U, 36, date(2025, 11, 3), ((4, ("laboratory",)),)),
    Intake("TB-YK4", THAI_BINH, MEDICINE, U, 70, date(2025, 11, 24), WARDS_4),
)

WARDS = (
    ("NTH", "general-internal", Name("Nội tổng hợp", "General internal medicine", "Médecine interne générale"), 80),
    ("TM", "cardiology", Name("Tim mạch", "Cardiology", "Cardiologie"), 60),
    ("TN", "infectious-diseases", Name("Truyền nhiễm", "Infectious diseases", "Maladies infectieuses"), 50),
    ("NGTH", "general-surgery", Name("Ngoại tổng hợp", "General surgery", "Chirurgie générale"), 75),
    ("CTCH", "trauma", Name("Chấn thương chỉnh hình", "Trauma and orthopaedics", "Traumatologie"), 60),
    ("SAN", "obstetrics-gynaecology", Name("Phụ sản", "Obstetrics and gynaecology", "Gynécologie-obstétrique"), 70),
    ("NHI", "pediatrics", Name("Nhi", "Pediatrics", "Pédiatrie"), 65),
    ("CC", "emergency", Name("Cấp cứu", "Emergency", "Urgences"), 35),
    ("XN", "laboratory", Name("Xét nghiệm", "Laboratory", "Laboratoire"), 18),
)
"""Wards with their beds; a laboratory has none, so its benches are counted as chairs are."""
TEACHERS, ROOM = 6, 54


def build() -> RoundBook:
    """The whole year as rows, the same at each call."""
    rng, numbers = Random(SEED), count(1)
    return RoundBook(
        round=RoundRow(
            "UB-2025-MAU",
            Name(
                "Thực hành tại Bệnh viện Việt Nam – Thụy Điển Uông Bí, năm 2025 (dữ liệu mẫu)",
                "Practice at the Vietnam–Sweden Uong Bi Hospital, 2025 (sample data)",
                "Stages à l’hôpital Vietnam–Suède d’Uong Bi, 2025 (données d’exemple)",
            ),
            FIRST_DAY,
            WEEKS,
            synthetic=True,
        ),
        sites=(_site(),),
        departments=tuple(_departments()),
        teachers=tuple(_teachers()),
        programmes=tuple(_programme(one) for one in INTAKES),
        requirements=tuple(row for one in INTAKES for row in _requirements(one)),
        learners=tuple(_learner(rng, next(numbers), one) for one in INTAKES for _ in range(one.people)),
        groups=tuple(_class(one) for one in INTAKES),
        places=tuple(PlaceRow(SITE, f"{SITE}-{ward[0]}", maximum=ROOM) for ward in WARDS),
    )


def _site() -> SiteRow:
    name = Name(
        "Bệnh viện Việt Nam – Thụy Điển Uông Bí",
        "Vietnam–Sweden Uong Bi Hospital",
        "Hôpital Vietnam–Suède d’Uong Bi",
    )
    return SiteRow(SITE, name, name.vi, "Uông Bí, Quảng Ninh")


def _departments() -> list[DepartmentRow]:
    return [
        DepartmentRow(
            f"{SITE}-{short}",
            SITE,
            name,
            discipline,
            short,
            beds=None if short == "XN" else beds,
            chairs=beds if short == "XN" else None,
            room=ROOM,
        )
        for short, discipline, name, beds in WARDS
    ]


def _teachers() -> list[TeacherRow]:
    """Practice teachers by post: a real institution, so "name not recorded"."""
    return [
        TeacherRow(
            f"{SITE}-{short}-{number:02d}",
            PersonName("Giáo viên", "thực hành", f"{SITE} {short} {number:02d}"),
            f"{SITE}-{short}",
            Level.POSTGRADUATE if number % 2 else Level.UNIVERSITY,
            practice_since=date(2005 + number, 9, 1),
            licence=f"MAU-{SITE}-{short}-{number:02d}",
            post="Giảng viên thực hành (không ghi tên)",
        )
        for short, *_ in WARDS
        for number in range(1, TEACHERS + 1)
    ]


def _programme(intake: Intake) -> ProgrammeRow:
    return ProgrammeRow(intake.code, intake.school, intake.name, PROFESSIONS[intake.name], intake.level, sites=(SITE,))


def _requirements(intake: Intake) -> list[RequirementRow]:
    return [
        RequirementRow(f"{intake.code}-{number}", intake.code, disciplines, weeks)
        for number, (weeks, disciplines) in enumerate(intake.blocks, 1)
    ]


def _class(intake: Intake) -> GroupRow:
    """The class is here from its Monday to its last day, and away before and after."""
    day, end = timedelta(days=1), FIRST_DAY + timedelta(weeks=WEEKS, days=-1)
    away = (Span(FIRST_DAY, intake.monday - day), Span(intake.last + day, end))
    return GroupRow(
        f"L-{intake.code}",
        GroupKind.CLASS,
        f"Lớp {intake.code}",
        intake.code,
        unavailable=tuple(one for one in away if one.first <= one.last),
    )


def _learner(rng: Random, number: int, intake: Intake) -> LearnerRow:
    return LearnerRow(
        code=f"MAUUB{number:04d}",
        name=_name(rng),
        born=date(2002, 1, 1) + timedelta(days=rng.randrange(720)),
        programme=intake.code,
        class_code=f"L-{intake.code}",
    )


def _name(rng: Random) -> PersonName:
    family = rng.choices(list(NAMES["families"]), list(NAMES["families"].values()))[0]
    pool = NAMES[rng.choice(("women", "men"))]
    middle = rng.choice(pool["middle"].split())
    return PersonName(family, middle, rng.choice([one for one in pool["given"].split() if one != middle]))


def main(arguments: list[str]) -> None:
    from wardbridge.engine.io.workbook import write_book

    path = Path(arguments[0]) if arguments else Path(__file__).with_name("year.xlsx")
    write_book(build(), path, "vi")


if __name__ == "__main__":
    main(sys.argv[1:])
