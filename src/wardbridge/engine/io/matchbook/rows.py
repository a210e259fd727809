"""Rows of the sheets as they were read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HospitalRow:
    """A hospital, or a department of one, that receives learners; `region` is a code of the sheet regions."""

    code: str
    maximum: int
    minimum: int = 0
    name: str = ""
    region: str = ""


@dataclass(frozen=True, slots=True)
class RegionRow:
    """Hospitals that together receive at most `maximum`."""

    code: str
    maximum: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class ChooserRow:
    """A learner with his wishes, dearest first; `score` is the text of a decimal number, "" when there is none."""

    code: str
    name: str = ""
    score: str = ""
    wishes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RankingRow:
    """A hospital's rank of a learner; equal ranks are a tie."""

    hospital: str
    learner: str
    rank: int


@dataclass(frozen=True, slots=True)
class PairRow:
    """A wish of two learners who choose together; a blank hospital is no place for that one."""

    first: str
    second: str
    rank: int
    first_hospital: str = ""
    second_hospital: str = ""
