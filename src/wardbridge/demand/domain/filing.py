"""A school's demand: written, filed, withdrawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import formats, timezone

from wardbridge.cohorts.models import Programme
from wardbridge.core import audit
from wardbridge.core.actors import Actor
from wardbridge.core.errors import Reason, Refused
from wardbridge.core.models import Organisation
from wardbridge.demand import messages
from wardbridge.demand.domain.access import must_ask
from wardbridge.demand.enums import HOLDING, WAITING, DemandState
from wardbridge.demand.models import Demand, Line, Preference, Request, Routing
from wardbridge.institutions.models import Discipline, Site
from wardbridge.planning.models import Round

MOST_LEARNERS, MOST_WEEKS = 5000, 52


@dataclass(frozen=True, slots=True)
class LineData:
    """Learners at one time in a discipline, for `weeks` whole weeks from the Monday `first`."""

    discipline: Discipline
    learners: int
    first: date
    weeks: int


@dataclass(frozen=True, slots=True)
class DemandData:
    """What a school says of a cohort; `sites` in the order of its preference."""

    programme: Programme
    cohort: str
    learners: int
    lines: Sequence[LineData]
    round: Round | None = None
    sites: Sequence[Site] = ()
    notes: str = ""
    uid: UUID = field(default_factory=uuid4)


@transaction.atomic
def write(*, actor: Actor, school: Organisation, data: DemandData) -> Demand:
    """Write a demand as a draft, new or in place of the draft of the same `uid` (so that a form sent twice is one).

    Raises
    ------
    PermissionDenied
    Refused
        ``demand-elsewhere``, ``demand-state``, ``demand-count``, ``demand-learners``, ``demand-monday``,
        ``demand-outside-round``, ``demand-line-twice``.
    """
    must_ask(actor, school)
    reasons = [*_foreign(school, data), *_faults(data)]
    if reasons:
        raise Refused(reasons)
    row = Demand.unscoped.select_for_update().filter(uid=data.uid).first()
    if row is not None and row.school_id != school.pk:
        raise Refused.because(messages.ELSEWHERE)
    if row is not None and row.state != DemandState.DRAFT:
        raise Refused.because(messages.DEMAND_STATE, found=str(DemandState(row.state).label))
    row = row or Demand(uid=data.uid, school=school)
    row.programme, row.round, row.cohort = data.programme, data.round, data.cohort.strip()
    row.learners, row.notes = data.learners, data.notes.strip()
    row.save()
    _set_parts(row, data)
    audit.record(actor=actor, verb="demand.write", target=row, after=_said(data))
    return row


@transaction.atomic
def file(*, actor: Actor, demand: Demand) -> Demand:
    """File the draft: whoever runs the round sees it from now on, and requests can be sent. Twice is once.

    Raises
    ------
    PermissionDenied
    Refused
        ``demand-state``, ``demand-empty``, ``demand-closed``.
    """
    must_ask(actor, demand.school)
    row = _locked(demand)
    if row.state == DemandState.FILED:
        return row
    if row.state != DemandState.DRAFT:
        raise Refused.because(messages.DEMAND_STATE, found=str(DemandState(row.state).label))
    if not Line.unscoped.filter(demand=row).exists():
        raise Refused.because(messages.NO_LINES)
    until = Routing.objects.filter(round=row.round_id).values_list("file_until", flat=True).first()
    if until is not None and until < actor.on:
        raise Refused.because(messages.CLOSED, allowed=formats.date_format(until, "SHORT_DATE_FORMAT"))
    return _moved(actor, row, DemandState.FILED)


@transaction.atomic
def withdraw(*, actor: Actor, demand: Demand) -> Demand:
    """Take the demand back; Refused ``demand-requested`` while requests of it wait or hold places."""
    must_ask(actor, demand.school)
    row = _locked(demand)
    if row.state == DemandState.WITHDRAWN:
        return row
    if Request.unscoped.filter(line__demand=row, state__in=[*WAITING, *HOLDING]).exists():
        raise Refused.because(messages.REQUESTED)
    return _moved(actor, row, DemandState.WITHDRAWN)


def monday_after(day: date) -> date:
    """The next Monday, or the day itself when it is one."""
    return day + timedelta(days=-day.weekday() % 7)


def faults_of_line(line: LineData, learners: int, round_: Round | None) -> list[Reason]:
    """What is wrong with a line of a cohort of `learners`."""
    found = []
    for name, value, most in (("learners", line.learners, MOST_LEARNERS), ("weeks", line.weeks, MOST_WEEKS)):
        if not 1 <= value <= most:
            found.append(Reason(messages.COUNT, {"column": name, "least": 1, "found": value, "allowed": most}))
    if 1 <= learners < line.learners:
        found.append(Reason(messages.LEARNERS, {"column": "learners", "found": line.learners, "allowed": learners}))
    if line.first.weekday():
        found.append(Reason(messages.MONDAY, {"column": "first", "found": _day(line.first)}))
    if not found and round_ is not None:
        last = line.first + timedelta(days=7 * line.weeks - 1)
        if line.first < round_.first_day or last > round_.last_day:
            allowed = f"{_day(round_.first_day)} – {_day(round_.last_day)}"
            span = f"{_day(line.first)} – {_day(last)}"
            found.append(Reason(messages.OUTSIDE, {"column": "first", "found": span, "allowed": allowed}))
    return found


def _faults(data: DemandData) -> Iterable[Reason]:
    if not 1 <= data.learners <= MOST_LEARNERS:
        yield Reason(messages.COUNT, {"least": 1, "found": data.learners, "allowed": MOST_LEARNERS})
    for line in data.lines:
        yield from faults_of_line(line, data.learners, data.round)
    if len({(one.discipline.pk, one.first) for one in data.lines}) < len(data.lines):
        yield Reason(messages.TWICE)


def _foreign(school: Organisation, data: DemandData) -> Iterable[Reason]:
    """A programme of another school, or a round in which the school takes no part."""
    mine = data.programme.school_id == school.pk
    takes_part = data.round is None or data.round.parties.filter(pk=school.pk).exists()
    if not mine or not (takes_part or (data.round and data.round.owner_id == school.pk)):
        yield Reason(messages.ELSEWHERE)


def _set_parts(row: Demand, data: DemandData) -> None:
    Line.unscoped.filter(demand=row).delete()
    Line.unscoped.bulk_create(
        Line(demand=row, discipline=one.discipline, learners=one.learners, first=one.first, weeks=one.weeks)
        for one in data.lines
    )
    Preference.objects.filter(demand=row).delete()
    Preference.objects.bulk_create(
        Preference(demand=row, site=site, rank=rank) for rank, site in enumerate(dict.fromkeys(data.sites), start=1)
    )


def _locked(demand: Demand) -> Demand:
    rows = Demand.unscoped.select_for_update(of=("self",)).select_related("school", "programme", "round")
    return rows.get(pk=demand.pk)


def _moved(actor: Actor, row: Demand, after: DemandState) -> Demand:
    before, row.state = row.state, after
    if after == DemandState.FILED:
        row.filed_at, row.filed_by = timezone.now(), actor.user
    row.save()
    audit.record(
        actor=actor, verb=f"demand.{after.value}", target=row, before={"state": before}, after={"state": after}
    )
    return row


def _said(data: DemandData) -> dict[str, object]:
    lines = [[one.discipline.code, one.learners, one.first, one.weeks] for one in data.lines]
    return {
        "programme": data.programme.code,
        "cohort": data.cohort,
        "learners": data.learners,
        "round": data.round.code if data.round else None,
        "lines": lines,
        "sites": [one.code for one in data.sites],
    }


def _day(value: date) -> str:
    return formats.date_format(value, "SHORT_DATE_FORMAT")
