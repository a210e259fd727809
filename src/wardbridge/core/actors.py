"""Who acts: the user with the memberships in force on a day, or the system itself."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from wardbridge.core.enums import OrganisationKind, Role

if TYPE_CHECKING:
    from wardbridge.core.models import Membership, Organisation, User

SYSTEM = "system"


@dataclass(frozen=True)
class Actor:
    """The user, his memberships in force on `on`, and whether this is the system (tasks, commands, the demo).

    Every verb takes an actor; every query of shared records is `visible_to` one.
    """

    user: User | None
    on: date
    memberships: tuple[Membership, ...] = ()
    is_system: bool = False

    @classmethod
    def of(cls, user: User | AnonymousUser | None, on: date | None = None) -> Actor:
        """The actor behind `user` on the day `on` (today when not given): one query for a signed-in user."""
        from wardbridge.core.models import Membership

        day = on or timezone.localdate()
        if user is None or not user.is_authenticated or not user.is_active:
            return cls(user=None, on=day)
        rows = Membership.in_force.on(day).filter(user_id=user.pk).select_related("organisation")
        return cls(user=user, on=day, memberships=tuple(rows))

    @classmethod
    def system(cls) -> Actor:
        """The platform itself: sees all, and is named so in the audit."""
        return cls(user=None, on=timezone.localdate(), is_system=True)

    @property
    def user_id(self) -> int | None:
        return self.user.pk if self.user else None

    @property
    def label(self) -> str:
        """How messages to the log name the actor."""
        if self.is_system:
            return SYSTEM
        return self.user.get_username() if self.user else "anonymous"

    @cached_property
    def organisations(self) -> tuple[Organisation, ...]:
        """Organisations of which the actor is a member in any role, each once, in the order of the memberships."""
        return tuple({row.organisation_id: row.organisation for row in self.memberships}.values())

    @cached_property
    def organisation_ids(self) -> frozenset[int]:
        return frozenset(row.organisation_id for row in self.memberships)

    @cached_property
    def office_ids(self) -> frozenset[int]:
        """Organisations for whose office the actor acts."""
        return frozenset(row.organisation_id for row in self.memberships if row.role == Role.OFFICE)

    @cached_property
    def reader_ids(self) -> frozenset[int]:
        """Organisations whose people the actor may see by name: those of his office and ward roles, not a viewer's."""
        named = {Role.OFFICE, Role.WARD}
        return frozenset(row.organisation_id for row in self.memberships if row.role in named)

    def is_office(self, organisation: Organisation | int) -> bool:
        """Whether the actor may act for this organisation's office."""
        key = organisation if isinstance(organisation, int) else organisation.pk
        return self.is_system or key in self.office_ids

    def is_member(self, organisation: Organisation | int) -> bool:
        key = organisation if isinstance(organisation, int) else organisation.pk
        return self.is_system or key in self.organisation_ids

    def of_kind(self, kind: OrganisationKind, roles: Collection[Role] = tuple(Role)) -> tuple[Organisation, ...]:
        """The actor's organisations of this kind in which he has one of these roles."""
        found = {
            row.organisation_id: row.organisation
            for row in self.memberships
            if row.organisation.kind == kind and row.role in roles
        }
        return tuple(found.values())

    def organisation(self, uid: UUID | str) -> Organisation | None:
        """The actor's own organisation with this public id, `None` when it isn't his."""
        return next((one for one in self.organisations if str(one.uid) == str(uid)), None)
