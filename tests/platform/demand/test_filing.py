"""Demand: written, filed once, refused with every reason, and how a round meets it."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from tests.platform.demand.conftest import Side, monday
from tests.platform.personas import Persona
from tests.platform.published import Published
from wardbridge.core.errors import Refused
from wardbridge.demand.domain import asking, filing, routing
from wardbridge.demand.domain.filing import DemandData, LineData
from wardbridge.demand.enums import DemandState, Route
from wardbridge.demand.models import Demand, Line


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [reason.code for reason in refused.value.reasons]


def test_a_form_sent_twice_is_one_demand(side_a: Side) -> None:
    line = LineData(side_a.world.disciplines["cardiology"], 6, monday(), 4)
    data = DemandData(side_a.programme, "K40", 40, [line], sites=[side_a.world.site], uid=uuid4())
    for _press in range(2):
        row = filing.write(actor=side_a.office.actor, school=side_a.school, data=data)
        filing.file(actor=side_a.office.actor, demand=row) if _press else None

    stored = Demand.objects.visible_to(side_a.office.actor).get()
    assert (stored.state, Line.unscoped.count()) == (DemandState.FILED, 1)
    with pytest.raises(Refused) as refused:
        filing.write(actor=side_a.office.actor, school=side_a.school, data=data)
    assert codes(refused) == ["demand-state"]


def test_every_fault_is_told_at_once(side_a: Side) -> None:
    cardiology = side_a.world.disciplines["cardiology"]
    lines = [LineData(cardiology, 50, monday(), 4), LineData(cardiology, 2, monday() + timedelta(days=1), 0)]
    data = DemandData(side_a.programme, "K40", 40, lines)
    with pytest.raises(Refused) as refused:
        filing.write(actor=side_a.office.actor, school=side_a.school, data=data)

    assert codes(refused) == ["demand-learners", "demand-count", "demand-monday"]
    assert [dict(one.params).get("found") for one in refused.value.reasons[:2]] == [50, 0]


def test_another_schools_programme_is_refused(side_a: Side, side_b: Side) -> None:
    data = DemandData(side_b.programme, "K40", 40, [])
    with pytest.raises(Refused) as refused:
        filing.write(actor=side_a.office.actor, school=side_a.school, data=data)
    with pytest.raises(PermissionDenied):
        filing.write(actor=side_a.office.actor, school=side_b.school, data=data)

    assert codes(refused) == ["demand-elsewhere"]


def test_nothing_is_filed_without_a_line(side_a: Side) -> None:
    row = filing.write(
        actor=side_a.office.actor, school=side_a.school, data=DemandData(side_a.programme, "K40", 40, [])
    )
    with pytest.raises(Refused) as refused:
        filing.file(actor=side_a.office.actor, demand=row)

    assert codes(refused) == ["demand-empty"]


def test_a_round_plans_centrally_until_its_owner_says_otherwise(
    side_a: Side, published: Published, coordinator: Persona, school_office: Persona
) -> None:
    first = published.monday + timedelta(weeks=1)
    line = LineData(side_a.world.disciplines["cardiology"], 1, first, 1)
    data = DemandData(side_a.programme, "K40", 4, [line], round=published.round, sites=[side_a.world.site])
    row = filing.write(actor=side_a.office.actor, school=side_a.school, data=data)
    row = filing.file(actor=side_a.office.actor, demand=row)
    with pytest.raises(Refused) as refused:
        asking.prepare(actor=side_a.office.actor, demand=row)
    with pytest.raises(PermissionDenied):
        routing.set_route(actor=school_office.actor, round_=published.round, route=Route.REQUESTS)
    day = first - timedelta(days=3)
    routing.set_route(actor=coordinator.actor, round_=published.round, route=Route.REQUESTS, answer_until=day)

    assert codes(refused) == ["request-central"]
    made = asking.prepare(actor=side_a.office.actor, demand=row)
    assert [one.due for one in made] == [max(day, timezone.localdate())]
    assert Demand.objects.visible_to(coordinator.actor).get() == row


def test_lines_stay_within_the_round(side_a: Side, published: Published) -> None:
    line = LineData(side_a.world.disciplines["cardiology"], 1, published.monday, 9)
    data = DemandData(side_a.programme, "K40", 4, [line], round=published.round)
    with pytest.raises(Refused) as refused:
        filing.write(actor=side_a.office.actor, school=side_a.school, data=data)

    assert codes(refused) == ["demand-outside-round"]


def test_demand_with_open_requests_is_not_withdrawn(side_a: Side) -> None:
    row = side_a.ask()
    demand = row.line.demand
    with pytest.raises(Refused) as refused:
        filing.withdraw(actor=side_a.office.actor, demand=demand)
    asking.withdraw(actor=side_a.office.actor, request=row)

    assert codes(refused) == ["demand-requested"]
    assert filing.withdraw(actor=side_a.office.actor, demand=demand).state == DemandState.WITHDRAWN


def test_others_do_not_see_a_schools_demand(side_a: Side, side_b: Side, stranger: Persona) -> None:
    side_a.demand()

    assert [Demand.objects.visible_to(one.actor).count() for one in (side_a.office, side_b.office, stranger)] == [
        1,
        0,
        0,
    ]
