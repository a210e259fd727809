"""Conflicts as people read them: in learners, and once for a whole day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from wardbridge.capacity.domain.ledger import Conflict
from wardbridge.capacity.domain.usage import unit_of
from wardbridge.capacity.keys import Key
from wardbridge.capacity.models import Limit
from wardbridge.rulebook.domain import books
from wardbridge.rulekit.shifts import Shift


def by_day(conflicts: Iterable[Conflict]) -> tuple[Conflict, ...]:
    """Conflicts that are the same in the morning and in the afternoon said once, of a limit of the whole day."""
    found: dict[tuple[Key, int, int], Conflict] = {}
    for one in conflicts:
        key = one.limit.key
        same = found.get((key._replace(shift=Shift.MORNING.value), one.wanted, one.taken))
        if same is not None and key.shift == Shift.AFTERNOON:
            same.limit.shift = Shift.DAY.value
        else:
            found[key, one.wanted, one.taken] = one
    return tuple(found.values())


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
