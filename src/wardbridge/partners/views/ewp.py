"""Exchange of agreements and factsheets with other institutions' systems (Erasmus Without Paper)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from wardbridge.core.errors import Refused
from wardbridge.core.middleware import ActorRequest
from wardbridge.core.models import Organisation
from wardbridge.interop.domain import exporting, identifiers, importing
from wardbridge.interop.domain.importing import Outcome, Taken
from wardbridge.interop.ewp import factsheets
from wardbridge.interop.models import FactsheetRow, Hei
from wardbridge.partners import ewp_forms
from wardbridge.partners.access import agreement_of, must_belong
from wardbridge.partners.views.base import Page, form_page, refuse

XML = "application/xml"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def overview(request: ActorRequest) -> HttpResponse:
    """Identifiers and factsheets, and a partner's file to be read; says what the format carries and what it can't."""
    must_belong(request)
    form = ewp_forms.ImportForm(request.POST or None, request.FILES or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        owner = said["owner"]
        try:
            taken = importing.take(
                actor=request.actor, owner=owner, file=said["file"], post=said["post"], synthetic=owner.synthetic
            )
        except Refused as refused:
            refuse(form, refused)
        else:
            for one in taken:
                messages.success(request, _told(one))
            if len(taken) == 1:
                return redirect("partners:agreement", taken[0].agreement.uid)
            return redirect("partners:ewp")
    return render(request, "partners/ewp.html", {"form": form, "rows": _rows(request), "crumbs": _crumbs()})


@login_required
@require_safe
def agreement_file(request: ActorRequest, uid: UUID) -> HttpResponse:
    """The agreement as version 7 of the format."""
    row = agreement_of(request, uid)
    try:
        content = exporting.written(request.actor, row)
    except Refused as refused:
        for text in refused.texts:
            messages.error(request, text)
        return redirect("partners:ewp")
    return _file(content, f"iia-{row.code.replace('/', '-')}.xml")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def identifier(request: ActorRequest, organisation: UUID) -> HttpResponse:
    """Say the identifier of an institution."""
    must_belong(request)
    row = get_object_or_404(Organisation, uid=organisation)
    form = ewp_forms.HeiForm(request.POST or None, initial={"hei_id": identifiers.hei_of(row)})
    lead = _("The domain by which the European registry knows the institution, such as uca.fr (SCHAC).")
    page = Page(row.name, lead, _("Store"), done=_("Stored."), address=reverse("partners:ewp"))
    return form_page(
        request,
        page,
        form,
        lambda data: identifiers.set_hei(actor=request.actor, organisation=row, hei_id=data["hei_id"]) and None,
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def factsheet(request: ActorRequest, organisation: UUID) -> HttpResponse:
    """Write one's own factsheet."""
    row = get_object_or_404(Organisation, uid=organisation)
    if not request.actor.is_office(row):
        raise PermissionDenied
    hei, stored = identifiers.hei_of(row), identifiers.sheet_of(row)
    if not hei:
        return redirect("partners:ewp_identifier", row.uid)
    form = ewp_forms.FactsheetForm(request.POST or None, hei=hei, stored=stored)
    lead = _("What a partner must know before it nominates somebody. Everybody may read it.")
    page = Page(_("Factsheet"), lead, _("Store"), done=_("The factsheet is stored."), address=reverse("partners:ewp"))

    def act(_data: dict[str, Any]) -> None:
        identifiers.keep_sheet(actor=request.actor, organisation=row, sheet=form.sheet())

    return form_page(request, page, form, act)


@login_required
@require_safe
def factsheet_file(request: ActorRequest, organisation: UUID) -> HttpResponse:
    """A factsheet as version 1.2 of the format."""
    must_belong(request)
    sheet = identifiers.sheet_of(get_object_or_404(Organisation, uid=organisation))
    if sheet is None:
        raise Http404
    return _file(factsheets.write([sheet]), f"factsheet-{sheet.hei}.xml")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def factsheets_read(request: ActorRequest) -> HttpResponse:
    """Take partners' factsheets from a file."""
    must_belong(request)
    form = ewp_forms.SheetsForm(request.POST or None, request.FILES or None)
    lead = _("A factsheet that its institution keeps here itself is not replaced.")
    page = Page(
        _("Read factsheets"),
        lead,
        _("Read the file"),
        done=_("The factsheets are read."),
        address=reverse("partners:ewp"),
    )
    return form_page(
        request, page, form, lambda data: identifiers.read_sheets(actor=request.actor, file=data["file"]) and None
    )


def _rows(request: ActorRequest) -> list[dict[str, Any]]:
    """The reader's own institutions, then the others that have an identifier; three queries."""
    sheets = dict(FactsheetRow.objects.values_list("organisation", "own"))
    heis = {row.organisation_id: row for row in Hei.objects.select_related("organisation")}
    mine = list(request.actor.organisations)
    others = [row.organisation for key, row in heis.items() if key not in request.actor.organisation_ids]
    return [
        {
            "organisation": one,
            "hei": heis[one.pk].hei_id if one.pk in heis else "",
            "sheet": one.pk in sheets,
            "office": request.actor.is_office(one),
        }
        for one in [*mine, *others]
    ]


def _told(one: Taken) -> str:
    """What became of one agreement, in words."""
    said = {
        Outcome.DRAFTED: _("Read as a draft: %(name)s. Look at it, then send it to the partner."),
        Outcome.MIRRORED: _("The partner's copy of %(name)s is kept.")
        + " "
        + (_("Its conditions are ours.") if one.agrees else _("Its conditions differ from ours: compare them.")),
        Outcome.KNOWN: _("%(name)s was read before, word for word; nothing changed."),
    }[one.outcome] % {"name": one.agreement.name}
    lost = sum(count for _kind, count in one.left)
    if not lost:
        return said
    words = ngettext(
        "%(count)d condition for studies has no quota here; it stays in the kept file.",
        "%(count)d conditions for studies have no quota here; they stay in the kept file.",
        lost,
    )
    return f"{said} {words % {'count': lost}}"


def _crumbs() -> list[tuple[str, str]]:
    return [(_("Agreements"), reverse("partners:list")), (_("Exchange with other systems"), "")]


def _file(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=XML)
    answer["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
