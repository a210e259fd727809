"""What one more place is worth, from the prices of runs: figures, never names.

The caller answers for the department he asks about, as in `schedule.queries.loads`.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from wardbridge.institutions.models import Department
from wardbridge.planning.models import Round, Run

LEAST = 0.005
"""Points below which a place is worth nothing."""


def one_more(rounds: Iterable[Round], department: Department, monday: date) -> float | None:
    """Points that one more place in the week would be worth at most to the learners of these rounds together.

    From the prices of the runs behind the versions in force; `None` when it is worth none.
    """
    runs = Run.unscoped.filter(drafts__published__current_for__round__in=list(rounds)).select_related("round")
    found = 0.0
    for run in runs.distinct():
        cell = (department.code, run.round.period_of(monday))
        found += sum(float(points) for code, period, points in run.duals if (code, period) == cell)
    return found if found > LEAST else None
