"""Permission asked at the door of each verb."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied

from wardbridge.core.actors import Actor
from wardbridge.core.models import Organisation
from wardbridge.planning.models import Round
from wardbridge.planning.permissions import may_plan


def must_plan(actor: Actor, round_: Round) -> None:
    """PermissionDenied unless the actor's office runs the round."""
    if not may_plan(actor, round_):
        raise PermissionDenied


def must_see(actor: Actor, round_: Round) -> None:
    """PermissionDenied unless the actor is of the organisation that runs the round."""
    if not actor.is_member(round_.owner_id):
        raise PermissionDenied


def must_own(actor: Actor, owner: Organisation) -> None:
    """PermissionDenied unless the actor's office acts for `owner`."""
    if not actor.is_office(owner):
        raise PermissionDenied
