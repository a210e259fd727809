"""Who is with us this week: the page of a ward and of each practice teacher."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from wardbridge.compliance.queries.standing import Standing
from wardbridge.core.actors import Actor
from wardbridge.core.enums import OrganisationKind, Role
from wardbridge.core.middleware import ActorRequest
from wardbridge.institutions.models import Department
from wardbridge.people.queries import persons
from wardbridge.schedule.models import Placement
from wardbridge.schedule.queries import current, held
from wardbridge.ui import dates
from wardbridge.ui.lists import asked_day, chips_of, chosen_filter

WARD_ROLES = {Role.WARD, Role.OFFICE}


@dataclass(frozen=True, slots=True)
class Ward:
    """A department with those who are there in the week, by group and then by name, and what holds back whom."""

    department: Department
    placements: list[Placement]
    standings: dict[int, list[Standing]]

    @property
    def lines(self) -> list[tuple[Placement, list[Standing]]]:
        """Each placement with the gates that it has not passed."""
        return [
            (one, [gate for gate in self.standings.get(one.enrolment_id, ()) if not gate.open])
            for one in self.placements
        ]

    @property
    def people(self) -> int:
        return current.people(self.placements)


@login_required
@require_GET
def week(request: ActorRequest) -> HttpResponse:
    """One week of the departments the actor reads: his own by his post, or those of his hospital.

    When the address names no week and nobody is there today, the nearest week with somebody stands instead.
    """
    departments = own_departments(request.actor)
    if not departments:
        raise Http404
    options = [(str(one.uid), f"{one.short or one.code} · {one.name}") for one in departments]
    department = chosen_filter(request, "department", _("Department"), options)
    shown = [one for one in departments if department.chosen in ("", str(one.uid))]
    monday = dates.monday_of(asked_day(request, "week", request.actor.on))
    wards = wards_in(request.actor, shown, monday)
    near = None if any(ward.placements for ward in wards) else nearest(request.actor, shown, monday)
    if near and "week" not in request.GET:
        monday, wards = near, wards_in(request.actor, shown, near)
    context = {
        "wards": wards,
        "people": len({row.enrolment.person_id for ward in wards for row in ward.placements}),
        "monday": monday,
        "sunday": monday + timedelta(days=6),
        "before": monday - timedelta(days=7),
        "after": monday + timedelta(days=7),
        "this_week": dates.monday_of(request.actor.on),
        "filters": [department] if len(departments) > 1 else [],
        "chips": chips_of([department]),
        "nearest": near,
    }
    return render(request, "ward/week.html", context)


def own_departments(actor: Actor) -> list[Department]:
    """Departments whose week the actor may read: where he teaches; for ward and office members, all of the hospital."""
    hospitals = actor.of_kind(OrganisationKind.HOSPITAL, WARD_ROLES)
    mine = Q(pk__in=persons.own_supervisors(actor).values("department"))
    if hospitals:
        mine |= Q(site__organisation__in=hospitals)
    return list(Department.objects.filter(mine).select_related("site", "discipline").order_by("site__code", "code"))


def wards_in(actor: Actor, departments: list[Department], monday: date) -> list[Ward]:
    """Lay the placements of the week on their departments; departments without anyone stay, empty."""
    rows = current.placements(actor).filter(department__in=departments)
    there: dict[int, list[Placement]] = {one.pk: [] for one in departments}
    for row in current.in_week(rows.order_by("enrolment__group__code", "enrolment__person__sort_key"), monday):
        there[row.department_id].append(row)
    standings = held.of_placements(one for rows in there.values() for one in rows)
    return [Ward(one, there[one.pk], standings) for one in departments]


def nearest(actor: Actor, departments: list[Department], monday: date) -> date | None:
    """Monday of the nearest week in which somebody is there; the next one, else the last one before."""
    rows = current.bare(actor).filter(department__in=departments)
    following = rows.filter(first__gt=monday).order_by("first").values_list("first", flat=True).first()
    day = following or rows.filter(last__lt=monday).order_by("-last").values_list("last", flat=True).first()
    return dates.monday_of(day) if day else None
