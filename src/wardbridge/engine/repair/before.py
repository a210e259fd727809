"""The plan to be repaired, read against the round as it is now: who may stay where he is, and what is past."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from wardbridge.engine.check import check
from wardbridge.engine.columns.kinds import stations_of
from wardbridge.engine.plan import Assignment, Plan, Violation
from wardbridge.engine.problem import Problem
from wardbridge.engine.rules import beds, housing, quotas, reserves, room, teachers
from wardbridge.engine.view import Block, PlanView, view_of
from wardbridge.rulekit.shifts import Shift

SHARED = frozenset(
    {"offer-max", "offer-min"}.union(*(rule.CODES for rule in (beds, housing, quotas, reserves, room, teachers)))
)
"""Rules of a place: whom to move there is the search's business."""
NOT_OF_ONE = SHARED | {"together", "required-blocks", "unknown-row"}
"""Rules that make no learner's own rotation illegal."""


@dataclass(frozen=True, slots=True)
class Unit:
    """Learners who move as one, with the rotation they have.

    Parameters
    ----------
    blocks
        The rotation, by time; empty for who is in no plan yet.
    stations
        Of each block, the number of its department and shift (`engine.columns.kinds.stations_of`).
    stays
        Whether the rotation breaks no rule of its own from the first open week on, so that the unit may keep it.
    whole
        Whether nothing that is required is missing in it.
    broken
        First period of the block that has begun and whose department can't keep all who are there: it may go on
        elsewhere.
    """

    learners: tuple[int, ...]
    blocks: tuple[Block, ...]
    stations: tuple[int, ...]
    track: int | None
    stays: bool
    whole: bool = True
    broken: int | None = None

    @property
    def size(self) -> int:
        return len(self.learners)

    def whole_blocks(self) -> Iterator[tuple[Block, ...]]:
        """The blocks, each with the parts by which it went on elsewhere."""
        parts: list[Block] = []
        for block in self.blocks:
            parts.append(block)
            if not block.goes_on:
                yield tuple(parts)
                parts = []

    def cells(self, since: int) -> tuple[tuple[int, int], ...]:
        """(station, period) of every week from `since` on."""
        return tuple((x, t) for b, x in zip(self.blocks, self.stations, strict=True) for t in b.periods if t >= since)


@dataclass(frozen=True, slots=True)
class Before:
    """The old plan by units; `gone_rows` are the rows of learners whom the round no longer has.

    `violations` are all that the old plan breaks now.
    """

    plan: Plan
    view: PlanView
    units: tuple[Unit, ...]
    gone_rows: tuple[Assignment, ...]
    since: int
    violations: tuple[Violation, ...]


Stations = Mapping[tuple[int, Shift], int]


def stations_in(problem: Problem) -> Stations:
    """(department, shift) → number of the station, where nothing is done side by side."""
    return {(one.department, one.shift): x for x, one in enumerate(stations_of(problem))}


def station_of(stations: Stations, department: int, shift: Shift) -> int:
    """The station's number; that of the day for a shift which the round does not use."""
    return stations.get((department, shift), department)


Shape = tuple[int | None, tuple[tuple[int | None, int, tuple[int, ...], Shift], ...]]


def _parts(problem: Problem, view: PlanView, unit: tuple[int, ...], since: int) -> Iterator[tuple[int, ...]]:
    """The members of a unit who have the same rotation. A newcomer takes his group's while nothing of it is past."""
    by_shape: dict[Shape, list[int]] = defaultdict(list)
    for i in unit:
        blocks = tuple((b.requirement, b.department, b.periods, b.shift) for b in view.blocks[i])
        by_shape[view.tracks[i] if blocks else None, blocks].append(i)
    fresh = by_shape.pop((None, ()), [])
    parts = sorted(by_shape.values(), key=lambda part: (-len(part), part))
    if parts and since == 0:
        parts[0] = sorted(parts[0] + fresh)
        fresh = []
    yield from (tuple(part) for part in [*parts, fresh] if part)


def _broken_by(violations: Iterable[Violation], since: int) -> tuple[set[str], set[str]]:
    """Codes of learners whose own rotation breaks a rule in a week that is still open, and of those who lack some."""
    illegal: set[str] = set()
    lacking: set[str] = set()
    for violation in violations:
        if violation.rule == "required-blocks":
            lacking.update(violation.learners)
        elif violation.rule not in NOT_OF_ONE and violation.is_open(since):
            illegal.update(violation.learners)
    return illegal, lacking


def known_of(problem: Problem, plan: Plan) -> Plan:
    """The plan without the rows of learners whom the round does not have."""
    index = problem.index.learner
    return Plan(
        tuple(row for row in plan.assignments if row.learner in index),
        {code: track for code, track in plan.tracks.items() if code in index},
    )


def before_of(problem: Problem, plan: Plan, since: int) -> Before:
    """Read the old plan; weeks before `since` are past."""
    known = known_of(problem, plan)
    view = view_of(problem, known)
    violations = check(problem, known, view=view)
    illegal, lacking = _broken_by(violations, since)
    units, numbers = [], stations_in(problem)
    for whole in problem.units:
        for part in _parts(problem, view, whole, since):
            head = max(part, key=lambda i: len(view.blocks[i]))
            blocks, codes = view.blocks[head], {problem.learners[i].code for i in part}
            stays = bool(blocks) and not codes & illegal
            stations = tuple(station_of(numbers, b.department, b.shift) for b in blocks)
            units.append(Unit(part, blocks, stations, view.tracks[head], stays, not codes & lacking))
    gone = tuple(row for row in plan.assignments if row.learner not in problem.index.learner)
    return Before(known, view, tuple(units), gone, since, violations)


def loosened(problem: Problem, units: Sequence[Unit], full: Container[tuple[int, int]], since: int) -> tuple[Unit, ...]:
    """Let a block that has begun go on elsewhere where its department can't keep all who are there (`full`)."""
    return tuple(replace(unit, broken=_broken(problem, unit, full, since)) for unit in units)


def _broken(problem: Problem, unit: Unit, full: Container[tuple[int, int]], since: int) -> int | None:
    for parts in unit.whole_blocks():
        if parts[0].periods[0] < since <= parts[-1].periods[-1]:
            to_come = [(b.department, t) for b in parts for t in b.periods if t >= since]
            if any(cell in full or not offered(problem, unit, cell) for cell in to_come):
                return parts[0].periods[0]
    return None


def offered(problem: Problem, unit: Unit, cell: tuple[int, int]) -> bool:
    """Whether some offer of the cell is for the unit's programme."""
    p = problem.learners[unit.learners[0]].programme
    programme = problem.programmes[p]
    return any(
        o.programme in {None, p} and o.level in {None, programme.level} and o.school in {"", programme.school}
        for o in problem.index.offers.get(cell, ())
    )
