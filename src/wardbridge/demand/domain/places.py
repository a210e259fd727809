"""The places that a request takes: through the ledger's one door, on the limits of the department and its weeks.

A request of a round takes as a part of the round (``round:<uid>/<uid>``): when the round is published, its own
claims replace those of its parts, so that no learner counts twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import formats

from wardbridge.capacity.domain import ledger
from wardbridge.capacity.domain.ledger import Conflict, OversoldError
from wardbridge.capacity.domain.limits import (
    LimitFigure,
    Week,
    by_times,
    offer_figures,
    rows_of,
    set_limits,
    teacher_figures,
    ward_figures,
    weeks_of,
)
from wardbridge.capacity.domain.shortages import by_day, shortage_of
from wardbridge.capacity.domain.usage import Matchers, Use, matchers, used
from wardbridge.capacity.models import Offer
from wardbridge.cohorts.models import Programme
from wardbridge.core.errors import Reason, Refused
from wardbridge.demand import messages
from wardbridge.demand.models import Request, Terms
from wardbridge.institutions.models import Department
from wardbridge.people.models import Supervisor
from wardbridge.planning.models import Round
from wardbridge.rulebook.domain import books
from wardbridge.rulekit.levels import Level


@dataclass(frozen=True, slots=True)
class WardLimits:
    """The limits of some departments in some weeks, as the records give them now, and whom each counts."""

    weeks: tuple[Week, ...]
    figures: tuple[LimitFigure, ...]
    matchers: Matchers


def limits_of(departments: Sequence[Department], first: date, weeks: int, round_: Round | None = None) -> WardLimits:
    """Offers, teachers, beds and rooms of the departments; quotas of a round bind when it is published."""
    days = [date.fromisoformat(day) for day in round_.holidays] if round_ else []
    span, law = weeks_of(first, weeks, days), books.decree()
    offers = _offers(departments, span)
    teachers = Supervisor.unscoped.filter(department__in=departments).prefetch_related("leaves").order_by("code")
    figures = (
        *offer_figures(offers, span),
        *teacher_figures(departments, list(teachers), span, law),
        *ward_figures(departments, span, law),
    )
    return WardLimits(span, figures, matchers(offers, (), law))


def take(row: Request, terms: Terms) -> int:
    """Take the places of these terms, all or none; Refused ``request-places``, one reason a limit."""
    round_ = row.line.demand.round
    found = limits_of([terms.department], terms.first, terms.weeks, round_)
    figures = list(by_times(found.figures))
    set_limits(figures)
    wanted = used(figures, _uses(terms, row.line.demand.programme, found.weeks), found.matchers)
    rows = rows_of(figure for figure in figures if figure.key in wanted)
    wants = {rows[key].pk: amount for key, amount in wanted.items()}
    try:
        return ledger.take(holder=holder_of(row), wants=wants)
    except OversoldError as error:
        raise Refused([_reason(one) for one in by_day(error.conflicts)]) from error


def release(row: Request) -> int:
    """Give back what the request holds."""
    return ledger.release(holder=holder_of(row))


def holder_of(row: Request) -> str:
    """Under what name the request stands in the ledger."""
    round_ = row.line.demand.round
    return f"round:{round_.uid}/{row.uid.hex}" if round_ else f"request:{row.uid}"


def _uses(terms: Terms, programme: Programme, weeks: Sequence[Week]) -> list[Use]:
    mondays = tuple(week.first for week in weeks)
    ward = terms.department
    return [
        Use(number, ward.pk, ward.site_id, programme.pk, Level(programme.level), mondays)
        for number in range(terms.learners)
    ]


def _offers(departments: Sequence[Department], weeks: Sequence[Week]) -> list[Offer]:
    """Offers with dates of their own, and those without while a round that uses them runs."""
    rows = list(Offer.objects.filter(department__in=departments).order_by("pk"))
    first, last = weeks[0].first, weeks[-1].last
    running: set[int] = set()
    if any(one.first is None or one.last is None for one in rows):
        uses = Round.unscoped.filter(offers__in=rows, first_day__lte=last).values_list("offers", "first_day", "weeks")
        running = {offer for offer, start, count in uses if first < start + timedelta(days=7 * count)}
    return [one for one in rows if (one.first and one.last) or one.pk in running]


def _reason(conflict: Conflict) -> Reason:
    limit, short = conflict.limit, shortage_of(conflict)
    return Reason(
        messages.FEW_PLACES,
        {
            "place": limit.place.name,
            "first": formats.date_format(limit.first, "SHORT_DATE_FORMAT"),
            "missing": short.missing,
            "binding": str(limit.get_kind_display()),
            "allowed": short.allowed,
            "taken": short.taken,
        },
    )
