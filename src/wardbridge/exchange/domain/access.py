"""What each verb asks at its door."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied

from wardbridge.core.actors import Actor
from wardbridge.core.enums import Role
from wardbridge.core.errors import Refused
from wardbridge.core.models import Membership, Organisation
from wardbridge.exchange import messages
from wardbridge.exchange.enums import FellowshipState, Side
from wardbridge.exchange.models import Application, Call, Fellowship
from wardbridge.notices.domain.telling import Recipient
from wardbridge.people.models import Person


def must_lead(actor: Actor, call: Call) -> None:
    """PermissionDenied unless the actor's office opened the call."""
    if not actor.is_office(call.owner_id):
        raise PermissionDenied


def must_be(actor: Actor, person: Person) -> None:
    """Refused unless the actor is this person."""
    if not actor.is_system and (actor.user_id is None or person.user_id != actor.user_id):
        raise Refused.because(messages.NOT_YOURS)


def sides_of(actor: Actor, fellowship: Fellowship) -> set[Side]:
    """The sides for which the actor may act."""
    found = set()
    if actor.is_office(fellowship.sender_id):
        found.add(Side.SENDER)
    if actor.is_office(fellowship.host_id):
        found.add(Side.HOST)
    if actor.is_system or (actor.user_id is not None and fellowship.person.user_id == actor.user_id):
        found.add(Side.FELLOW)
    return found


def must_act_for(actor: Actor, fellowship: Fellowship, sides: Iterable[Side]) -> None:
    """PermissionDenied for a stranger; Refused for a party whose step it is not."""
    mine, wanted = sides_of(actor, fellowship), set(sides)
    if not mine:
        raise PermissionDenied
    if not mine & wanted:
        allowed = ", ".join(str(side.label) for side in Side if side in wanted)
        raise Refused.because(messages.NOT_SIDE, allowed=allowed)


def locked_call(call: Call) -> Call:
    """The call as stored now, held until the transaction ends."""
    return Call.unscoped.select_for_update(of=("self",)).select_related("owner").get(pk=call.pk)


def locked_application(application: Application) -> Application:
    rows = Application.unscoped.select_for_update(of=("self",)).select_related("call__owner", "person")
    return rows.get(pk=application.pk)


def locked(fellowship: Fellowship, *states: FellowshipState) -> Fellowship:
    """The fellowship, held, in one of `states` when any are given; Refused ``fellowship-state`` otherwise."""
    rows = Fellowship.unscoped.select_for_update(of=("self",)).select_related("sender", "host", "person")
    row = rows.get(pk=fellowship.pk)
    if states and row.state not in states:
        raise Refused.because(messages.STATE, found=str(FellowshipState(row.state).label))
    return row


def offices(organisation: Organisation, actor: Actor) -> list[Recipient]:
    """Everyone in this organisation's office but the actor."""
    rows = Membership.in_force.on(actor.on).filter(organisation=organisation, role=Role.OFFICE)
    return [Recipient(row.user) for row in rows.select_related("user") if row.user_id != actor.user_id]


def oneself(person: Person) -> Recipient:
    return Recipient(person.user, person.email)
