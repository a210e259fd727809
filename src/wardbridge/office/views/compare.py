"""Two drafts side by side: what each is worth, who moved, and how the loads differ."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wardbridge.cohorts.models import Enrolment
from wardbridge.core.middleware import ActorRequest
from wardbridge.institutions.models import Department
from wardbridge.office.access import owned_round
from wardbridge.office.navigation import round_context
from wardbridge.office.reading import drafts_in
from wardbridge.office.versiondiff import Changed
from wardbridge.planning.domain import comparing
from wardbridge.planning.domain.comparing import Comparison
from wardbridge.planning.models import Draft, Participant, Round
from wardbridge.rulekit.messages import format_week
from wardbridge.ui import dates


@login_required
@require_safe
def compare(request: ActorRequest, uid: UUID) -> HttpResponse:
    """Compare the drafts ``left`` and ``right`` of the address."""
    round_ = owned_round(request, uid)
    left, right = (_draft(request, round_, request.GET.get(side, "")) for side in ("left", "right"))
    found = comparing.compare(actor=request.actor, before=left, after=right)
    context = round_context(request, round_, "runs", (_("Compare"), "")) | {
        "left": left,
        "right": right,
        "drafts": list(drafts_in(request.actor, round_)),
        "lines": _lines(found),
        "moved": _moved(request, round_, found),
        "loads": _loads(round_, found),
    }
    return render(request, "office/compare.html", context)


def _draft(request: ActorRequest, round_: Round, number: str) -> Draft:
    rows = drafts_in(request.actor, round_)
    draft = rows.filter(number=int(number)).first() if number.isdecimal() and len(number) < 9 else None
    if draft is None:
        raise Http404
    draft.round = round_
    return draft


def _lines(found: Comparison) -> list[tuple[str, float, float]]:
    """Label and the figure of each side."""
    one, other = found.before, found.after
    rows: list[tuple[str, float, float]] = [
        (_("Learners placed"), one.placed, other.placed),
        (_("Learner-weeks unplaced"), one.points.unplaced, other.points.unplaced),
        (_("Rules broken"), one.violations, other.violations),
        (_("Score"), one.points.total, other.points.total),
        (_("Points for wishes"), one.points.wishes, other.points.wishes),
        (_("Points for site changes"), one.points.site_changes, other.points.site_changes),
        (_("Points for idle weeks"), one.points.idle, other.points.idle),
    ]
    for rank in sorted({*one.met, *other.met} - {0}):
        label = _("Learners whose wish %(rank)s is met") % {"rank": rank}
        rows.append((label, one.met.get(rank, 0), other.met.get(rank, 0)))
    rows.append((_("Learners with no wish met"), one.met.get(0, 0), other.met.get(0, 0)))
    return rows


def _moved(request: ActorRequest, round_: Round, found: Comparison) -> list[Changed]:
    """Learners whose rotation differs, in the Vietnamese order of their names."""
    pieces = {one.participant: one for one in found.moved}
    seen = Enrolment.objects.visible_to(request.actor)
    rows = Participant.objects.filter(pk__in=pieces, enrolment__in=seen).select_related("enrolment__person")
    names = {one.code: one.name for one in Department.objects.filter(rounds=round_)}

    def told(rotation: Any, other: Any) -> str:
        spells = [piece for piece in rotation if piece not in other]
        return "; ".join(
            f"{names.get(piece.department, piece.department)} "
            f"{dates.span(round_.week_start(piece.periods[0]), round_.week_end(piece.periods[-1]))}"
            for piece in spells
            if piece.periods
        )

    return [
        Changed(
            row.enrolment.person.full_name,
            told(pieces[row.pk].before, pieces[row.pk].after),
            told(pieces[row.pk].after, pieces[row.pk].before),
        )
        for row in rows.order_by("enrolment__person__sort_key", "enrolment__code")
    ]


def _loads(round_: Round, found: Comparison) -> list[dict[str, Any]]:
    """Departments and weeks in which the number of learners differs."""
    rows = {one.pk: one for one in Department.objects.filter(rounds=round_).select_related("site")}
    return [
        {
            "department": rows[department],
            "week": format_week(period, dates.reader_language()),
            "before": before,
            "after": after,
        }
        for (department, period), (before, after) in found.loads.items()
        if department in rows
    ]
