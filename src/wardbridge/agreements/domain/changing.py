"""One step of an agreement's life: the state, its place in the timeline, the audit and those who are told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import override

from wardbridge.agreements.domain.access import parties_of
from wardbridge.agreements.enums import State
from wardbridge.agreements.models import Agreement, Change
from wardbridge.core import audit
from wardbridge.core.actors import Actor
from wardbridge.core.enums import Role
from wardbridge.core.models import Membership, User
from wardbridge.notices.domain.telling import Recipient, tell
from wardbridge.notices.texts import name_of

MOVED = "agreement.moved"


def move(
    actor: Actor, row: Agreement, after: State, *, reason: str = "", on: date | None = None, step: str = ""
) -> None:
    """Store the step in the running transaction; `row` is held by it. Other parties' offices are told."""
    before = row.state
    row.state = after
    row.save()
    Change.unscoped.create(
        agreement=row, actor=actor.user, before=before, after=after, on=on or actor.on, reason=reason.strip()
    )
    said = {"state": after.value, "reason": reason.strip(), "on": on or actor.on}
    audit.record(actor=actor, verb=f"agreement.{step or after.value}", target=row, before={"state": before}, after=said)
    params = {"agreement": name_of(row), "state": dict(_words(after)), "reason": reason.strip() or "–"}
    tell(kind=MOVED, recipients=offices(row, actor), params=params, link=address(row))


def offices(agreement: Agreement, but: Actor | None = None) -> list[Recipient]:
    """Who sits in the offices of the parties today, except the one who acts."""
    organisations = {agreement.owner_id, *parties_of(agreement).values_list("organisation", flat=True)}
    rows = Membership.in_force.on(but.on if but else timezone.localdate())
    return [Recipient(user=one) for one in _users(rows.filter(organisation__in=organisations, role=Role.OFFICE), but)]


def _users(rows: QuerySet[Membership], but: Actor | None) -> list[User]:
    found = {one.user_id: one.user for one in rows.select_related("user")}
    if but is not None and but.user_id is not None:
        found.pop(but.user_id, None)
    return list(found.values())


def address(agreement: Agreement) -> str:
    """Path of the agreement's page: a link as notices keep it."""
    return f"/partners/{agreement.uid}/"


def _words(state: State) -> Iterable[tuple[str, str]]:
    for language in ("vi", "en", "fr"):
        with override(language):
            yield language, str(state.label)
