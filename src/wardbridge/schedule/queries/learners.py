"""How many learners of each level are in a department on a day, by the versions in force: figures, never names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from wardbridge.institutions.models import Department
from wardbridge.rulekit.levels import Level
from wardbridge.schedule.models import Placement


def learners_on(departments: Sequence[Department], day: date) -> dict[int, dict[Level, int]]:
    """Department → level → learners placed there in the week of the day: one query."""
    rows = Placement.unscoped.filter(
        version__current_for__isnull=False, department__in=departments, first__lte=day, last__gte=day
    ).values_list(
        "department_id", "enrolment_id", "enrolment__programme__level", "version__round__first_day", "periods"
    )
    found: dict[int, dict[Level, set[int]]] = defaultdict(lambda: defaultdict(set))
    for department, learner, level, first_day, periods in rows:
        if (day - first_day) // timedelta(days=7) in periods:
            found[department][Level(level)].add(learner)
    return {key: {level: len(who) for level, who in levels.items()} for key, levels in found.items()}
