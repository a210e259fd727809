"""Who is trained: programmes with their blocks, the length of a cohort's stay, and their share of the learners.

The lists follow what the accounts name (medicine, dentistry, nursing, laboratory; fact A8) and what such programmes
commonly ask for; the figures are invented.
"""

from __future__ import annotations

from dataclasses import dataclass

from wardbridge.engine.io.sheets import Level, Name


@dataclass(frozen=True, slots=True)
class Blocks:
    """`choose` of the `disciplines`, each one block of `weeks`; `after`, numbers of blocks; `far` may be done away."""

    disciplines: tuple[str, ...]
    weeks: int
    choose: int = 1
    after: tuple[int, ...] = ()
    far: bool = False


@dataclass(frozen=True, slots=True)
class Course:
    """A programme: code, name, profession, level, share of all learners, weeks to spare in the stay, its blocks."""

    code: str
    name: Name
    profession: str
    level: Level
    share: float
    spare: int
    blocks: tuple[Blocks, ...]

    @property
    def weeks(self) -> int:
        """Weeks of a cohort's stay."""
        return self.spare + sum(block.weeks * block.choose for block in self.blocks)


_ELECTIVE = ("cardiology", "trauma", "infectious-diseases", "intensive-care")

COURSES = (
    Course(
        "YK6", Name("Y khoa (năm cuối)", "Medicine (final year)", "Médecine (dernière année)"), "Bác sĩ y khoa",
        Level.UNIVERSITY, 0.28, 1,
        (
            Blocks(("general-internal",), 3),
            Blocks(("general-surgery",), 2),
            Blocks(("obstetrics-gynaecology",), 2),
            Blocks(("pediatrics",), 2),
            Blocks(_ELECTIVE, 2, after=(0,), far=True),
        ),
    ),
    Course(
        "YK4", Name("Y khoa (năm thứ tư)", "Medicine (fourth year)", "Médecine (quatrième année)"), "Bác sĩ y khoa",
        Level.UNIVERSITY, 0.22, 1,
        (
            Blocks(("general-internal",), 3),
            Blocks(("general-surgery",), 3),
            Blocks(("emergency", "infectious-diseases"), 1, after=(0,)),
        ),
    ),
    Course(
        "DD", Name("Điều dưỡng", "Nursing", "Soins infirmiers"), "Điều dưỡng", Level.COLLEGE, 0.28, 1,
        (
            Blocks(("general-internal", "cardiology"), 2),
            Blocks(("general-surgery", "trauma"), 2),
            Blocks(("emergency", "intensive-care"), 2, after=(0,)),
            Blocks(("pediatrics",), 2),
        ),
    ),
    Course(
        "HS", Name("Hộ sinh", "Midwifery", "Maïeutique"), "Hộ sinh", Level.COLLEGE, 0.08, 1,
        (Blocks(("obstetrics-gynaecology",), 4), Blocks(("pediatrics",), 2)),
    ),
    Course(
        "XN", Name("Xét nghiệm", "Laboratory", "Analyses médicales"), "Kỹ thuật y", Level.COLLEGE, 0.08, 2,
        (Blocks(("laboratory",), 4), Blocks(("infectious-diseases", "emergency"), 1)),
    ),
    Course(
        "CK1", Name("Chuyên khoa cấp I", "First-degree specialist", "Spécialiste de premier degré"), "Bác sĩ y khoa",
        Level.POSTGRADUATE, 0.06, 2, (Blocks(("cardiology", "trauma"), 4), Blocks(("intensive-care",), 3, far=True)),
    ),
)  # fmt: skip

NAMES = {
    "general-internal": ("NOI", Name("Nội tổng hợp", "General internal medicine", "Médecine interne générale")),
    "general-surgery": ("NGOAI", Name("Ngoại tổng hợp", "General surgery", "Chirurgie générale")),
    "pediatrics": ("NHI", Name("Nhi", "Pediatrics", "Pédiatrie")),
    "obstetrics-gynaecology": ("SAN", Name("Phụ sản", "Obstetrics", "Obstétrique")),
    "emergency": ("CC", Name("Cấp cứu", "Emergency", "Urgences")),
    "intensive-care": ("HSTC", Name("Hồi sức tích cực", "Intensive care", "Réanimation")),
    "cardiology": ("TM", Name("Tim mạch", "Cardiology", "Cardiologie")),
    "trauma": ("CTCH", Name("Chấn thương chỉnh hình", "Trauma", "Traumatologie")),
    "infectious-diseases": ("TN", Name("Truyền nhiễm", "Infectious diseases", "Maladies infectieuses")),
    "laboratory": ("XN", Name("Xét nghiệm", "Laboratory", "Laboratoire")),
}
"""Discipline → short code and name of its ward."""

GENERAL = tuple(NAMES)
"""Wards of a province's general hospital."""
SECOND = ("general-internal", "general-surgery", "pediatrics", "obstetrics-gynaecology", "emergency", "cardiology")
"""Wards of its second hospital."""
FAR = (*_ELECTIVE, "emergency")
"""Wards that a national hospital opens to learners of the provinces around it."""
