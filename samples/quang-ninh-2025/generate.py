"""Write the sample round: Hai Phong's final-year students in Quang Ninh, March to May 2025.

    python samples/quang-ninh-2025/generate.py [FILE.xlsx]

The figures (people, hospitals, weeks, departments and supervisors of Bai Chay Hospital) are those of the public
account (facts A1-A6 and A10); people, wishes and teachers are synthetic, from a fixed seed: each run writes the same.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from random import Random

from hospitals import FIRST_DAY, GENERAL, SITES, WEEKS, departments, offers, teachers
from people import Body, body, week
from programmes import MEDICINE, PROGRAMMES, REQUIREMENTS, quotas
from wishes import wishes

from wardbridge.engine.io.sheets import LockRow, Name, RoundBook, RoundRow

SEED = 20250303
HOLIDAYS = (date(2025, 4, 7), date(2025, 4, 30), date(2025, 5, 1))
"""Hùng Kings' day, Reunification day, Labour day: days inside weeks of work."""

ROUND = RoundRow(
    code="QN-2025-MAU",
    name=Name(
        "Thực tập tốt nghiệp tại Quảng Ninh 2025 (dữ liệu mẫu)",
        "Graduation internship in Quang Ninh 2025 (sample data)",
        "Stage de fin d'études à Quang Ninh 2025 (données d'exemple)",
    ),
    first_day=FIRST_DAY,
    weeks=WEEKS,
    holidays=HOLIDAYS,
    synthetic=True,
)


def build() -> RoundBook:
    """The whole round as rows, the same at each call."""
    people = body(Random(SEED))
    return RoundBook(
        round=ROUND,
        sites=SITES,
        departments=departments(),
        teachers=teachers(Random(SEED + 1)),
        programmes=PROGRAMMES,
        requirements=REQUIREMENTS,
        learners=people.learners,
        groups=people.groups,
        places=(*quotas(), *offers()),
        wishes=tuple(wishes(Random(SEED + 2), people.learners, people.groups)),
        locks=_locks(people),
    )


def _locks(people: Body) -> tuple[LockRow, ...]:
    """Two medical learners who may part from their groups start in one department, for a stated reason."""
    together = {group.code for group in people.groups if group.together}
    early = {group.code for group in people.groups if week(2) in group.unavailable or week(3) in group.unavailable}
    free = [
        learner.code
        for learner in people.learners
        if learner.programme == MEDICINE and learner.group not in together and learner.class_code not in early
    ]
    reason = "Cần ở gần nơi điều trị ngoại trú (dữ liệu mẫu)"
    return tuple(LockRow(code, f"{GENERAL}-NTH", week(1).first, week(3).last, reason) for code in (free[0], free[-1]))


def main(arguments: list[str]) -> None:
    from wardbridge.engine.io.workbook import write_book

    path = Path(arguments[0]) if arguments else Path(__file__).with_name("round.xlsx")
    write_book(build(), path, "vi")


if __name__ == "__main__":
    main(sys.argv[1:])
