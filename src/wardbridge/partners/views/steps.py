"""The steps of an agreement's life, each by the verb of its name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms as django_forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from wardbridge.agreements.domain import renewing, states, terms, texts
from wardbridge.agreements.domain.renewing import Following
from wardbridge.agreements.models import Agreement, Obligation
from wardbridge.core.middleware import ActorRequest
from wardbridge.partners import forms
from wardbridge.partners.access import agreement_of
from wardbridge.partners.views.base import Page, form_page, said

PLAIN: dict[str, Callable[..., object]] = {"send": states.send, "signing": states.open_signing}
REASONED: dict[str, Callable[..., object]] = {
    "reopen": states.reopen,
    "suspend": states.suspend,
    "resume": states.resume,
    "notice": states.give_notice,
    "terminate": states.terminate,
}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: ActorRequest, uid: UUID, step: str) -> HttpResponse:
    """Take a step: at once, or after its page has asked a reason, a file or the dates."""
    row = agreement_of(request, uid)
    if step in PLAIN:
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        done = _("Sent. The parties see it now.") if step == "send" else _("Open for signing.")
        return said(request, row, lambda: PLAIN[step](actor=request.actor, agreement=row), done)
    if step in REASONED:
        return form_page(request, _page(step, row), _form(request, step), _reasoned(request, row, step))
    if step == "freeze":
        return _freeze(request, row)
    if step == "renew":
        return _renew(request, row)
    raise Http404


def _page(step: str, row: Agreement) -> Page:
    pages = {
        "reopen": Page(
            _("Back to negotiation"),
            _("The text that was frozen stays recorded; the next one must be signed by all anew."),
            _("Open the terms again"), row, done=_("The terms are open again."),
        ),
        "suspend": Page(
            _("Suspend"), _("Nobody can be placed under it until it resumes."), _("Suspend"), row,
            done=_("Suspended; the parties are told."), danger=True,
        ),
        "resume": Page(_("Resume"), "", _("Resume"), row, done=_("It is in force again.")),
        "notice": Page(
            _("Give notice"), _("It will end with its term and not renew itself."), _("Give notice"), row,
            done=_("Notice is given; the parties are told."), danger=True,
        ),
        "terminate": Page(
            _("Terminate"), _("It ends on the day you name. Nothing of it is lost."), _("Terminate"), row,
            done=_("Terminated; the parties are told."), danger=True,
        ),
    }  # fmt: skip
    return pages[step]


def _form(request: ActorRequest, step: str) -> django_forms.Form:
    kind = forms.EndForm if step == "terminate" else forms.ReasonForm
    return kind(request.POST or None, initial={"on": request.actor.on})


def _reasoned(request: ActorRequest, row: Agreement, step: str) -> Callable[[dict[str, Any]], None]:
    def act(data: dict[str, Any]) -> None:
        REASONED[step](actor=request.actor, agreement=row, **data)

    return act


def _freeze(request: ActorRequest, row: Agreement) -> HttpResponse:
    form = forms.FreezeForm(request.POST or None, request.FILES or None)
    page = Page(
        _("Freeze the text"),
        _("The text gets a number and a digest (SHA-256). It can't change then; a correction makes a new text."),
        _("Freeze"),
        row,
        done=_("The text is frozen."),
    )

    def act(data: dict[str, Any]) -> None:
        texts.freeze(actor=request.actor, agreement=row, file=data.get("file"))

    if request.method == "POST":
        form = forms.FreezeForm(request.POST, request.FILES)
    return form_page(request, page, form, act)


def _renew(request: ActorRequest, row: Agreement) -> HttpResponse:
    lead = _("A draft with the same parties, clauses and prices, from the day after this one ends.")
    page = Page(_("Renew by a new agreement"), lead, _("Begin the draft"), row, done=_("The draft is begun."))
    return form_page(
        request,
        page,
        forms.RenewForm(request.POST or None),
        lambda data: renewing.renew(actor=request.actor, agreement=row, following=Following(**data)),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def meet(request: ActorRequest, uid: UUID, obligation: UUID) -> HttpResponse:
    """Say that an obligation is met, with its proof."""
    row = agreement_of(request, uid)
    rows = Obligation.objects.visible_to(request.actor).select_related("agreement__owner")
    found = get_object_or_404(rows, agreement=row, uid=obligation)
    form = forms.MeetForm(request.POST or None, request.FILES or None, initial={"on": request.actor.on})
    page = Page(_("Obligation met"), found.text, _("Store"), row, done=_("Stored."))

    def act(data: dict[str, Any]) -> None:
        terms.meet(actor=request.actor, obligation=found, on=data["on"], proof=data["proof"], file=data.get("file"))

    return form_page(request, page, form, act)
