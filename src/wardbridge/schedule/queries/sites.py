"""What a hospital must publish of itself (VN-12), always current: teachers, most learners, learners now.

Read from the records at the moment of asking, so it can't fall behind them; nobody has to keep it up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from wardbridge.capacity.domain.limits import Week, present, teaching
from wardbridge.core.enums import OrganisationKind
from wardbridge.core.models import Organisation
from wardbridge.institutions.models import Department
from wardbridge.people.models import Supervisor
from wardbridge.rulebook.domain import books
from wardbridge.rulekit.capacity import beds_allow, taught_levels, teacher_weights
from wardbridge.rulekit.law import RulePack
from wardbridge.rulekit.levels import LEVELS, Level
from wardbridge.schedule.queries.learners import learners_on


@dataclass(frozen=True, slots=True)
class LevelLine:
    """One level in a department: who may teach it today, the most learners if all were of this level, learners now."""

    level: Level
    teachers: int
    most: int
    now: int


@dataclass(frozen=True, slots=True)
class Ward:
    """A department as it is published; `missing` names what is not recorded ("teachers", "beds")."""

    department: Department
    teachers: Sequence[Supervisor]
    levels: Sequence[LevelLine]
    missing: tuple[str, ...]

    @property
    def now(self) -> int:
        return sum(line.now for line in self.levels)


@dataclass(frozen=True, slots=True)
class Hospital:
    """A hospital and its departments on a day."""

    organisation: Organisation
    wards: Sequence[Ward]

    @property
    def teachers(self) -> int:
        return len({teacher.person_id for ward in self.wards for teacher in ward.teachers})

    @property
    def now(self) -> int:
        """Learners on site, each ward's counted there."""
        return sum(ward.now for ward in self.wards)

    @property
    def synthetic(self) -> bool:
        """Whether its teachers are made up."""
        return any(teacher.person.synthetic for ward in self.wards for teacher in ward.teachers)

    @property
    def missing(self) -> int:
        """Departments of which something is not recorded."""
        return sum(bool(ward.missing) for ward in self.wards)


def hospitals(day: date) -> list[Hospital]:
    """Every hospital that has departments, with what it publishes on the day: four queries."""
    rows = Department.objects.filter(site__organisation__kind=OrganisationKind.HOSPITAL)
    wards = wards_on(rows.select_related("site__organisation", "discipline").order_by("site__code", "code"), day)
    found: dict[Organisation, list[Ward]] = defaultdict(list)
    for ward in wards:
        found[ward.department.site.organisation].append(ward)
    return [Hospital(owner, found[owner]) for owner in sorted(found, key=lambda one: one.name)]


def wards_on(departments: Iterable[Department], day: date) -> list[Ward]:
    """The departments as they are published on a day: three queries beside their own."""
    wards = list(departments)
    law, learners = books.decree(), learners_on(wards, day)
    roster: dict[int, list[Supervisor]] = defaultdict(list)
    teachers = Supervisor.unscoped.filter(department__in=wards)  # unscoped: a site publishes who teaches there (VN-12)
    for row in teachers.select_related("person").prefetch_related("leaves").order_by("person__sort_key", "pk"):
        roster[row.department_id].append(row)
    return [_ward(one, roster[one.pk], learners.get(one.pk, {}), day, law) for one in wards]


def _ward(
    department: Department, roster: Sequence[Supervisor], learners: Mapping[Level, int], day: date, law: RulePack
) -> Ward:
    there = [row for row in roster if present(row, Week(day, day, (day,)))]
    taught = {row.pk: taught_levels(teaching(row), day, law) for row in there}
    whole, weights = teacher_weights(day, law)
    beds = beds_allow(department.beds, department.chairs, day, law)
    others = [figure for figure in (beds, department.room) if figure is not None]
    lines = []
    for level in LEVELS:
        able = sum(level in taught[row.pk] for row in there)
        most = min([whole * able // weights[level], *others])
        if able or learners.get(level):
            lines.append(LevelLine(level, able, most, learners.get(level, 0)))
    return Ward(department, [row for row in there if taught[row.pk]], lines, missing_of(department, len(roster)))


def missing_of(department: Department, teachers: int) -> tuple[str, ...]:
    """What the duty to publish asks for and is not recorded."""
    gaps = {"teachers": not teachers, "beds": department.beds is None and department.chairs is None}
    return tuple(name for name, gap in gaps.items() if gap)
