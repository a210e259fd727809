"""Pages that all readers share: search, and what they were told."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from wardbridge.core.middleware import ActorRequest
from wardbridge.ui.searching import find


@login_required
@require_GET
def search(request: ActorRequest) -> HttpResponse:
    """People, departments and rounds that the reader may see."""
    text = request.GET.get("q", "").strip()[:100]
    return render(request, "ui/search.html", {"q": text, "found": find(request.actor, text)})
