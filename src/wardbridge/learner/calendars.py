"""The learner's private calendar: its address, made and stopped by him, and what a calendar program reads there."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST, require_safe

from wardbridge.core.middleware import ActorRequest
from wardbridge.people.models import Person
from wardbridge.people.queries import persons
from wardbridge.schedule.domain import feeds
from wardbridge.schedule.exports.calendars import calendar_of


def own_person(request: ActorRequest) -> Person:
    """The person behind the account; 404 when there is none."""
    person = persons.own(request.actor)
    if person is None:
        raise Http404
    return person


def addresses(request: ActorRequest, person: Person) -> dict[str, str]:
    """The feed's address for copying and for subscribing; nothing when no feed is in use."""
    row = feeds.in_use(person)
    if row is None:
        return {}
    address = request.build_absolute_uri(reverse("learner:feed", args=[feeds.token_of(row)]))
    return {"feed_address": address, "feed_webcal": f"webcal:{address.partition(':')[2]}"}


@login_required
@require_POST
def issue(request: ActorRequest) -> HttpResponse:
    """Make the address, or keep the one in use."""
    feeds.issue(actor=request.actor, person=own_person(request))
    return redirect(f"{reverse('learner:weeks')}#calendar-title")


@login_required
@require_POST
def revoke(request: ActorRequest) -> HttpResponse:
    """Stop the address at once."""
    feeds.revoke(actor=request.actor, person=own_person(request))
    messages.success(request, _("The address is stopped: calendars that read it get nothing more."))
    return redirect("learner:weeks")


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """What a calendar program reads, without sign-in: whoever has the address; 404 once it is stopped."""
    person = feeds.person_of(token)
    if person is None:
        raise Http404
    with override(person.user.language if person.user and person.user.language else "vi"):
        body = calendar_of(person, feeds.placements_of(person))
    answer = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="wardbridge.ics"'
    answer["Cache-Control"] = "private, max-age=900"
    answer["X-Robots-Tag"] = "noindex"
    return answer
