"""Pages that all readers share: search, and what they were told."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from wardbridge.core.middleware import ActorRequest
from wardbridge.notices.domain.inbox import mark_read
from wardbridge.notices.queries import inbox
from wardbridge.ui.lists import asked_text, paged
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
