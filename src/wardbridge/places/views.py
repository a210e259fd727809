"""Places left for a school and level: departments by week, and what limits one of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from wardbridge.core.enums import Level, OrganisationKind
from wardbridge.core.middleware import ActorRequest
from wardbridge.core.models import Organisation
from wardbridge.demand.queries.left import NO_END, Asker, left_in, monday_of
from wardbridge.institutions.models import Department
from wardbridge.places.forms import wards
from wardbridge.rulekit.levels import Level as Taught
from wardbridge.ui.limits import BASIS, name_of, records_of
from wardbridge.ui.lists import Filter, asked_day, chosen_filter, day_of

WEEKS = 8
"""Weeks shown beside each other."""


@dataclass(frozen=True, slots=True)
class LimitLine:
    """A limit as the page shows it, in learners; `left` is `None` where nothing is counted."""

    name: str
    basis: str
    allowed: int
    left: int | None
    binds: bool
    records: list[str]


@login_required
@require_GET
def left(request: ActorRequest) -> HttpResponse:
    """Departments of a hospital by week, with the places left and what binds."""
    _must_belong(request)
    hospitals = Organisation.objects.filter(kind=OrganisationKind.HOSPITAL, sites__departments__isnull=False).distinct()
    options = [(str(one.uid), one.name) for one in sorted(hospitals, key=lambda one: one.name)]
    asked = chosen_filter(request, "hospital", _("Hospital"), options)
    own = [str(one.uid) for one in request.actor.of_kind(OrganisationKind.HOSPITAL)]
    chosen = asked.chosen or next((one for one, _name in options if one in own), options[0][0] if options else "")
    level, asker = _asker(request)
    monday = monday_of(asked_day(request, "day", request.actor.on))
    departments = list(wards().filter(site__organisation__uid=chosen)) if chosen else []
    found = left_in(departments, asker, monday, WEEKS) if departments else {}
    weeks = [monday + timedelta(days=7 * number) for number in range(WEEKS)]
    context = {
        "hospital": Filter(asked.field, asked.label, options, chosen),
        "level": level,
        "levels": Level.choices,
        "school": asker.school,
        "schools": request.actor.of_kind(OrganisationKind.SCHOOL),
        "day": monday,
        "weeks": weeks,
        "rows": [(one, [found[one.pk, week] for week in weeks]) for one in departments],
        "before": (monday - timedelta(days=7 * WEEKS)).isoformat(),
        "after": (monday + timedelta(days=7 * WEEKS)).isoformat(),
    }
    return render(request, "places/left.html", context)


@login_required
@require_GET
def cell(request: ActorRequest, uid: UUID, monday: str) -> HttpResponse:
    """One department in one week: every limit, with the records behind it."""
    _must_belong(request)
    department = get_object_or_404(wards(), uid=uid)
    day = day_of(monday)
    if day is None:
        raise Http404
    level, asker = _asker(request)
    found = left_in([department], asker, monday_of(day), 1)[department.pk, monday_of(day)]
    records = records_of((one.kind, one.records, department.pk) for one in found.lines)
    context = {
        "department": department,
        "found": found,
        "level": level,
        "level_word": Level(level).label,
        "school": asker.school,
        "may_hold": bool(request.actor.office_ids),
        "lines": [
            LimitLine(
                name_of(one.kind, one.scope),
                str(BASIS[one.kind]),
                one.allowed,
                None if one.left >= NO_END else one.left,
                one is found.binding,
                [said for record in one.records if (said := records.get(record, record))],
            )
            for one in found.lines
        ],
    }
    return render(request, "places/cell.html", context)


def _must_belong(request: ActorRequest) -> None:
    if not request.actor.organisation_ids:
        raise Http404


def _asker(request: ActorRequest) -> tuple[str, Asker]:
    """The level of the address (university when none), and the reader's own school that it names, or his first."""
    asked = request.GET.get("level", "")
    level = asked if asked in Level.values else Level.UNIVERSITY.value
    schools = {str(one.uid): one for one in request.actor.of_kind(OrganisationKind.SCHOOL)}
    school: Organisation | None = schools.get(request.GET.get("school", "")) or next(iter(schools.values()), None)
    return level, Asker(Taught(level), school)


def own_wards(request: ActorRequest) -> list[Department]:
    """Departments of the reader's hospitals; of those of his province for an authority."""
    hospitals = {one.pk for one in request.actor.of_kind(OrganisationKind.HOSPITAL)}
    authorities = request.actor.of_kind(OrganisationKind.AUTHORITY)
    hospitals |= set(
        Organisation.objects.filter(kind=OrganisationKind.HOSPITAL, parent__in=authorities).values_list("pk", flat=True)
    )
    return list(wards().filter(site__organisation__in=hospitals))
