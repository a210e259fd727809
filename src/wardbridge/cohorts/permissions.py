"""Who sees a school's learners: the school, those it shares them with, and the learner himself.

Authorities count and do not read names, unless a share row (a case, or a round they run) says so.
"""

from __future__ import annotations

from django.db.models import Q

from wardbridge.core.actors import Actor
from wardbridge.core.models import on_day
from wardbridge.core.scoping import own


def _shared(actor: Actor, path: str) -> Q:
    """Rows whose learner (`path` leads to the enrolment) is shared today with an organisation of the actor."""
    from wardbridge.cohorts.models import EnrolmentShare

    shares = EnrolmentShare.objects.filter(on_day(actor.on)).filter(
        Q(organisation__in=actor.reader_ids) | own_hospital(actor)
    )
    return Q(**{f"{path}__in" if path else "pk__in": shares.values("enrolment")})


def own_hospital(actor: Actor) -> Q:
    """Shares with the hospital where the actor himself teaches (found by his person, not by a membership)."""
    from wardbridge.people.models import Supervisor

    mine = Supervisor.unscoped.filter(on_day(actor.on)).filter(own(actor, "person__user"))
    return Q(organisation__in=mine.values("department__site__organisation"))


def enrolments(actor: Actor) -> Q:
    return Q(programme__school__in=actor.reader_ids) | own(actor, "person__user") | _shared(actor, "")


def persons(actor: Actor) -> Q:
    """Ground on which a `people.Person` is seen: one of his enrolments is."""
    from wardbridge.cohorts.models import Enrolment

    return Q(pk__in=Enrolment.unscoped.filter(enrolments(actor)).values("person"))


def programmes(actor: Actor) -> Q:
    from wardbridge.cohorts.models import Enrolment

    seen = Enrolment.unscoped.filter(enrolments(actor)).values("programme")
    return Q(school__in=actor.organisation_ids) | Q(pk__in=seen)


def of_programme(actor: Actor) -> Q:
    """Tracks, requirements and groups are seen with their programme."""
    from wardbridge.cohorts.models import Programme

    return Q(programme__in=Programme.unscoped.filter(programmes(actor)).values("pk"))


def groups(actor: Actor) -> Q:
    """Groups of one's school, and those of the learners one sees."""
    from wardbridge.cohorts.models import Enrolment

    seen = Enrolment.unscoped.filter(enrolments(actor))
    return (
        Q(programme__school__in=actor.reader_ids)
        | Q(pk__in=seen.values("group"))
        | Q(pk__in=seen.values("class_group"))
    )


def absences(actor: Actor) -> Q:
    from wardbridge.cohorts.models import Enrolment, Group

    seen = Enrolment.unscoped.filter(enrolments(actor))
    return Q(enrolment__in=seen.values("pk")) | Q(group__in=Group.unscoped.filter(groups(actor)).values("pk"))
