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

from wardbridge.core.middleware import ActorRequest
from wardbridge.office import faultrows
from wardbridge.office.access import upload_of, writable_round
from wardbridge.office.forms import ListForm, WorkbookForm
from wardbridge.office.views.templates import languages
from wardbridge.planning.domain import uploads as verbs
from wardbridge.planning.enums import UploadState
from wardbridge.planning.models import Upload

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
        row = verbs.receive(actor=request.actor, owner=form.cleaned_data["owner"], file=form.cleaned_data["file"])
        return redirect("office:upload_page", row.uid)
    crumbs = [(_("Rounds"), reverse("office:rounds")), (_("Upload a workbook"), "")]
    return render(request, "office/upload.html", {"form": form, "templates": languages(), "crumbs": crumbs})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def upload_list(request: ActorRequest, uid: UUID) -> HttpResponse:
    """Receive a school's own list of learners for a round."""
    round_ = writable_round(request, uid)
    form = ListForm(request.POST or None, request.FILES or None, actor=request.actor, round_=round_)
    if request.method == "POST" and form.is_valid():
        row = verbs.receive(
            actor=request.actor,
            owner=round_.owner,
            file=form.cleaned_data["file"],
            round_=round_,
            programme=form.cleaned_data["programme"],
        )
        return redirect("office:upload_page", row.uid)
    crumbs = [
        (_("Rounds"), reverse("office:rounds")),
        (round_.name, reverse("office:round", args=[round_.uid])),
        (_("Upload a list of learners"), ""),
    ]
    return render(request, "office/upload.html", {"form": form, "round": round_, "crumbs": crumbs})
