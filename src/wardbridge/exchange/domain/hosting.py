"""What the host does: it answers a nomination, gives the fellow his places, confirms that he came and that he left."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from wardbridge.core import audit
from wardbridge.core.actors import Actor
from wardbridge.core.errors import Refused
from wardbridge.exchange import messages
from wardbridge.exchange.domain import path, places
from wardbridge.exchange.domain.access import locked, must_act_for
from wardbridge.exchange.enums import HOSTED, PATH, PREPARING, THERE, Answer, DeclineReason, FellowshipState, Side
from wardbridge.exchange.models import Fellowship, Funding, HostDecision, Step
from wardbridge.institutions.models import Department


def answer(
    *,
    actor: Actor,
    fellowship: Fellowship,
    answer: Answer,
    reason: DeclineReason | None = None,
    words: str = "",
    department: Department | None = None,
) -> HostDecision:
    """Accept into a department (blank: the one nominated for), with conditions or without, or decline; once.

    Raises
    ------
    PermissionDenied
    Refused
        ``fellowship-not-side``, ``fellowship-state``, ``fellowship-step-done``, ``fellowship-reason``,
        ``exchange-words`` (conditions, or a decline for another reason, without words), ``fellowship-department``,
        ``fellowship-department-other``.
    PlacesTaken
        The department has no place left in some week; nothing is written then.
    """
    if answer == Answer.DECLINED and reason is None:
        raise Refused.because(messages.REASON_CODE)
    if not words.strip() and (answer == Answer.CONDITIONS or reason == DeclineReason.OTHER):
        raise Refused.because(messages.NO_WORDS)
    with transaction.atomic():
        row = locked(fellowship, *PREPARING)
        step = path.step_of(row, FellowshipState.HOST_ACCEPTED, actor=actor)
        made = HostDecision.unscoped.create(
            fellowship=row, answer=answer, reason=reason or "", words=words.strip()[:500], by=actor.user
        )
        if answer == Answer.DECLINED:
            said = {"answer": answer, "reason": made.reason, "words": made.words}
            audit.record(actor=actor, verb="fellowship.decline", target=row, after=said)
            path.move(actor, row, FellowshipState.DECLINED, str(DeclineReason(made.reason).label))
        else:
            _house(row, department or row.department)
            places.take(row, actor.on)
            path.complete(actor=actor, row=row, step=step, on=actor.on, words=made.words)
    return made


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What the convention states (FR-09); a blank practitioner is "name not recorded", his post is not."""

    objectives: str = ""
    criteria: str = ""
    unit: str = ""
    post: str = ""
    practitioner: str = ""


def describe(*, actor: Actor, fellowship: Fellowship, terms: Terms) -> Fellowship:
    """Write what the papers of the stay say; either office."""
    with transaction.atomic():
        row = locked(fellowship, *PATH)
        must_act_for(actor, row, (Side.SENDER, Side.HOST))
        said = asdict(terms)
        before = {name: getattr(row, name) for name in said}
        for name, value in said.items():
            setattr(row, name, value.strip())
        row.save(update_fields=list(said))
        audit.record(actor=actor, verb="fellowship.describe", target=row, before=before, after=said)
    return row


def place(
    *, actor: Actor, fellowship: Fellowship, department: Department | None, first: date, last: date
) -> Fellowship:
    """Move an accepted stay to another department or other days: the places are taken anew, all or none.

    Raises
    ------
    PermissionDenied
    Refused
        ``fellowship-not-side``, ``fellowship-state``, ``fellowship-department``, ``fellowship-department-other``,
        ``fellowship-begun``, ``call-dates``, ``call-quota-year``, ``funding-outside``.
    PlacesTaken
    """
    with transaction.atomic():
        row = locked(fellowship, *HOSTED)
        must_act_for(actor, row, (Side.HOST,))
        before = _placed(row)
        _must_fit(row, first, last)
        row.first, row.last = first, last
        _house(row, department)
        row.save(update_fields=["first", "last"])
        places.take(row, actor.on)
        path.reschedule(row)
        audit.record(actor=actor, verb="fellowship.place", target=row, before=before, after=_placed(row))
    return row


def end(*, actor: Actor, fellowship: Fellowship, on: date, words: str = "") -> Fellowship:
    """Either office writes down the fellow's last day: returned, or curtailed when that is early; the rest is free.

    Raises
    ------
    PermissionDenied
    Refused
        ``fellowship-not-side``, ``fellowship-state``, ``fellowship-future``, ``fellowship-before-first``,
        ``exchange-words`` (an early end without words).
    """
    with transaction.atomic():
        row = locked(fellowship, *THERE)
        must_act_for(actor, row, (Side.SENDER, Side.HOST))
        early = on < row.last
        if on > actor.on:
            raise Refused.because(messages.FUTURE, found=f"{on:%d/%m/%Y}")
        if on < row.first:
            raise Refused.because(messages.BEFORE_FIRST, found=f"{on:%d/%m/%Y}", allowed=f"{row.first:%d/%m/%Y}")
        if early and not words.strip():
            raise Refused.because(messages.NO_WORDS)
        audit.record(actor=actor, verb="fellowship.end", target=row, before=_placed(row), after={"last": on})
        if early:
            row.last = on
            row.save(update_fields=["last"])
        places.release(row, on)
        path.move(actor, row, FellowshipState.CURTAILED if early else FellowshipState.RETURNED, words)
    return row


def departments_of(fellowship: Fellowship) -> QuerySet[Department]:
    """The departments of the host, among which its office chooses."""
    return Department.objects.filter(site__organisation=fellowship.host_id)


def _house(row: Fellowship, department: Department | None) -> None:
    """Write the department of the stay: one of the host's, and none only where the host has recorded none."""
    own = departments_of(row)
    if department is None and own.exists():
        raise Refused.because(messages.WHICH_DEPARTMENT)
    if department is not None and not own.filter(pk=department.pk).exists():
        raise Refused.because(messages.OTHER_DEPARTMENT, found=department.name, allowed=row.host.name)
    row.department = department
    row.save(update_fields=["department"])


def _must_fit(row: Fellowship, first: date, last: date) -> None:
    """The new days stand within the quota's year, around the money, and don't move an arrival."""
    said = {"first": f"{first:%d/%m/%Y}", "last": f"{last:%d/%m/%Y}"}
    if first > last:
        raise Refused.because(messages.DATES, **said)
    if row.state in THERE and first != row.first:
        raise Refused.because(messages.BEGUN, allowed=f"{row.first:%d/%m/%Y}")
    if row.quota is not None and first != row.first and first.year != row.quota.year:
        raise Refused.because(messages.QUOTA_YEAR, found=first.year, allowed=row.quota.year)
    for one in Funding.unscoped.filter(fellowship=row).exclude(first__gte=first, last__lte=last):
        paid = {"first": f"{one.first:%d/%m/%Y}", "last": f"{one.last:%d/%m/%Y}"}
        raise Refused.because(messages.OUTSIDE, **paid, **{"from": said["first"], "to": said["last"]})


def _placed(row: Fellowship) -> dict[str, object]:
    ward = str(row.department.uid) if row.department else ""
    return {"department": ward, "first": row.first.isoformat(), "last": row.last.isoformat()}


def arrive(*, actor: Actor, fellowship: Fellowship, on: date, words: str = "") -> Fellowship:
    """The host confirms that the fellow is there; every step before is done.

    Raises
    ------
    Refused
        ``fellowship-early``, ``fellowship-future``, ``fellowship-not-side``, ``fellowship-state``.
    """
    with transaction.atomic():
        row = locked(fellowship, *PREPARING)
        step = path.step_of(row, FellowshipState.ARRIVED, actor=actor)
        waiting = Step.unscoped.filter(fellowship=row, done_on=None).exclude(pk=step.pk)
        if waiting:
            names = ", ".join(str(FellowshipState(one.kind).label) for one in waiting)
            raise Refused.because(messages.EARLY, found=names)
        path.complete(actor=actor, row=row, step=step, on=on, words=words)
    return row
