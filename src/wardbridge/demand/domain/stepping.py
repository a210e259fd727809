"""One step of a request: its state, its place in the history, the audit, and the other side told that there is news."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from wardbridge.core import audit
from wardbridge.core.actors import Actor
from wardbridge.core.enums import Role
from wardbridge.core.models import Membership, Organisation
from wardbridge.demand.domain.access import hospital_of, school_of
from wardbridge.demand.enums import State
from wardbridge.demand.models import Request, Step
from wardbridge.notices.domain.telling import Recipient, tell
from wardbridge.notices.texts import name_of

MOVED = "demand.moved"


def step(
    actor: Actor,
    row: Request,
    after: State,
    *,
    by: Organisation | None,
    words: str = "",
    departure: str = "",
    waiver: str = "",
) -> Request:
    """Store the row with its new state in the running transaction; `row` is held by it."""
    before, row.state = State(row.state), after
    row.save()
    Step.unscoped.create(
        request=row,
        actor=actor.user,
        organisation=by,
        before=before,
        after=after,
        words=words.strip(),
        terms=row.terms,
        departure=departure.strip(),
        waiver=waiver.strip(),
    )
    said = {
        "state": after.value,
        "words": words.strip(),
        "reason": row.reason,
        "terms": row.terms_id,
        "departure": departure.strip(),
        "waiver": waiver.strip(),
    }
    audit.record(actor=actor, verb=f"request.{after.value}", target=row, before={"state": before}, after=said)
    if after != State.DRAFT and (before, after) != (State.DRAFT, State.WITHDRAWN):
        tell(kind=MOVED, recipients=offices(row, actor), params=told(row), link=address(row))
    return row


def told(row: Request) -> dict[str, object]:
    """What every notice of a request says: its number and its two sides."""
    return {"number": row.number, "school": name_of(school_of(row)), "hospital": name_of(hospital_of(row))}


def address(row: Request) -> str:
    """Path of the request's page: a link as notices keep it."""
    return f"/requests/{row.uid}/"


def offices(row: Request, but: Actor | None = None, of: Iterable[Organisation] = ()) -> list[Recipient]:
    """Who sits in the offices of both sides (or of `of`) today, except the one who acts."""
    sides = [one.pk for one in of] or [school_of(row).pk, hospital_of(row).pk]
    today = but.on if but else timezone.localdate()
    rows = Membership.in_force.on(today).filter(organisation__in=sides, role=Role.OFFICE).select_related("user")
    users = {one.user_id: one.user for one in rows}
    if but is not None and but.user_id is not None:
        users.pop(but.user_id, None)
    return [Recipient(user=one) for one in users.values()]
