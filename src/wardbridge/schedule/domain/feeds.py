"""Private calendar feeds: an address that only its owner knows, shown to him again, revoked at will."""

from __future__ import annotations

import hashlib

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac

from wardbridge.core import audit
from wardbridge.core.actors import Actor
from wardbridge.people.models import Person
from wardbridge.schedule.models import FeedToken, Placement
from wardbridge.schedule.queries.current import RELATED

SALT = "wardbridge.schedule.feed"


def issue(*, actor: Actor, person: Person) -> FeedToken:
    """The person's feed: the one in use, or a new one.

    Raises
    ------
    PermissionDenied
        When the actor is not this person.
    """
    _must_be(actor, person)
    with transaction.atomic():
        Person.unscoped.select_for_update().get(pk=person.pk)
        found = in_use(person)
        if found is not None:
            return found
        row = FeedToken(person=person)
        row.digest = _digest(token_of(row))
        row.save()
        audit.record(actor=actor, verb="feed.issue", target=person, after={"feed": row.pk})
    return row


def revoke(*, actor: Actor, person: Person) -> int:
    """Make every feed of the person unreadable at once; answers how many were in use."""
    _must_be(actor, person)
    with transaction.atomic():
        count = FeedToken.unscoped.filter(person=person, revoked_at=None).update(revoked_at=timezone.now())
        if count:
            audit.record(actor=actor, verb="feed.revoke", target=person, after={"feeds": count})
    return count


def in_use(person: Person) -> FeedToken | None:
    """The feed that can be read now, if any."""
    return FeedToken.unscoped.filter(person=person, revoked_at=None).first()


def token_of(row: FeedToken) -> str:
    """The secret part of the feed's address: 256 bits, made from the row's key and the installation's secret."""
    return salted_hmac(SALT, row.key.hex, algorithm="sha256").hexdigest()


def person_of(token: str) -> Person | None:
    """Whose feed this is; None for an unknown or revoked one."""
    row = FeedToken.unscoped.filter(digest=_digest(token), revoked_at=None).select_related("person").first()
    return row.person if row else None


def placements_of(person: Person) -> QuerySet[Placement]:
    """What the feed shows: the person's placements in the versions that hold now."""
    found = Placement.unscoped.filter(enrolment__person=person, version__current_for__isnull=False)
    return (
        found.select_related(*RELATED).prefetch_related("supervisor_rows__supervisor__person").order_by("first", "pk")
    )


def _must_be(actor: Actor, person: Person) -> None:
    if not actor.is_system and (actor.user_id is None or actor.user_id != person.user_id):
        raise PermissionDenied


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
