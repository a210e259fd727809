"""Who sees what is published."""

from __future__ import annotations

from django.apps import apps
from django.db.models import Q

from wardbridge.core.actors import Actor
from wardbridge.core.scoping import NOTHING, own


def versions(actor: Actor) -> Q:
    """A published version is seen by the round's owner and by the organisations that take part."""
    party = apps.get_model("planning", "RoundParty")
    shared = party.objects.filter(organisation__in=actor.organisation_ids).values("round")
    return Q(round__owner__in=actor.organisation_ids) | Q(round__in=shared)


def disruptions(actor: Actor) -> Q:
    """Who runs the round, and the hospital whose limit fell."""
    mine = actor.organisation_ids
    return (
        Q(round__owner__in=mine)
        | Q(limit__department__site__organisation__in=mine)
        | Q(limit__site__organisation__in=mine)
        | Q(limit__organisation__in=mine)
    )


def waivers(actor: Actor) -> Q:
    """What was published without an agreement: whoever sees the version."""
    return Q(version__in=apps.get_model("schedule", "Version").unscoped.filter(versions(actor)).values("pk"))


def placements(actor: Actor) -> Q:
    """By name: the round's owner, the learner's school, the hospital, the ward's teachers, and the learner himself.

    An authority that does not run the round counts placements (`queries.province`), it does not list them.
    """
    readers = actor.reader_ids
    return (
        Q(version__round__owner__in=readers)
        | Q(enrolment__programme__school__in=readers)
        | Q(department__site__organisation__in=readers)
        | Q(department__in=_wards(actor))
        | own(actor, "enrolment__person__user")
    )


def _wards(actor: Actor) -> object:
    """Departments in which the actor himself is a practice teacher in post."""
    if actor.user_id is None:
        return ()
    rows = apps.get_model("people", "Supervisor").unscoped.filter(person__user=actor.user_id)
    in_post = (Q(first=None) | Q(first__lte=actor.on)) & (Q(last=None) | Q(last__gte=actor.on))
    return rows.filter(in_post).values("department")


def swaps(actor: Actor) -> Q:
    """The two learners, and the office that decides."""
    return (
        own(actor, "asker__enrolment__person__user")
        | own(actor, "other__enrolment__person__user")
        | Q(round__owner__in=actor.office_ids)
    )


def feeds(actor: Actor) -> Q:
    """A feed's address is its person's alone."""
    return own(actor, "person__user") if actor.user_id is not None else NOTHING
