"""Options that one learner, or one of those whom he moves with, may not take, whatever the prices."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from wardbridge.engine.columns.kinds import Kind
from wardbridge.engine.problem import Problem


def barred(problem: Problem, kind: Kind, members: Sequence[int]) -> NDArray[np.bool_]:
    """By option: a department closed to a member, or not the one that is imposed for the requirement, in a discipline
    that he isn't excused from."""
    index = problem.index
    found = np.zeros(len(kind.department), np.bool_)
    for i in members:
        asked = ~np.isin(kind.discipline, [d for d in range(len(problem.disciplines)) if index.never_in(i, d)])
        if i in index.closed:
            found |= (np.isin(kind.department, list(index.closed[i])) & asked).any(axis=1)
        for r, departments in index.imposed.get(i, {}).items():
            there = np.isin(kind.department, list(departments))
            found |= ((kind.requirement == r) & ~there & asked).any(axis=1)
    return found
