"""The round under way in the fictitious hospital: it is published, and what goes wrong there can be read."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from wardbridge.agreements.enums import State
from wardbridge.agreements.models import Agreement, Obligation
from wardbridge.cli.demonstration import fictitious, intake, organisations, requests
from wardbridge.compliance.enums import Verdict
from wardbridge.core.actors import Actor
from wardbridge.demand.models import Request
from wardbridge.demand.queries import refusals
from wardbridge.engine.solve import solve
from wardbridge.institutions.models import Department
from wardbridge.planning.domain import drafts, imports
from wardbridge.planning.domain.problems import compiled
from wardbridge.planning.models import Round
from wardbridge.schedule.domain import publishing
from wardbridge.schedule.enums import SwapState
from wardbridge.schedule.models import Placement, SwapRequest, Waiver
from wardbridge.schedule.queries import held
from wardbridge.schedule.queries.lawful import lawful


@pytest.fixture
def under_way(db: None) -> Round:
    """Imported, prepared, planned, published, gone wrong."""
    actor, owner = Actor.system(), organisations.authority()
    round_ = imports.apply(actor=actor, owner=owner, book=intake.book(timezone.localdate()))
    for _again in range(2):
        fictitious.prepare(round_, timezone.localdate())
    plan = solve(compiled(round_).problem).plan
    assert plan is not None
    publishing.publish(actor=actor, draft=drafts.open_from_plan(actor=actor, round=round_, plan=plan))
    fictitious.afterwards(round_)
    return round_


def test_it_is_published_without_a_waiver_and_somebody_is_there_today(under_way: Round) -> None:
    today = timezone.localdate()
    rows = Placement.unscoped.filter(version__round=under_way)
    assert not Waiver.unscoped.exists()
    assert rows.filter(first__lte=today, last__gte=today).values("enrolment").distinct().count() == intake.FIRST_CLASS


def test_papers_stand_in_every_way(under_way: Round) -> None:
    rows = Placement.unscoped.filter(version__round=under_way).select_related("department__site", "enrolment")
    verdicts = {one.verdict for lines in held.of_placements(rows).values() for one in lines}
    assert verdicts == set(Verdict)


def test_refusals_and_breaches_are_on_record(under_way: Round) -> None:
    today = timezone.localdate()
    states = set(Agreement.unscoped.values_list("code", "state"))
    assert states == {
        ("MAU/HĐNT", State.IN_FORCE),
        ("MAU/HĐCT-1", State.TERMINATED),
        ("MAU/HĐCT-2", State.IN_FORCE),
    }
    assert Obligation.unscoped.filter(met_on=None, due__lt=today).count() == 1
    assert SwapRequest.unscoped.get().state == SwapState.REFUSED
    broken = lawful(Department.objects.filter(rounds=under_way), today).broken
    assert [(line.rule.id, line.department.short) for line in broken] == [("VN-08", "NGOAI")]


def test_requests_stand_in_three_ways(under_way: Round) -> None:
    for _again in range(2):
        requests.ask(under_way)
    states = Request.unscoped.order_by("pk").values_list("state", "reason")
    assert list(states) == [("accepted", ""), ("sent", ""), ("declined", "beds")]
    assert {one.site.organisation.name_vi for one in refusals.of_all()} == {organisations.MADE_UP_HOSPITAL[1]}


@pytest.mark.parametrize("today", [date(2026, 1, 1), date(2026, 12, 31), date(2028, 2, 29)])
def test_the_round_stands_on_any_day(today: date) -> None:
    made = intake.book(today).round
    assert (made.first_day.weekday(), (today - made.first_day).days // 7) == (0, intake.WEEKS_BEFORE)
