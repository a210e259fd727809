"""Contracts as DOCX, the template into which they are set, and the statement of the price of practice."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from wardbridge.agreements.domain import templates
from wardbridge.agreements.exports.word import shipped_template
from wardbridge.core.middleware import ActorRequest
from wardbridge.partners import forms
from wardbridge.partners.access import agreement_of, writable
from wardbridge.partners.views.base import Page, form_page
from wardbridge.schedule.queries.statements import rounds_of, statement

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@login_required
@require_safe
def docx(request: ActorRequest, uid: UUID) -> HttpResponse:
    """The contract as its terms stand now, to be worked on; what is signed is the frozen text."""
    row = agreement_of(request, uid)
    return _file(templates.docx_of(row, 0), f"{row.code.replace('/', '-')}.docx")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def template(request: ActorRequest, uid: UUID) -> HttpResponse:
    """Keep a template of one's own; it is tried with this agreement first."""
    row = writable(request, uid)
    form = forms.TemplateForm(request.POST or None, request.FILES or None)
    lead = _("All contracts of %(owner)s are set into it.") % {"owner": row.owner.name}
    page = Page(
        _("Template of contracts"),
        lead,
        _("Try it and keep it"),
        row,
        done=_("The template is kept."),
        present=reverse("partners:template_file", args=[row.uid]),
    )

    def act(data: dict[str, Any]) -> None:
        templates.keep(actor=request.actor, agreement=row, file=data["file"])

    return form_page(request, page, form, act)


@login_required
@require_safe
def template_file(request: ActorRequest, uid: UUID) -> HttpResponse:
    """The template in use, to be changed."""
    row = writable(request, uid)
    return _file(templates.of(row.owner) or shipped_template(), "template.docx")


@login_required
@require_safe
def statement_page(request: ActorRequest, uid: UUID) -> HttpResponse:
    """What is owed for each intake under the agreement's prices."""
    row = agreement_of(request, uid)
    intakes = [(one, statement(request.actor, row, one)) for one in rounds_of(request.actor, row)]
    crumbs = [
        (_("Agreements"), reverse("partners:list")),
        (row.name, reverse("partners:agreement", args=[row.uid])),
        (_("Statement"), ""),
    ]
    return render(request, "partners/statement.html", {"agreement": row, "intakes": intakes, "crumbs": crumbs})


def _file(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=DOCX)
    answer["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return answer
