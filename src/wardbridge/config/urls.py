"""Addresses of the platform: sign-in and what all share here, each audience under its own name."""

from __future__ import annotations

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from wardbridge.config import landing
from wardbridge.core import pages

handler400 = "wardbridge.core.pages.bad_request"
handler403 = "wardbridge.core.pages.forbidden"
handler404 = "wardbridge.core.pages.not_found"
handler500 = "wardbridge.core.pages.server_error"


urlpatterns: list[URLPattern | URLResolver] = [
    path("", landing.home, name="home"),
    path("accounts/", include("allauth.urls")),
    path("language/", pages.set_language, name="set_language"),
    path("health/", pages.health, name="health"),
    path("jobs/", include("wardbridge.core.urls")),
    path("ui/", include("wardbridge.ui.urls")),
    *(path(f"{name}/", include(f"wardbridge.{name}.urls")) for name in settings.AUDIENCES),
]
