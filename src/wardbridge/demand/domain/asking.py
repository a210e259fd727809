"""The school's side of a request: drafted, sent, conditions taken or not, a redirection followed, withdrawn."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import formats, timezone

from wardbridge.core import audit
from wardbridge.core.actors import Actor
from wardbridge.core.errors import Refused
from wardbridge.demand import messages
from wardbridge.demand.domain import places
from wardbridge.demand.domain.access import in_state, locked, must_ask, school_of
from wardbridge.demand.domain.filing import MOST_WEEKS
from wardbridge.demand.domain.routing import route_of
from wardbridge.demand.domain.stepping import step
from wardbridge.demand.enums import HOLDING, WAITING, DemandState, Route, State
from wardbridge.demand.models import Demand, Line, Request, Routing
from wardbridge.institutions.models import Department, Site

ANSWER_DAYS = 21
"""Days that a hospital has when the school or the round names no deadline."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a school asks of a site; `None` for the department leaves the choice to the hospital."""

    site: Site
    learners: int
    first: date
    weeks: int
    department: Department | None = None
    due: date | None = None
    uid: UUID = field(default_factory=uuid4)


@transaction.atomic
def write(*, actor: Actor, line: Line, wanted: Wanted, follows: Request | None = None) -> Request:
    """Write a request as the school's own draft, new or in place of the draft of the same `uid`.

    Raises
    ------
    PermissionDenied
    Refused
        ``demand-state``, ``request-central``, ``request-site``, ``demand-count``, ``demand-learners``,
        ``demand-monday``, ``request-past``, ``request-due``, ``request-state``.
    """
    demand = Demand.unscoped.select_for_update().get(pk=line.demand_id)
    must_ask(actor, demand.school)
    row = Request.unscoped.filter(uid=wanted.uid).first() or Request(uid=wanted.uid, line=line, follows=follows)
    if row.line_id != line.pk:
        raise Refused.because(messages.ELSEWHERE)
    if row.state != State.DRAFT:
        raise Refused.because(messages.STATE, found=str(State(row.state).label))
    _must_route(demand)
    _must_fit(actor, line, wanted)
    row.site, row.department = wanted.site, wanted.department
    row.learners, row.first, row.weeks = wanted.learners, wanted.first, wanted.weeks
    row.due = _due(actor, demand, wanted)
    row.save()
    said = {"site": wanted.site.code, "learners": wanted.learners, "first": wanted.first, "weeks": wanted.weeks}
    audit.record(actor=actor, verb="request.write", target=row, after=said)
    return row


@transaction.atomic
def send(*, actor: Actor, request: Request, words: str = "") -> Request:
    """Send a draft to its hospital; sent twice is sent once.

    Raises
    ------
    PermissionDenied
    Refused
        ``request-state``, ``demand-state``, ``request-central``, ``request-past``.
    """
    must_ask(actor, school_of(request))
    held = locked(request)
    if held.state == State.SENT:
        return held
    held = in_state(request, State.DRAFT)
    _must_route(held.line.demand)
    must_begin(actor, held.first)
    held.sent_at = timezone.now()
    held.due = max(actor.on, held.due or held.first)
    return step(actor, held, State.SENT, by=school_of(held), words=words)


def ask(*, actor: Actor, line: Line, wanted: Wanted, words: str = "", follows: Request | None = None) -> Request:
    """Write and send in one step; the same `uid` again is the same request, sent once. Refused as `write`."""
    known = Request.unscoped.filter(uid=wanted.uid, line=line).exclude(state=State.DRAFT).first()
    if known is not None:
        must_ask(actor, school_of(known))
        return known
    with transaction.atomic():
        return send(actor=actor, request=write(actor=actor, line=line, wanted=wanted, follows=follows), words=words)


@transaction.atomic
def prepare(*, actor: Actor, demand: Demand) -> list[Request]:
    """A draft for each line that has no request yet, to the dearest site that trains its discipline.

    Lines that no preferred site trains, and those that begin too early, are left for the school.
    """
    must_ask(actor, demand.school)
    _must_route(demand)
    made = []
    sites = [one.site for one in demand.preferences.select_related("site")]
    for line in Line.unscoped.filter(demand=demand, requests=None, first__gte=actor.on).select_related("discipline"):
        trains = set(Department.objects.filter(discipline=line.discipline).values_list("site", flat=True))
        site = next((one for one in sites if one.pk in trains), None)
        if site is not None:
            wanted = Wanted(site, line.learners, line.first, line.weeks)
            made.append(write(actor=actor, line=line, wanted=wanted))
    return made


@transaction.atomic
def agree(*, actor: Actor, request: Request) -> Request:
    """The school takes the hospital's conditions; the places are held already. Twice is once."""
    must_ask(actor, school_of(request))
    held = locked(request)
    if held.state == State.ACCEPTED:
        return held
    held = in_state(request, State.CONDITIONS)
    held.due = None
    return step(actor, held, State.ACCEPTED, by=school_of(held))


@transaction.atomic
def disagree(*, actor: Actor, request: Request, words: str) -> Request:
    """The school does not take the conditions: the places go back and the hospital has the word again."""
    must_ask(actor, school_of(request))
    if not words.strip():
        raise Refused.because(messages.NO_WORDS)
    held = in_state(request, State.CONDITIONS)
    places.release(held)
    held.terms, held.answered_at = None, None
    held.due = actor.on + timedelta(days=ANSWER_DAYS)
    return step(actor, held, State.SENT, by=school_of(held), words=words)


@transaction.atomic
def withdraw(*, actor: Actor, request: Request, words: str = "") -> Request:
    """Take a request back, answered or not; what it held is free again. Twice is once."""
    must_ask(actor, school_of(request))
    held = locked(request)
    if held.state == State.WITHDRAWN:
        return held
    held = in_state(request, State.DRAFT, *WAITING, State.ACCEPTED)
    if held.state in HOLDING:
        places.release(held)
    held.due = None
    return step(actor, held, State.WITHDRAWN, by=school_of(held), words=words)


@transaction.atomic
def follow(*, actor: Actor, request: Request, uid: UUID) -> Request:
    """Ask the site to which the hospital points, for the same learners and weeks; the same `uid` again is once."""
    must_ask(actor, school_of(request))
    held = locked(request)
    if held.proposed_site is None or held.state not in {State.REDIRECTED, State.DECLINED}:
        raise Refused.because(messages.STATE, found=str(State(held.state).label))
    known = Request.unscoped.filter(follows=held).exclude(state=State.WITHDRAWN).first()
    if known is not None:
        return known
    wanted = Wanted(held.proposed_site, held.learners, held.first, held.weeks, uid=uid)
    return ask(actor=actor, line=held.line, wanted=wanted, follows=held)


def _must_route(demand: Demand) -> None:
    if demand.state != DemandState.FILED:
        raise Refused.because(messages.DEMAND_STATE, found=str(DemandState(demand.state).label))
    if route_of(demand.round) == Route.CENTRAL:
        raise Refused.because(messages.CENTRAL)


def _must_fit(actor: Actor, line: Line, wanted: Wanted) -> None:
    trains = Department.objects.filter(site=wanted.site, discipline=line.discipline)
    if not trains.exists() or (wanted.department and not trains.filter(pk=wanted.department.pk).exists()):
        raise Refused.because(messages.WRONG_SITE)
    must_count(wanted.learners, wanted.weeks)
    if wanted.learners > line.learners:
        raise Refused.because(messages.LEARNERS, found=wanted.learners, allowed=line.learners)
    must_begin(actor, wanted.first)


def must_count(learners: int, weeks: int) -> None:
    """Refused ``demand-count`` for no learner, no week, or more weeks than a year has."""
    if learners < 1 or not 1 <= weeks <= MOST_WEEKS:
        found, most = (learners, "…") if learners < 1 else (weeks, MOST_WEEKS)
        raise Refused.because(messages.COUNT, least=1, found=found, allowed=most)


def must_begin(actor: Actor, first: date) -> None:
    """Refused ``demand-monday`` or ``request-past`` for a first day on which nothing can begin."""
    said = formats.date_format(first, "SHORT_DATE_FORMAT")
    if first.weekday():
        raise Refused.because(messages.MONDAY, found=said)
    if first < actor.on:
        raise Refused.because(messages.PAST, found=said)


def _due(actor: Actor, demand: Demand, wanted: Wanted) -> date:
    """The day named, else that of the round, else three weeks; never after the first day of practice."""
    if wanted.due is not None and wanted.due < actor.on:
        raise Refused.because(messages.NO_DUE)
    of_round = Routing.objects.filter(round=demand.round_id).values_list("answer_until", flat=True).first()
    due = wanted.due or of_round or actor.on + timedelta(days=ANSWER_DAYS)
    return max(actor.on, min(due, wanted.first))
