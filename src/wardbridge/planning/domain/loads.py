"""How full a plan makes the wards: the limits of a round, and departments × weeks with what binds."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from wardbridge.capacity.domain.limits import (
    LimitFigure,
    Week,
    offer_figures,
    quota_figures,
    teacher_figures,
    ward_figures,
    weeks_of,
)
from wardbridge.capacity.domain.sites import agreed, agreed_figures, site_figures
from wardbridge.capacity.domain.usage import Cell, Matchers, Use, cells, matchers
from wardbridge.capacity.models import Offer, SiteQuota
from wardbridge.cohorts.models import Programme
from wardbridge.cohorts.queries.schools import universities
from wardbridge.core.actors import Actor
from wardbridge.institutions.models import Department
from wardbridge.people.models import Supervisor
from wardbridge.planning.domain.access import must_see
from wardbridge.planning.domain.drafts.changes import Rotations
from wardbridge.planning.domain.drafts.verdicts import judge_draft
from wardbridge.planning.models import Draft, Participant, Round
from wardbridge.rulebook.domain import books
from wardbridge.rulekit.housing import Need
from wardbridge.rulekit.levels import Level

KEPT = 8
"""Rounds whose limits are kept in one process."""


@dataclass(frozen=True)
class RoundLimits:
    """Every limit of a round's wards and sites, and which offer or quota counts whom."""

    weeks: tuple[Week, ...]
    departments: tuple[Department, ...]
    figures: tuple[LimitFigure, ...]
    matchers: Matchers


def weeks_of_round(round_: Round) -> tuple[Week, ...]:
    """The round's weeks with their working days."""
    return weeks_of(round_.first_day, round_.weeks, [date.fromisoformat(day) for day in round_.holidays])


def limits_of(round_: Round) -> RoundLimits:
    """The limits as the records give them now, of departments, sites and agreements; eight queries."""
    weeks, law = weeks_of_round(round_), books.decree()
    departments = tuple(
        Department.objects.filter(rounds=round_).select_related("site__organisation", "discipline").order_by("pk")
    )
    offers = list(Offer.objects.filter(rounds=round_).order_by("pk"))
    quotas = list(SiteQuota.objects.filter(rounds=round_).order_by("pk"))
    teachers = Supervisor.unscoped.filter(department__in=departments).prefetch_related("leaves").order_by("code")
    sites = {one.site_id: one.site for one in departments}
    schools = Programme.unscoped.filter(rounds=round_).values_list("school", flat=True)
    hospitals = {one.organisation_id for one in sites.values()}
    quotas_agreed = agreed(set(schools), hospitals, round_.first_day, round_.last_day)
    figures = (
        *offer_figures(offers, weeks),
        *teacher_figures(departments, list(teachers), weeks, law),
        *ward_figures(departments, weeks, law),
        *quota_figures(quotas, weeks),
        *site_figures(sites.values(), weeks, law),
        *agreed_figures(quotas_agreed),
    )
    return RoundLimits(weeks, departments, figures, matchers(offers, quotas, law, quotas_agreed))


_kept: OrderedDict[UUID, tuple[str, RoundLimits]] = OrderedDict()
_lock = threading.Lock()


def known_limits(round_: Round, stamp: str) -> RoundLimits:
    """The limits at this stamp of the round's data (`problems.stamp_of`): figured once, then shown at each move."""
    with _lock:
        found = _kept.get(round_.uid)
        if found is not None and found[0] == stamp:
            _kept.move_to_end(round_.uid)
            return found[1]
    made = limits_of(round_)
    with _lock:
        _kept[round_.uid] = (stamp, made)
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return made


def uses_of(round_: Round, rotations: Rotations, limits: RoundLimits, codes: dict[str, int]) -> list[Use]:
    """Who is where, for the sums of the limits; `codes` leads from a department's code to its row."""
    who = {
        row[0]: row[1:]
        for row in Participant.objects.filter(round=round_).values_list(
            "pk",
            "enrolment__person",
            "enrolment__programme",
            "enrolment__programme__level",
            "enrolment__programme__school",
            "enrolment__housing",
        )
    }
    place = {one.pk: one for one in limits.departments}
    above = universities(found[3] for found in who.values())
    return [
        Use(
            learner=who[row][0],
            department=ward.pk,
            site=ward.site_id,
            programme=who[row][1],
            level=Level(who[row][2]),
            mondays=tuple(round_.week_start(period) for period in piece.periods),
            school=who[row][3],
            college=who[row][3] not in above,
            organisation=ward.site.organisation_id,
            discipline=ward.discipline_id,
            housing=Need(who[row][4]),
            person=str(who[row][0]),
        )
        for row, rotation in rotations.pieces.items()
        if row in who
        for piece in rotation
        if piece.periods
        for ward in (place[codes[piece.department]],)
    ]


@dataclass(frozen=True)
class LoadTable:
    """Departments × weeks: the round's departments in order of site and code, and the cell of each and week."""

    weeks: tuple[Week, ...]
    departments: tuple[Department, ...]
    cells: dict[tuple[int, int], Cell]

    def row(self, department: Department) -> list[Cell]:
        """The department's cells, week by week."""
        return [self.cells[department.pk, period] for period in range(len(self.weeks))]


def table_of(limits: RoundLimits, uses: Sequence[Use]) -> LoadTable:
    """The table of these learners against these limits."""
    ordered = tuple(sorted(limits.departments, key=lambda one: (one.site.code, one.code)))
    found = cells(limits.figures, uses, limits.matchers, limits.weeks, [one.pk for one in ordered])
    return LoadTable(limits.weeks, ordered, found)


def of_draft(*, actor: Actor, draft: Draft) -> LoadTable:
    """The load table of a draft.

    Raises
    ------
    PermissionDenied
    """
    must_see(actor, draft.round)
    judged = judge_draft(draft)
    limits = known_limits(draft.round, judged.round.stamp)
    return table_of(limits, uses_of(draft.round, judged.rotations, limits, judged.round.departments))
