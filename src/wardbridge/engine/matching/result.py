"""What a method answers: who is where, and all that is needed to say why and to do it again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from wardbridge.engine.matching.market import Ints


class Method(StrEnum):
    """The methods, by the word of the command line."""

    SERIAL = "serial"
    DEFERRED = "deferred"
    RANK_MAXIMAL = "rank-maximal"
    GENEROUS = "generous"


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A hospital whose minimum can't be kept, or isn't by this method: places wanted filled and places filled."""

    hospital: str
    minimum: int
    reached: int


@dataclass(frozen=True, slots=True)
class Rounding:
    """A capacity that was changed because no stable matching was found without: from, to."""

    hospital: str
    given: int
    used: int


@dataclass(frozen=True, eq=False)
class Matching:
    """A matching.

    Parameters
    ----------
    hospital
        Shape n: index of each learner's hospital, -1 for none.
    place
        Shape n: place of each learner in the order of the lots.
    shortfalls
        Minimums not reached; `proven` says that no assignment whatever could reach them together.
    roundings
        Capacities changed for couples' sake.
    counts
        Figures of the run, such as proposals made.
    """

    method: Method
    seed: str
    hospital: Ints
    place: Ints
    shortfalls: tuple[Shortfall, ...] = ()
    proven: bool = True
    roundings: tuple[Rounding, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
