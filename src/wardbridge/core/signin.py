"""How sign-in behaves: no self-registration, and a clear answer to who tried too often."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are opened by an office, never by the visitor himself."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


def locked_out(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """Answer 429: too many wrong passwords for this name from this address; says how long to wait."""
    minutes = round(settings.AXES_COOLOFF_TIME * 60)
    return render(request, "account/locked_out.html", {"minutes": minutes}, status=429)


def login_typed(request: HttpRequest, credentials: Mapping[str, Any] | None = None) -> str:
    """The name or address under which somebody tries to sign in, so that failures are counted once however typed."""
    given = credentials or {}
    said = given.get("username") or given.get("email") or given.get("login") or request.POST.get("login", "")
    return str(said).strip().casefold()[:255]
