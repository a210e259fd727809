"""A round and the ledger: limits that fell after publication, and places held for a draft until a day."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from wardbridge.core.errors import Refused
from wardbridge.core.middleware import ActorRequest
from wardbridge.office.access import draft_of, owned_round, writable_round
from wardbridge.office.navigation import round_context
from wardbridge.schedule.domain import places
from wardbridge.schedule.models import Disruption
from wardbridge.ui.limits import name_of
from wardbridge.ui.lists import day_of


@login_required
@require_GET
def disruptions(request: ActorRequest, uid: UUID) -> HttpResponse:
    """Limits of the round's wards that fell below what it holds, with the way to repair."""
    round_ = owned_round(request, uid)
    rows = Disruption.objects.visible_to(request.actor).filter(round=round_, closed=None)
    shown = rows.select_related("limit__department", "limit__site", "limit__organisation", "round")
    lines = [(row, name_of(row.limit.kind, row.limit.scope)) for row in shown]
    context = round_context(request, round_, "disruptions") | {"lines": lines}
    return render(request, "office/disruptions.html", context)


@login_required
@require_POST
def hold(request: ActorRequest, uid: UUID, number: int) -> HttpResponse:
    """Hold all the places that a draft needs, until a day."""
    round_ = writable_round(request, uid)
    draft = draft_of(request, round_, number)
    draft.round = round_
    until = day_of(request.POST.get("until", ""))
    try:
        if until is None:
            messages.error(request, _("Say until which day."))
        else:
            places.hold(actor=request.actor, draft=draft, until=until)
            messages.success(request, _("The places are held."))
    except Refused as refused:
        for said in refused.texts:
            messages.error(request, said)
    return redirect("office:publish", round_.uid, number)
