"""How many learners the law lets a department hold at one time: teachers (VN-02, 04, 05, 06) and beds (VN-08).

Teachers' law for mixed levels. A teacher takes 5 postgraduate, 10 university or 15 college learners at one time;
of mixed levels, the sum of learners over cap is at most 1. Who may teach a level may teach those below it, so the
teachers nest, and a set of learners can be shared out exactly when for each level, counted from the highest,

    sum over the level and those above it of learners / cap  <=  teachers who may teach the level.

With the caps 5, 10, 15 a learner weighs 6, 3 or 2 of a teacher's 30; whole learners can then always be dealt out when
the sums hold: postgraduates fill multiples of 6, university learners go in pairs of 6, and at most one odd one leaves
a remainder that the parity of the sum has already paid for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from math import lcm

from wardbridge.rulekit.law import RulePack, shipped_pack
from wardbridge.rulekit.levels import LEVELS, Level


@dataclass(frozen=True, slots=True)
class Finding:
    """A figure found and the figure allowed, with the records behind it; `level` is the row of a nested law."""

    rule: str
    found: float
    allowed: float
    records: tuple[str, ...] = ()
    level: Level | None = None

    @property
    def broken(self) -> bool:
        return self.found > self.allowed


@dataclass(frozen=True, slots=True)
class Teaching:
    """What the law asks of a teacher: own level, start of practice, teaching certificate."""

    code: str
    level: Level
    practice_since: date
    certificate: bool


def months_later(day: date, months: int) -> date:
    """The day `months` whole months later; the 31st becomes the last day of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


def taught_levels(teacher: Teaching, day: date, pack: RulePack | None = None) -> frozenset[Level]:
    """Levels the teacher may teach on `day`: own and below (VN-02), by months (VN-04), with certificate (VN-06)."""
    if not teacher.certificate:
        return frozenset()
    months = (pack or shipped_pack()).at("VN-04", day).figures
    return frozenset(
        level
        for level in LEVELS[LEVELS.index(teacher.level) :]
        if months_later(teacher.practice_since, months[level]) <= day
    )


@lru_cache(maxsize=256)
def _weights(caps: tuple[int, ...]) -> tuple[int, tuple[int, ...]]:
    whole = lcm(*caps)
    return whole, tuple(whole // cap for cap in caps)


def teacher_weights(day: date, pack: RulePack | None = None) -> tuple[int, Mapping[Level, int]]:
    """What a teacher holds and what a learner of each level takes of it: 30; 6, 3, 2 by Decree 111."""
    caps = (pack or shipped_pack()).at("VN-05", day).figures
    whole, weights = _weights(tuple(caps[level] for level in LEVELS))
    return whole, dict(zip(LEVELS, weights, strict=True))


def teachers_law(
    learners: Mapping[Level, int],
    teachers: Mapping[Level, Sequence[str]],
    day: date,
    pack: RulePack | None = None,
) -> tuple[Finding, ...]:
    """The nested law of VN-05, one finding a level that is present.

    Parameters
    ----------
    learners
        Level → learners there at one time.
    teachers
        Level → codes of the teachers present who may teach it (those who may teach a higher one among them).

    Returns
    -------
    Findings in teachers: needed against present.
    """
    whole, weights = teacher_weights(day, pack)
    findings = []
    taken = 0
    for level in LEVELS:
        count = learners.get(level, 0)
        taken += weights[level] * count
        if count:
            codes = tuple(teachers.get(level, ()))
            findings.append(Finding("VN-05", taken / whole, float(len(codes)), codes, level))
    return tuple(findings)


def beds_law(learners: int, beds: int | None, chairs: int | None, day: date, pack: RulePack | None = None) -> Finding:
    """VN-08: learners at one time against 3 a bed or dental chair; with neither recorded there is no limit."""
    allowed = beds_allow(beds, chairs, day, pack)
    return Finding("VN-08", float(learners), float("inf") if allowed is None else float(allowed))


def beds_allow(beds: int | None, chairs: int | None, day: date, pack: RulePack | None = None) -> int | None:
    """Most learners at one time by VN-08; `None` when neither beds nor chairs are recorded (no figure to judge by)."""
    if beds is None and chairs is None:
        return None
    return (pack or shipped_pack()).at("VN-08", day).figures["ratio"] * ((beds or 0) + (chairs or 0))
