"""The province at a glance: figures with their rows; names stay with schools and hospitals."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from wardbridge.authority import glance
from wardbridge.core.enums import OrganisationKind
from wardbridge.core.middleware import ActorRequest
from wardbridge.schedule.queries.contracted import contracts_on, readable
from wardbridge.schedule.queries.lawful import lawful
from wardbridge.schedule.queries.province import Province, province
from wardbridge.ui import dates
from wardbridge.ui.lists import asked_day
from wardbridge.ui.sheets import workbook_response


def _province_or_404(request: ActorRequest) -> Province:
    if not request.actor.of_kind(OrganisationKind.AUTHORITY):
        raise Http404
    return province(request.actor)


@login_required
@require_GET
def province_page(request: ActorRequest) -> HttpResponse:
    """Learners on site in a week by hospital, the weeks to come, the load against legal limits, what is published."""
    found = _province_or_404(request)
    context: dict[str, object] = {"province": found, "today": request.actor.on}
    if found.weeks:
        week = glance.week_shown(request, found)
        rows = glance.coming(found, week)
        context |= {
            "week": found.weeks[week],
            "before": found.weeks[week - 1].first if week > 0 else None,
            "after": found.weeks[week + 1].first if week + 1 < len(found.weeks) else None,
            "people": found.people(week),
            "lines": glance.lines(found, week),
            "coming": rows,
            "chart": glance.chart(found, rows),
        }
    return render(request, "authority/province.html", context)


@login_required
@require_GET
def hospital(request: ActorRequest, uid: UUID) -> HttpResponse:
    """The rows behind a hospital's figures: its departments by week, in people."""
    found = _province_or_404(request)
    one = next((one for one in found.hospitals if one.organisation.uid == uid), None)
    if one is None:
        raise Http404
    context = {
        "hospital": one,
        "rows": [(department, one.loads.row(department)) for department in one.departments],
        "people": list(zip(found.weeks, one.by_week(), strict=True)),
        "today": request.actor.on,
    }
    return render(request, "authority/hospital.html", context)


@login_required
@require_GET
def lawful_page(request: ActorRequest) -> HttpResponse:
    """Whether the hospitals of the province keep the law on a day: what is broken, and a line a hospital."""
    found = _province_or_404(request)
    day = asked_day(request, "day", request.actor.on)
    answer = lawful([ward for one in found.hospitals for ward in one.departments], day)
    contracts = contracts_on([one.organisation for one in found.hospitals], day)
    hospitals = [
        (
            one,
            glance.judged(
                answer.of(one.departments), [line for line in contracts if line.hospital == one.organisation]
            ),
        )
        for one in found.hospitals
    ]
    context = {
        "answer": answer,
        "day": day,
        "hospitals": hospitals,
        "contracts": contracts,
        "readable": readable(request.actor, contracts),
    }
    return render(request, "authority/lawful.html", context)


@login_required
@require_GET
def province_sheet(request: ActorRequest) -> HttpResponse:
    """Every figure of the page by hospital, department and week."""
    found = _province_or_404(request)
    heads = [_("Hospital"), _("Department"), _("Week from"), _("People"), _("Most at one time"), _("Binds")]
    rows = [
        [
            one.organisation.name,
            department.name,
            dates.written(week.first),
            cell.load,
            "" if cell.capacity is None else cell.capacity,
            str(cell.binding.kind.label) if cell.binding else "",
        ]
        for one in found.hospitals
        for department in one.departments
        for week, cell in zip(found.weeks, one.loads.row(department), strict=True)
    ]
    note = _("As of %(day)s, from the versions in force") % {"day": dates.written(request.actor.on)}
    return workbook_response(name="province.xlsx", title=_("Province"), note=note, heads=heads, rows=rows)
