"""Two plans side by side: who moved, what each is worth, which wishes each meets, how full each makes the wards."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from wardbridge.core.actors import Actor
from wardbridge.planning.bridge import Points, wishes_met
from wardbridge.planning.domain.access import must_see
from wardbridge.planning.domain.drafts.changes import Rotation
from wardbridge.planning.domain.drafts.verdicts import Judged, judge_draft
from wardbridge.planning.models import Draft


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two plans: worth, rules broken, learners by the best rank of a wish that is fully met."""

    points: Points
    violations: int
    placed: int
    """Learners with at least one block."""
    met: dict[int, int]
    """Rank → learners whose dearest fully met wish has this rank; 0: none met."""


@dataclass(frozen=True, slots=True)
class MovedLearner:
    """A learner (participant's row) whose rotation differs."""

    participant: int
    before: Rotation
    after: Rotation


@dataclass(frozen=True, slots=True)
class Comparison:
    """`loads` lists what differs: (department's row, period) → learners there in the first and in the second."""

    before: Side
    after: Side
    moved: tuple[MovedLearner, ...]
    loads: dict[tuple[int, int], tuple[int, int]]


def compare(*, actor: Actor, before: Draft, after: Draft) -> Comparison:
    """Compare two drafts of one round (the draft of a run is `run.drafts.first()`).

    Raises
    ------
    PermissionDenied
    ValueError
        When the drafts are of different rounds.
    """
    must_see(actor, before.round)
    if before.round_id != after.round_id:
        raise ValueError("two rounds have nothing to compare")
    one, other = judge_draft(before), judge_draft(after)
    rows = sorted({*one.rotations.pieces, *other.rotations.pieces})
    moved = [
        MovedLearner(row, one.rotations.of(row), other.rotations.of(row))
        for row in rows
        if set(one.rotations.of(row)) != set(other.rotations.of(row))
    ]
    return Comparison(side_of(one), side_of(other), tuple(moved), _loads(one, other))


def side_of(judged: Judged) -> Side:
    """The figures of one plan."""
    ranks: Counter[int] = Counter()
    for wishes in wishes_met(judged.round.problem, judged.plan).values():
        ranks[min((rank for rank, share in wishes if share >= 1.0), default=0)] += 1
    placed = sum(bool(rotation) for rotation in judged.rotations.pieces.values())
    return Side(judged.points, len(judged.violations), placed, dict(sorted(ranks.items())))


def _loads(one: Judged, other: Judged) -> dict[tuple[int, int], tuple[int, int]]:
    counts: dict[tuple[int, int], list[int]] = defaultdict(lambda: [0, 0])
    for side, judged in enumerate((one, other)):
        for rotation in judged.rotations.pieces.values():
            for piece in rotation:
                for period in piece.periods:
                    counts[judged.round.departments[piece.department], period][side] += 1
    return {cell: (a, b) for cell, (a, b) in sorted(counts.items()) if a != b}
