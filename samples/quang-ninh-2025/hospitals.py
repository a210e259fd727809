"""The three hospitals: departments, the practice teachers of each, and the places they offer.

The hospitals are real and appear with posts only: no practice teacher is named. Beds, rooms, floors,
numbers of teachers (but for the 32 of Bai Chay Hospital, which the account gives) and offers are invented, of
a size that such a department may have.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from wardbridge.engine.io.sheets import DepartmentRow, Level, Name, PersonName, PlaceRow, SiteRow, Span, TeacherRow

FIRST_DAY = date(2025, 3, 3)
WEEKS = 10
LAST_DAY = FIRST_DAY + timedelta(days=7 * WEEKS - 1)

GENERAL = "BVDK"
BAI_CHAY = "BVBC"
SPECIALISED = "BVSN"

SITES = (
    SiteRow(
        GENERAL,
        Name(
            "Bệnh viện Đa khoa tỉnh Quảng Ninh",
            "Quang Ninh Provincial General Hospital",
            "Hôpital général provincial de Quang Ninh",
        ),
        "Bệnh viện Đa khoa tỉnh Quảng Ninh",
        "Hạ Long, Quảng Ninh",
    ),
    SiteRow(
        BAI_CHAY,
        Name("Bệnh viện Bãi Cháy", "Bai Chay Hospital", "Hôpital de Bai Chay"),
        "Bệnh viện Bãi Cháy",
        "Hạ Long, Quảng Ninh",
    ),
    SiteRow(
        SPECIALISED,
        Name(
            "Bệnh viện Sản Nhi Quảng Ninh",
            "Quang Ninh Obstetrics and Pediatrics Hospital",
            "Hôpital d'obstétrique et de pédiatrie de Quang Ninh",
        ),
        "Bệnh viện Sản Nhi Quảng Ninh",
        "Hạ Long, Quảng Ninh",
    ),
)

NAMES = {
    "NTH": ("general-internal", Name("Nội tổng hợp", "General internal medicine", "Médecine interne générale")),
    "NHH": ("general-internal", Name("Nội hô hấp", "Respiratory medicine", "Pneumologie")),
    "TM": ("cardiology", Name("Tim mạch", "Cardiology", "Cardiologie")),
    "TN": ("infectious-diseases", Name("Truyền nhiễm", "Infectious diseases", "Maladies infectieuses")),
    "CC": ("emergency", Name("Cấp cứu", "Emergency", "Urgences")),
    "HSTC": ("intensive-care", Name("Hồi sức tích cực", "Intensive care", "Réanimation")),
    "NGTH": ("general-surgery", Name("Ngoại tổng hợp", "General surgery", "Chirurgie générale")),
    "NTN": ("general-surgery", Name("Ngoại tiết niệu", "Urological surgery", "Chirurgie urologique")),
    "CTCH": ("trauma", Name("Chấn thương chỉnh hình", "Trauma and orthopaedics", "Traumatologie et orthopédie")),
    "NHI": ("pediatrics", Name("Nhi", "Pediatrics", "Pédiatrie")),
    "SS": ("neonatal", Name("Sơ sinh", "Neonatal care", "Néonatologie")),
    "SAN": ("obstetrics-gynaecology", Name("Phụ sản", "Obstetrics and gynaecology", "Gynécologie-obstétrique")),
    "RHM": ("dentistry", Name("Răng Hàm Mặt", "Dentistry", "Odontologie")),
}


@dataclass(frozen=True, slots=True)
class Ward:
    """One department: `able` teachers may teach university students, `junior` ones may not yet (VN-04)."""

    site: str
    short: str
    beds: int
    room: int
    floor: str
    able: int
    junior: int
    slots: int
    minimum: int = 0
    chairs: int | None = None

    @property
    def code(self) -> str:
        return f"{self.site}-{self.short}"


WARDS = (
    Ward(GENERAL, "NTH", 70, 40, "A3", 5, 1, 36),
    Ward(GENERAL, "TM", 60, 24, "A4", 3, 0, 14),
    Ward(GENERAL, "TN", 45, 20, "C1", 2, 1, 10),
    Ward(GENERAL, "CC", 30, 18, "A1", 2, 1, 16),
    Ward(GENERAL, "HSTC", 28, 12, "A2", 2, 0, 10),
    Ward(GENERAL, "NGTH", 65, 36, "B3", 4, 0, 30, 4),
    Ward(GENERAL, "CTCH", 50, 24, "B4", 2, 1, 16),
    Ward(GENERAL, "NHI", 48, 12, "C2", 2, 0, 14),
    Ward(GENERAL, "SS", 20, 14, "C3", 1, 1, 12),
    Ward(GENERAL, "RHM", 14, 16, "D1", 1, 1, 12, chairs=8),
    Ward(BAI_CHAY, "NTH", 60, 30, "N2", 5, 0, 20),
    Ward(BAI_CHAY, "NHH", 45, 20, "N3", 4, 0, 14),
    Ward(BAI_CHAY, "TM", 50, 20, "N4", 4, 0, 14),
    Ward(BAI_CHAY, "TN", 40, 16, "N5", 3, 0, 10),
    Ward(BAI_CHAY, "CC", 25, 16, "N1", 1, 1, 12),
    Ward(BAI_CHAY, "HSTC", 30, 14, "N1", 3, 0, 16),
    Ward(BAI_CHAY, "NGTH", 60, 26, "G2", 5, 0, 20, 4),
    Ward(BAI_CHAY, "NTN", 40, 16, "G3", 3, 0, 12),
    Ward(BAI_CHAY, "CTCH", 45, 18, "G4", 3, 0, 14),
    Ward(SPECIALISED, "SAN", 160, 42, "S2", 6, 1, 40, 10),
    Ward(SPECIALISED, "NHI", 150, 38, "N2", 5, 1, 40, 10),
)

POSTS = (
    (Level.POSTGRADUATE, "Bác sĩ chuyên khoa cấp II"),
    (Level.POSTGRADUATE, "Bác sĩ chuyên khoa cấp I"),
    (Level.POSTGRADUATE, "Thạc sĩ, giảng viên kiêm nhiệm"),
    (Level.UNIVERSITY, "Bác sĩ"),
)


def departments() -> tuple[DepartmentRow, ...]:
    return tuple(
        DepartmentRow(
            code=ward.code,
            site=ward.site,
            name=NAMES[ward.short][1],
            discipline=NAMES[ward.short][0],
            short=ward.short,
            beds=ward.beds,
            chairs=ward.chairs,
            room=ward.room,
            floor=ward.floor,
        )
        for ward in WARDS
    )


def teachers(rng: Random) -> tuple[TeacherRow, ...]:
    """Every department's practice teachers, by post: real institutions, so "name not recorded"."""
    return tuple(_teacher(rng, ward, number) for ward in WARDS for number in range(1, ward.able + ward.junior + 1))


def _teacher(rng: Random, ward: Ward, number: int) -> TeacherRow:
    junior = number > ward.able
    level, post = POSTS[-1] if junior else POSTS[(number - 1) % len(POSTS)]
    since = date(2023, 9, 1) if junior else date(rng.randint(1998, 2021), rng.randint(1, 12), 1)
    return TeacherRow(
        code=f"{ward.code}-{number:02d}",
        name=PersonName("Giáo viên", "thực hành", f"{ward.short} {number:02d}"),
        department=ward.code,
        level=level,
        practice_since=since,
        licence=f"MAU-{ward.code}-{number:02d}",
        leave=_leave(ward, number),
        post=f"{post} (không ghi tên)",
    )


def _leave(ward: Ward, number: int) -> tuple[Span, ...]:
    """A week off for the third teacher of each department that has three, later for larger ones."""
    if number != 3 or ward.able < 3:
        return ()
    monday = FIRST_DAY + timedelta(weeks=1 + ward.able)
    return (Span(monday, monday + timedelta(days=4)),)


def offers() -> tuple[PlaceRow, ...]:
    """Places at one time that each department offers; Bai Chay's trauma department offers fewer from April."""
    april = date(2025, 3, 31)
    rows: list[PlaceRow] = []
    for ward in WARDS:
        whole = PlaceRow(ward.site, ward.code, first=FIRST_DAY, last=LAST_DAY, minimum=ward.minimum, maximum=ward.slots)
        if ward.code == f"{BAI_CHAY}-CTCH":
            rows.append(replace(whole, last=april - timedelta(days=1)))
            whole = replace(whole, first=april, maximum=ward.slots - 2)
        rows.append(whole)
    return tuple(rows)
