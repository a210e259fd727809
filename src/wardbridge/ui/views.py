"""Pages that all readers share: search, what they were told, and the rules."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_POST

from wardbridge.core.enums import OrganisationKind, Role
from wardbridge.core.middleware import ActorRequest
from wardbridge.notices.domain.inbox import mark_read
from wardbridge.notices.queries import inbox
from wardbridge.rulebook.domain.books import book
from wardbridge.ui import law
from wardbridge.ui.lists import asked_day, asked_text, paged
from wardbridge.ui.searching import find


@login_required
@require_GET
def search(request: ActorRequest) -> HttpResponse:
    """People, departments and rounds that the reader may see."""
    text = asked_text(request)
    return render(request, "ui/search.html", {"q": text, "found": find(request.actor, text)})


@login_required
@require_GET
def notices(request: ActorRequest) -> HttpResponse:
    """What the reader was told, the newest first."""
    page = paged(request, inbox.inbox(request.actor), 30)
    return render(request, "ui/notices.html", {"page": page, "unread": inbox.unread(request.actor)})


@login_required
@require_POST
def notices_read(request: ActorRequest) -> HttpResponse:
    """Mark all as read."""
    mark_read(actor=request.actor)
    return redirect("ui:notices")


@login_required
@require_GET
def rules(request: ActorRequest) -> HttpResponse:
    """Every rule in force on a day, pack by pack."""
    day = asked_day(request, "day", request.actor.on)
    edits = bool(request.actor.of_kind(OrganisationKind.AUTHORITY, {Role.OFFICE}))
    return render(request, "ui/rules.html", {"packs": law.packs_on(day), "day": day, "edits": edits})


@login_required
@require_GET
def rules_file(request: ActorRequest, pack: str) -> HttpResponse:
    """A pack as the TOML that an authority edits and loads again."""
    try:
        text = book(pack).text
    except KeyError as error:
        raise Http404 from error
    answer = HttpResponse(text, content_type="application/toml; charset=utf-8")
    answer["Content-Disposition"] = content_disposition_header(True, f"{pack}.toml") or "attachment"
    return answer
