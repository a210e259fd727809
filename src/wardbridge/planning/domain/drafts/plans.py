"""Between a draft's rows and the engine's plan."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from wardbridge.planning.bridge import Assignment, Plan
from wardbridge.planning.domain.drafts.changes import Piece, Rotation, Rotations, parted
from wardbridge.planning.domain.problems import Compiled
from wardbridge.planning.models import Block, Draft
from wardbridge.rulekit.shifts import Shift


def rotations_of(draft: Draft) -> Rotations:
    """All blocks of a draft, in one query."""
    found: dict[int, list[Piece]] = defaultdict(list)
    rows = Block.objects.filter(draft=draft).order_by("participant_id", "pk")
    for participant, requirement, discipline, department, periods, shift in rows.values_list(
        "participant_id", "requirement", "discipline__code", "department__code", "periods", "shift"
    ):
        found[participant].append(Piece(requirement, discipline, department, tuple(periods), Shift(shift)))
    pieces = {
        participant: tuple(sorted(rotation, key=lambda piece: (piece.periods, piece.requirement)))
        for participant, rotation in found.items()
    }
    return Rotations(pieces, {int(row): track for row, track in draft.tracks.items()})


def plan_from(rotations: Rotations, round_: Compiled) -> Plan:
    """The engine's plan; blocks of who takes part no more are left out."""
    codes = round_.codes
    assignments = [
        Assignment(
            codes[participant], piece.requirement, piece.discipline, piece.department, piece.periods, piece.shift
        )
        for participant, rotation in rotations.pieces.items()
        if participant in codes
        for piece in rotation
    ]
    assignments.sort(key=lambda one: (one.learner, one.periods, one.requirement, one.discipline))
    tracks = {codes[row]: track for row, track in sorted(rotations.tracks.items()) if row in codes}
    return Plan(tuple(assignments), tracks)


def rotations_from(plan: Plan, round_: Compiled) -> Rotations:
    """The plan by participants' rows."""
    found: dict[int, list[Piece]] = defaultdict(list)
    for one in plan.assignments:
        found[round_.participants[one.learner]].append(
            Piece(one.requirement, one.discipline, one.department, tuple(one.periods), one.shift)
        )
    tracks = {round_.participants[code]: track for code, track in plan.tracks.items()}
    return Rotations({row: tuple(pieces) for row, pieces in found.items()}, tracks)


def plan_of(draft: Draft, round_: Compiled) -> Plan:
    """The plan that a draft holds."""
    return plan_from(rotations_of(draft), round_)


def blocks_of(draft: Draft, rotations: Mapping[int, Rotation], round_: Compiled) -> list[Block]:
    """Unsaved rows for these rotations."""
    return [
        Block(
            draft=draft,
            participant_id=participant,
            requirement=piece.requirement,
            discipline_id=round_.disciplines[piece.discipline],
            department_id=round_.departments[piece.department],
            periods=list(piece.periods),
            shift=piece.shift,
            part=part,
        )
        for participant, rotation in rotations.items()
        for part, piece in parted(rotation)
    ]


def to_json(rotations: Mapping[int, Rotation]) -> dict[str, Any]:
    """Rotations as plain data, for the log of changes."""
    return {
        str(row): [[p.requirement, p.discipline, p.department, list(p.periods), p.shift] for p in rotation]
        for row, rotation in rotations.items()
    }


def from_json(data: Mapping[str, Iterable[Any]]) -> dict[int, Rotation]:
    """Rotations from the log; changes logged before shifts were known are by day."""
    return {
        int(row): tuple(Piece(a, b, c, tuple(d), Shift(*shift or [Shift.DAY])) for a, b, c, d, *shift in rotation)
        for row, rotation in data.items()
    }
