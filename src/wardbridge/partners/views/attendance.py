"""Experts and their papers; who registers for a course and who was there."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from wardbridge.activities.domain import attending, experts
from wardbridge.activities.domain.experts import Papers
from wardbridge.activities.models import Activity, Expert, Registration, Session
from wardbridge.core.middleware import ActorRequest
from wardbridge.core.models import Organisation
from wardbridge.partners import activity_forms as forms
from wardbridge.partners.views.activities import activity_of, writable
from wardbridge.partners.views.base import Page, form_page


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def announce(request: ActorRequest, uid: UUID) -> HttpResponse:
    """Write down an expert who comes."""
    row = writable(request, uid)
    return form_page(
        request,
        _page(row, _("Add an expert")),
        forms.ExpertForm(request.POST or None),
        lambda data: experts.announce(actor=request.actor, activity=row, **data) and None,
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def papers(request: ActorRequest, uid: UUID, expert: UUID) -> HttpResponse:
    """What an expert needs before he treats patients."""
    row = writable(request, uid)
    rows = Expert.objects.visible_to(request.actor).select_related("activity")
    found = get_object_or_404(rows, activity=row, uid=expert)
    form = forms.PapersForm(request.POST or None, initial={name: getattr(found, name) for name in Papers.__slots__})
    lead = _("Before he treats patients: a licence, an interpreter, the host's approval.")
    page = Page(_("Papers"), lead, _("Store"), done=_("Stored."), address=reverse("partners:activity", args=[row.uid]))
    return form_page(
        request,
        page,
        form,
        lambda data: experts.clear(actor=request.actor, expert=found, papers=Papers(**data)) and None,
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: ActorRequest, uid: UUID) -> HttpResponse:
    """Register somebody of one's own organisation; who keeps the activity registers anybody."""
    row = activity_of(request, uid)
    if not request.actor.office_ids:
        raise PermissionDenied
    known = Organisation.objects.all()
    if not request.actor.is_office(row.owner_id):
        known = known.filter(pk__in=request.actor.office_ids)
    form = forms.RegisterForm(request.POST or None, known=known)
    return form_page(
        request,
        _page(row, _("Register somebody")),
        form,
        lambda data: attending.register(actor=request.actor, activity=row, **data) and None,
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def present(request: ActorRequest, uid: UUID, session: int) -> HttpResponse:
    """Who was at a session."""
    row = writable(request, uid)
    sessions = Session.objects.visible_to(request.actor).select_related("activity")
    found = get_object_or_404(sessions, activity=row, pk=session)
    rows = Registration.objects.visible_to(request.actor).filter(activity=row)
    there = list(rows.filter(presences__session=found).values_list("pk", flat=True))
    form = forms.PresentForm(request.POST or None, rows=rows, initial={"present": there})

    def act(data: dict[str, Any]) -> None:
        attending.mark_present(actor=request.actor, session=found, registrations=data["present"])

    return form_page(request, _page(row, _("Who was there")), form, act)


def _page(row: Activity, heading: str) -> Page:
    address = reverse("partners:activity", args=[row.uid])
    return Page(heading, row.name, _("Store"), done=_("Stored."), address=address)
