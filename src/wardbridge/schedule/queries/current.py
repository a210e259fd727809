"""Placements of the versions in force, as far as an actor may see them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Prefetch, QuerySet

from wardbridge.core.actors import Actor
from wardbridge.planning.models import Round
from wardbridge.schedule.models import Placement, PlacementSupervisor

RELATED = (
    "version__round",
    "department__site__organisation",
    "enrolment__person",
    "enrolment__programme__school",
    "enrolment__group",
    "enrolment__class_group",
)


def bare(actor: Actor) -> QuerySet[Placement]:
    """Placements in force that the actor may see by name; without what stands around them."""
    return Placement.objects.visible_to(actor).filter(version__current_for__isnull=False)


def placements(actor: Actor) -> QuerySet[Placement]:
    """The same with learner, department, round and supervisors: two queries, however many rows."""
    supervisors = PlacementSupervisor.objects.select_related("supervisor__person").order_by("pk")
    return bare(actor).select_related(*RELATED).prefetch_related(Prefetch("supervisor_rows", supervisors))


def own(actor: Actor) -> QuerySet[Placement]:
    """The actor's own placements, in time order."""
    return placements(actor).filter(enrolment__person__user=actor.user_id).order_by("first", "pk")


def rounds(actor: Actor) -> QuerySet[Round]:
    """Published rounds that the actor may see, the latest first."""
    seen = Round.objects.visible_to(actor).filter(current__isnull=False)
    return seen.select_related("current__version", "owner").order_by("-first_day", "pk")


def in_week(rows: QuerySet[Placement], monday: date) -> list[Placement]:
    """Those of `rows` whose learner is there in the week that begins on `monday` (an exam week inside is left out)."""
    found = rows.filter(first__lte=monday + timedelta(days=6), last__gte=monday)
    return [row for row in found if there(row, monday)]


def there(placement: Placement, monday: date) -> bool:
    """Whether the learner is in the department in the week that begins on `monday`."""
    return (monday - placement.version.round.first_day).days // 7 in placement.periods


def people(rows: Iterable[Placement]) -> int:
    """Distinct persons (người) among the placements."""
    return len({row.enrolment.person_id for row in rows})
