"""What a synthetic round is to be like."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

LEAST_LEARNERS = 8
MOST_LEARNERS = 1_000_000
LEAST_WEEKS, MOST_WEEKS = 16, 104
"""A stay takes up to 13 weeks."""


class Extent(StrEnum):
    """One hospital's year, a province, a region of provinces, a country of three regions."""

    HOSPITAL = "hospital"
    PROVINCE = "province"
    REGION = "region"
    COUNTRY = "country"


class Wishes(StrEnum):
    """Whether a group wishes as one or each learner for himself."""

    GROUP = "group"
    LEARNER = "learner"


PER_PROVINCE = 1_600
"""Learners that a province's hospitals receive in a year, about."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Size, diversity and tightness.

    Parameters
    ----------
    together
        Share of the groups (of about eight) whose members share one rotation.
    wishes
        Who wishes.
    slack
        Places of a ward over what a carousel of the groups would need in its busiest week.
    """

    learners: int
    weeks: int = 52
    extent: Extent = Extent.HOSPITAL
    together: float = 1.0
    wishes: Wishes = Wishes.GROUP
    slack: float = 1.1
    seed: int = 1

    @property
    def provinces(self) -> int:
        """How many provinces the round spans."""
        if self.extent in {Extent.HOSPITAL, Extent.PROVINCE}:
            return 1
        return max(2, round(self.learners / PER_PROVINCE))


def extent_of(learners: int) -> Extent:
    """The extent that fits a number of learners, where none is asked for."""
    steps = ((1_200, Extent.HOSPITAL), (3_000, Extent.PROVINCE), (30_000, Extent.REGION))
    return next((extent for most, extent in steps if learners <= most), Extent.COUNTRY)
