"""A hospital's departments × weeks as its page shows them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from wardbridge.capacity.domain.limits import Week
from wardbridge.capacity.domain.usage import Cell
from wardbridge.core.actors import Actor
from wardbridge.core.enums import OrganisationKind
from wardbridge.core.middleware import ActorRequest
from wardbridge.institutions.models import Department, Site
from wardbridge.planning.models import Round
from wardbridge.schedule.queries import current
from wardbridge.schedule.queries.loads import Loads, loads_of, weeks_of_rounds
from wardbridge.ui.lists import Filter, chosen_filter


@dataclass(frozen=True, slots=True)
class HeatCell:
    """A cell of the heat map: figures, colour step, and the week it stands in."""

    week: Week
    cell: Cell
    here: bool

    @property
    def left(self) -> int | None:
        """Places left; `None` when nothing is offered."""
        return None if self.cell.capacity is None else self.cell.capacity - self.cell.load


@dataclass(frozen=True, slots=True)
class HeatRow:
    department: Department
    cells: Sequence[HeatCell]


@dataclass(frozen=True, slots=True)
class Heat:
    """What the address asks: rounds in the span, the filter, the loads, and the rows to draw."""

    rounds: Sequence[Round]
    site: Filter
    loads: Loads
    rows: Sequence[HeatRow]
    people: Sequence[tuple[Week, int]]
    """Week → distinct persons in the departments shown."""


def own_departments(actor: Actor) -> list[Department]:
    """Departments of the actor's hospitals."""
    rows = Department.objects.filter(site__organisation__in=actor.of_kind(OrganisationKind.HOSPITAL))
    return list(rows.select_related("site__organisation", "discipline").order_by("site__code", "code"))


def heat(request: ActorRequest, departments: Sequence[Department]) -> Heat:
    """Loads of the departments over the rounds that the reader chose (all that are published, when none)."""
    published = list(current.rounds(request.actor))
    rounds = [one for one in published if str(one.uid) == request.GET.get("round")] or published
    sites = {one.site_id: one.site for one in departments}
    site = chosen_filter(request, "site", _("Site"), _options(sites.values()))
    shown = [one for one in departments if site.chosen in ("", str(one.site.uid))]
    loads = loads_of(shown, weeks_of_rounds(rounds))
    today = request.actor.on
    rows = [
        HeatRow(
            one,
            [
                HeatCell(week, cell, week.first <= today <= week.last)
                for week, cell in zip(loads.weeks, loads.row(one), strict=True)
            ],
        )
        for one in shown
    ]
    people = [(week, loads.people(shown, number)) for number, week in enumerate(loads.weeks)]
    return Heat(rounds, site, loads, rows, people)


def _options(sites: Iterable[Site]) -> list[tuple[str, str]]:
    return [(str(one.uid), one.name) for one in sites]
