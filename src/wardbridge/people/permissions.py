"""Who may see a person, and a supervisor.

A person is seen by himself, by the office and wards of the hospital where he teaches, and on the grounds that apps
further right add (`ground`): that a learner belongs to a school is known by his enrolment, not by this app.
"""

from __future__ import annotations

from django.db.models import Q

from wardbridge.core.actors import Actor
from wardbridge.core.scoping import Rule, own

_grounds: list[Rule] = []


def ground(rule: Rule) -> Rule:
    """Add a ground on which a person may be seen: a function of the actor that gives a `Q` on `Person`."""
    _grounds.append(rule)
    return rule


def persons(actor: Actor) -> Q:
    """Oneself, the supervisors of one's own hospital, and every further ground."""
    seen = own(actor, "user") | Q(supervisors__department__site__organisation__in=actor.reader_ids)
    for rule in _grounds:
        seen |= rule(actor)
    return seen


def supervisors(actor: Actor) -> Q:
    """A site publishes who teaches there (VN-12): any member of an organisation sees it; others see themselves."""
    return Q() if actor.memberships else own(actor, "person__user")
