"""Which placements of the versions in force are held back by a gate, and until who does what."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from wardbridge.compliance.queries.standing import Standing, Stay, standings
from wardbridge.core.actors import Actor
from wardbridge.schedule.models import Placement
from wardbridge.schedule.queries import current


def stays_of(placements: Iterable[Placement]) -> list[Stay]:
    """Placements (with department and enrolment at hand) as stays."""
    return [
        Stay(
            one.enrolment_id,
            one.enrolment.programme_id,
            one.department.site_id,
            one.department_id,
            one.first,
            one.last,
        )
        for one in placements
    ]


def coming(actor: Actor) -> QuerySet[Placement]:
    """Placements in force that the actor may see by name and that are not over yet."""
    rows = current.bare(actor).filter(Q(last__gte=actor.on))
    return rows.select_related(
        "department__site__organisation", "enrolment__person", "enrolment__programme__school", "enrolment__group"
    )


def of_placements(placements: Iterable[Placement]) -> dict[int, list[Standing]]:
    """Enrolment → how its gates stand over these placements."""
    return standings(stays_of(placements))
