"""An agreement's life: sent, reviewed, signed, suspended, ended. Nothing is lost: each step stays in the timeline.

draft → negotiation → review → signing → in force ⇄ suspended → renewed / expired / terminated
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from wardbridge.agreements import messages
from wardbridge.agreements.domain.access import in_state, must_be_party, must_write, parties_of
from wardbridge.agreements.domain.changing import move
from wardbridge.agreements.domain.drafting import ALONE, outside
from wardbridge.agreements.domain.texts import current, missing_signatures
from wardbridge.agreements.enums import Renewal, State
from wardbridge.agreements.models import Agreement, Quota
from wardbridge.core.actors import Actor
from wardbridge.core.errors import Reason, Refused

HOLDS = (State.IN_FORCE, State.SUSPENDED)


def send(*, actor: Actor, agreement: Agreement) -> Agreement:
    """Show the draft to the parties; from now on they see it."""
    must_write(actor, agreement)
    with transaction.atomic():
        row = in_state(agreement, State.DRAFT)
        count = parties_of(row).count()
        if count < 2:
            raise Refused.because(messages.PARTIES_NEEDED, found=count, allowed=2)
        move(actor, row, State.NEGOTIATION, step="send")
    return row


def open_signing(*, actor: Actor, agreement: Agreement) -> Agreement:
    """Let the reviewed text be signed; with a party abroad, the superior's approval must be entered (to confirm)."""
    must_write(actor, agreement)
    with transaction.atomic():
        row = in_state(agreement, State.REVIEW)
        countries = set(parties_of(row).values_list("organisation__country", flat=True))
        if len(countries) > 1 and not (row.approval and row.approved_on):
            raise Refused.because(messages.APPROVAL)
        if reasons := list(overlaps(row)):
            raise Refused(reasons)
        move(actor, row, State.SIGNING)
    return row


def reopen(*, actor: Actor, agreement: Agreement, reason: str) -> Agreement:
    """Back to negotiation; the next text must be signed by all anew, what was signed stays recorded."""
    must_write(actor, agreement)
    _must_say(reason)
    with transaction.atomic():
        row = in_state(agreement, State.REVIEW, State.SIGNING)
        move(actor, row, State.NEGOTIATION, reason=reason, step="reopen")
    return row


def take_effect(actor: Actor, row: Agreement, on: date) -> bool:
    """In force when every party has signed the same hash (invariant 11); whether it is. `row` is held.

    Raises
    ------
    Refused
        ``agreement-parent-state``, ``agreement-parent-dates``, ``agreement-overlap``: the last signature is refused.
    """
    text = current(row)
    if text is None or missing_signatures(text):
        return False
    if reasons := list(_family(row)) + list(overlaps(row)):
        raise Refused(reasons)
    move(actor, row, State.IN_FORCE, on=max(on, row.first))
    before = row.follows
    if before is not None and before.state == State.IN_FORCE:
        move(actor, before, State.RENEWED, on=row.first)
    return True


def suspend(*, actor: Actor, agreement: Agreement, reason: str) -> Agreement:
    """Any party's office: nothing is placed under it until it resumes."""
    return _step(actor, agreement, (State.IN_FORCE,), State.SUSPENDED, reason=reason, step="suspend")


def resume(*, actor: Actor, agreement: Agreement, reason: str) -> Agreement:
    return _step(actor, agreement, (State.SUSPENDED,), State.IN_FORCE, reason=reason, step="resume")


def terminate(*, actor: Actor, agreement: Agreement, reason: str, on: date) -> Agreement:
    """End it with a reason; `on` is its last day. Any party's office may."""
    must_be_party(actor, agreement)
    _must_say(reason)
    with transaction.atomic():
        row = in_state(agreement, *HOLDS)
        if on < row.first:
            raise Refused.because(messages.ENDS_PAST, found=f"{on:%d/%m/%Y}")
        row.ended_on = min(on, row.until) if row.until else on
        move(actor, row, State.TERMINATED, reason=reason, on=row.ended_on, step="terminate")
    return row


def give_notice(*, actor: Actor, agreement: Agreement, reason: str) -> Agreement:
    """Any party's office: it shall not renew itself; refused when later than its days of notice."""
    must_be_party(actor, agreement)
    _must_say(reason)
    with transaction.atomic():
        row = in_state(agreement, *HOLDS)
        if row.renewal != Renewal.AUTOMATIC or row.until is None:
            raise Refused.because(messages.NO_RENEWAL)
        if actor.on > row.until - timedelta(days=row.notice_days):
            raise Refused.because(messages.NOTICE_LATE, found=f"{row.until:%d/%m/%Y}", allowed=row.notice_days)
        row.notice_on = actor.on
        move(actor, row, State(row.state), reason=reason, step="notice")
    return row


def end_of_term(actor: Actor, row: Agreement) -> State | None:
    """What becomes of an agreement whose last day has passed: renewed by itself, or expired. `row` is held."""
    if row.until is None or row.until >= actor.on or row.state not in HOLDS:
        return None
    if row.renewal == Renewal.AUTOMATIC and row.notice_on is None and row.state == State.IN_FORCE:
        while row.until < actor.on:
            row.renewed_until = months_later(row.until, row.renewal_months)
        move(actor, row, State.IN_FORCE, on=actor.on, step="renew")
        return State.IN_FORCE
    move(actor, row, State.EXPIRED, on=row.until)
    return State.EXPIRED


def months_later(day: date, months: int) -> date:
    """The same day so many months later; the month's last day where there is no such day (31/01 → 28/02)."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    following = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, min(day.day, (following - timedelta(days=1)).day))


def _step(
    actor: Actor, agreement: Agreement, allowed: tuple[State, ...], after: State, *, reason: str, step: str
) -> Agreement:
    must_be_party(actor, agreement)
    _must_say(reason)
    with transaction.atomic():
        row = in_state(agreement, *allowed)
        move(actor, row, after, reason=reason, step=step)
    return row


def _must_say(reason: str) -> None:
    if not reason.strip():
        raise Refused.because(messages.REASON)


def _family(row: Agreement) -> Iterator[Reason]:
    parent = row.parent
    if parent is None:
        return
    if not parent.is_signed or parent.state == State.SUSPENDED:
        yield Reason(messages.PARENT_STATE, {"found": parent.name})
    yield from outside(parent, row.first, row.last)


def overlaps(row: Agreement, drafts: Collection[int] = ()) -> Iterator[Reason]:
    """Another one in force between the same parties, of the same kind and subject, for the same quotas, at one time.

    `drafts`: keys of agreements that count as if they were in force already (those of one import).
    """
    if row.kind not in ALONE:
        return
    parties = _party_keys(row)
    counted = Q(state__in=HOLDS) | Q(pk__in=drafts)
    others = Agreement.unscoped.filter(counted, kind=row.kind, subject=row.subject, parent=row.parent)
    for one in parties:
        others = others.filter(parties__organisation=one)
    for other in others.exclude(pk__in=[row.pk, row.follows_id or 0]):
        apart = (other.until is not None and other.until < row.first) or (
            row.until is not None and row.until < other.first
        )
        if not apart and _party_keys(other) == parties and _scope(other) & _scope(row):
            end = f"{other.until:%d/%m/%Y}" if other.until else "…"
            yield Reason(messages.OVERLAP, {"found": other.name, "first": f"{other.first:%d/%m/%Y}", "last": end})


def _party_keys(row: Agreement) -> set[int]:
    return set(parties_of(row).values_list("organisation", flat=True))


def _scope(row: Agreement) -> set[object]:
    """What its quotas are for; one mark of its own when it has none."""
    rows = Quota.unscoped.filter(agreement=row).values_list("sender", "host", "who", "discipline", "level", "year")
    return set(rows) or {None}
