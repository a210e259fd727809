"""Activities: ceremonies, courses, workshops, expert missions; their list, their page, and what is written down."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from wardbridge.activities.domain import holding
from wardbridge.activities.domain.experts import lacking
from wardbridge.activities.domain.holding import Event
from wardbridge.activities.enums import OPEN
from wardbridge.activities.models import Activity, Attendee, Expert, Session
from wardbridge.agreements.models import Agreement
from wardbridge.core.middleware import ActorRequest
from wardbridge.partners import activity_forms as forms
from wardbridge.partners.access import must_belong
from wardbridge.partners.attendance import registered
from wardbridge.partners.views.base import Page, form_page
from wardbridge.ui.lists import paged


@login_required
@require_safe
def activities(request: ActorRequest) -> HttpResponse:
    """What the reader's organisations held or attended, the newest first."""
    must_belong(request)
    rows = Activity.objects.visible_to(request.actor).select_related("owner").annotate(signed=Count("agreements"))
    rows = rows.order_by("-first", "-pk")
    context = {
        "page": paged(request, rows),
        "may_begin": bool(request.actor.office_ids),
        "crumbs": [(_("Agreements"), reverse("partners:list")), (_("Activities"), "")],
    }
    return render(request, "partners/activities.html", context)


@login_required
@require_safe
def activity(request: ActorRequest, uid: UUID) -> HttpResponse:
    """One activity: who attended by post, its sessions, the agreements that the reader may see."""
    row = activity_of(request, uid)
    seen = Agreement.objects.visible_to(request.actor).filter(activities=row).select_related("owner")
    experts = Expert.objects.visible_to(request.actor).filter(activity=row).select_related("organisation")
    context = {
        "activity": row,
        "experts": [(one, lacking(one, max(row.first, request.actor.on)) if one.treats else []) for one in experts],
        "registered": registered(request, row),
        "open": row.kind in OPEN,
        "may_register": row.kind in OPEN and bool(request.actor.office_ids),
        "attendees": Attendee.objects.visible_to(request.actor).filter(activity=row).select_related("organisation"),
        "sessions": Session.objects.visible_to(request.actor).filter(activity=row),
        "agreements": seen,
        "may_write": request.actor.is_office(row.owner_id),
        "crumbs": [
            (_("Agreements"), reverse("partners:list")),
            (_("Activities"), reverse("partners:activities")),
            (row.name, ""),
        ],
    }
    return render(request, "partners/activity.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: ActorRequest) -> HttpResponse:
    """Write down an activity."""
    if not request.actor.office_ids:
        raise PermissionDenied
    form = forms.ActivityForm(request.POST or None, actor=request.actor)
    page = Page(_("New activity"), "", _("Write it down"), address=reverse("partners:activities"))

    def act(data: dict[str, Any]) -> Activity:
        owner = data.pop("owner")
        last = data.pop("last") or data["first"]
        return holding.record(
            actor=request.actor, owner=owner, event=Event(**data, last=last, synthetic=owner.synthetic)
        )

    return form_page(request, page, form, act)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def attend(request: ActorRequest, uid: UUID) -> HttpResponse:
    """Write down who attended."""
    row = writable(request, uid)
    form = forms.AttendeeForm(request.POST or None)
    return form_page(
        request,
        _page(row, _("Who attended")),
        form,
        lambda data: holding.attend(actor=request.actor, activity=row, **data) and None,
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def session(request: ActorRequest, uid: UUID) -> HttpResponse:
    """Write down a session."""
    row = writable(request, uid)
    form = forms.SessionForm(request.POST or None, initial={"day": row.first})
    return form_page(
        request,
        _page(row, _("Add a session")),
        form,
        lambda data: holding.hold_session(actor=request.actor, activity=row, **data) and None,
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def belongs(request: ActorRequest, uid: UUID) -> HttpResponse:
    """Say which agreement was signed there, or promised it."""
    row = writable(request, uid)
    form = forms.BelongsForm(request.POST or None, actor=request.actor)
    return form_page(
        request,
        _page(row, _("Add an agreement")),
        form,
        lambda data: holding.belongs(actor=request.actor, activity=row, **data),
    )


def activity_of(request: ActorRequest, uid: UUID) -> Activity:
    return get_object_or_404(Activity.objects.visible_to(request.actor).select_related("owner"), uid=uid)


def writable(request: ActorRequest, uid: UUID) -> Activity:
    row = activity_of(request, uid)
    if not request.actor.is_office(row.owner_id):
        raise PermissionDenied
    return row


def _page(row: Activity, heading: str) -> Page:
    return Page(heading, row.name, _("Add"), done=_("Added."), address=reverse("partners:activity", args=[row.uid]))
