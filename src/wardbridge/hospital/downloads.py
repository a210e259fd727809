"""A hospital's lists to take along: loads and learners as workbooks, the learners' list and the decision as PDF."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from wardbridge.core.middleware import ActorRequest
from wardbridge.hospital.wards import HeatCell, heat, own_departments
from wardbridge.institutions.models import Department
from wardbridge.schedule.models import Placement
from wardbridge.schedule.queries import current
from wardbridge.ui import dates
from wardbridge.ui.sheets import workbook_response


@login_required
@require_GET
def loads_sheet(request: ActorRequest) -> HttpResponse:
    """Departments × weeks: learners, most allowed, and the limit that binds."""
    found = heat(request, _departments_or_404(request))
    heads = [_("Site"), _("Department"), _("Week from"), _("Learners"), _("Most at one time"), _("Left"), _("Binds")]
    rows = [_load_line(row.department.site.name, row.department.name, one) for row in found.rows for one in row.cells]
    return workbook_response(name="loads.xlsx", title=_("Loads"), note=_as_of(request), heads=heads, rows=rows)


@login_required
@require_GET
def learners_sheet(request: ActorRequest) -> HttpResponse:
    """Every placement (lượt) in the hospital's departments."""
    departments = _departments_or_404(request)
    rows = current.placements(request.actor).filter(department__in=departments)
    if asked := request.GET.get("round"):
        rows = rows.filter(version__round__in=[one for one in current.rounds(request.actor) if str(one.uid) == asked])
    heads = [
        _("Site"), _("Department"), _("From"), _("To"), _("Student code"), _("Family name"), _("Middle name"),
        _("Given name"), _("School"), _("Group"), _("Supervisor"),
    ]  # fmt: skip
    in_order = rows.order_by("department__site__code", "department__code", "first", "enrolment__person__sort_key")
    lines = [_learner_line(row) for row in in_order]
    return workbook_response(name="learners.xlsx", title=_("Learners"), note=_as_of(request), heads=heads, rows=lines)


def _departments_or_404(request: ActorRequest) -> list[Department]:
    departments = own_departments(request.actor)
    if not departments:
        raise Http404
    return departments


def _as_of(request: ActorRequest) -> str:
    return _("As of %(day)s, from the versions in force") % {"day": dates.written(request.actor.on)}


def _load_line(site: str, department: str, one: HeatCell) -> list[str | int]:
    capacity = "" if one.cell.capacity is None else one.cell.capacity
    left = "" if one.left is None else one.left
    binds = str(one.cell.binding.kind.label) if one.cell.binding else ""
    return [site, department, dates.written(one.week.first), one.cell.load, capacity, left, binds]


def _learner_line(row: Placement) -> list[str | int]:
    person = row.enrolment.person
    guides = ", ".join(str(one.supervisor.person) for one in row.supervisor_rows.all())
    where = [row.department.site.name, row.department.name, dates.written(row.first), dates.written(row.last)]
    who = [row.enrolment.code, person.family, person.middle, person.given, row.enrolment.programme.school.name]
    return [*where, *who, str(row.enrolment.group or ""), guides]
