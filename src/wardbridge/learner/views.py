"""A learner's first page: today, then his weeks; the same on paper."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from wardbridge.core.middleware import ActorRequest
from wardbridge.learner import calendars, swaps
from wardbridge.learner.why import with_reasons
from wardbridge.schedule.exports.documents import own_schedule
from wardbridge.schedule.queries import current, held
from wardbridge.ui.schedules import schedules_of


@login_required
@require_GET
def weeks(request: ActorRequest) -> HttpResponse:
    """Today first, then the weeks of each round, what waits for an answer, and the calendar feed."""
    person = calendars.own_person(request)
    placements = list(current.own(request.actor))
    standings = held.of_placements(one for one in placements if one.last >= request.actor.on)
    context = {
        "person": person,
        "schedules": with_reasons(request.actor, person, schedules_of(placements, request.actor.on)),
        "unmet": [one for lines in standings.values() for one in lines if one.who == "learner"],
        "today": request.actor.on,
        "asked": [line for line in swaps.lines(request) if line.may_answer],
        **calendars.addresses(request, person),
    }
    return render(request, "learner/weeks.html", context)


@login_required
@require_GET
def schedule_pdf(request: ActorRequest) -> HttpResponse:
    """The weeks of one published round (the address's, else the one that runs) as PDF."""
    person = calendars.own_person(request)
    schedules = schedules_of(current.own(request.actor), request.actor.on)
    wanted = request.GET.get("round", "")
    chosen = next((one for one in schedules if wanted in ("", str(one.round.uid))), None)
    if chosen is None:
        raise Http404
    answer = HttpResponse(own_schedule(person, chosen.placements), content_type="application/pdf")
    answer["Content-Disposition"] = content_disposition_header(False, f"{chosen.round.code}.pdf") or "inline"
    return answer
