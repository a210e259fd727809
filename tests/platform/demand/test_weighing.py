"""Requests for the same ward are weighed on the figures in the records; the last place goes to exactly one."""

from __future__ import annotations

import pytest

from tests.platform import personas
from tests.platform.demand.conftest import Side, agreed, monday
from tests.platform.personas import Persona, World
from tests.platform.published import Published
from tests.platform.races import at_once
from wardbridge.capacity.enums import LimitKind
from wardbridge.capacity.models import Claim, Offer
from wardbridge.core.errors import Refused
from wardbridge.demand.domain import answering, filing, places
from wardbridge.demand.domain.answering import Grounds
from wardbridge.demand.domain.filing import DemandData, LineData
from wardbridge.demand.domain.weighing import weighed
from wardbridge.demand.enums import State
from wardbridge.demand.models import Request


@pytest.mark.usefixtures("agreements", "eight_places")
def test_eight_places_for_two_schools_of_one_size(side_a: Side, side_b: Side) -> None:
    first, second = side_a.ask(), side_b.ask()
    found = weighed(first)

    assert (found.contested, found.given) == (True, {first.pk: 4, second.pk: 4})
    assert [(week.places, week.binding) for week in found.weeks] == [(8, LimitKind.OFFER)] * 4
    assert [share.asking.cohort for share in found.scarcest.shares] == [40, 40]


@pytest.mark.usefixtures("agreements", "eight_places")
def test_what_was_refused_before_weighs(side_a: Side, side_b: Side, hospital_office: Persona) -> None:
    refused = side_b.ask()
    answering.decline(actor=hospital_office.actor, request=refused, reason="full", proposal="later")
    Request.unscoped.filter(pk=refused.pk).update(first=monday(4))
    first, second = side_a.ask(), side_b.ask()

    found = weighed(first)
    assert {one.asking.school: one.asking.refused for one in found.scarcest.shares} == {"truong-a": 0, "truong-b": 24}
    assert found.given == {first.pk: 3, second.pk: 5}  # its cohort, filed twice, counts once; its history doubles it


@pytest.mark.usefixtures("agreements")
def test_a_reserve_and_what_was_received_count(side_a: Side, side_b: Side, world: World, published: Published) -> None:
    Offer.objects.create(
        department=world.cardiology, slots=3, programme=world.programme_b, first=monday(), last=monday(12)
    )
    first, _second = side_a.ask(), side_b.ask()

    shares = {one.asking.school: one for one in weighed(first).scarcest.shares}
    assert (shares["truong-b"].asking.reserve, shares["truong-b"].reserved) == (3, 3)
    assert shares["truong-a"].asking.received == 6  # learner-weeks published in cardiology so far
    assert shares["truong-b"].asking.received == 0


@pytest.mark.usefixtures("agreements", "eight_places")
def test_a_request_of_a_round_holds_as_a_part_of_it(side_a: Side, published: Published) -> None:
    line = LineData(side_a.world.disciplines["cardiology"], 1, published.monday, 1)
    data = DemandData(side_a.programme, "K40", 4, [line], round=published.round)
    row = filing.write(actor=side_a.office.actor, school=side_a.school, data=data)
    request = Request(line=side_a.line(row), site=side_a.world.site, learners=1, first=monday(), weeks=1)

    assert places.holder_of(request) == f"round:{published.round.uid}/{request.uid.hex}"


@pytest.mark.django_db(transaction=True)
def test_two_acceptances_of_the_last_places_at_once() -> None:
    world = personas.make_world(personas.make_organisations())
    orgs = world.organisations
    office = personas.make_persona("office", organisation=orgs.hospital)
    sides = [
        Side(personas.make_persona(school.code, organisation=school), programme, world)
        for school, programme in ((orgs.school_a, world.programme_a), (orgs.school_b, world.programme_b))
    ]
    for side in sides:
        agreed(side.school, orgs.hospital)
    asked = [side.ask() for side in sides]

    def press(number: int) -> set[str]:
        try:
            answering.accept(actor=office.actor, request=asked[number], grounds=Grounds(departure="Đã hẹn"))
        except Refused as refused:
            return {one.code for one in refused.reasons}
        return set()

    assert sorted(at_once(press, 2), key=len) == [set(), {"request-places"}]
    states = Request.unscoped.order_by("state").values_list("state", flat=True)
    assert list(states) == [State.ACCEPTED, State.SENT]
    assert Claim.objects.values("holder").distinct().count() == 1
