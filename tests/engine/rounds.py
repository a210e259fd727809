"""Synthetic rounds for tests and benchmarks; nobody in them exists."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

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

MONDAY = date(2025, 3, 3)


@dataclass(frozen=True, slots=True)
class Shape:
    """Size and tightness of a synthetic graduation round.

    `slack` is places over need in the discipline; `together` the share of groups that move as one.
    """

    quotas: tuple[int, ...] = (95, 84, 71)
    dentistry: int = 20
    slack: float = 1.15
    together: float = 0.5
    seed: int = 1


def split(total: int, rng: random.Random) -> list[int]:
    """Group sizes from 6 to 10 that sum to `total`."""
    while True:
        sizes: list[int] = []
        while sum(sizes) < total:
            sizes.append(rng.randint(6, 10))
        sizes[-1] -= sum(sizes) - total
        if sizes[-1] >= 6:
            return sizes


def person(number: int) -> PersonName:
    return PersonName("Mẫu", "Văn", f"Số {number}")


GENERAL = {"cardio": 2, "internal": 3, "surgery": 3, "trauma": 2, "pediatrics": 2}
"""Departments by discipline at a general hospital."""
SPECIAL = {"obstetrics": 1, "pediatrics": 1}


def departments(sites: Sequence[str]) -> list[DepartmentRow]:
    """Two general hospitals and a specialised one (two departments), with dentistry at the first."""
    rows = []
    for site in sites[:-1]:
        for discipline, count in GENERAL.items():
            rows += [
                DepartmentRow(f"{site}-{discipline}{n}", site, Name(discipline), discipline, beds=60)
                for n in range(count)
            ]
    rows += [DepartmentRow(f"{sites[-1]}-{d}0", sites[-1], Name(d), d, beds=150) for d in SPECIAL]
    rows.append(DepartmentRow(f"{sites[0]}-dental0", sites[0], Name("dental"), "dental", chairs=12))
    return rows


def requirements() -> list[RequirementRow]:
    def row(code: str, disciplines: tuple[str, ...], weeks: int, track: str, choose: int = 1) -> RequirementRow:
        return RequirementRow(code, "MED", disciplines, weeks, track, choose)

    return [
        row("int", ("internal",), 3, "general"),
        row("card", ("cardio",), 2, "general"),
        row("surg", ("surgery",), 2, "general"),
        row("free", ("trauma", "pediatrics"), 2, "general"),
        row("ob", ("obstetrics",), 5, "mother"),
        row("ped", ("pediatrics",), 4, "mother"),
        RequirementRow("dent", "DENT", ("dental",), 9),
    ]


def graduation_round(shape: Shape | None = None) -> RoundBook:
    """A round like fact A1: quotas per hospital, nine of ten weeks, groups, three wishes each."""
    shape = shape or Shape()
    rng = random.Random(shape.seed)  # noqa: S311  # synthetic data
    sites = ["A", "B", "C"]
    rows = departments(sites)
    sizes = [split(q, rng) for q in shape.quotas]
    medical = sum(shape.quotas)
    learners: list[LearnerRow] = []
    groups: list[GroupRow] = []
    for number, size in enumerate([size for part in sizes for size in part] + split(shape.dentistry, rng)):
        dental = len(learners) >= medical
        code = f"G{number:02d}"
        groups.append(GroupRow(code, GroupKind.GROUP, together=rng.random() < shape.together))
        for _ in range(size):
            n = len(learners)
            programme = "DENT" if dental else "MED"
            klass = f"C{number % 4}"
            learners.append(LearnerRow(f"S{n:03d}", person(n), date(2001, 1, 1), programme, "", klass, code))
    exam = {f"C{c}": MONDAY + timedelta(weeks=3 + 2 * c) for c in range(4)}
    groups += [
        GroupRow(code, GroupKind.CLASS, unavailable=(Span(day, day + timedelta(days=4)),)) for code, day in exam.items()
    ]
    return RoundBook(
        round=RoundRow(
            "R1", Name("Synthetic round"), MONDAY, 10, (date(2025, 4, 7), date(2025, 4, 30)), synthetic=True
        ),
        sites=tuple(SiteRow(s, Name(s), s) for s in sites),
        departments=tuple(rows),
        teachers=tuple(_teachers(rows, shape)),
        programmes=(
            ProgrammeRow("MED", "HP", Name("Medicine"), "doctor", Level.UNIVERSITY, "general", sites=("A", "B")),
            ProgrammeRow("MED", "HP", Name("Medicine"), "doctor", Level.UNIVERSITY, "mother", sites=("C",)),
            ProgrammeRow("DENT", "HP", Name("Dentistry"), "dentist", Level.UNIVERSITY),
        ),
        requirements=tuple(requirements()),
        learners=tuple(learners),
        groups=tuple(groups),
        places=tuple(_places(rows, shape)),
        wishes=tuple(_wishes(learners, rows, rng)),
    )


def _need(site: str, discipline: str, shape: Shape) -> float:
    """Learners at one time, on average over nine weeks, in a discipline at a site."""
    weeks = {"internal": 3, "cardio": 2, "surgery": 2, "trauma": 1, "pediatrics": 1}
    if site == "C":
        return shape.quotas[2] * {"obstetrics": 5, "pediatrics": 4}[discipline] / 9
    return shape.quotas["AB".index(site)] * weeks[discipline] / 9


def _slots(row: DepartmentRow, rows: Sequence[DepartmentRow], shape: Shape) -> int:
    if row.discipline == "dental":
        return shape.dentistry + 4
    shared = sum(x.site == row.site and x.discipline == row.discipline for x in rows)
    return max(10, int(_need(row.site, row.discipline, shape) * shape.slack * 10 / 9 / shared) + 3)


def _teachers(rows: Sequence[DepartmentRow], shape: Shape) -> list[TeacherRow]:
    found = []
    for row in rows:
        for n in range(-(-_slots(row, rows, shape) // 10)):
            code = f"T-{row.code}-{n}"
            found.append(TeacherRow(code, person(n), row.code, Level.UNIVERSITY, date(2010, 1, 1)))
    return found


def _places(rows: Sequence[DepartmentRow], shape: Shape) -> list[PlaceRow]:
    places = [PlaceRow(row.site, row.code, maximum=_slots(row, rows, shape)) for row in rows]
    for site, quota in zip("ABC", shape.quotas, strict=True):
        places.append(PlaceRow(site, programme="MED", minimum=quota, maximum=quota))
    return places


def _wishes(learners: Sequence[LearnerRow], rows: Sequence[DepartmentRow], rng: random.Random) -> list[WishRow]:
    wishes = []
    for learner in learners:
        if learner.programme == "DENT":
            continue
        wanted = [
            WishRow(learner.code, 0, site=rng.choice("ABC")),
            WishRow(learner.code, 0, discipline=rng.choice(["trauma", "pediatrics"])),
            WishRow(learner.code, 0, department=rng.choice(rows[:24]).code),
        ]
        rng.shuffle(wanted)
        wishes += [replace(wish, rank=rank) for rank, wish in enumerate(wanted, start=1)]
    return wishes
