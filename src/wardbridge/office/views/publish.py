"""Publishing a draft: what forbids it, what to know before, who will be told, and the act itself."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from wardbridge.core.errors import Refused
from wardbridge.core.middleware import ActorRequest
from wardbridge.office.access import draft_of, writable_round
from wardbridge.office.board.verdicts import Speaker
from wardbridge.office.forms import PublishForm
from wardbridge.office.navigation import round_context
from wardbridge.office.publication import blockers, doubts, touched
from wardbridge.office.repairwords import reason
from wardbridge.planning.domain.drafts import Frozen, Stale, judge_draft
from wardbridge.planning.enums import DraftState
from wardbridge.planning.models import Draft, Repair
from wardbridge.schedule.domain import publishing
from wardbridge.schedule.domain.covering import WAIVABLE
from wardbridge.schedule.domain.places import conflicts_of
from wardbridge.schedule.domain.warnings import hindered, warnings
from wardbridge.schedule.models import Version
from wardbridge.ui.limits import shortages


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: ActorRequest, uid: UUID, number: int) -> HttpResponse:
    """Show what publishing would do; on POST, publish the draft that the reader saw."""
    round_ = writable_round(request, uid)
    draft = draft_of(request, round_, number)
    draft.round = round_
    following = _next_number(request, draft)
    if draft.state == DraftState.FROZEN:
        return _already(request, draft)
    repair = Repair.objects.visible_to(request.actor).filter(draft=draft).select_related("round").first()
    form = PublishForm(
        request.POST or None,
        first=following == 1,
        hindered=bool(hindered(draft)),
        initial={"reason": reason(request.actor, repair)} if repair else {},
    )
    if request.method == "POST" and form.is_valid():
        try:
            return _published(request, draft, form)
        except Refused as refused:
            form.add_error(None, refused.texts)
        except Stale:
            form.add_error(None, _("Somebody changed the draft since you saw it. Look at it again before you publish."))
        except Frozen:
            return _already(request, draft)
        draft.refresh_from_db()
        draft.round = round_
    return render(request, "office/publish.html", _context(request, draft, form, following))


def _next_number(request: ActorRequest, draft: Draft) -> int:
    rows = Version.objects.visible_to(request.actor).filter(round=draft.round)
    return (rows.order_by("-number").values_list("number", flat=True).first() or 0) + 1


def _already(request: ActorRequest, draft: Draft) -> HttpResponse:
    """A second press: lead to the version that the first one made."""
    version = Version.objects.visible_to(request.actor).filter(draft=draft).first()
    if version is None:
        return redirect("office:versions", draft.round.uid)
    return redirect("office:version", draft.round.uid, version.number)


def _published(request: ActorRequest, draft: Draft, form: PublishForm) -> HttpResponse:
    seen = request.POST.get("draft_version", "")
    version = int(seen) if seen.isdecimal() and len(seen) < 10 else None
    done = publishing.publish(actor=request.actor, draft=draft, version=version, **form.cleaned_data)
    said = _("Version %(number)s is published. Everyone whose weeks changed is being told.")
    messages.success(request, said % {"number": done.version.number})
    return redirect("office:version", draft.round.uid, done.version.number)


def _context(request: ActorRequest, draft: Draft, form: PublishForm, following: int) -> dict[str, Any]:
    round_ = draft.round
    judged = judge_draft(draft)
    speaker = Speaker.of(request.actor, round_)
    board = f"{reverse('office:board', args=[round_.uid])}?draft={draft.number}"
    forbidding = blockers(judged, speaker, board)
    broken = len(judged.violations)
    rows = judged.plan.assignments
    found = warnings(actor=request.actor, draft=draft)
    return round_context(request, round_, "versions", (_("Publish"), "")) | {
        "draft": draft,
        "form": form,
        "next_number": following,
        "board_url": board,
        "blockers": forbidding,
        "blockers_word": ngettext(
            "%(count)s broken rule forbids publishing", "%(count)s broken rules forbid publishing", broken
        )
        % {"count": broken},
        "hindrances": doubts((one for one in found if one.code in WAIVABLE), board),
        "warnings": doubts((one for one in found if one.code not in WAIVABLE), board),
        "conflicts": shortages(conflicts_of(round_, judged)),
        "clean_word": _("The checker finds nothing wrong."),
        "figures": {
            "learners": len({one.learner for one in rows}),
            "placements": len(rows),
            "told": len(touched(draft, judged)),
        },
    }
