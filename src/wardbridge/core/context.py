"""What every template may use."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def reader(request: HttpRequest) -> dict[str, Any]:
    """`actor` (absent only when an error came before it was known) and whether this is a demonstration."""
    return {"actor": getattr(request, "actor", None), "demo": settings.DEMO}
