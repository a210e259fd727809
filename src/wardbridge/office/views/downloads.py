"""What can be taken away of a published version: the workbook, and each hospital's decision and list."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wardbridge.core.middleware import ActorRequest
from wardbridge.core.models import Organisation
from wardbridge.office.access import owned_round
from wardbridge.office.views.templates import SHEET_TYPE
from wardbridge.schedule.exports import documents, sheets
from wardbridge.schedule.models import Placement, Version
from wardbridge.schedule.queries.current import RELATED


def links(version: Version, hospitals: QuerySet[Organisation]) -> list[tuple[str, str]]:
    """Label and address of each download."""
    base = [version.round.uid, version.number]
    found = [(_("Schedule (XLSX)"), reverse("office:version_xlsx", args=base))]
    for one in hospitals:
        name = {"hospital": one.name}
        list_address = reverse("office:version_pdf", args=[*base, "list", one.uid])
        decision = reverse("office:version_pdf", args=[*base, "decision", one.uid])
        found.append((_("List of %(hospital)s (PDF)") % name, list_address))
        found.append((_("Admission decision of %(hospital)s (PDF)") % name, decision))
    return found


def placements_of(request: ActorRequest, version: Version) -> QuerySet[Placement]:
    """The version's placements that the reader may see by name, in the order of the lists."""
    rows = Placement.objects.visible_to(request.actor).filter(version=version).select_related(*RELATED)
    order = ("department__site__code", "department__code", "first", "enrolment__person__sort_key", "pk")
    return rows.prefetch_related("supervisor_rows__supervisor__person").order_by(*order)


def hospitals_of(request: ActorRequest, version: Version) -> QuerySet[Organisation]:
    """The hospitals that receive learners by the version."""
    rows = Placement.objects.visible_to(request.actor).filter(version=version)
    return Organisation.objects.filter(sites__departments__placements__in=rows).distinct().order_by("code")


def version_of(request: ActorRequest, uid: UUID, number: int) -> Version:
    rows = Version.objects.visible_to(request.actor).select_related("round__owner", "actor")
    return get_object_or_404(rows, round=owned_round(request, uid), number=number)


@login_required
@require_safe
def xlsx(request: ActorRequest, uid: UUID, number: int) -> HttpResponse:
    """All placements of the version, one sheet a site."""
    version = version_of(request, uid, number)
    note = _("Version %(number)s, on entry %(entry)s of the capacity ledger")
    said = note % {"number": version.number, "entry": version.snapshot}
    content = sheets.workbook_of(placements_of(request, version), version.round.name, said)
    return _file(content, SHEET_TYPE, f"{version.round.code}-v{number}.xlsx")


@login_required
@require_safe
def pdf(request: ActorRequest, uid: UUID, number: int, kind: str, hospital: UUID) -> HttpResponse:
    """A hospital's admission decision (``decision``) or list by department and week (``list``)."""
    version = version_of(request, uid, number)
    one = get_object_or_404(hospitals_of(request, version), uid=hospital)
    rows = list(placements_of(request, version).filter(department__site__organisation=one))
    if kind == "decision":
        content = documents.admission_decision(version, one, rows)
    elif kind == "list":
        content = documents.hospital_list(one, version.round, rows)
    else:
        raise Http404
    return _file(content, "application/pdf", f"{version.round.code}-v{number}-{one.code}-{kind}.pdf")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response
