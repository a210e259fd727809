"""Writing the terms: head, parties, clauses, lines, sharing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from wardbridge.agreements.domain import drafting, parties, terms
from wardbridge.agreements.models import Agreement, BudgetLine, Clause, Fee, Obligation, Party, Quota
from wardbridge.core.domain import organisations
from wardbridge.core.enums import OrganisationKind
from wardbridge.core.middleware import ActorRequest
from wardbridge.core.models import Organisation
from wardbridge.partners import forms
from wardbridge.partners.access import party_of, writable
from wardbridge.partners.views.base import Page, form_page, said

MODELS: dict[str, type[Quota | Fee | BudgetLine | Obligation]] = {
    "quota": Quota, "fee": Fee, "budget": BudgetLine, "obligation": Obligation,
}  # fmt: skip
FORMS: dict[str, type[forms.LineForm]] = {
    "quota": forms.QuotaForm, "fee": forms.FeeForm, "budget": forms.BudgetForm, "obligation": forms.ObligationForm,
}  # fmt: skip
VERBS: dict[str, Callable[..., object]] = {
    "quota": terms.add_quota, "fee": terms.add_fee, "budget": terms.add_budget_line, "obligation": terms.add_obligation,
}  # fmt: skip


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: ActorRequest) -> HttpResponse:
    """Begin an agreement."""
    if not request.actor.office_ids:
        raise PermissionDenied
    form = forms.HeadForm(request.POST or None, actor=request.actor)
    page = Page(
        _("New agreement"),
        _("It stays your own draft until you send it to the parties."),
        _("Begin the draft"),
        done=_("The draft is begun. Add the other parties next."),
    )

    def act(data: dict[str, Any]) -> Agreement:
        return drafting.create(
            actor=request.actor,
            owner=data["owner"],
            head=form.head(synthetic=data["owner"].synthetic),
            post=data["post"],
            signatory=data["signatory"],
        )

    return form_page(request, page, form, act)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def head(request: ActorRequest, uid: UUID) -> HttpResponse:
    """Change what stands at the head."""
    row = writable(request, uid)
    form = forms.HeadForm(request.POST or None, actor=request.actor, agreement=row)
    page = Page(_("Name, dates, renewal"), "", _("Store"), row, done=_("Stored."))
    return form_page(
        request,
        page,
        form,
        lambda _data: drafting.change(actor=request.actor, agreement=row, head=form.head(synthetic=row.synthetic)),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add_party(request: ActorRequest, uid: UUID) -> HttpResponse:
    """Add a party."""
    row = writable(request, uid)
    form = forms.PartyForm(request.POST or None, known=_others(request, row))
    page = Page(_("Add a party"), "", _("Add"), row, done=_("The party is added."))

    def act(data: dict[str, Any]) -> None:
        chosen, name, kind = data.pop("organisation"), data.pop("new_name"), data.pop("new_kind")
        known = chosen or organisations.find_or_create(
            actor=request.actor, kind=OrganisationKind(kind), name=name, synthetic=row.synthetic
        )
        parties.add(actor=request.actor, agreement=row, organisation=known, **data)

    return form_page(request, page, form, act)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def party(request: ActorRequest, uid: UUID, party: UUID) -> HttpResponse:
    """Change who signs for a party."""
    row = writable(request, uid)
    found = party_of(request, row, party)
    names = ("post", "signatory", "code", "coordinator", "email")
    form = forms.PartyForm(request.POST or None, known=None, initial={name: getattr(found, name) for name in names})
    page = Page(found.organisation.name, "", _("Store"), row, done=_("Stored."))
    return form_page(
        request, page, form, lambda data: parties.change(actor=request.actor, party=found, **data) and None
    )


@login_required
@require_POST
def remove_party(request: ActorRequest, uid: UUID, party: UUID) -> HttpResponse:
    row = writable(request, uid)
    found = party_of(request, row, party)
    return said(request, row, lambda: parties.remove(actor=request.actor, party=found), _("The party is removed."))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def share(request: ActorRequest, uid: UUID) -> HttpResponse:
    """Let another organisation read the agreement."""
    row = writable(request, uid)
    form = forms.ShareForm(request.POST or None, known=_others(request, row))
    lead = _("It may read this agreement; it is no party and changes nothing.")
    page = Page(_("Share with an organisation"), lead, _("Share"), row, done=_("Shared."))
    return form_page(
        request, page, form, lambda data: parties.share(actor=request.actor, agreement=row, **data) and None
    )


@login_required
@require_POST
def unshare(request: ActorRequest, uid: UUID, organisation: UUID) -> HttpResponse:
    row = writable(request, uid)
    known = get_object_or_404(Organisation, uid=organisation)
    return said(
        request,
        row,
        lambda: parties.unshare(actor=request.actor, agreement=row, organisation=known),
        _("No longer shared."),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def clauses(request: ActorRequest, uid: UUID) -> HttpResponse:
    """Write the clauses of the checklist."""
    row = writable(request, uid)
    stored = {one.code: one for one in Clause.objects.visible_to(request.actor).filter(agreement=row)}
    form = forms.ClausesForm(request.POST or None, agreement=row, stored=stored)
    lead = _("Each is a text to begin from; change it as you agree. A blank one is missing from the checklist.")
    page = Page(_("Clauses"), lead, _("Store the clauses"), row, done=_("Stored."))
    return form_page(
        request,
        page,
        form,
        lambda _data: terms.set_clauses(actor=request.actor, agreement=row, texts=form.texts()) and None,
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add_line(request: ActorRequest, uid: UUID, noun: str) -> HttpResponse:
    """Add a quota, a price, a line of the budget or an obligation."""
    row = writable(request, uid)
    if noun not in FORMS:
        raise Http404
    form = FORMS[noun](request.POST or None, known=_parties(request, row))
    words = {"quota": _("Add a quota"), "fee": _("Add a price"), "budget": _("Add a line of the budget")}
    page = Page(words.get(noun, _("Add an obligation")), "", _("Add"), row, done=_("Added."))
    return form_page(request, page, form, lambda data: VERBS[noun](actor=request.actor, agreement=row, **data) and None)


@login_required
@require_POST
def remove_line(request: ActorRequest, uid: UUID, noun: str, pk: int) -> HttpResponse:
    """Take a line of the terms out."""
    row = writable(request, uid)
    if noun not in MODELS:
        raise Http404
    rows = MODELS[noun].objects.visible_to(request.actor).select_related("agreement__owner")
    found: Any = get_object_or_404(rows, agreement=row, pk=pk)
    return said(request, row, lambda: terms.remove(actor=request.actor, line=found), _("Removed."))


def _parties(request: ActorRequest, row: Agreement) -> QuerySet[Organisation]:
    known = Party.objects.visible_to(request.actor).filter(agreement=row).values("organisation")
    return Organisation.objects.filter(pk__in=known)


def _others(request: ActorRequest, row: Agreement) -> QuerySet[Organisation]:
    known = Party.objects.visible_to(request.actor).filter(agreement=row).values("organisation")
    return Organisation.objects.exclude(pk__in=known)
