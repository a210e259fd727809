"""The province at a glance: people and placements counted apart, by hospital and week; never names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count

from wardbridge.capacity.domain.limits import Week
from wardbridge.capacity.enums import LimitKind
from wardbridge.core.actors import Actor
from wardbridge.core.models import Organisation
from wardbridge.institutions.models import Department
from wardbridge.planning.models import Round
from wardbridge.schedule.models import Version
from wardbridge.schedule.queries import current
from wardbridge.schedule.queries.loads import Loads, loads_of, weeks_of_rounds


@dataclass(frozen=True)
class Hospital:
    """One hospital in the rounds seen: its departments, and the loads that answer for them."""

    organisation: Organisation
    departments: Sequence[Department]
    loads: Loads

    def people(self, week: int) -> int:
        """Distinct persons (người) on site in a week."""
        return self.loads.people(self.departments, week)

    def by_week(self) -> list[int]:
        return [self.people(week) for week in range(len(self.loads.weeks))]

    def allowed(self, week: int, kind: LimitKind) -> int | None:
        """Learners at one time that the law's limits of this kind allow, summed over departments that have a figure."""
        known = [self.loads.allowed(one, week, kind) for one in self.departments]
        figures = [figure for figure in known if figure is not None]
        return sum(figures) if figures else None

    def full(self, week: int) -> list[Department]:
        """Departments that can take nobody more in a week, and are above no limit."""
        return [one for one in self.departments if self._left(one, week) == 0]

    def over(self, week: int) -> list[Department]:
        """Departments above a limit in a week."""
        return [one for one in self.departments if self.loads.cells[one.pk, week].over]

    def _left(self, department: Department, week: int) -> int | None:
        cell = self.loads.cells[department.pk, week]
        return None if cell.capacity is None or cell.over else cell.capacity - cell.load


@dataclass(frozen=True)
class Published:
    """A version in force and what it holds: distinct persons (người) and placements (lượt)."""

    version: Version
    people: int
    placements: int


@dataclass(frozen=True)
class Province:
    """All hospitals of the rounds an authority sees, over the weeks of those rounds."""

    weeks: Sequence[Week]
    hospitals: Sequence[Hospital]
    published: Sequence[Published]

    def people(self, week: int) -> int:
        """Distinct persons (người) on site anywhere in a week."""
        wards = [one for hospital in self.hospitals for one in hospital.departments]
        return self.hospitals[0].loads.people(wards, week) if self.hospitals else 0


def province(actor: Actor) -> Province:
    """Everything the province page shows, in a fixed number of queries."""
    rounds = list(current.rounds(actor))
    wards = Department.objects.filter(rounds__in=rounds).distinct().select_related("site__organisation", "discipline")
    loads = loads_of(wards.order_by("site__organisation__code", "site__code", "code"), weeks_of_rounds(rounds))
    of_hospital: dict[Organisation, list[Department]] = {}
    for ward in loads.departments:
        of_hospital.setdefault(ward.site.organisation, []).append(ward)
    hospitals = [Hospital(owner, departments, loads) for owner, departments in of_hospital.items()]
    return Province(loads.weeks, hospitals, _published(rounds))


def _published(rounds: Sequence[Round]) -> list[Published]:
    counted = Version.unscoped.filter(current_for__round__in=rounds).select_related("round")
    rows = counted.annotate(
        people=Count("placements__enrolment__person", distinct=True), placed=Count("placements", distinct=True)
    )
    return [Published(row, row.people, row.placed) for row in rows.order_by("-published_at")]
