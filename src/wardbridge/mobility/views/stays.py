"""A stay: the path with who must act by when, and the acts of both offices and the fellow."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms as django_forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wardbridge.core.errors import Refused
from wardbridge.core.middleware import ActorRequest
from wardbridge.exchange.domain import hosting, language, money, path, visas
from wardbridge.exchange.enums import Answer, DeclineReason, HostPaper, LanguageEvent
from wardbridge.exchange.exports import papers
from wardbridge.exchange.models import Fellowship, Funding, Instalment
from wardbridge.mobility import forms
from wardbridge.mobility.access import stay_of
from wardbridge.mobility.path_page import context_of
from wardbridge.mobility.views.base import Page, done, form_page

Asks = tuple[str, str, django_forms.Form, Callable[[dict[str, Any]], object]]
"""Heading, button, form and verb of an act."""


@login_required
@require_GET
def stay(request: ActorRequest, uid: UUID) -> HttpResponse:
    """The record that both offices and the fellow share; each sees what is shared with him."""
    row = stay_of(request, uid)
    context = {
        **context_of(request.actor, row),
        "crumbs": [(_("Exchange"), reverse("mobility:home")), (row.person.full_name, "")],
    }
    return render(request, "mobility/stay.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: ActorRequest, uid: UUID, act: str) -> HttpResponse:
    """One act with its form."""
    row = stay_of(request, uid)
    if act not in ACTS:
        raise Http404
    heading, button, form, verb = ACTS[act](request, row)
    page = Page(
        heading,
        button,
        reverse("mobility:stay", args=[row.uid]),
        row.person.full_name,
        lead=f"{row.sender.name} → {row.host.name}",
        danger=act == "withdraw",
    )
    return form_page(request, page, form, verb)


def _data(request: ActorRequest) -> tuple[Any, Any]:
    return request.POST or None, request.FILES or None


def _answer(request: ActorRequest, row: Fellowship) -> Asks:
    def verb(said: dict[str, Any]) -> object:
        reason = DeclineReason(said["reason"]) if said["reason"] else None
        return hosting.answer(
            actor=request.actor,
            fellowship=row,
            answer=Answer(said["answer"]),
            reason=reason,
            words=said["words"],
            department=said.get("department"),
        )

    wards = hosting.departments_of(row)
    form = forms.AnswerForm(request.POST or None, departments=wards, initial={"department": row.department_id})
    return _("Answer the nomination"), _("Send the answer"), form, verb


def _place(request: ActorRequest, row: Fellowship) -> Asks:
    initial = {"department": row.department_id, "first": row.first, "last": row.last}
    form = forms.PlacingForm(request.POST or None, departments=hosting.departments_of(row), initial=initial)

    def verb(said: dict[str, Any]) -> object:
        return hosting.place(actor=request.actor, fellowship=row, **{"department": None, **said})

    return _("Department and days of the stay"), _("Take these places"), form, verb


def _end(request: ActorRequest, row: Fellowship) -> Asks:
    form = forms.EndForm(request.POST or None, initial={"on": min(request.actor.on, row.last)})
    verb = lambda said: hosting.end(actor=request.actor, fellowship=row, **said)  # noqa: E731
    return _("The end of the stay"), _("Write it down"), form, verb


def _terms(request: ActorRequest, row: Fellowship) -> Asks:
    names = ("objectives", "criteria", "unit", "post", "practitioner")
    form = forms.TermsForm(request.POST or None, initial={name: getattr(row, name) for name in names})

    def verb(said: dict[str, Any]) -> object:
        return hosting.describe(actor=request.actor, fellowship=row, terms=hosting.Terms(**said))

    return _("What the papers state"), _("Keep it"), form, verb


def _fund(request: ActorRequest, row: Fellowship) -> Asks:
    form = forms.GrantForm(request.POST or None, initial={"first": row.first, "last": row.last})

    def verb(said: dict[str, Any]) -> object:
        return money.fund(actor=request.actor, fellowship=row, grant=money.Grant(**said))

    return _("A source of money"), _("Add it"), form, verb


def _language(request: ActorRequest, row: Fellowship) -> Asks:
    def verb(said: dict[str, Any]) -> object:
        kind = LanguageEvent(said["kind"])
        return language.enter(actor=request.actor, fellowship=row, **{**said, "kind": kind})

    form = forms.LanguageForm(*_data(request), initial={"on": request.actor.on})
    return _("A course or a test"), _("Add it"), form, verb


def _visa(request: ActorRequest, row: Fellowship) -> Asks:
    form = forms.VisaForm(
        *_data(request), initial={"first": row.first, "last": row.last, "granted_on": request.actor.on}
    )

    def verb(said: dict[str, Any]) -> object:
        scan = said.pop("scan")
        return visas.grant(actor=request.actor, fellowship=row, visa=visas.Granted(**said), scan=scan)

    return _("The visa"), _("It is granted"), form, verb


def _arrive(request: ActorRequest, row: Fellowship) -> Asks:
    form = forms.ArrivalForm(request.POST or None, initial={"on": request.actor.on})
    verb = lambda said: hosting.arrive(actor=request.actor, fellowship=row, **said)  # noqa: E731
    return _("Confirm the arrival"), _("The fellow is here"), form, verb


def _withdraw(request: ActorRequest, row: Fellowship) -> Asks:
    form = forms.WordsForm(request.POST or None)
    verb = lambda said: path.withdraw(actor=request.actor, fellowship=row, reason=said["words"])  # noqa: E731
    return _("Give the place up"), _("Withdraw"), form, verb


ACTS: dict[str, Callable[[ActorRequest, Fellowship], Asks]] = {
    "answer": _answer,
    "place": _place,
    "end": _end,
    "terms": _terms,
    "fund": _fund,
    "language": _language,
    "visa": _visa,
    "arrive": _arrive,
    "withdraw": _withdraw,
}


@login_required
@require_POST
def confirm(request: ActorRequest, uid: UUID, what: str) -> HttpResponse:
    """The sending office says that the money, or the language, is settled."""
    row = stay_of(request, uid)
    verbs: dict[str, tuple[Callable[..., object], str]] = {
        "money": (money.confirm, _("The stay is funded.")),
        "language": (language.confirm, _("The language is ready.")),
    }
    if what not in verbs:
        raise Http404
    verb, said = verbs[what]
    back = reverse("mobility:stay", args=[row.uid])
    return done(request, back, lambda: verb(actor=request.actor, fellowship=row), said)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def instalment(request: ActorRequest, uid: UUID, funding: UUID) -> HttpResponse:
    """An instalment of a source."""
    row = stay_of(request, uid)
    source = get_object_or_404(Funding.objects.visible_to(request.actor), fellowship=row, uid=funding)
    form = forms.InstalmentForm(request.POST or None, initial={"currency": source.currency})
    back = reverse("mobility:stay", args=[row.uid])
    page = Page(_("An instalment"), _("Add it"), back, row.person.full_name, lead=str(source))
    verb = lambda said: money.instal(actor=request.actor, funding=source, **said)  # noqa: E731
    return form_page(request, page, form, verb)


@login_required
@require_POST
def paid(request: ActorRequest, uid: UUID, key: int) -> HttpResponse:
    """An instalment was paid today."""
    row = stay_of(request, uid)
    rows = Instalment.objects.visible_to(request.actor).select_related("funding")
    part = get_object_or_404(rows, funding__fellowship=row, pk=key)
    act = lambda: money.pay(actor=request.actor, instalment=part, on=request.actor.on)  # noqa: E731
    return done(request, reverse("mobility:stay", args=[row.uid]), act, _("Noted as paid."))


@login_required
@require_GET
def paper(request: ActorRequest, uid: UUID, kind: str, form: str) -> HttpResponse:
    """A paper of the stay as PDF or DOCX, for the two offices."""
    row = stay_of(request, uid)
    offices = {row.sender_id, row.host_id} & request.actor.office_ids
    if not offices or kind not in {one.value for one in papers.papers_of(row)}:
        raise Http404
    made, media = (papers.pdf, "application/pdf") if form == "pdf" else (papers.word, WORD)

    try:
        content = made(row, HostPaper(kind))
    except Refused as refused:
        back = reverse("mobility:stay", args=[row.uid])
        return done(request, back, _raise(refused), "")
    answer = HttpResponse(content, content_type=media)
    answer["Content-Disposition"] = content_disposition_header(form != "pdf", f"{kind}.{form}") or "inline"
    return answer


WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _raise(refused: Refused) -> Callable[[], object]:
    def act() -> object:
        raise refused

    return act
