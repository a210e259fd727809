"""A hospital's pages: departments × weeks, what stands behind one cell, and whether the law is kept."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from wardbridge.core.enums import OrganisationKind
from wardbridge.core.middleware import ActorRequest
from wardbridge.hospital.wards import heat, own_departments
from wardbridge.institutions.models import Department
from wardbridge.planning.queries.worth import one_more
from wardbridge.rulekit.messages import format_number
from wardbridge.schedule.queries import current
from wardbridge.schedule.queries.contracted import contracts_on, readable
from wardbridge.schedule.queries.lawful import lawful
from wardbridge.schedule.queries.loads import binding_first, loads_of, weeks_between
from wardbridge.ui import limits
from wardbridge.ui.dates import reader_language
from wardbridge.ui.lists import asked_day, chips_of, day_of


@login_required
@require_GET
def loads(request: ActorRequest) -> HttpResponse:
    """Heat map of the actor's departments by week."""
    if not request.actor.of_kind(OrganisationKind.HOSPITAL):
        raise Http404
    found = heat(request, own_departments(request.actor))
    context = {
        "heat": found,
        "rounds": list(current.rounds(request.actor)),
        "chips": chips_of([found.site]),
        "today": request.actor.on,
        "downloads": [one for one in found.rounds if found.loads.weeks],
    }
    return render(request, "hospital/loads.html", context)


@login_required
@require_GET
def cell(request: ActorRequest, uid: UUID, monday: str) -> HttpResponse:
    """One department in one week: who is there, which limit binds, and the records behind each limit."""
    own = Department.objects.filter(site__organisation__in=request.actor.of_kind(OrganisationKind.HOSPITAL))
    department = get_object_or_404(own.select_related("site", "discipline"), uid=uid)
    day = day_of(monday)
    if day is None:
        raise Http404
    rounds = current.rounds(request.actor)
    off = [date.fromisoformat(str(one)) for row in rounds for one in row.holidays]
    weeks = weeks_between(day, day, off)
    found = loads_of([department], weeks)
    here = found.cells[department.pk, 0]
    rows = current.placements(request.actor).filter(department=department).order_by("enrolment__person__sort_key")
    worth = one_more(rounds, department, weeks[0].first)
    context = {
        "department": department,
        "week": weeks[0],
        "cell": here,
        "limits": limits.lines(binding_first(here), here),
        "placements": current.in_week(rows, weeks[0].first),
        "worth": worth and format_number(round(worth, 1), reader_language()),
        "before": weeks[0].first - timedelta(days=7),
        "after": weeks[0].first + timedelta(days=7),
    }
    return render(request, "hospital/cell.html", context)


@login_required
@require_GET
def lawful_page(request: ActorRequest) -> HttpResponse:
    """Whether the hospital keeps the law on a day: each rule with figure found, figure allowed and records."""
    if not request.actor.of_kind(OrganisationKind.HOSPITAL):
        raise Http404
    day = asked_day(request, "day", request.actor.on)
    answer = lawful(own_departments(request.actor), day)
    contracts = contracts_on(request.actor.of_kind(OrganisationKind.HOSPITAL), day)
    context = {
        "answer": answer,
        "day": day,
        "contracts": contracts,
        "readable": readable(request.actor, contracts),
        "broken": len(answer.broken) + sum(line.broken for line in contracts),
    }
    return render(request, "hospital/lawful.html", context)
