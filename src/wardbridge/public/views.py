"""Pages for everyone: what this is, what hospitals publish of their capacity (VN-12), and why they had to decline."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from wardbridge.core.enums import Level
from wardbridge.demand.queries.refusals import by_discipline, by_reason, of_all
from wardbridge.schedule.queries.sites import hospitals
from wardbridge.ui import dates
from wardbridge.ui.sheets import workbook_response


@require_GET
def front(request: HttpRequest) -> HttpResponse:
    """What this is, and where to sign in; reads no record."""
    return render(request, "public/front.html")


@require_GET
def capacity(request: HttpRequest) -> HttpResponse:
    """Every hospital in a line."""
    day = timezone.localdate()
    return render(request, "public/capacity.html", {"hospitals": hospitals(day), "day": day})


@require_GET
def hospital(request: HttpRequest, uid: UUID) -> HttpResponse:
    """One hospital, department by department and level by level, with its practice teachers."""
    day = timezone.localdate()
    found = next((one for one in hospitals(day) if one.organisation.uid == uid), None)
    if found is None:
        raise Http404
    return render(request, "public/hospital.html", {"hospital": found, "day": day})


@require_GET
def capacity_sheet(request: HttpRequest) -> HttpResponse:
    """The same figures as a workbook."""
    day = timezone.localdate()
    heads = [
        _("Hospital"), _("Department"), _("Discipline"), _("Level"), _("Practice teachers"), _("Most learners"),
        _("Learners now"),
    ]  # fmt: skip
    rows: list[list[str | int]] = [
        [
            one.organisation.name,
            ward.department.name,
            ward.department.discipline.name,
            str(Level(line.level).label),
            line.teachers,
            line.most,
            line.now,
        ]
        for one in hospitals(day)
        for ward in one.wards
        for line in ward.levels
    ]
    note = _("As of %(day)s, from the records") % {"day": dates.written(day)}
    return workbook_response(name="capacity.xlsx", title=_("Capacity"), note=note, heads=heads, rows=rows)


@require_GET
def refusals(request: HttpRequest) -> HttpResponse:
    """Why hospitals could not receive learners, counted over all of them: by reason, and by reason and discipline."""
    rows = of_all()
    context = {"sums": by_reason(rows), "disciplines": by_discipline(rows), "day": timezone.localdate()}
    return render(request, "public/refusals.html", context)
