"""Swap requests of a round: what the checker says of each, and the office's decision."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wardbridge.core.middleware import ActorRequest
from wardbridge.office.access import owned_round
from wardbridge.office.navigation import round_context
from wardbridge.office.swaplines import lines_of


@login_required
@require_safe
def swaps(request: ActorRequest, uid: UUID) -> HttpResponse:
    """All requests, those that wait for the office first."""
    round_ = owned_round(request, uid)
    context = round_context(request, round_, "swaps") | {"swaps": lines_of(request.actor, round_)}
    return render(request, "office/swaps.html", context)
