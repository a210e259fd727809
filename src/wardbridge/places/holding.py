"""Places held until a day: the list, holding more, giving back."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from wardbridge.capacity.domain import holds
from wardbridge.capacity.domain.holds import NotHeld
from wardbridge.capacity.domain.shortages import by_day
from wardbridge.capacity.enums import HoldState
from wardbridge.capacity.models import Hold
from wardbridge.core.errors import Refused
from wardbridge.core.middleware import ActorRequest
from wardbridge.places.forms import HoldForm
from wardbridge.ui.limits import ShortLine, shortages

ASKED = ("department", "level", "first", "last")
SHOWN = 200
DAYS = 14
"""How long places are held when the reader says nothing else."""


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def holds_page(request: ActorRequest) -> HttpResponse:
    """What the reader's organisations hold and what is held on their wards; the form that holds more."""
    if not request.actor.organisation_ids:
        raise Http404
    form, short = _form(request), list[ShortLine]()
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            holds.hold(actor=request.actor, owner=form.cleaned_data["owner"], wish=form.wish())
        except NotHeld as refused:
            form.add_error(None, refused.texts)
            short = shortages(by_day(refused.conflicts))
        except Refused as refused:
            form.add_error(None, refused.texts)
        else:
            messages.success(request, _("The places are held."))
            return redirect("places:holds")
    rows = Hold.objects.visible_to(request.actor).select_related("owner", "department__site", "by")
    context = {
        "form": form,
        "short": short,
        "active": [(row, request.actor.is_office(row.owner)) for row in rows.filter(state=HoldState.ACTIVE)],
        "ended": rows.exclude(state=HoldState.ACTIVE).order_by("-ended")[:SHOWN],
    }
    return render(request, "places/holds.html", context)


def _form(request: ActorRequest) -> HoldForm | None:
    """The form, filled from the address when it leads here from a department; none for who acts for no office."""
    if not request.actor.office_ids:
        return None
    asked = {name: request.GET[name] for name in ASKED if name in request.GET}
    initial = {"until": request.actor.on + timedelta(days=DAYS)} | asked
    return HoldForm(request.POST if request.method == "POST" else None, initial=initial, actor=request.actor)


@login_required
@require_POST
def release(request: ActorRequest, uid: UUID) -> HttpResponse:
    """Give the places back."""
    mine = Hold.objects.visible_to(request.actor).filter(owner__in=request.actor.office_ids)
    row = get_object_or_404(mine.select_related("owner"), uid=uid)
    holds.release(actor=request.actor, row=row)
    messages.success(request, _("The places are given back."))
    return redirect("places:holds")
