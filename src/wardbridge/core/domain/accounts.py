"""Accounts and roles: who may sign in, for which organisation, from when to when."""

from __future__ import annotations

import secrets
from datetime import date

from django.db import transaction

from wardbridge.core import audit
from wardbridge.core.actors import Actor
from wardbridge.core.enums import Role
from wardbridge.core.models import Membership, Organisation, User

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # without what is read as something else


def new_password(groups: int = 3, length: int = 5) -> str:
    """A random password that can be read aloud, such as ``kd7mp-2wxha-q9fzt`` (15 characters of 31: 74 bits)."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(length)) for _ in range(groups))


@transaction.atomic
def open_account(
    *,
    actor: Actor,
    username: str,
    password: str | None = None,
    email: str = "",
    display_name: str = "",
    language: str = "",
) -> User:
    """A new account; without a password it can't sign in until one is set. IntegrityError when the name is taken."""
    user = User.objects.create_user(username, email or None, password, display_name=display_name, language=language)
    audit.record(actor=actor, verb="account.open", target=user, after={"username": username, "email": email})
    return user


@transaction.atomic
def set_password(*, actor: Actor, user: User, password: str) -> None:
    """Set a password; who was signed in by the old one is signed out."""
    user.set_password(password)
    user.save(update_fields=["password"])
    audit.record(actor=actor, verb="account.password", target=user)


@transaction.atomic
def grant(
    *,
    actor: Actor,
    user: User,
    organisation: Organisation,
    role: Role,
    first: date | None = None,
    last: date | None = None,
) -> Membership:
    """Give a role in an organisation; the same role for the same days is not given twice."""
    row, created = Membership.objects.get_or_create(
        user=user, organisation=organisation, role=role, first=first, last=last
    )
    if created:
        said = {"user": user.pk, "organisation": organisation.code, "role": role, "first": first, "last": last}
        audit.record(actor=actor, verb="membership.grant", target=row, after=said)
    return row


@transaction.atomic
def end(*, actor: Actor, membership: Membership, last: date) -> None:
    """End a role on the day `last`, which is the last on which it holds."""
    before = {"first": membership.first, "last": membership.last}
    if membership.first and last < membership.first:
        membership.first = last
    membership.last = last
    membership.save(update_fields=["first", "last"])
    after = {"first": membership.first, "last": membership.last}
    audit.record(actor=actor, verb="membership.end", target=membership, before=before, after=after)


def choose_language(*, user: User, language: str) -> None:
    """Remember on the user the language he reads; not audited: it concerns nobody else."""
    User.objects.filter(pk=user.pk).update(language=language)
