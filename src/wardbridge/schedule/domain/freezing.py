"""From a draft's rotations to placements: dates, who guides, and what an event was called before."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID, uuid4

from wardbridge.capacity.domain.limits import Week, present, teaching
from wardbridge.cohorts.models import Enrolment
from wardbridge.people.models import Supervisor
from wardbridge.planning.domain.drafts import Judged
from wardbridge.planning.domain.drafts.changes import parted
from wardbridge.planning.models import Participant, Round
from wardbridge.rulebook.domain import books
from wardbridge.rulekit.capacity import taught_levels, teacher_weights
from wardbridge.rulekit.law import RulePack
from wardbridge.rulekit.levels import Level
from wardbridge.rulekit.shifts import Shift
from wardbridge.schedule.models import Placement, Version

Key = tuple[int, str, int, int]
"""Enrolment, requirement, discipline, part: what a placement stays the same event by, from version to version."""


def key_of(placement: Placement) -> Key:
    return (placement.enrolment_id, placement.requirement, placement.discipline_id, placement.part)


def placements_of(round_: Round, judged: Judged, before: Mapping[Key, Placement]) -> list[Placement]:
    """Unsaved placements (without their version) of a judged draft, in time order."""
    enrolments = dict(Participant.objects.filter(round=round_).values_list("pk", "enrolment_id"))
    found = []
    for row, rotation in judged.rotations.pieces.items():
        for part, piece in parted(rotation):
            if row not in enrolments or not piece.periods:
                continue
            one = Placement(
                enrolment_id=enrolments[row],
                requirement=piece.requirement,
                discipline_id=judged.round.disciplines[piece.discipline],
                department_id=judged.round.departments[piece.department],
                periods=list(piece.periods),
                shift=piece.shift,
                part=part,
                first=round_.week_start(piece.periods[0]),
                last=round_.week_end(piece.periods[-1]),
            )
            one.series, one.sequence = _event(one, before.get(key_of(one)))
            found.append(one)
    return sorted(found, key=lambda one: (one.first, one.enrolment_id, one.requirement, one.discipline_id))


def _event(one: Placement, old: Placement | None) -> tuple[UUID, int]:
    if old is None:
        return uuid4(), 0
    return old.series, old.sequence + int(differs(old, one))


def differs(old: Placement, new: Placement) -> bool:
    """Whether a placement changed in a way that its learner must know."""
    return (old.department_id, list(old.periods), old.shift) != (new.department_id, list(new.periods), new.shift)


def digest_of(placements: Iterable[Placement]) -> str:
    """SHA-256 over who is where and when; the same rows give the same digest in any order."""
    rows = sorted(
        [one.enrolment_id, one.requirement, one.discipline_id, one.department_id, list(one.periods), *_shift(one)]
        for one in placements
    )
    return hashlib.sha256(json.dumps(rows, separators=(",", ":")).encode()).hexdigest()


def _shift(one: Placement) -> list[str]:
    """Said only where it is not the whole day, so that versions from before there were shifts keep their digest."""
    return [] if one.shift == Shift.DAY else [one.shift]


def intact(version: Version) -> bool:
    """Whether the version's rows are those that were published."""
    return digest_of(Placement.unscoped.filter(version=version)) == version.digest


def supervisors_of(placements: Sequence[Placement], weeks: Sequence[Week]) -> dict[Key, list[Supervisor]]:
    """Who guides each placement: teachers of the ward who may teach the level and are present, least charged first.

    A placement whose first guide is away in some weeks gets a second one for those.
    """
    roster: dict[int, list[Supervisor]] = defaultdict(list)
    wards = {one.department_id for one in placements}
    rows = Supervisor.unscoped.filter(department__in=wards).prefetch_related("leaves").order_by("code", "pk")
    for row in rows:
        roster[row.department_id].append(row)
    levels = dict(
        Enrolment.unscoped.filter(pk__in={one.enrolment_id for one in placements}).values_list("pk", "programme__level")
    )
    law = books.decree()
    charge: dict[tuple[int, int], int] = defaultdict(int)
    chosen: dict[Key, list[Supervisor]] = {}
    for one in placements:
        level = Level(levels[one.enrolment_id])
        left = {period for period in one.periods if period < len(weeks)}
        guides: list[Supervisor] = []
        while left:
            able = {row.pk: _able(row, level, left, weeks, law) for row in roster[one.department_id]}
            best = _least_charged(roster[one.department_id], able, charge)
            if best is None:
                break
            for period in able[best.pk]:
                charge[best.pk, period] += teacher_weights(weeks[period].first, law)[1][level]
            guides.append(best)
            left -= able[best.pk]
        chosen[key_of(one)] = guides
    return chosen


def _able(row: Supervisor, level: Level, periods: set[int], weeks: Sequence[Week], law: RulePack) -> set[int]:
    """Periods in which the supervisor is there and may teach the level."""
    fact = teaching(row)
    there = {period for period in periods if present(row, weeks[period])}
    return {period for period in there if level in taught_levels(fact, weeks[period].first, law)}


def _least_charged(
    roster: Iterable[Supervisor], able: Mapping[int, set[int]], charge: Mapping[tuple[int, int], int]
) -> Supervisor | None:
    """Who is there longest; of equals, the one who has the fewest learners then."""
    found = [row for row in roster if able[row.pk]]
    return min(
        found,
        key=lambda row: (-len(able[row.pk]), max(charge.get((row.pk, t), 0) for t in able[row.pk]), row.code),
        default=None,
    )
