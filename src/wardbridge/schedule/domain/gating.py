"""What the gates say of placements not yet published: held back until shown, forbidden once their day has passed.

A placement is published before its papers are due, for only then does its learner know what to show; until they are met
it is held back, and the pages say so (`queries.held`). Once the day by which a paper is due has passed, publishing the
placement without it is refused (`covering`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils import timezone

from wardbridge.cohorts.models import Enrolment
from wardbridge.compliance.queries.standing import Standing, Stay, standings
from wardbridge.institutions.models import Department
from wardbridge.schedule.models import Placement

__all__ = ["Standing", "open_gates", "overdue"]


def overdue(rows: Iterable[Placement]) -> Iterator[Standing]:
    """Gates of these (unsaved) placements that are not met though their day has passed."""
    today = timezone.localdate()
    return (one for one in open_gates(rows) if one.due < today)


def open_gates(rows: Iterable[Placement]) -> list[Standing]:
    """Gates of these (unsaved) placements that are not met: a fixed number of queries."""
    placed = list(rows)
    programmes = dict(
        Enrolment.unscoped.filter(pk__in={one.enrolment_id for one in placed}).values_list("pk", "programme")
    )
    sites = dict(Department.objects.filter(pk__in={one.department_id for one in placed}).values_list("pk", "site"))
    stays = [
        Stay(
            one.enrolment_id,
            programmes[one.enrolment_id],
            sites[one.department_id],
            one.department_id,
            one.first,
            one.last,
        )
        for one in placed
    ]
    return [one for lines in standings(stays).values() for one in lines if not one.open]
