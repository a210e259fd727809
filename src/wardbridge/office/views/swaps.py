"""Swap requests of a round: what the checker says of each, and the office's decision."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from wardbridge.core.errors import Refused
from wardbridge.core.middleware import ActorRequest
from wardbridge.office.access import owned_round, writable_round
from wardbridge.office.navigation import round_context
from wardbridge.office.swaplines import lines_of
from wardbridge.schedule.domain import swaps as verbs
from wardbridge.schedule.domain.covering import WAIVABLE
from wardbridge.schedule.models import SwapRequest


@login_required
@require_safe
def swaps(request: ActorRequest, uid: UUID) -> HttpResponse:
    """All requests, those that wait for the office first."""
    round_ = owned_round(request, uid)
    context = round_context(request, round_, "swaps") | {
        "swaps": lines_of(request.actor, round_),
        "hindered": request.GET.get("hindered", ""),
    }
    return render(request, "office/swaps.html", context)


@login_required
@require_POST
def decide(request: ActorRequest, uid: UUID, swap: UUID) -> HttpResponse:
    """Allow (a new version is published) or refuse (with words to both)."""
    round_ = writable_round(request, uid)
    row = get_object_or_404(SwapRequest.objects.visible_to(request.actor), round=round_, uid=swap)
    allow = request.POST.get("decision") == "allow"
    words = request.POST.get("answer", "").strip()[:500]
    if not allow and not words:
        messages.error(request, _("Say why you refuse: both learners read it."))
        return redirect("office:swaps", round_.uid)
    try:
        waiver = request.POST.get("waiver", "")[:500]
        verbs.decide(actor=request.actor, swap=row, allow=allow, reason=words, waiver=waiver)
    except Refused as refused:
        for said in refused.texts:
            messages.error(request, said)
        if {one.code for one in refused.reasons} <= WAIVABLE:
            return redirect(f"{reverse('office:swaps', args=[round_.uid])}?hindered={row.uid}")
    else:
        messages.success(request, _("Allowed: a new version is published.") if allow else _("Refused: both are told."))
    return redirect("office:swaps", round_.uid)
