"""Who sees the papers behind a gate: the learner and his school. A site sees how it stands, never the paper."""

from __future__ import annotations

from django.db.models import Q

from wardbridge.core.actors import Actor
from wardbridge.core.scoping import own


def items(actor: Actor) -> Q:
    return own(actor, "enrolment__person__user") | Q(enrolment__programme__school__in=actor.office_ids)
