"""Questions about persons that pages share."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from wardbridge.core.actors import Actor
from wardbridge.core.models import on_day
from wardbridge.core.text import fold
from wardbridge.people.models import Person, Supervisor


def own(actor: Actor) -> Person | None:
    """The actor's own person record, `None` when his account is linked to none."""
    if actor.user_id is None:
        return None
    return Person.unscoped.filter(user=actor.user_id).first()


def own_supervisors(actor: Actor) -> QuerySet[Supervisor]:
    """The actor's own posts as a supervisor in force on his day."""
    if actor.user_id is None:
        return Supervisor.unscoped.none()
    return Supervisor.unscoped.filter(on_day(actor.on), person__user=actor.user_id)


def is_supervisor(actor: Actor) -> bool:
    """Whether the actor teaches somewhere today."""
    return own_supervisors(actor).exists()


def search(actor: Actor, text: str) -> QuerySet[Person]:
    """Persons the actor may see whose name has every word of `text` (marks or not), or who bear it as a code."""
    found = Q(identifiers__code__iexact=text.strip())
    words = fold(text).split()
    if words:
        by_name = Q()
        for word in words:
            by_name &= Q(folded__contains=word)
        found |= by_name
    return Person.objects.visible_to(actor).filter(found).distinct()
