"""The hospital answers: at once, or after its page asked for conditions, a reason, another site."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from django import forms as django_forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from wardbridge.agreements.queries.coverage import Need, uncovered
from wardbridge.core.middleware import ActorRequest
from wardbridge.demand.domain import answering
from wardbridge.demand.domain.weighing import Weighed, weighed
from wardbridge.demand.enums import State
from wardbridge.demand.models import Request
from wardbridge.requests.access import answers, asked_or_404
from wardbridge.requests.forms import AcceptForm, ConditionsForm, DeclineForm, RedirectForm
from wardbridge.requests.views.base import done_with

HOWS = ("accept", "conditions", "redirect", "decline")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: ActorRequest, uid: UUID, how: str) -> HttpResponse:
    """Answer a request; a refusal of the verb shows the page with what it lacks."""
    row = asked_or_404(request, uid)
    if how not in HOWS or not answers(request, row):
        raise Http404
    if row.state != State.SENT:
        messages.info(request, _("This request is answered already."))
        return redirect("requests:request", uid)
    found = weighed(row)
    form = _form(request, row, how, found)
    if request.method == "POST" and form.is_valid() and done_with(form, _act(request, row, how, form)):
        messages.success(request, _("Answered; the school is told."))
        return redirect("requests:request", uid)
    heading, button = _words(how)
    context = {"row": row, "form": form, "weighed": found, "how": how, "heading": heading, "button": button}
    return render(request, "requests/answer.html", context)


def _form(request: ActorRequest, row: Request, how: str, found: Weighed) -> django_forms.Form:
    data = request.POST if request.method == "POST" else None
    if how == "redirect":
        return RedirectForm(data, row=row)
    if how == "decline":
        return DeclineForm(data, row=row)
    departure, waiver = found.contested and found.gives < row.learners, not covered(row)
    if how == "accept":
        return AcceptForm(data, row=row, departure=departure, waiver=waiver)
    initial = {"learners": found.gives or row.learners} if departure else {}
    return ConditionsForm(data, row=row, actor=request.actor, departure=departure, waiver=waiver, initial=initial)


def _act(request: ActorRequest, row: Request, how: str, form: django_forms.Form) -> Callable[[], object]:
    actor, said = request.actor, form.cleaned_data
    if isinstance(form, ConditionsForm):
        given = form.conditions(), form.grounds()
        return lambda: answering.accept_if(actor=actor, request=row, conditions=given[0], grounds=given[1])
    if isinstance(form, AcceptForm):
        grounds = form.grounds()
        return lambda: answering.accept(actor=actor, request=row, department=said.get("department"), grounds=grounds)
    if how == "redirect":
        return lambda: answering.redirect(actor=actor, request=row, site=said["site"], words=said["words"])
    return lambda: answering.decline(
        actor=actor, request=row, reason=said["reason"], proposal=said["proposal"], words=said["words"],
        site=said["site"],
    )  # fmt: skip


def covered(row: Request) -> bool:
    """Whether an agreement in force covers the request as it was asked."""
    demand = row.line.demand
    last = row.first + timedelta(days=7 * row.weeks - 1)
    need = Need(
        demand.school_id, row.site.organisation_id, row.first, last, row.line.discipline_id, demand.programme.level
    )
    return not uncovered([need])


def _words(how: str) -> tuple[str, str]:
    return {
        "accept": (_("Accept as asked"), _("Accept")),
        "conditions": (_("Accept with conditions"), _("Offer these conditions")),
        "redirect": (_("Point to another site"), _("Send the school there")),
        "decline": (_("Decline"), _("Decline")),
    }[how]
