"""An office decides on a line."""

from __future__ import annotations

from collections.abc import Callable
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
from wardbridge.papers.forms import DecideForm
from wardbridge.papers.lines import Line, line_or_404
from wardbridge.papers.views import context_of, item_of


@login_required
@require_POST
def decide(request: ActorRequest, enrolment: UUID, gate: UUID) -> HttpResponse:
    """Write the decision, or say beside the field what it lacks."""
    found = line_or_404(request, enrolment, gate)
    if not found.may_decide:
        raise Http404
    form = DecideForm(request.POST, line=found)
    if form.is_valid() and _done(request, found, form):
        messages.success(request, _("Decided; the learner sees it at once."))
        return redirect("papers:papers")
    return render(request, "papers/line.html", context_of(request, found, decide=form))


def _done(request: ActorRequest, found: Line, form: DecideForm) -> bool:
    """Whether the decision was written; if not, the form says why."""
    gate, enrolment, actor = found.standing.gate, found.enrolment, request.actor
    item, day = item_of(request, found), form.cleaned_data.get("day")
    words = form.cleaned_data.get("words", "")
    decision = form.cleaned_data["decision"]
    acts: dict[str, Callable[[], object]] = {
        "verify": lambda: items.verify(actor=actor, item=item) if item else None,
        "reject": lambda: items.reject(actor=actor, item=item, words=words) if item else None,
        "clear": lambda: items.clear_until(actor=actor, gate=gate, enrolment=enrolment, day=day, words=words),
        "exempt": lambda: items.exempt(actor=actor, gate=gate, enrolment=enrolment, words=words),
        "seen": lambda: items.confirm_seen(actor=actor, gate=gate, enrolment=enrolment),
    }
    try:
        acts[decision]()
    except Refused as refused:
        fields = {items.NO_WORDS: "words", items.PAST: "day", items.NO_DAY: "day"}
        for reason in refused.reasons:
            form.add_error(fields.get(reason.code), reason.text)
        return False
    return True
