"""A learner sends a paper."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from wardbridge.compliance.domain import items
from wardbridge.core.errors import Refused
from wardbridge.core.middleware import ActorRequest
from wardbridge.papers.forms import SendForm
from wardbridge.papers.lines import line_or_404
from wardbridge.papers.views import context_of


@login_required
@require_POST
def send(request: ActorRequest, enrolment: UUID, gate: UUID) -> HttpResponse:
    """Take the paper, or say beside the field why not."""
    found = line_or_404(request, enrolment, gate)
    if not found.may_send:
        raise Http404
    form = SendForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            items.submit(
                actor=request.actor,
                gate=found.standing.gate,
                enrolment=found.enrolment,
                file=form.cleaned_data["file"],
                valid_until=form.cleaned_data["valid_until"],
            )
        except Refused as refused:
            past = any(reason.code == items.PAST for reason in refused.reasons)
            form.add_error("valid_until" if past else "file", refused.texts)
        else:
            messages.success(request, _("Sent. Your school looks at it next."))
            return redirect("papers:papers")
    return render(request, "papers/line.html", context_of(request, found, send=form))
