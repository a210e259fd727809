"""What an answer counts besides points: learners placed, and the loads that a relaxation means."""

from __future__ import annotations

import numpy as np

from wardbridge.engine.columns.limits import Limits
from wardbridge.engine.columns.master import Master, Solution
from wardbridge.engine.columns.model import Floats
from wardbridge.engine.plan import Plan
from wardbridge.engine.problem import Problem
from wardbridge.engine.score import learner_unplaced
from wardbridge.engine.view import view_of


def placed_of(problem: Problem, plan: Plan) -> int:
    """Learners with all they require (as `score` counts)."""
    view = view_of(problem, plan)
    return sum(not learner_unplaced(problem, i, view) for i in range(len(problem.learners)))


def load_of(master: Master, solution: Solution | None) -> Floats:
    """Learners by (programme, department, period) that the fractions of an LP mean; nobody without one."""
    problem = master.model.problem
    load = np.zeros((len(problem.programmes), len(problem.departments), len(problem.periods)))
    if solution is None:
        return load
    for x in np.flatnonzero(solution.columns > 1e-6).tolist():
        unit_class = master.model.classes[master.columns[x].unit_class]
        for station, t in master.cells(master.columns[x]):
            k = master.model.stations[station].department
            f = master.model.as_seen(int(master.profile[master.columns[x].unit_class]), station, t)
            load[unit_class.programme, k, t] += master.model.profiles[f].size * float(solution.columns[x])
    return load


def worth_of_places(problem: Problem, limits: Limits, dual: Floats | None) -> dict[tuple[str, int], float]:
    """(department, period) → what one more place is worth, where it is worth something."""
    found: dict[tuple[str, int], float] = {}
    if dual is None:
        return found
    for row, price in zip(limits.rows, dual, strict=True):
        if len(row.cells) == 1 and not row.price and price > 1e-9:
            key = (problem.departments[row.cells[0][0]].code, row.cells[0][1])
            found[key] = found.get(key, 0.0) + float(price)
    return found
