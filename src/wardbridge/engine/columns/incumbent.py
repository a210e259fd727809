"""Whole choices of columns and how they compare: fewest learner-weeks unplaced, then most points."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wardbridge.engine.columns.master import Master
from wardbridge.engine.columns.rows import rows_of
from wardbridge.engine.plan import Assignment, Plan


@dataclass(frozen=True, slots=True)
class Choice:
    """How many units take each column of the master, and what that is worth.

    `lacking` is what minimums lack, in people; `left` what is left out: learner-weeks unplaced and a share of it.
    """

    taken: NDArray[np.int64]
    points: float
    unplaced: int
    lacking: float
    left: float

    def better_than(self, other: Choice | None) -> bool:
        if other is None:
            return True
        if abs(self.left - other.left) > 1e-9:
            return self.left < other.left
        return self.points > other.points + 1e-9


@dataclass(slots=True)
class State:
    """Best so far: bounds on points (from above) and on what is left out (from below), and the best choice.

    `partial` bounds ``weight × left out - points`` from below, where not everyone can be placed: (weight, bound).
    """

    bound: float = np.inf
    left_bound: float = 0.0
    best: Choice | None = None
    partial: tuple[float, float] = 0.0, -np.inf


def choice_of(master: Master, taken: NDArray[np.int64]) -> Choice:
    """Judge a choice; columns added to the master later are not taken."""
    taken = np.concatenate([taken, np.zeros(len(master.columns) - len(taken), np.int64)])
    points = float(taken @ master.table.profit)
    if len(master.priced_rows):
        points -= float(master.limits.price[master.priced_rows] @ master.beyond(taken))
    unplaced = round(float(taken @ master.table.unplaced) + float(master.left_over(taken) @ master.required))
    lacking = float(master.short(taken).sum())
    return Choice(taken, points, unplaced, lacking, unplaced + master.share * lacking)


def grown(choice: Choice, master: Master) -> NDArray[np.int64]:
    """The choice as long as the master has columns now."""
    return np.concatenate([choice.taken, np.zeros(len(master.columns) - len(choice.taken), np.int64)])


def plan_of(master: Master, choice: Choice) -> Plan:
    """Deal the columns taken to the units of their classes, in order."""
    model, problem = master.model, master.model.problem
    next_unit = [0] * len(model.classes)
    assignments: list[Assignment] = []
    tracks: dict[str, str] = {}
    order = sorted(
        np.flatnonzero(choice.taken),
        key=lambda x: (master.columns[x].unit_class, master.columns[x].kind, master.columns[x].blocks),
    )
    for x in order:
        column = master.columns[x]
        kind, unit_class = model.kinds[column.kind], model.classes[column.unit_class]
        track = problem.programmes[kind.programme].tracks[kind.track].code
        for _ in range(int(choice.taken[x])):
            unit = unit_class.units[next_unit[column.unit_class]]
            next_unit[column.unit_class] += 1
            for i in problem.units[unit]:
                code = problem.learners[i].code
                if track:
                    tracks[code] = track
                assignments += rows_of(model, column, code)
    for c, unit_class in enumerate(model.classes):
        idle = next((v for v in unit_class.worth if model.missing(c, v) == 0), None)
        if idle is None:
            continue
        for unit in unit_class.units[next_unit[c] :]:
            code = problem.programmes[unit_class.programme].tracks[model.kinds[idle].track].code
            tracks.update({problem.learners[i].code: code for i in problem.units[unit] if code})
    assignments.sort(key=lambda row: (row.learner, row.periods, row.shift))
    return Plan(tuple(assignments), dict(sorted(tracks.items())))
