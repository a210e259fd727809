"""A hospital's lists to take along: loads and learners as workbooks, the learners' list as PDF."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from wardbridge.core.middleware import ActorRequest
from wardbridge.core.models import Organisation
from wardbridge.hospital.wards import HeatCell, heat, own_departments
from wardbridge.institutions.models import Department
from wardbridge.planning.models import Round
from wardbridge.schedule.exports import documents
from wardbridge.schedule.exports.sheets import workbook_of
from wardbridge.schedule.models import Placement
from wardbridge.schedule.queries import current
from wardbridge.ui import dates
from wardbridge.ui.sheets import KIND, workbook_response

PDF = "application/pdf"


@login_required
@require_GET
def loads_sheet(request: ActorRequest) -> HttpResponse:
    """Departments × weeks: learners, most allowed, and the limit that binds."""
    found = heat(request, _departments_or_404(request))
    heads = [_("Site"), _("Department"), _("Week from"), _("Learners"), _("Most at one time"), _("Left"), _("Binds")]
    rows = [_load_line(row.department, one) for row in found.rows for one in row.cells]
    note = _("As of %(day)s, from the versions in force") % {"day": dates.written(request.actor.on)}
    return workbook_response(name="loads.xlsx", title=_("Loads"), note=note, heads=heads, rows=rows)


@login_required
@require_GET
def learners_sheet(request: ActorRequest) -> HttpResponse:
    """Every placement (lượt) in the hospital's departments, a sheet a site."""
    departments = _departments_or_404(request)
    rounds = [one for one in current.rounds(request.actor) if request.GET.get("round", "") in ("", str(one.uid))]
    rows = _placements(request, departments, rounds)
    return download(workbook_of(rows, _("Learners")), KIND, "learners.xlsx")


@login_required
@require_GET
def learners_pdf(request: ActorRequest) -> HttpResponse:
    """Who is on which ward in which weeks of a round."""
    hospital, placement_round, rows = of_round_or_404(request)
    made = documents.hospital_list(hospital, placement_round, rows)
    return download(made, PDF, f"{placement_round.code}-{hospital.code}.pdf")


def _departments_or_404(request: ActorRequest) -> list[Department]:
    departments = own_departments(request.actor)
    if not departments:
        raise Http404
    return departments


def of_round_or_404(request: ActorRequest) -> tuple[Organisation, Round, list[Placement]]:
    """The round of the address, the actor's hospital that receives somebody in it, and who is placed there."""
    departments = _departments_or_404(request)
    asked = request.GET.get("round", "")
    found = next((one for one in current.rounds(request.actor) if asked == str(one.uid)), None)
    rows = _placements(request, departments, [found] if found else [])
    if found is None or not rows:
        raise Http404
    return rows[0].department.site.organisation, found, rows


def _placements(request: ActorRequest, departments: Sequence[Department], rounds: Sequence[Round]) -> list[Placement]:
    rows = current.placements(request.actor).filter(department__in=departments, version__round__in=rounds)
    related = rows.select_related(*current.RELATED, "discipline")
    return list(
        related.order_by("department__site__code", "department__code", "first", "enrolment__person__sort_key", "pk")
    )


def _load_line(department: Department, one: HeatCell) -> list[str | int]:
    capacity = "" if one.cell.capacity is None else one.cell.capacity
    left = "" if one.left is None else one.left
    binds = str(one.cell.binding.kind.label) if one.cell.binding else ""
    week = dates.written(one.week.first)
    return [department.site.name, department.name, week, one.cell.load, capacity, left, binds]


def download(body: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(body, content_type=kind)
    answer["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return answer
