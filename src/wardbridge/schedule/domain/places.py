"""The places that a draft needs of the ledger: what stands in the way of taking them, and taking them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import formats

from wardbridge.capacity.domain import holds, ledger
from wardbridge.capacity.domain.ledger import Conflict, OversoldError
from wardbridge.capacity.domain.limits import LimitFigure, by_times, limit_row, rows_of, set_limits
from wardbridge.capacity.domain.shortages import by_day, shortage_of
from wardbridge.capacity.domain.usage import named, used
from wardbridge.capacity.enums import HoldState
from wardbridge.capacity.keys import Key
from wardbridge.capacity.models import Hold
from wardbridge.core.actors import Actor
from wardbridge.core.errors import Reason, Refused
from wardbridge.planning.bridge import Fault, Place
from wardbridge.planning.domain import loads, others
from wardbridge.planning.domain.access import must_plan
from wardbridge.planning.domain.drafts import Judged, judge_draft
from wardbridge.planning.models import Draft, Round
from wardbridge.schedule import messages


class PlacesTaken(Refused):
    """Publishing found places taken by others meanwhile; `conflicts` has each limit, what it allows and who holds."""

    def __init__(self, conflicts: tuple[Conflict, ...]) -> None:
        self.conflicts = conflicts
        super().__init__(_taken(conflict) for conflict in conflicts)


@dataclass(frozen=True, slots=True)
class Wants:
    """What a plan needs: amounts and names by key, and the figures of all limits of its round."""

    figures: tuple[LimitFigure, ...]
    amounts: Mapping[Key, int]
    names: Mapping[Key, frozenset[str]]


def wants_of(round_: Round, judged: Judged) -> Wants:
    """What the plan needs of each limit as the records give them now."""
    limits = loads.limits_of(round_)
    figures = tuple(by_times(limits.figures))
    uses = loads.uses_of(round_, judged.rotations, limits, judged.round.departments)
    return Wants(figures, used(figures, uses, limits.matchers), named(figures, uses, limits.matchers))


def take(holder: str, wants: Wants) -> int:
    """Bring the limits up to date and make `holder` hold what is wanted and no more; answer the ledger's number.

    Raises
    ------
    PlacesTaken
        With every conflict; nothing is written then.
    """
    set_limits(wants.figures)
    rows = rows_of(figure for figure in wants.figures if figure.key in wants.amounts or figure.key in wants.names)
    try:
        return ledger.take(
            holder=holder,
            wants={rows[key].pk: amount for key, amount in wants.amounts.items()},
            names={rows[key].pk: names for key, names in wants.names.items()},
        )
    except OversoldError as error:
        raise PlacesTaken(by_day(error.conflicts)) from error


def hold(*, actor: Actor, draft: Draft, until: date) -> Hold:
    """Hold every place that a draft needs until a day, in place of what was held for its round before.

    Raises
    ------
    PermissionDenied
    Refused
        ``nothing-placed``, ``hold-until``.
    PlacesTaken
    """
    round_ = draft.round
    must_plan(actor, round_)
    judged = judge_draft(draft)
    learners = len({one.learner for one in judged.plan.assignments})
    if not learners:
        raise Refused.because(messages.NOTHING_PLACED)
    row = Hold(
        record=others.holder_of(round_),
        people=learners,
        first=round_.first_day,
        last=round_.last_day,
        until=until,
        purpose=round_.name[:200],
    )
    with transaction.atomic():
        for old in Hold.unscoped.filter(record=row.record, state=HoldState.ACTIVE).select_related("owner"):
            holds.release(actor=actor, row=old)
        holds.keep(actor=actor, owner=round_.owner, row=row)
        take(row.holder, wants_of(round_, judged))
    return row


def conflicts_of(round_: Round, judged: Judged) -> tuple[Conflict, ...]:
    """What publishing would refuse at this moment; nothing is written, not even the limits' new amounts."""
    wants = wants_of(round_, judged)
    days = [figure.first for figure in wants.figures], [figure.last for figure in wants.figures]
    if not wants.figures:
        return ()
    claims = ledger.claimed(first=min(days[0]), last=max(days[1]), but=others.holder_of(round_))
    found = (
        ledger.short_of(
            limit_row(figure),
            wants.amounts.get(key, 0),
            wants.names.get(key, frozenset()),
            claims.get(key, ledger.NOTHING),
        )
        for figure in wants.figures
        if (key := figure.key) in wants.amounts or key in wants.names
    )
    return by_day(one for one in found if one is not None)


def ledger_moved(draft: Draft, _judged: Judged) -> Iterator[Fault]:
    """That others took or gave back places of this round's wards since the ledger's entry on which its run planned."""
    run = draft.run
    if run is None or run.held is None:
        return
    now = others.snapshot_of(draft.round)
    changed = others.changed_since(others.snapshot_from(run.snapshot, run.held), now)
    if changed:
        weeks = sorted({one.period + 1 for one in changed if one.period >= 0})
        said = {
            "places": ", ".join(sorted({one.place for one in changed})),
            "weeks": ", ".join(map(str, weeks)) or "–",
        }
        yield Fault("ledger-newer", Place("ledger"), str(now.number), str(run.snapshot), said)


def _taken(conflict: Conflict) -> Reason:
    limit, short = conflict.limit, shortage_of(conflict)
    return Reason(
        messages.PLACES_TAKEN,
        {
            "place": limit.place.name,
            "first": _day(limit.first),
            "last": _day(limit.last),
            "missing": short.missing,
            "binding": str(limit.get_kind_display()),
            "allowed": short.allowed,
            "taken": short.taken,
        },
    )


def _day(value: object) -> str:
    return formats.date_format(value, "SHORT_DATE_FORMAT")  # type: ignore[arg-type]  # a date
