"""The published facts of the sample round, computed from rows: who is placed where, departments, supervisors.

A fact is one figure of the account (A1 to A6, A10) beside the figure that the rows give. What the platform's records
alone can answer (A7, A8, B1, B5) is computed in `demonstration.records`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from wardbridge.cli.language import N_
from wardbridge.engine.io.sheets import RoundBook
from wardbridge.engine.plan import Plan

MEDICINE, DENTISTRY = "YK", "RHM"
GENERAL, BAI_CHAY, SPECIALISED = "BVDK", "BVBC", "BVSN"

DISCIPLINES = ("cardiology", "general-internal", "general-surgery", "trauma", "pediatrics")
"""What the account names at the Provincial General Hospital (A2)."""

SUBJECTS = ("ethics", "communication", "tact", "soft-skills", "examination-treatment-rules")
"""What the account says is trained besides the specialty (A10)."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A published figure and the one computed from rows; `label` is an English source text of the catalogue.

    The account says "=" exactly, ">" more than, or "~" nearly: from `least` to `published`.
    """

    number: str
    label: str
    published: int
    found: int
    match: str = "="
    least: int = 0

    @property
    def holds(self) -> bool:
        if self.match == ">":
            return self.found > self.published
        if self.match == "~":
            return self.least <= self.found <= self.published
        return self.found == self.published


def in_order(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Facts as the accounts count them: A1 … A10, then B."""
    return tuple(sorted(facts, key=lambda fact: (fact.number[0], int(fact.number[1:]))))


def received(book: RoundBook, plan: Plan) -> Counter[tuple[str, str]]:
    """(site, programme) → people (người) whom the plan places there at least a week."""
    sites = {row.code: row.site for row in book.departments}
    programmes = {row.code: row.programme for row in book.learners}
    pairs = {(block.learner, sites[block.department]) for block in plan.assignments}
    return Counter((site, programmes[learner]) for learner, site in pairs)


def weeks_worked(book: RoundBook, plan: Plan) -> Counter[int]:
    """Weeks worked → people who work so many."""
    weeks = Counter({row.code: 0 for row in book.learners})
    for block in plan.assignments:
        weeks[block.learner] += len(block.periods)
    return Counter(weeks.values())


def facts_of(book: RoundBook, plan: Plan) -> tuple[Fact, ...]:
    """Every fact that the round must carry, in the account's order."""
    people = received(book, plan)
    medicine = {site: people[site, MEDICINE] for site in (GENERAL, BAI_CHAY, SPECIALISED)}
    departments = Counter(row.site for row in book.departments)
    at_bai_chay = {row.code for row in book.departments if row.site == BAI_CHAY}
    supervisors = sum(row.department in at_bai_chay for row in book.teachers)
    everyone = sum(medicine.values())
    return (
        Fact("A1", N_("final-year medical students received, people"), 250, everyone),
        Fact("A1", N_("hospitals that receive them"), 3, sum(count > 0 for count in medicine.values())),
        Fact("A1", N_("month of the first day (2025)"), 3, book.round.first_day.month),
        Fact("A2", N_("Provincial General Hospital, medical students, people"), 95, medicine[GENERAL]),
        Fact("A2", N_("weeks that every learner works"), 9, _same_weeks(weeks_worked(book, plan))),
        Fact("A2", N_("disciplines named that it teaches"), len(DISCIPLINES), _taught(book, plan)),
        Fact("A3", N_("the same hospital, dentistry students of course 11, people"), 20, people[GENERAL, DENTISTRY]),
        Fact("A4", N_("Bai Chay Hospital, students, people"), 84, medicine[BAI_CHAY]),
        Fact("A4", N_("its departments"), 9, departments[BAI_CHAY]),
        Fact("A4", N_("its supervisors"), 32, supervisors),
        Fact("A5", N_("Obstetrics and Pediatrics Hospital, students, people"), 71, medicine[SPECIALISED]),
        Fact("A5", N_("its specialised departments"), 2, departments[SPECIALISED]),
        Fact("A6", N_("the three hospitals together, people"), 250, everyone),
        Fact("A6", N_("with dentistry, people"), 270, everyone + people[GENERAL, DENTISTRY]),
        Fact("A10", N_("learners trained in all five subjects besides the specialty"), 270, _trained(book)),
    )


def _same_weeks(weeks: Counter[int]) -> int:
    """The number of weeks when all work the same, -1 when they don't."""
    return next(iter(weeks)) if len(weeks) == 1 else -1


def _taught(book: RoundBook, plan: Plan) -> int:
    """Disciplines of the account in which the plan places someone at the Provincial General Hospital."""
    there = {row.code for row in book.departments if row.site == GENERAL}
    taught = {block.discipline for block in plan.assignments if block.department in there}
    return sum(discipline in taught for discipline in DISCIPLINES)


def _trained(book: RoundBook) -> int:
    """Learners whose programme trains every subject."""
    whole = {row.code for row in book.programmes if set(SUBJECTS) <= set(row.subjects)}
    return sum(row.programme in whole for row in book.learners)
