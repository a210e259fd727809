"""Options that one learner, or one of those whom he moves with, may not take, whatever the prices."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from wardbridge.engine.columns.kinds import Kind
from wardbridge.engine.problem import Problem


def barred(problem: Problem, kind: Kind, members: Sequence[int]) -> NDArray[np.bool_]:
    """By option: a department closed to a member, or not the one that is imposed for the requirement."""
    index = problem.index
    found = np.zeros(len(kind.department), np.bool_)
    for i in members:
        if i in index.closed:
            found |= np.isin(kind.department, list(index.closed[i])).any(axis=1)
        for r, departments in index.imposed.get(i, {}).items():
            for p in range(kind.department.shape[1]):
                there = np.isin(kind.department[:, p], list(departments))
                found |= (kind.requirement[:, p] == r) & ~there
    return found
