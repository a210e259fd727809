"""Published versions: the list, and one with what it changed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wardbridge.core.middleware import ActorRequest
from wardbridge.office.access import owned_round
from wardbridge.office.navigation import round_context
from wardbridge.office.reading import drafts_in
from wardbridge.office.versiondiff import changes_between
from wardbridge.office.views import downloads
from wardbridge.planning.enums import DraftState
from wardbridge.planning.models import Repair
from wardbridge.schedule.models import Current, Placement, Version

REPAIRS = 10
"""Latest repairs listed."""


@login_required
@require_safe
def versions(request: ActorRequest, uid: UUID) -> HttpResponse:
    """All versions of a round, the newest first."""
    round_ = owned_round(request, uid)
    draft = drafts_in(request.actor, round_).filter(state=DraftState.OPEN).first()
    context = round_context(request, round_, "versions") | {
        "versions": Version.objects.visible_to(request.actor).filter(round=round_).select_related("actor"),
        "repairs": Repair.objects.visible_to(request.actor).filter(round=round_)[:REPAIRS],
        "publish_url": reverse("office:publish", args=[round_.uid, draft.number]) if draft else "",
    }
    return render(request, "office/versions.html", context)


@login_required
@require_safe
def version(request: ActorRequest, uid: UUID, number: int) -> HttpResponse:
    """One frozen version: figures, digest, downloads, and the difference to the one before."""
    round_ = owned_round(request, uid)
    rows = Version.objects.visible_to(request.actor).filter(round=round_)
    one = get_object_or_404(rows.select_related("actor"), number=number)
    previous = rows.filter(number__lt=number).order_by("-number").first()
    placements = Placement.objects.visible_to(request.actor).filter(version=one)
    one.round = round_
    context = round_context(request, round_, "versions", (_("Version %(number)s") % {"number": number}, "")) | {
        "version": one,
        "downloads": downloads.links(one, downloads.hospitals_of(request, one)),
        "previous": previous,
        "current": Current.objects.filter(version=one).exists(),
        "current_word": _("in force"),
        "past_word": _("replaced by a later version"),
        "figures": _figures(placements),
        "changes": changes_between(request.actor, previous, one) if previous else [],
    }
    return render(request, "office/version.html", context)


def _figures(placements: Any) -> dict[str, int]:
    """People and placements, counted apart."""
    return {
        "learners": placements.values("enrolment__person").distinct().count(),
        "placements": placements.count(),
    }
