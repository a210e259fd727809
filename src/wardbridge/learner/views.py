"""A learner's first page: today, then his weeks."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from wardbridge.core.middleware import ActorRequest
from wardbridge.people.queries import persons
from wardbridge.schedule.queries import current
from wardbridge.ui.schedules import schedules_of


@login_required
@require_GET
def weeks(request: ActorRequest) -> HttpResponse:
    """Today first, then the weeks of each round, then the calendar feed."""
    person = persons.own(request.actor)
    if person is None:
        raise Http404
    schedules = schedules_of(current.own(request.actor), request.actor.on)
    context = {"person": person, "schedules": schedules, "today": request.actor.on}
    return render(request, "learner/weeks.html", context)
