"""Repair of a published schedule: state what changed, see who has to move, take the plan over to be published."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wardbridge.cohorts.models import Enrolment
from wardbridge.core.errors import Refused
from wardbridge.core.middleware import ActorRequest
from wardbridge.office.access import draft_of, may_write, owned_round, writable_round
from wardbridge.office.faultrows import rows_of
from wardbridge.office.navigation import round_context
from wardbridge.office.repairforms import KINDS, ChangeForm
from wardbridge.office.repairwords import KINDS as SHAPES
from wardbridge.office.repairwords import RepairWords
from wardbridge.planning.bridge import InputRefused, fault_from_json
from wardbridge.planning.domain import repairs as verbs
from wardbridge.planning.enums import DraftState, RepairState
from wardbridge.planning.models import Repair, Round
from wardbridge.schedule.domain import repairing
from wardbridge.ui.dates import reader_language

LISTED = 600
"""Most learners offered by name while a code is typed."""


@login_required
@require_POST
def begin(request: ActorRequest, uid: UUID) -> HttpResponse:
    """Begin a repair of the version in force."""
    round_ = writable_round(request, uid)
    try:
        repair = repairing.begin(actor=request.actor, round=round_)
    except Refused as refused:
        _tell(request, refused.texts)
        return redirect("office:versions", round_.uid)
    return redirect("office:repair", round_.uid, repair.number)


@login_required
@require_POST
def make_room(request: ActorRequest, uid: UUID, number: int) -> HttpResponse:
    """Let the engine find who of a draft has to move, since others hold places that it wants."""
    round_ = writable_round(request, uid)
    draft = draft_of(request, round_, number)
    draft.round = round_
    repair = repairing.make_room(actor=request.actor, draft=draft, today=timezone.localdate())
    return redirect("office:repair", round_.uid, repair.number)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def repair_page(request: ActorRequest, uid: UUID, number: int) -> HttpResponse:
    """One repair: what is stated, and what was worked out; `?kind=` asks for a change, on POST it is stated."""
    round_ = owned_round(request, uid) if request.method != "POST" else writable_round(request, uid)
    repair = _repair(request, round_, number)
    form = _form(request, round_)
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            verbs.state(actor=request.actor, repair=repair, change=form.change())
            return redirect("office:repair", round_.uid, number)
        except InputRefused as refused:
            form.add_error(None, _said(refused))
        except Refused as refused:
            form.add_error(None, refused.texts)
    label = _("Repair %(number)s") % {"number": number}
    versions = (_("Published versions"), reverse("office:versions", args=[round_.uid]))
    context = round_context(request, round_, "versions", versions, (label, "")) | _live(request, repair)
    context |= {"form": form, "learners": _learners(request, round_) if form is not None else []}
    return render(request, "office/repair.html", context)


@login_required
@never_cache
@require_safe
def live(request: ActorRequest, uid: UUID, number: int) -> HttpResponse:
    """The part of the page that is asked for again while the engine works."""
    round_ = owned_round(request, uid)
    context = _live(request, _repair(request, round_, number))
    return render(request, "office/repair_live.html", context | {"round": round_})


@login_required
@require_POST
def withdraw(request: ActorRequest, uid: UUID, number: int, position: int) -> HttpResponse:
    """Take a stated change (from 1) back."""
    round_ = writable_round(request, uid)
    try:
        verbs.withdraw(actor=request.actor, repair=_repair(request, round_, number), position=position - 1)
    except Refused as refused:
        _tell(request, refused.texts)
    return redirect("office:repair", round_.uid, number)


@login_required
@require_POST
def work(request: ActorRequest, uid: UUID, number: int) -> HttpResponse:
    """Let the engine work out who has to move."""
    round_ = writable_round(request, uid)
    try:
        verbs.request(actor=request.actor, repair=_repair(request, round_, number), today=timezone.localdate())
    except InputRefused as refused:
        _tell(request, _said(refused))
    except Refused as refused:
        _tell(request, refused.texts)
    return redirect("office:repair", round_.uid, number)


@login_required
@require_POST
def cancel(request: ActorRequest, uid: UUID, number: int) -> HttpResponse:
    """Stop the search; the best plan found so far is kept."""
    round_ = writable_round(request, uid)
    verbs.cancel(actor=request.actor, repair=_repair(request, round_, number))
    return redirect("office:repair", round_.uid, number)


@login_required
@require_POST
def take_over(request: ActorRequest, uid: UUID, number: int) -> HttpResponse:
    """Write the changes into the records and lead to the publication of the repaired plan."""
    round_ = writable_round(request, uid)
    try:
        draft = repairing.take_over(actor=request.actor, repair=_repair(request, round_, number))
    except InputRefused as refused:
        _tell(request, _said(refused))
    except Refused as refused:
        _tell(request, refused.texts)
    else:
        return redirect("office:publish", round_.uid, draft.number)
    return redirect("office:repair", round_.uid, number)


def _repair(request: ActorRequest, round_: Round, number: int) -> Repair:
    rows = Repair.objects.visible_to(request.actor).select_related("base", "job", "draft")
    found = get_object_or_404(rows, round=round_, number=number)
    found.round = round_
    return found


def _form(request: ActorRequest, round_: Round) -> ChangeForm | None:
    kind = request.GET.get("kind", "")
    if request.method == "POST" and kind not in KINDS:
        raise Http404
    if kind not in KINDS or not may_write(request, round_):
        return None
    return ChangeForm(request.POST or None, kind=kind, actor=request.actor, round_=round_)


def _live(request: ActorRequest, repair: Repair) -> dict[str, Any]:
    state = verbs.state_of(repair)
    words = RepairWords.of(request.actor, repair)
    solved = repair.result is not None and state in {RepairState.DONE, RepairState.TAKEN}
    result = repair.result or {}
    return {
        "repair": repair,
        "state_kind": SHAPES.get(state, "wait"),
        "state_word": state.label,
        "working": state in verbs.UNDER_WAY,
        "open": state not in {*verbs.UNDER_WAY, RepairState.TAKEN},
        "may_write": may_write(request, repair.round),
        "of_draft": repair.base.state == DraftState.OPEN,
        "changes": words.changes(),
        "kinds": KINDS.items(),
        "faults": [row.message for row in rows_of(map(fault_from_json, repair.faults), reader_language())],
        "solved": solved,
        "outdated": solved and state == RepairState.DONE and repairing.outdated(repair),
        "proof": words.proof() if solved else [],
        "lines": words.lines() if solved else [],
        "gone": words.gone() if solved else [],
        "not_kept": words.not_kept() if solved else [],
        "open_from": repair.round.week_start(result.get("since", 0)),
    }


def _learners(request: ActorRequest, round_: Round) -> list[tuple[str, str]]:
    rows = Enrolment.objects.visible_to(request.actor).filter(participations__round=round_).select_related("person")
    found = rows.order_by("person__sort_key", "code")[: LISTED + 1]
    return [(one.code, one.person.full_name) for one in found] if len(found) <= LISTED else []


def _said(refused: InputRefused) -> list[str]:
    return [row.message for row in rows_of(refused.faults, reader_language())]


def _tell(request: ActorRequest, texts: list[str]) -> None:
    for said in texts:
        messages.error(request, said)
