"""The places that a draft needs of the ledger: what stands in the way of taking them, and taking them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import formats

from wardbridge.capacity.domain import ledger
from wardbridge.capacity.domain.ledger import Conflict, OversoldError
from wardbridge.capacity.domain.limits import limit_row, set_limits
from wardbridge.capacity.domain.usage import key_of as limit_key
from wardbridge.capacity.domain.usage import unit_of, used
from wardbridge.capacity.models import Limit
from wardbridge.core.errors import Reason, Refused
from wardbridge.planning.bridge import Fault, Place
from wardbridge.planning.domain import loads, others
from wardbridge.planning.domain.drafts import Judged
from wardbridge.planning.models import Draft, Round
from wardbridge.rulebook.domain import books
from wardbridge.schedule import messages


class PlacesTaken(Refused):
    """Publishing found places taken by others meanwhile; `conflicts` has each limit, what it allows and who holds."""

    def __init__(self, conflicts: tuple[Conflict, ...]) -> None:
        self.conflicts = conflicts
        super().__init__(_taken(conflict) for conflict in conflicts)


def wants_of(round_: Round, judged: Judged) -> dict[int, int]:
    """Bring the limits up to date; limit's row → what the plan needs of it."""
    limits = loads.limits_of(round_)
    set_limits(limits.figures)
    uses = loads.uses_of(round_, judged.rotations, limits, judged.round.departments)
    wanted = used(limits.figures, uses, limits.matchers)
    rows = Limit.objects.filter(first__gte=round_.first_day, last__lte=round_.last_day)
    return {row.pk: wanted[key] for row in rows if (key := limit_key(row)) in wanted}


def take(round_: Round, judged: Judged) -> int:
    """Take every place of the plan, in place of what the round held before; answer the ledger's number.

    Raises
    ------
    PlacesTaken
        With every conflict; nothing is written then.
    """
    try:
        return ledger.take(holder=others.holder_of(round_), wants=wants_of(round_, judged))
    except OversoldError as error:
        raise PlacesTaken(error.conflicts) from error


def conflicts_of(round_: Round, judged: Judged) -> tuple[Conflict, ...]:
    """What `take` would refuse at this moment; nothing is written, not even the limits' new amounts."""
    limits = loads.limits_of(round_)
    wanted = used(
        limits.figures, loads.uses_of(round_, judged.rotations, limits, judged.round.departments), limits.matchers
    )
    claims = ledger.claimed(first=round_.first_day, last=round_.last_day, but=others.holder_of(round_))
    found = []
    for figure in limits.figures:
        key = limit_key(figure)
        if key in wanted and claims.get(key, 0) + wanted[key] > figure.amount:
            found.append(Conflict(limit_row(figure), wanted[key], claims.get(key, 0)))
    return tuple(found)


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


@dataclass(frozen=True, slots=True)
class Shortage:
    """A conflict in learners of the limit's level: what it allows, what others hold, what is wanted and is missing."""

    limit: Limit
    allowed: int
    taken: int
    wanted: int
    missing: int


def shortage_of(conflict: Conflict) -> Shortage:
    """The conflict in learners; a part of a learner that others hold or that is missing counts as one."""
    limit, unit = conflict.limit, unit_of(conflict.limit, books.decree())
    figures = (conflict.taken, conflict.wanted, conflict.missing)
    return Shortage(limit, limit.amount // unit, *(-(-figure // unit) for figure in figures))


def _taken(conflict: Conflict) -> Reason:
    limit, short = conflict.limit, shortage_of(conflict)
    place = limit.department or limit.site
    return Reason(
        messages.PLACES_TAKEN,
        {
            "place": place.name if place else "",
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
