"""A file received: read in the background, its faults or its preview, then confirmed or discarded."""

from __future__ import annotations

import csv
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wardbridge.core.errors import Refused
from wardbridge.core.middleware import ActorRequest
from wardbridge.office import faultrows
from wardbridge.office.access import upload_of, writable_round
from wardbridge.office.forms import ListForm, WorkbookForm
from wardbridge.office.views.templates import languages
from wardbridge.planning import bridge
from wardbridge.planning.domain import uploads as verbs
from wardbridge.planning.enums import UploadState
from wardbridge.planning.models import Upload
from wardbridge.ui.dates import reader_language

READING = {UploadState.RECEIVED, UploadState.READING}
BOM = "\ufeff"
"""Excel takes a CSV for UTF-8 only when it begins so."""


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: ActorRequest) -> HttpResponse:
    """Receive a workbook."""
    if not request.actor.office_ids:
        raise PermissionDenied
    form = WorkbookForm(request.POST or None, request.FILES or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            row = verbs.receive(actor=request.actor, owner=form.cleaned_data["owner"], file=file, name=file.name)
            return redirect("office:upload_page", row.uid)
        except Refused as refused:
            form.add_error("file", refused.texts)
    crumbs = [(_("Rounds"), reverse("office:rounds")), (_("Upload a workbook"), "")]
    return render(request, "office/upload.html", {"form": form, "templates": languages(), "crumbs": crumbs})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def upload_list(request: ActorRequest, uid: UUID) -> HttpResponse:
    """Receive a school's own list of learners for a round."""
    round_ = writable_round(request, uid)
    form = ListForm(request.POST or None, request.FILES or None, actor=request.actor, round_=round_)
    if request.method == "POST" and form.is_valid():
        file, programme = form.cleaned_data["file"], form.cleaned_data["programme"]
        try:
            row = verbs.receive(
                actor=request.actor,
                owner=round_.owner,
                file=file,
                name=file.name,
                round_=round_,
                programme=programme,
            )
            return redirect("office:upload_page", row.uid)
        except Refused as refused:
            form.add_error("file", refused.texts)
    address = reverse("office:round", args=[round_.uid])
    crumbs = [(_("Rounds"), reverse("office:rounds")), (round_.name, address), (_("Upload a list of learners"), "")]
    return render(request, "office/upload.html", {"form": form, "round": round_, "crumbs": crumbs})


@login_required
@require_safe
def upload_page(request: ActorRequest, uid: UUID) -> HttpResponse:
    """What became of a file: progress, faults, columns to confirm, or the preview."""
    row = upload_of(request, uid)
    language = reader_language()
    reading = row.state in READING and not (row.job and row.job.has_ended)
    lost = row.state in READING and not reading
    if lost:
        row.state = UploadState.FAILED
    faults = faultrows.rows_of(verbs.faults_of(row), language)
    warnings = faultrows.rows_of(verbs.warnings_of(row), language)
    changes = faultrows.changes_of(row, language)
    context = {
        "upload": row,
        "reading": reading,
        "progress": row.job.progress if row.job else 0.0,
        "note": _("Comparing with what is stored.") if row.job and row.job.progress > 0.6 else _("Reading the file."),
        "failed_word": _("The file could not be read."),
        "faults": faults,
        "faults_caption": counted(len(faults)),
        "warnings": warnings,
        "warnings_caption": _("Warnings forbid nothing; they may show a slip."),
        "counts": _rows(row),
        "changes": changes,
        "changes_nothing": not any(sheet.created or sheet.changed or sheet.removed for sheet in changes),
        "may_write": request.actor.is_office(row.owner),
        "crumbs": [(_("Rounds"), reverse("office:rounds")), (row.name, "")],
    }
    return render(request, "office/upload_page.html", context)


def counted(number: int) -> str:
    """How many things are to correct."""
    return ngettext("%(count)s thing to correct", "%(count)s things to correct", number) % {"count": number}


def _rows(row: Upload) -> dict[str, Any]:
    """Rows read, accepted and rejected; nothing when the file was refused before it was read."""
    if "rows_read" not in row.counts:
        return {}
    read, accepted = row.counts["rows_read"], row.counts["accepted"]
    return {"read": read, "accepted": accepted, "rejected": row.counts.get("rejected", read - accepted)}


@login_required
@require_safe
def faults(request: ActorRequest, uid: UUID) -> HttpResponse:
    """The faults as a CSV that opens in a spreadsheet, in the reader's language."""
    row = upload_of(request, uid)
    response = HttpResponse(BOM, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="wardbridge-faults.csv"'
    writer = csv.writer(response)
    writer.writerow([_("Sheet"), _("Row"), _("Column"), _("What is wrong"), _("Found"), _("Allowed"), _("Code")])
    for one in faultrows.rows_of(verbs.faults_of(row), reader_language()):
        cells = [one.sheet, one.row or "", one.column, one.message, one.found, one.allowed, one.code]
        writer.writerow([bridge.safe_text(str(cell)) for cell in cells])
    return response


@login_required
@require_POST
def confirm(request: ActorRequest, uid: UUID) -> HttpResponse:
    """Write what was read; pressing twice leads to the same round."""
    row = upload_of(request, uid)
    try:
        round_ = verbs.confirm(actor=request.actor, upload=row)
    except Refused as refused:
        for said in refused.texts:
            messages.error(request, said)
        return redirect("office:upload_page", uid)
    except bridge.InputRefused:
        messages.error(request, _("The records have changed meanwhile and the file no longer fits; see what is wrong."))
        return redirect("office:upload_page", uid)
    messages.success(request, _("Stored. The round holds these data."))
    return redirect("office:round", round_.uid)


@login_required
@require_POST
def discard(request: ActorRequest, uid: UUID) -> HttpResponse:
    """Put the file aside; nothing of it is stored."""
    try:
        verbs.discard(actor=request.actor, upload=upload_of(request, uid))
    except Refused as refused:
        for said in refused.texts:
            messages.error(request, said)
    return redirect("office:upload_page", uid)


@login_required
@require_POST
def retry(request: ActorRequest, uid: UUID) -> HttpResponse:
    """Read a file again whose reading stopped."""
    try:
        verbs.reread(actor=request.actor, upload=upload_of(request, uid))
    except Refused as refused:
        for said in refused.texts:
            messages.error(request, said)
    return redirect("office:upload_page", uid)
