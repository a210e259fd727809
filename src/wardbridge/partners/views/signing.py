"""The doors of a signature: paper, digitally signed PDF, one-time link (which its holder opens without an account)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms as django_forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from wardbridge.agreements.domain import signing, texts
from wardbridge.agreements.models import Agreement, Party
from wardbridge.core.errors import Refused
from wardbridge.core.middleware import ActorRequest
from wardbridge.partners import forms
from wardbridge.partners.access import agreement_of, party_of
from wardbridge.partners.views.base import Page, form_page, refuse
from wardbridge.partners.views.reading import file_answer


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: ActorRequest, uid: UUID, party: UUID, door: str) -> HttpResponse:
    """Record a party's signature by one of the doors, or send its link."""
    row = agreement_of(request, uid)
    found = party_of(request, row, party)
    text = texts.current(row)
    if text is None or door not in DOORS:
        raise Http404
    page, form, act = DOORS[door](request, row, found, text.digest)
    return form_page(request, page, form, act)


Made = tuple[Page, django_forms.Form, Callable[[dict[str, Any]], object]]


def _paper(request: ActorRequest, row: Agreement, party: Party, digest: str) -> Made:
    initial = {"post": party.post, "signatory": party.signatory}
    form = forms.PaperForm(request.POST or None, request.FILES or None, initial=initial)
    lead = _("%(party)s signed on paper: add the scan. Text digest: %(digest)s.")
    page = Page(
        _("Signed on paper"),
        lead % {"party": party.organisation.name, "digest": digest[:16]},
        _("Certify the signature"),
        row,
        done=_("The signature is recorded."),
    )

    def act(data: dict[str, Any]) -> None:
        data.pop("certify")
        signing.sign_on_paper(actor=request.actor, party=party, digest=digest, **data)

    return page, form, act


def _pdf(request: ActorRequest, row: Agreement, party: Party, digest: str) -> Made:
    form = forms.PdfForm(request.POST or None, request.FILES or None)
    page = Page(
        _("Digitally signed PDF"),
        party.organisation.name,
        _("Verify and record"),
        row,
        done=_("The signature holds and is recorded."),
    )

    def act(data: dict[str, Any]) -> None:
        signing.sign_by_pdf(actor=request.actor, party=party, digest=digest, file=data["file"])

    return page, form, act


def _link(request: ActorRequest, row: Agreement, party: Party, digest: str) -> Made:
    form = forms.InviteForm(request.POST or None, initial={"email": party.email})
    page = Page(
        _("One-time link"),
        _("%(party)s signs without an account: a link is sent to this address.") % {"party": party.organisation.name},
        _("Send the link"),
        row,
        done=_("The link is sent."),
    )

    def act(data: dict[str, Any]) -> None:
        signing.invite(actor=request.actor, party=party, digest=digest, email=data["email"])

    return page, form, act


DOORS: dict[str, Callable[[ActorRequest, Agreement, Party, str], Made]] = {"paper": _paper, "pdf": _pdf, "link": _link}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The signatory's own page: read the text, write one's name, sign. The token is the permission."""
    link = signing.link_of(token)
    if link is None:
        raise Http404
    form = forms.LinkForm(request.POST or None, initial={"digest": link.text.digest})
    done = False
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            signing.sign_by_link(token=token, signatory=data["signatory"], digest=data["digest"])
            done = True
        except Refused as refused:
            refuse(form, refused)
    context = {"link": link, "form": form, "done": done, "open": link.is_open and not done, "token": token}
    return render(request, "partners/sign.html", context)


@never_cache
@require_safe
def by_link_text(request: HttpRequest, token: str) -> HttpResponse:
    """The text, for the holder of an open link."""
    link = signing.link_of(token)
    if link is None or not link.is_open:
        raise Http404
    return file_answer(link.text.document)
