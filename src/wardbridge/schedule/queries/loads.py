"""How full departments are, week by week, over all published rounds together: figures, never names.

The caller answers for the departments he asks about: a hospital its own, an authority those of the rounds it sees.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from wardbridge.capacity.domain.limits import Week, offer_figures, teacher_figures, ward_figures, weeks_of
from wardbridge.capacity.domain.usage import Cell, LimitUse, Use, cells, matchers
from wardbridge.capacity.enums import LimitKind
from wardbridge.capacity.models import Offer
from wardbridge.institutions.models import Department
from wardbridge.people.models import Supervisor
from wardbridge.planning.models import Round
from wardbridge.rulebook.domain import books
from wardbridge.rulekit.levels import Level
from wardbridge.schedule.models import Placement


@dataclass(frozen=True)
class Loads:
    """Departments × weeks, each cell with its load, its limits and the one that binds; and who counts where."""

    departments: Sequence[Department]
    weeks: Sequence[Week]
    cells: Mapping[tuple[int, int], Cell]
    persons: Mapping[tuple[int, int], frozenset[int]]
    """(department, index of the week) → the persons there."""

    def people(self, departments: Iterable[Department], week: int) -> int:
        """Distinct persons (người) in these departments in a week."""
        return len(frozenset().union(*(self.persons.get((one.pk, week), frozenset()) for one in departments)))

    def row(self, department: Department) -> list[Cell]:
        """The department's cells, week after week."""
        return [self.cells[department.pk, week] for week in range(len(self.weeks))]

    def allowed(self, department: Department, week: int, kind: LimitKind) -> int | None:
        """Learners at one time that limits of this kind allow there, given who is there; `None` when none is known."""
        cell = self.cells[department.pk, week]
        left = [limit.left for limit in cell.limits if limit.kind == kind]
        return cell.load + min(left) if left else None


def weeks_between(first: date, last: date, holidays: Iterable[date] = ()) -> tuple[Week, ...]:
    """The weeks that touch the days from `first` to `last`, both inside."""
    monday = first - timedelta(days=first.weekday())
    return weeks_of(monday, (last - monday).days // 7 + 1, holidays)


def weeks_of_rounds(rounds: Iterable[Round]) -> tuple[Week, ...]:
    """The weeks from the earliest first day of these rounds to the latest last day, without their holidays."""
    shown = list(rounds)
    if not shown:
        return ()
    off = {date.fromisoformat(str(day)) for one in shown for day in one.holidays}
    return weeks_between(min(one.first_day for one in shown), max(one.last_day for one in shown), off)


def loads_of(departments: Iterable[Department], weeks: Sequence[Week]) -> Loads:
    """Count every published placement in these departments and weeks against the limits: five queries.

    An offer that no round holds any more was withdrawn: it gives no place.
    """
    wards = list(departments)
    if not weeks:
        return Loads(wards, weeks, {}, {})
    law = books.decree()
    offers = list(Offer.objects.filter(department__in=wards, rounds__isnull=False).distinct())
    teachers = Supervisor.unscoped.filter(department__in=wards).prefetch_related("leaves")
    figures = [
        *offer_figures(offers, weeks),
        *teacher_figures(wards, teachers, weeks, law),
        *ward_figures(wards, weeks, law),
    ]
    uses, persons = _uses(wards, weeks)
    found = cells(figures, uses, matchers(offers, (), law), weeks, [one.pk for one in wards])
    return Loads(wards, weeks, found, persons)


def _uses(
    departments: Sequence[Department], weeks: Sequence[Week]
) -> tuple[list[Use], dict[tuple[int, int], frozenset[int]]]:
    index = {week.first: number for number, week in enumerate(weeks)}
    rows = Placement.unscoped.filter(
        version__current_for__isnull=False,
        department__in=departments,
        first__lte=weeks[-1].last,
        last__gte=weeks[0].first,
    ).values_list(
        "enrolment_id", "enrolment__person_id", "department_id", "department__site_id", "enrolment__programme_id",
        "enrolment__programme__level", "version__round__first_day", "periods",
    )  # fmt: skip
    uses: list[Use] = []
    persons: dict[tuple[int, int], set[int]] = defaultdict(set)
    for learner, person, department, site, programme, level, first_day, periods in rows:
        mondays = [first_day + timedelta(days=7 * period) for period in periods]
        inside = tuple(monday for monday in mondays if monday in index)
        if inside:
            uses.append(Use(learner, department, site, programme, Level(level), inside))
        for monday in inside:
            persons[department, index[monday]].add(person)
    return uses, {key: frozenset(found) for key, found in persons.items()}


def binding_first(cell: Cell) -> list[LimitUse]:
    """The limits of a cell, the one that binds first, then by places left."""
    return sorted(cell.limits, key=lambda limit: (limit is not cell.binding, limit.left))
