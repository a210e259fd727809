"""A learner's swap requests: whom he may ask, what he asked, what he is asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from wardbridge.core.errors import Refused
from wardbridge.core.middleware import ActorRequest
from wardbridge.learner.calendars import own_person
from wardbridge.planning.models import Participant
from wardbridge.schedule.domain import swaps as verbs
from wardbridge.schedule.enums import SwapState
from wardbridge.schedule.models import SwapRequest

STATES = {
    SwapState.ASKED: "wait",
    SwapState.AGREED: "wait",
    SwapState.ALLOWED: "good",
    SwapState.REFUSED: "none",
    SwapState.WITHDRAWN: "none",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A request as its reader sees it: who the other one is, and what he may do now."""

    swap: SwapRequest
    mine: bool

    @property
    def partner(self) -> Participant:
        return self.swap.other if self.mine else self.swap.asker

    @property
    def kind(self) -> str:
        """Shape of the state."""
        return STATES[SwapState(self.swap.state)]

    @property
    def may_answer(self) -> bool:
        return not self.mine and self.swap.state == SwapState.ASKED

    @property
    def may_withdraw(self) -> bool:
        return self.mine and self.swap.state in verbs.OPEN


def requests_of(request: ActorRequest) -> QuerySet[SwapRequest]:
    """Requests that the reader asked or is asked, the latest first."""
    rows = SwapRequest.objects.visible_to(request.actor)
    related = ("round", "asker__enrolment__person", "asker__enrolment__group")
    return rows.select_related(*related, "other__enrolment__person", "other__enrolment__group")


def lines(request: ActorRequest) -> Iterator[Line]:
    """The reader's own requests; an office's other requests are not his as a learner."""
    for swap in requests_of(request):
        mine = swap.asker.enrolment.person.user_id == request.actor.user_id
        if mine or swap.other.enrolment.person.user_id == request.actor.user_id:
            yield Line(swap, mine)


def participations(request: ActorRequest) -> QuerySet[Participant]:
    """The reader's own part in published rounds."""
    own = Participant.objects.filter(enrolment__person__user=request.actor.user_id, round__current__isnull=False)
    return own.select_related("round", "enrolment__programme", "enrolment__person").order_by("-round__first_day", "pk")


@login_required
@require_GET
def index(request: ActorRequest) -> HttpResponse:
    """Requests, and whom one may ask."""
    own_person(request)
    asking = [(one, verbs.fitting(actor=request.actor, asker=one)) for one in participations(request)]
    return render(request, "learner/swaps.html", {"lines": list(lines(request)), "asking": asking})


@login_required
@require_POST
def ask(request: ActorRequest) -> HttpResponse:
    """Ask another learner of the programme."""
    own_person(request)
    asker = get_object_or_404(participations(request), round__uid=_uid(request.POST.get("round", "")))
    fitting = verbs.fitting(actor=request.actor, asker=asker)
    other = get_object_or_404(fitting, enrolment__uid=_uid(request.POST.get("other", "")))
    try:
        verbs.ask(actor=request.actor, asker=asker, other=other, reason=request.POST.get("reason", ""))
    except Refused as refused:
        return _said(request, refused)
    name = other.enrolment.person.full_name
    messages.success(request, _("You asked %(name)s. You are told when the answer comes.") % {"name": name})
    return redirect("learner:swaps")


@login_required
@require_POST
def answer(request: ActorRequest, uid: UUID) -> HttpResponse:
    """Agree or decline, as the one who is asked."""
    swap = get_object_or_404(requests_of(request).filter(other__enrolment__person__user=request.actor.user_id), uid=uid)
    agree = request.POST.get("agree") == "yes"
    try:
        verbs.answer(actor=request.actor, swap=swap, agree=agree, reason=request.POST.get("reason", ""))
    except Refused as refused:
        return _said(request, refused)
    text = _("You agreed. The office decides now.") if agree else _("You declined.")
    messages.success(request, text)
    return redirect("learner:swaps")


@login_required
@require_POST
def withdraw(request: ActorRequest, uid: UUID) -> HttpResponse:
    """Take one's own request back."""
    swap = get_object_or_404(requests_of(request).filter(asker__enrolment__person__user=request.actor.user_id), uid=uid)
    try:
        verbs.withdraw(actor=request.actor, swap=swap)
    except Refused as refused:
        return _said(request, refused)
    messages.success(request, _("Your request is withdrawn."))
    return redirect("learner:swaps")


def _said(request: ActorRequest, refused: Refused) -> HttpResponse:
    for reason in refused.reasons:
        messages.error(request, reason.text)
    return redirect("learner:swaps")


def _uid(text: str) -> UUID | None:
    """The id as typed, `None` when it is none: then nothing is found."""
    try:
        return UUID(text)
    except ValueError:
        return None
