"""How the places of a ward are shared when several schools ask for them: a published rule, in whole numbers.

First each school gets its reserve. Every further place goes, one by one, to the school that is furthest below its
weight: the one with the largest ``weight / (places + 1/2)`` (the method of Sainte-Laguë, so that one place more takes
none away from anybody). A school's weight is the size of its cohort, times a correction for what it had (its fair
share over its measured share of the learner-weeks received, from 1/2 to 2), times a history of refusals (from 1 to 2:
one, plus the share of its learner-weeks that was refused). Nobody gets more than he asks.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

LEAST_CORRECTION, MOST_CORRECTION = Fraction(1, 2), Fraction(2)


@dataclass(frozen=True, slots=True)
class Asking:
    """What one school asks of a ward at one time, and what is known of it.

    Parameters
    ----------
    school
        Its code; unique among those who ask.
    asked, reserve
        Learners at one time; `reserve` are places kept for this school.
    cohort
        Learners of the school who need the discipline in the period, whoever will take them; at least 1 counts.
    received, refused
        Learner-weeks in the ward over the period that the history looks back on.
    """

    school: str
    asked: int
    cohort: int
    reserve: int = 0
    received: int = 0
    refused: int = 0


@dataclass(frozen=True, slots=True)
class Share:
    """What the rule gives a school and how it came to that; shares are fractions of 1 among those who ask."""

    asking: Asking
    given: int
    reserved: int
    fair: Fraction
    measured: Fraction | None
    correction: Fraction
    history: Fraction

    @property
    def weight(self) -> Fraction:
        return max(1, self.asking.cohort) * self.correction * self.history


@dataclass
class _Dealt:
    """A school while places are dealt."""

    share: Share
    places: int = 0
    key: tuple[int, str] = field(init=False)

    def __post_init__(self) -> None:
        self.key = (-self.share.asking.cohort, self.share.asking.school)

    def order(self) -> tuple[Fraction, int, tuple[int, str]]:
        """Smallest first: the claim on the next place, then who has fewer, then the larger cohort, then the code."""
        return (-self.share.weight / (self.places + Fraction(1, 2)), self.places, self.key)


def shared(places: int, askings: Iterable[Asking]) -> tuple[Share, ...]:
    """Share `places` (learners at one time; below 0 counts as 0) among the schools, in the order of their codes."""
    rows = sorted(askings, key=lambda one: one.school)
    dealt = [_Dealt(share) for share in _weighed(rows)]
    left = max(0, places)
    left = _deal(dealt, left, [min(one.asked, one.reserve) for one in rows])
    reserved = [one.places for one in dealt]
    _deal(dealt, left, [one.asked for one in rows])
    return tuple(
        Share(
            one.share.asking,
            one.places,
            kept,
            one.share.fair,
            one.share.measured,
            one.share.correction,
            one.share.history,
        )
        for one, kept in zip(dealt, reserved, strict=True)
    )


def _weighed(rows: Sequence[Asking]) -> list[Share]:
    cohorts = sum(max(1, one.cohort) for one in rows)
    received = sum(one.received for one in rows)
    found = []
    for one in rows:
        fair = Fraction(max(1, one.cohort), cohorts)
        measured = Fraction(one.received, received) if received else None
        found.append(Share(one, 0, 0, fair, measured, _correction(fair, measured), _history(one)))
    return found


def _correction(fair: Fraction, measured: Fraction | None) -> Fraction:
    if measured is None:
        return Fraction(1)
    if not measured:
        return MOST_CORRECTION
    return min(MOST_CORRECTION, max(LEAST_CORRECTION, fair / measured))


def _history(one: Asking) -> Fraction:
    total = one.received + one.refused
    return 1 + Fraction(one.refused, total) if total else Fraction(1)


def _deal(dealt: Sequence[_Dealt], left: int, most: Sequence[int]) -> int:
    """Deal up to `left` places one by one, nobody beyond `most`; answers how many are left over."""
    while left:
        able = [one for one, bound in zip(dealt, most, strict=True) if one.places < bound]
        if not able:
            break
        min(able, key=_Dealt.order).places += 1
        left -= 1
    return left
