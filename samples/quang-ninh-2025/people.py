"""Synthetic people: classes, groups, learners and their wishes.

Nobody here exists. Names are drawn from common family, middle and given names; every student code begins with
``MAU`` (mẫu, sample), every address ends in ``.example``.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

from hospitals import FIRST_DAY
from programmes import DENTISTRY, MEDICINE

from wardbridge.engine.io.sheets import GroupKind, GroupRow, LearnerRow, PersonName, Span

MEDICINE_GROUPS = (
    *(10, 10, 9, 9, 8, 8, 8, 7, 7, 7, 6, 6),  # 95
    *(10, 9, 9, 8, 8, 8, 7, 7, 6, 6, 6),  # 84
    *(10, 9, 8, 8, 8, 8, 7, 7, 6),  # 71
)
DENTISTRY_GROUPS = (7, 7, 6)  # 20
MEDICINE_CLASSES = 8
TOGETHER_EVERY = 5
"""Each fifth group moves together; the members of the others may part."""

NAMES = tomllib.loads(Path(__file__).with_name("names.toml").read_text(encoding="utf-8"))
WOMEN = 0.55
"""Share of women among the learners."""


@dataclass(frozen=True, slots=True)
class Body:
    """The learners with their classes (first in `groups`) and groups."""

    learners: tuple[LearnerRow, ...]
    groups: tuple[GroupRow, ...]


def week(number: int) -> Span:
    """Monday to Sunday of week `number`, counted from 1."""
    monday = FIRST_DAY + timedelta(weeks=number - 1)
    return Span(monday, monday + timedelta(days=6))


def body(rng: Random) -> Body:
    """250 medical and 20 dentistry learners, in classes that each have their exam week, and groups of 6 to 10."""
    sizes = list(MEDICINE_GROUPS)
    rng.shuffle(sizes)
    per_class = len(sizes) // MEDICINE_CLASSES
    classes = [_class(f"YK-{letter}", MEDICINE, exam=2 + n) for n, letter in enumerate("ABCDEFGH")]
    teams = [(classes[place // per_class], size) for place, size in enumerate(sizes)]
    classes.append(_class("RHM-K11", DENTISTRY, exam=5))
    teams += [(classes[-1], size) for size in DENTISTRY_GROUPS]
    groups: list[GroupRow] = []
    learners: list[LearnerRow] = []
    for number, (class_row, size) in enumerate(teams, start=1):
        first = len(learners) + 1
        group = GroupRow(
            code=f"N{number:02d}",
            kind=GroupKind.GROUP,
            name=f"Nhóm {number}",
            programme=class_row.programme,
            leader=_code(first),
            together=number % TOGETHER_EVERY == 0,
        )
        groups.append(group)
        learners += [_learner(rng, place, class_row, group) for place in range(first, first + size)]
    return Body(tuple(learners), (*classes, *groups))


def _class(code: str, programme: str, exam: int) -> GroupRow:
    return GroupRow(code, GroupKind.CLASS, f"Lớp {code}", programme, unavailable=(week(exam),))


def _code(number: int) -> str:
    return f"MAU{number:04d}"


def _learner(rng: Random, number: int, class_row: GroupRow, group: GroupRow) -> LearnerRow:
    code = _code(number)
    return LearnerRow(
        code=code,
        name=_name(rng),
        born=date(2001, 1, 1) + timedelta(days=rng.randrange(365)),
        programme=class_row.programme,
        class_code=class_row.code,
        group=group.code,
        email=f"{code.lower()}@sinhvien.example",
    )


def _name(rng: Random) -> PersonName:
    family = rng.choices(list(NAMES["families"]), list(NAMES["families"].values()))[0]
    pool = NAMES["women" if rng.random() < WOMEN else "men"]
    middle = rng.choice(pool["middle"].split())
    return PersonName(family, middle, rng.choice([name for name in pool["given"].split() if name != middle]))
