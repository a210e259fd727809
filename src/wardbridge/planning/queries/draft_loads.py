"""How full departments would be by a draft, week by week, against the limits in force: figures, never names."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from wardbridge.capacity.domain.limits import (
    LimitFigure,
    Week,
    offer_figures,
    teacher_figures,
    ward_figures,
    weeks_of,
)
from wardbridge.capacity.domain.usage import Cell, Use, cells, matchers
from wardbridge.capacity.models import Offer, SiteQuota
from wardbridge.institutions.models import Department
from wardbridge.people.models import Supervisor
from wardbridge.planning.domain.problems import stamp_of
from wardbridge.planning.models import Block, Draft, Round
from wardbridge.rulekit.levels import Level

KEPT = 8
"""Rounds whose limits are kept in this process while their data stay the same."""


@dataclass(frozen=True)
class Limits:
    """The limits of a round's departments, week by week; they do not depend on who is placed."""

    stamp: str
    weeks: Sequence[Week]
    departments: tuple[int, ...]
    figures: Sequence[LimitFigure]
    by_scope: Mapping[str, Offer | SiteQuota]


_kept: dict[int, Limits] = {}
_lock = threading.Lock()


def draft_loads(draft: Draft) -> dict[tuple[int, int], Cell]:
    """(department's row, period) → load, capacity and what binds, for every department and week of the round."""
    limits = _limits(draft.round)
    mondays = [week.first for week in limits.weeks]
    rows = Block.objects.filter(draft=draft).values_list(
        "participant_id",
        "department_id",
        "department__site_id",
        "participant__enrolment__programme_id",
        "participant__enrolment__programme__level",
        "periods",
    )
    uses = [
        Use(learner, department, site, programme, Level(level), tuple(mondays[period] for period in periods))
        for learner, department, site, programme, level, periods in rows
    ]
    return cells(limits.figures, uses, limits.by_scope, limits.weeks, limits.departments)


def _limits(round_: Round) -> Limits:
    stamp = stamp_of(round_)
    with _lock:
        found = _kept.get(round_.pk)
    if found is not None and found.stamp == stamp:
        return found
    made = _read(round_, stamp)
    with _lock:
        _kept[round_.pk] = made
        while len(_kept) > KEPT:
            del _kept[next(iter(_kept))]
    return made


def _read(round_: Round, stamp: str) -> Limits:
    weeks = weeks_of(round_.first_day, round_.weeks, (date.fromisoformat(day) for day in round_.holidays))
    departments = list(Department.objects.filter(rounds=round_))
    supervisors = Supervisor.unscoped.filter(rounds=round_).prefetch_related("leaves")
    offers = list(Offer.objects.filter(rounds=round_))
    figures = [
        *offer_figures(offers, weeks),
        *ward_figures(departments, weeks),
        *teacher_figures(departments, supervisors, weeks),
    ]
    return Limits(stamp, weeks, tuple(row.pk for row in departments), figures, matchers(offers, ()))
