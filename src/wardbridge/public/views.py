"""The front page: what this is, and where to sign in. It reads no record."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET


@require_GET
def front(request: HttpRequest) -> HttpResponse:
    return render(request, "public/front.html")
