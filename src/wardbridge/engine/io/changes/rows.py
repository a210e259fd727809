"""What has changed in a round since its plan was published, as plain rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Change(StrEnum):
    """A department takes nobody or fewer, a teacher is away, a learner comes late, is away, has left, or is new."""

    CLOSED = "closed"
    PLACES = "places"
    LEAVE = "leave"
    LATE = "late"
    AWAY = "away"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One change; `first` and `last` are days, both inside, and an open end is the end of the round.

    Parameters
    ----------
    places
        Most learners at one time that each offer of the department still takes (``places``).
    first
        Of ``late``: the day from which the learner can attend. Of ``gone``: the first day without him.
    name, born, programme, track, class_code, group
        Of who is ``new``.
    """

    change: Change
    department: str = ""
    teacher: str = ""
    learner: str = ""
    first: date | None = None
    last: date | None = None
    places: int | None = None
    name: str = ""
    born: date | None = None
    programme: str = ""
    track: str = ""
    class_code: str = ""
    group: str = ""
