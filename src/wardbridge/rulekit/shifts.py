"""Times of the day in which a placement may lie."""

from __future__ import annotations

from enum import StrEnum


class Shift(StrEnum):
    """A whole day takes the morning and the afternoon."""

    DAY = "day"
    MORNING = "morning"
    AFTERNOON = "afternoon"
    NIGHT = "night"


_PARTS = {
    Shift.DAY: frozenset((Shift.MORNING, Shift.AFTERNOON)),
    Shift.MORNING: frozenset((Shift.MORNING,)),
    Shift.AFTERNOON: frozenset((Shift.AFTERNOON,)),
    Shift.NIGHT: frozenset((Shift.NIGHT,)),
}


def meet(one: Shift, other: Shift) -> bool:
    """Whether two shifts share some time of the day."""
    return not _PARTS[one].isdisjoint(_PARTS[other])


def told_apart(used: set[Shift]) -> tuple[Shift, ...]:
    """Times of the day that must be counted apart where these shifts are used.

    The day is one time unless somebody comes for half of it; nights count only where there are any.
    """
    halves = bool(used & {Shift.MORNING, Shift.AFTERNOON})
    day = (Shift.MORNING, Shift.AFTERNOON) if halves else (Shift.DAY,)
    return (*day, Shift.NIGHT) if Shift.NIGHT in used else day
