"""Requests for the same ward, weighed by the published rule (`rulekit.sharing`) on the figures in the records.

A ward is a site and a discipline. Those weighed against each other are the requests that wait for its hospital and
meet in a week; each week is shared out by itself, and a request is given what its scarcest week gives it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from wardbridge.capacity.domain import ledger
from wardbridge.capacity.domain.limits import by_times
from wardbridge.capacity.domain.usage import Use, counts
from wardbridge.capacity.enums import LimitKind
from wardbridge.capacity.models import Offer
from wardbridge.core.models import Organisation
from wardbridge.demand.domain.access import school_of
from wardbridge.demand.domain.places import WardLimits, limits_of
from wardbridge.demand.enums import DemandState, State
from wardbridge.demand.models import Line, Request
from wardbridge.institutions.models import Department
from wardbridge.rulekit.levels import Level
from wardbridge.rulekit.sharing import Asking, Share, shared
from wardbridge.schedule.models import Placement

LOOKS_BACK = timedelta(days=730)
"""How far the history reaches before the first day asked for."""


@dataclass(frozen=True, slots=True)
class WeekShare:
    """A week of the ward: places left, and what the rule gives each school that asks."""

    first: date
    places: int
    binding: LimitKind | None
    shares: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class Weighed:
    """What the rule gives a request, and the figures behind it, week by week.

    `contested` when another school asks for one of these weeks; `given` is each request's number by its key.
    """

    request: Request
    weeks: tuple[WeekShare, ...]
    schools: dict[str, Organisation]
    given: dict[int, int]

    @property
    def contested(self) -> bool:
        return len(self.schools) > 1

    @property
    def gives(self) -> int:
        return self.given[self.request.pk]

    @property
    def scarcest(self) -> WeekShare:
        """The week in which the fewest places are left."""
        return min(self.weeks, key=lambda one: (one.places, one.first))


def weighed(request: Request) -> Weighed:
    """Weigh a request that waits for the hospital against all others that do, in a fixed number of queries."""
    rivals = rivals_of(request)
    schools = {school_of(one).code: school_of(one) for one in rivals}
    wards = list(Department.objects.filter(site=request.site, discipline=request.line.discipline))
    limits = limits_of(wards, request.first, request.weeks, request.line.demand.round)
    free = _free(request, wards, limits)
    known = _known(request, rivals, wards)
    weeks = tuple(
        WeekShare(week.first, *free[week.first], _shares(week.first, free[week.first][0], rivals, known))
        for week in limits.weeks
    )
    return Weighed(request, weeks, schools, _given(rivals, weeks))


def rivals_of(request: Request) -> list[Request]:
    """The requests that wait for this ward and meet this one in a week, itself among them, first sent first."""
    rows = Request.unscoped.filter(
        Q(pk=request.pk) | Q(state=State.SENT),
        site=request.site_id,
        line__discipline=request.line.discipline_id,
        first__lte=request.last,
    ).select_related("line__demand__school", "line__demand__programme")
    return [one for one in rows.order_by("sent_at", "pk") if one.last >= request.first]


@dataclass(frozen=True, slots=True)
class _Known:
    """Figures of the schools by code: cohort, reserve, learner-weeks received and refused."""

    cohort: dict[str, int]
    reserve: dict[str, int]
    received: dict[str, int]
    refused: dict[str, int]


def _shares(monday: date, places: int, rivals: Sequence[Request], known: _Known) -> tuple[Share, ...]:
    asked: dict[str, int] = defaultdict(int)
    for one in rivals:
        if one.first <= monday <= one.last:
            asked[school_of(one).code] += one.learners
    return shared(
        places,
        [
            Asking(
                school,
                number,
                known.cohort.get(school, 0),
                known.reserve.get(school, 0),
                known.received.get(school, 0),
                known.refused.get(school, 0),
            )
            for school, number in asked.items()
        ],
    )


def _given(rivals: Sequence[Request], weeks: Sequence[WeekShare]) -> dict[int, int]:
    """Each request's number: its school's share of a week goes to its requests as they were sent; least week counts."""
    found = {one.pk: one.learners for one in rivals}
    for week in weeks:
        left = {share.asking.school: share.given for share in week.shares}
        for one in rivals:
            if one.first <= week.first <= one.last:
                number = min(one.learners, left[school_of(one).code])
                left[school_of(one).code] -= number
                found[one.pk] = min(found[one.pk], number)
    return found


def _known(request: Request, rivals: Sequence[Request], wards: Sequence[Department]) -> _Known:
    schools = {school_of(one).pk: school_of(one).code for one in rivals}
    since = request.first - LOOKS_BACK
    received: dict[str, int] = defaultdict(int)
    placed = Placement.unscoped.filter(
        version__current_for__isnull=False,
        department__in=wards,
        first__gte=since,
        first__lt=request.first,
        enrolment__programme__school__in=schools,
    )
    for school, periods in placed.values_list("enrolment__programme__school", "periods"):
        received[schools[school]] += len(periods)
    refused: dict[str, int] = defaultdict(int)
    past = Request.unscoped.filter(site=request.site_id, line__discipline=request.line.discipline_id)
    past = past.filter(line__demand__school__in=schools, first__gte=since, first__lt=request.first)
    for row in past.select_related("terms", "line__demand__school"):
        if row.refused:
            refused[school_of(row).code] += row.learners * row.weeks
        elif row.state == State.ACCEPTED and row.terms is not None and row.line.demand.round_id is None:
            received[school_of(row).code] += row.terms.learners * row.terms.weeks
    return _Known(_cohorts(request, schools), _reserves(wards, request, schools), received, refused)


def _cohorts(request: Request, schools: dict[int, str]) -> dict[str, int]:
    """Learners of filed demand who need the discipline in these weeks, wherever they ask for it."""
    rows = Line.unscoped.filter(
        demand__school__in=schools,
        demand__state=DemandState.FILED,
        discipline=request.line.discipline_id,
        first__lte=request.last,
    ).select_related("demand")
    of_cohort: dict[tuple[int, int, str], int] = defaultdict(int)
    for one in rows:
        if one.last >= request.first:
            key = (one.demand.school_id, one.demand.programme_id, one.demand.cohort)
            of_cohort[key] = max(of_cohort[key], one.demand.learners)  # filed twice, it is still one cohort
    found: dict[str, int] = defaultdict(int)
    for (school, _programme, _cohort), learners in of_cohort.items():
        found[schools[school]] += learners
    return found


def _reserves(wards: Sequence[Department], request: Request, schools: dict[int, str]) -> dict[str, int]:
    """Places that offers of the ward keep for programmes of a school during these weeks."""
    rows = Offer.objects.filter(department__in=wards, programme__school__in=schools)
    rows = rows.filter(Q(first=None) | Q(first__lte=request.last), Q(last=None) | Q(last__gte=request.first))
    found: dict[str, int] = defaultdict(int)
    for school, slots in rows.values_list("programme__school", "slots"):
        found[schools[school]] += slots
    return found


def _free(
    request: Request, wards: Sequence[Department], limits: WardLimits
) -> dict[date, tuple[int, LimitKind | None]]:
    """Monday → places left in the ward for learners like these, and the limit that binds in its last department."""
    claimed = ledger.claimed(first=limits.weeks[0].first, last=limits.weeks[-1].last)
    programme, halves = request.line.demand.programme, list(by_times(limits.figures))
    found: dict[date, tuple[int, LimitKind | None]] = {}
    for week in limits.weeks:
        total, binding = 0, None
        for ward in wards:
            one = Use(0, ward.pk, ward.site_id, programme.pk, Level(programme.level), (week.first,))
            figures = [figure for figure in halves if (figure.department, figure.first) == (ward.pk, week.first)]
            lefts = [
                ((figure.amount - claimed.get(figure.key, ledger.NOTHING).amount) // unit, figure.kind)
                for figure in figures
                if (unit := counts(figure.kind, figure.scope, one, limits.matchers))
            ]
            left, kind = min(lefts, default=(0, None), key=lambda pair: pair[0])
            total, binding = total + max(0, left), kind
        found[week.first] = (total, binding)
    return found
