"""Who registered for a course, as the reader may see it: places taken by all, names of his own."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Sum

from wardbridge.activities.domain.attending import taken
from wardbridge.activities.models import Activity, Registration
from wardbridge.core.middleware import ActorRequest


@dataclass(frozen=True, slots=True)
class Registered:
    """How many places are taken, and who of the reader's, each with the hours earned."""

    taken: int
    rows: list[tuple[Registration, Decimal]]


def registered(request: ActorRequest, activity: Activity) -> Registered:
    """Two queries."""
    rows = Registration.objects.visible_to(request.actor).filter(activity=activity).select_related("organisation")
    found: list[tuple[Registration, Decimal]] = [
        (row, row.hours or Decimal(0)) for row in rows.annotate(hours=Sum("presences__session__cme_hours"))
    ]
    return Registered(taken(activity), found)
