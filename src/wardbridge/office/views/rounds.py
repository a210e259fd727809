"""The rounds of a desk, and one round: where it stands in the chain and what to do next."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from wardbridge.core.middleware import ActorRequest
from wardbridge.office.access import owned_round
from wardbridge.office.navigation import chain_of, next_of, round_context
from wardbridge.office.reading import drafts_of
from wardbridge.office.views.templates import languages
from wardbridge.people.models import Supervisor
from wardbridge.planning.models import Draft, Round, Run, Upload
from wardbridge.schedule.models import Version


@login_required
@require_safe
def rounds(request: ActorRequest) -> HttpResponse:
    """Rounds that the reader's organisations run, and the files received lately."""
    actor = request.actor
    rows = Round.objects.visible_to(actor).select_related("owner").annotate(people=Count("participants"))
    if not actor.is_system:
        rows = rows.filter(owner__in=actor.organisation_ids)
    context = {
        "rounds": rows,
        "may_upload": bool(actor.office_ids),
        "templates": languages(),
        "uploads": Upload.objects.visible_to(actor)[:10],
    }
    return render(request, "office/rounds.html", context)


@login_required
@require_safe
def round_page(request: ActorRequest, uid: UUID) -> HttpResponse:
    """Overview of one round."""
    round_ = owned_round(request, uid)
    actor = request.actor
    runs = list(Run.objects.visible_to(actor).filter(round=round_).prefetch_related(drafts_of(actor))[:5])
    draft = Draft.objects.visible_to(actor).filter(round=round_).first()
    context = round_context(request, round_, "round") | {
        "runs": runs,
        "versions": Version.objects.visible_to(actor).filter(round=round_).select_related("actor")[:5],
        "chain": chain_of(round_, runs[0] if runs else None, draft),
        "next": next_of(round_, runs[0] if runs else None, draft) if runs or round_.participants.exists() else None,
        "figures": {
            "learners": round_.participants.count(),
            "sites": round_.sites.count(),
            "departments": round_.departments.count(),
            "supervisors": Supervisor.objects.visible_to(actor).filter(rounds=round_).count(),
        },
        "board_url": reverse("office:board", args=[round_.uid]) if draft else "",
    }
    return render(request, "office/round.html", context)
