"""Demand from a workbook: the template, the upload, the rows that were refused."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wardbridge.core.middleware import ActorRequest
from wardbridge.demand.domain import intake as verbs
from wardbridge.demand.models import Intake
from wardbridge.requests.access import school_or_404
from wardbridge.requests.forms import IntakeForm
from wardbridge.requests.views.base import done_with
from wardbridge.ui.sheets import workbook_response


def _intake_or_404(request: ActorRequest, uid: UUID) -> Intake:
    found = Intake.objects.visible_to(request.actor).select_related("school").filter(uid=uid).first()
    if found is None:
        raise Http404
    return found


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: ActorRequest) -> HttpResponse:
    """Send a workbook: its good rows become drafts."""
    school = school_or_404(request)
    form = IntakeForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        made: list[Intake] = []
        file = form.cleaned_data["file"]
        if done_with(form, lambda: made.append(verbs.take_in(actor=request.actor, school=school, file=file))):
            return redirect("requests:intake", made[0].uid)
    return render(request, "requests/upload.html", {"form": form})


@login_required
@require_GET
def intake(request: ActorRequest, uid: UUID) -> HttpResponse:
    """What became of a workbook: rows taken, and each row refused with its reasons."""
    row = _intake_or_404(request, uid)
    return render(request, "requests/intake.html", {"row": row, "refused": [_shown(one) for one in row.rows]})


@login_required
@require_GET
def refused(request: ActorRequest, uid: UUID) -> HttpResponse:
    """The refused rows as a workbook to correct and send again."""
    row = _intake_or_404(request, uid)
    heads = [*row.heads, _("Reason")]
    wide = len(row.heads)
    rows = [
        [*(one["cells"] + [""] * wide)[:wide], " ".join(reason for _where, reason in _shown(one)["faults"])]
        for one in row.rows
    ]
    note = _("Correct these rows and send the file again.")
    return workbook_response(name="refused.xlsx", title=_("Refused rows"), note=note, heads=heads, rows=rows)


def _shown(row: dict[str, Any]) -> dict[str, Any]:
    language = get_language() or "vi"
    faults = [(verbs.head_of(str(one.params.get("column", "")), language), one.text) for one in verbs.reasons_of(row)]
    return {"number": row["row"], "cells": row["cells"], "faults": faults}


@login_required
@require_POST
def clear(request: ActorRequest, uid: UUID) -> HttpResponse:
    """Forget the refused rows."""
    verbs.clear(actor=request.actor, intake=_intake_or_404(request, uid))
    messages.success(request, _("The refused rows are cleared."))
    return redirect("requests:demands")


@login_required
@require_GET
def template(request: ActorRequest) -> HttpResponse:
    """An empty workbook with the heads in the reader's language."""
    school_or_404(request)
    language = get_language() or "vi"
    heads = [verbs.head_of(key, language) for key in verbs.COLUMNS]
    note = _("A row a line. Programme, discipline and sites by code or name; several sites with commas between.")
    return workbook_response(name="demand.xlsx", title=_("Demand"), note=note, heads=heads, rows=[])
