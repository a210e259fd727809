"""What is to be done: two programmes of the school, the tracks of one of them, blocks, order, and the agreement."""

from __future__ import annotations

from hospitals import BAI_CHAY, GENERAL, SPECIALISED

from wardbridge.engine.io.sheets import Level, Name, PlaceRow, ProgrammeRow, RequirementRow

SCHOOL = "Trường Đại học Y Dược Hải Phòng"
MEDICINE = "YK"
DENTISTRY = "RHM"
SUBJECTS = ("ethics", "communication", "tact", "soft-skills", "examination-treatment-rules")
"""Fact A10: what is trained besides the specialty."""

RECEIVED = ((GENERAL, MEDICINE, 95), (BAI_CHAY, MEDICINE, 84), (SPECIALISED, MEDICINE, 71), (GENERAL, DENTISTRY, 20))
"""The agreement: site, programme, people over the round (facts A2 to A5)."""

_MEDICINE = Name("Y khoa (năm cuối)", "Medicine (final year)", "Médecine (dernière année)")
_DENTISTRY = Name("Răng Hàm Mặt (khóa 11)", "Dentistry (course 11)", "Odontologie (promotion 11)")

_TRACKS = (
    ("NOI", Name("Nội khoa", "Internal medicine", "Médecine interne"), (GENERAL, BAI_CHAY)),
    ("NGOAI", Name("Ngoại khoa", "Surgery", "Chirurgie"), (GENERAL, BAI_CHAY)),
    ("NHI-DK", Name("Nhi khoa đa khoa", "Pediatrics, general hospital", "Pédiatrie, hôpital général"), (GENERAL,)),
    ("SAN", Name("Sản phụ khoa", "Obstetrics and gynaecology", "Gynécologie-obstétrique"), (SPECIALISED,)),
    ("NHI", Name("Nhi khoa", "Pediatrics", "Pédiatrie"), (SPECIALISED,)),
)

PROGRAMMES = (
    *(
        ProgrammeRow(MEDICINE, SCHOOL, _MEDICINE, "Bác sĩ y khoa", Level.UNIVERSITY, code, name, sites, SUBJECTS)
        for code, name, sites in _TRACKS
    ),
    ProgrammeRow(
        DENTISTRY, SCHOOL, _DENTISTRY, "Bác sĩ răng hàm mặt", Level.UNIVERSITY, sites=(GENERAL,), subjects=SUBJECTS
    ),
)

_ACUTE = ("emergency", "intensive-care")

REQUIREMENTS = (
    RequirementRow("NOI-1", MEDICINE, ("general-internal",), 3, track="NOI"),
    RequirementRow("NOI-2", MEDICINE, ("cardiology", "infectious-diseases"), 2, track="NOI"),
    RequirementRow("NOI-3", MEDICINE, ("general-surgery",), 2, track="NOI"),
    RequirementRow("NOI-4", MEDICINE, _ACUTE, 2, track="NOI", after=("NOI-1",)),
    RequirementRow("NGOAI-1", MEDICINE, ("general-surgery",), 3, track="NGOAI"),
    RequirementRow("NGOAI-2", MEDICINE, ("trauma",), 2, track="NGOAI"),
    RequirementRow("NGOAI-3", MEDICINE, ("general-internal",), 2, track="NGOAI"),
    RequirementRow("NGOAI-4", MEDICINE, _ACUTE, 2, track="NGOAI", after=("NGOAI-1",)),
    RequirementRow("NHIDK-1", MEDICINE, ("pediatrics",), 4, track="NHI-DK"),
    RequirementRow("NHIDK-2", MEDICINE, ("neonatal",), 2, track="NHI-DK", after=("NHIDK-1",)),
    RequirementRow("NHIDK-3", MEDICINE, ("general-internal",), 3, track="NHI-DK"),
    RequirementRow("SAN-1", MEDICINE, ("obstetrics-gynaecology",), 5, track="SAN"),
    RequirementRow("SAN-2", MEDICINE, ("pediatrics",), 4, track="SAN"),
    RequirementRow("NHI-1", MEDICINE, ("pediatrics",), 5, track="NHI"),
    RequirementRow("NHI-2", MEDICINE, ("obstetrics-gynaecology",), 4, track="NHI"),
    RequirementRow("RHM-1", DENTISTRY, ("dentistry",), 4),
    RequirementRow("RHM-2", DENTISTRY, ("trauma", "general-surgery", "intensive-care"), 3),
    RequirementRow("RHM-3", DENTISTRY, ("emergency",), 2),
)


def quotas() -> tuple[PlaceRow, ...]:
    """How many people of each programme each hospital receives: exactly, so the minimum is the maximum."""
    return tuple(PlaceRow(site, programme=programme, minimum=n, maximum=n) for site, programme, n in RECEIVED)
