"""Whether departments obeyed the law on a day: each rule with the figure found, the figure allowed and the records.

The law is the edition of the rule pack that stands now, with the figures that it gives for the day asked about.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import isinf

from wardbridge.capacity.domain.limits import Week, present, teaching
from wardbridge.institutions.models import Department
from wardbridge.people.models import Supervisor
from wardbridge.rulebook.domain import books
from wardbridge.rulekit.capacity import Finding, beds_law, taught_levels, teachers_law
from wardbridge.rulekit.law import DECREE, LegalRule, RulePack
from wardbridge.rulekit.levels import LEVELS, Level
from wardbridge.schedule.queries.learners import learners_on
from wardbridge.schedule.queries.sites import missing_of


@dataclass(frozen=True, slots=True)
class Line:
    """One rule in one department; `allowed` is `None` where no record gives a figure to judge by."""

    rule: LegalRule
    department: Department
    level: Level | None
    found: float
    allowed: float | None
    teachers: tuple[Supervisor, ...] = ()
    missing: tuple[str, ...] = ()
    """What a rule on completeness finds not recorded ("teachers", "beds")."""

    @property
    def broken(self) -> bool:
        return self.allowed is not None and self.found > self.allowed

    @property
    def too_many(self) -> int:
        """Learners too many, for a rule that counts learners; 0 when it holds."""
        return max(0, int(self.found - self.allowed)) if self.allowed is not None else 0


@dataclass(frozen=True, slots=True)
class Idle:
    """A teacher not counted on the day: on leave or out of post ("absent"), or the rule by which he may not teach."""

    teacher: Supervisor
    rule: str


@dataclass(frozen=True, slots=True)
class Lawful:
    """The answer for some departments on a day, by edition `edition` of the pack (0: as shipped)."""

    day: date
    edition: int
    lines: Sequence[Line]
    idle: Sequence[Idle]
    unchecked: Sequence[LegalRule]
    """Rules in force that no record here can answer yet."""

    @property
    def broken(self) -> list[Line]:
        return [line for line in self.lines if line.broken]

    def of(self, departments: Iterable[Department]) -> list[Line]:
        """The lines of some of the departments."""
        wanted = {one.pk for one in departments}
        return [line for line in self.lines if line.department.pk in wanted]


def lawful(departments: Iterable[Department], day: date) -> Lawful:
    """Judge the departments on a day: four queries.

    Raises
    ------
    RuleUnknown
        For a day before the first on which the rules of the pack hold.
    """
    wards = list(departments)
    book = books.book(DECREE)
    learners = learners_on(wards, day)
    roster: dict[int, list[Supervisor]] = defaultdict(list)
    rows = Supervisor.unscoped.filter(department__in=wards).select_related("person").prefetch_related("leaves")
    for row in rows.order_by("code", "pk"):
        roster[row.department_id].append(row)
    lines: list[Line] = []
    idle: list[Idle] = []
    for ward in wards:
        lines += _lines(ward, learners.get(ward.pk, {}), roster[ward.pk], day, book.pack)
        idle += _idle(roster[ward.pk], day, book.pack)
    unchecked = [rule for rule in book.pack.on(day) if not rule.checked]
    return Lawful(day, book.number, lines, idle, unchecked)


def _on(day: date) -> Week:
    return Week(day, day, (day,))


def _lines(
    ward: Department, learners: Mapping[Level, int], roster: Sequence[Supervisor], day: date, pack: RulePack
) -> list[Line]:
    there = [row for row in roster if present(row, _on(day))]
    by_code = {row.code: row for row in there}
    able = {level: [row.code for row in there if level in taught_levels(teaching(row), day, pack)] for level in LEVELS}
    found = [_line(ward, one, day, pack, by_code) for one in teachers_law(learners, able, day, pack)]
    total = sum(learners.values())
    if total:
        found.append(_line(ward, beds_law(total, ward.beds, ward.chairs, day, pack), day, pack, {}))
    found += [_complete(rule, ward, missing_of(ward, len(roster))) for rule in pack.on(day) if rule.id == "VN-12"]
    return found


def _complete(rule: LegalRule, ward: Department, missing: tuple[str, ...]) -> Line:
    """VN-12: what the site must publish is recorded."""
    return Line(rule, ward, None, len(missing), 0, missing=missing)


def _line(ward: Department, finding: Finding, day: date, pack: RulePack, teachers: Mapping[str, Supervisor]) -> Line:
    return Line(
        pack.at(finding.rule, day),
        ward,
        finding.level,
        finding.found,
        None if isinf(finding.allowed) else finding.allowed,
        tuple(teachers[code] for code in finding.records if code in teachers),
    )


def _idle(roster: Iterable[Supervisor], day: date, pack: RulePack) -> list[Idle]:
    found = []
    for row in roster:
        if not present(row, _on(day)):
            found.append(Idle(row, "absent"))
        elif not row.teaching_certificate:
            found.append(Idle(row, "VN-06"))
        elif not taught_levels(teaching(row), day, pack):
            found.append(Idle(row, "VN-04"))
    return found
