"""Sign-ins for a demonstration: one for each audience of a round whose people are made up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from wardbridge.core import errors
from wardbridge.core.actors import Actor
from wardbridge.core.domain import accounts
from wardbridge.core.enums import Role
from wardbridge.core.errors import Refused
from wardbridge.core.models import Organisation, User
from wardbridge.people.domain.persons import link_account
from wardbridge.people.models import Person

REAL_PERSON = errors.text(
    "demo-real-person", _("{name} is not marked synthetic: no demonstration account for a real person.")
)


@dataclass(frozen=True, slots=True)
class SignIn:
    """How to sign in as ``coordinator``, ``hospital``, ``school``, ``authority``, ``ward`` or ``learner``."""

    audience: str
    username: str
    password: str
    name: str


@dataclass(frozen=True, slots=True)
class Cast:
    """Who appears: the organisations of the round, a learner and a supervisor among its people."""

    owner: Organisation
    hospital: Organisation
    school: Organisation
    authority: Organisation
    learner: Person
    supervisor: Person


@transaction.atomic
def open_sign_ins(*, actor: Actor, cast: Cast, passwords: Mapping[str, str] | None = None) -> list[SignIn]:
    """One sign-in per audience; calling it again renews the same accounts.

    Parameters
    ----------
    passwords
        Username → password to keep from an earlier call; for the others a random one is made.

    Raises
    ------
    Refused
        ``demo-real-person`` when the learner or the supervisor is not marked synthetic.
    """
    known = passwords or {}
    offices = [
        ("coordinator", cast.owner, Role.OFFICE),
        ("hospital", cast.hospital, Role.OFFICE),
        ("school", cast.school, Role.OFFICE),
        ("authority", cast.authority, Role.VIEWER),
    ]
    made = []
    for audience, organisation, role in offices:
        user, sign_in = _account(actor, audience, organisation.name_in("vi"), known)
        accounts.grant(actor=actor, user=user, organisation=organisation, role=role)
        made.append(sign_in)
    for audience, person in [("ward", cast.supervisor), ("learner", cast.learner)]:
        if not person.synthetic:
            raise Refused.because(REAL_PERSON, name=person.full_name)
        user, sign_in = _account(actor, audience, person.full_name, known)
        _link_alone(actor, person, user)
        made.append(sign_in)
    return made


def _account(actor: Actor, audience: str, name: str, known: Mapping[str, str]) -> tuple[User, SignIn]:
    password = known.get(audience) or accounts.new_password()
    user = accounts.open_or_renew(actor=actor, username=audience, password=password, display_name=name)
    return user, SignIn(audience, audience, password, name)


def _link_alone(actor: Actor, person: Person, user: User) -> None:
    """Link the account to this person and to no other: the round may have been planned anew with other people."""
    Person.unscoped.filter(user=user).exclude(pk=person.pk).update(user=None)
    if person.user_id != user.pk:
        link_account(actor=actor, person=person, user=user)
