"""Pages of demand and requests: who sees what, one press to answer, refusals beside their fields."""

from __future__ import annotations

from uuid import uuid4

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.platform.demand.conftest import Side, monday
from tests.platform.personas import Persona, World
from tests.platform.published import Published
from wardbridge.core.actors import Actor
from wardbridge.demand.domain import answering, asking
from wardbridge.demand.domain.answering import Conditions
from wardbridge.demand.enums import State
from wardbridge.demand.models import Demand, Message, Request
from wardbridge.institutions.models import Department, Site

pytestmark = pytest.mark.usefixtures("agreements", "eight_places")


def text(persona: Persona, address: str) -> str:
    answer = persona.client.get(address, follow=True)
    assert answer.status_code == 200, address
    return answer.content.decode()


def post(persona: Persona, address: str, **data: object) -> str:
    answer = persona.client.post(address, data, follow=True)
    assert answer.status_code == 200, address
    return answer.content.decode()


def state(row: Request) -> str:
    return Request.objects.visible_to(Actor.system()).get(pk=row.pk).state


def at(row: Request, rest: str = "") -> str:
    return f"/requests/{row.uid}/{rest}"


def lines(world: World, **more: object) -> dict[str, object]:
    """A formset with one line and one blank."""
    return {
        "line-TOTAL_FORMS": 2, "line-INITIAL_FORMS": 0, "line-0-discipline": world.disciplines["cardiology"].pk,
        "line-0-learners": 6, "line-0-first": monday().isoformat(), "line-0-weeks": 4, **more,
    }  # fmt: skip


def test_a_school_writes_files_and_asks(side_a: Side, world: World) -> None:
    uid, office = uuid4(), side_a.office
    head = {"uid": uid, "programme": side_a.programme.pk, "cohort": "K40", "learners": 40, "site1": world.site.pk}
    for _press in range(2):
        post(office, "/requests/demand/new/", **head, **lines(world))
    page = post(office, f"/requests/demand/{uid}/press/file/")
    assert "Filed." in page
    assert "Ask a site" in page
    assert Demand.objects.visible_to(office.actor).count() == 1
    line = side_a.line(Demand.objects.visible_to(office.actor).get())
    data = {"uid": uuid4(), "where": world.site.uid, "learners": 6, "first": monday().isoformat(), "weeks": 4}
    for _press in range(2):
        page = post(office, f"/requests/lines/{line.uid}/ask/", **data, due="", words="Xin nhờ bệnh viện")
    assert Request.objects.visible_to(office.actor).get().state == State.SENT
    assert "Xin nhờ bệnh viện" in page


def test_a_line_that_lacks_something_is_told_beside_its_field(side_a: Side, world: World) -> None:
    head = {"uid": uuid4(), "programme": side_a.programme.pk, "cohort": "K40", "learners": 4}
    page = post(side_a.office, "/requests/demand/new/", **head, **lines(world, **{"line-0-weeks": ""}))
    assert "This line needs it." in page
    page = post(side_a.office, "/requests/demand/new/", **head, **lines(world))
    assert "6 learners are more than the cohort has (4)." in page
    assert not Demand.objects.visible_to(side_a.office.actor).exists()


def test_the_hospital_answers_with_one_press(side_a: Side, hospital_office: Persona) -> None:
    row = side_a.ask()
    inbox = text(hospital_office, "/requests/")
    assert "1 waits for your office." in inbox
    page = post(hospital_office, at(row, "answer/accept/"))
    assert "Answered; the school is told." in page
    assert state(row) == State.ACCEPTED
    assert "answered already" in post(hospital_office, at(row, "answer/accept/"))
    assert "Agreed" in text(side_a.office, at(row))


def test_what_the_rule_asks_stands_beside_its_field(side_a: Side, side_b: Side, hospital_office: Persona) -> None:
    row, _other = side_a.ask(), side_b.ask()
    page = post(hospital_office, at(row, "answer/accept/"))
    assert "the published rule gives" in page
    assert "id_departure_error" in page
    assert state(row) == State.SENT
    post(hospital_office, at(row, "answer/accept/"), departure="Đã hẹn từ trước")
    assert state(row) == State.ACCEPTED
    assert "Đã hẹn từ trước" in text(side_a.office, at(row))


def test_conditions_and_the_schools_reply(side_a: Side, hospital_office: Persona) -> None:
    row = side_a.ask()
    said = {"learners": 4, "first": monday().isoformat(), "weeks": 3, "shift": "morning", "words": "Mang áo"}
    page = post(hospital_office, at(row, "answer/conditions/"), **said)
    assert "Mang áo" in page
    assert state(row) == State.CONDITIONS
    page = post(side_a.office, at(row, "steps/disagree/"), words="")
    assert state(row) == State.CONDITIONS
    page = post(side_a.office, at(row, "press/agree/"))
    assert "Agreed; the places are yours." in page
    assert state(row) == State.ACCEPTED


def test_declined_with_a_reason_and_counted_for_the_region(
    side_a: Side, hospital_office: Persona, authority_viewer: Persona, world: World
) -> None:
    row = side_a.ask()
    hospital = world.organisations.hospital
    hospital.parent = world.organisations.authority
    hospital.save()
    page = post(hospital_office, at(row, "answer/decline/"), reason="", proposal="later")
    assert "field-error" in page
    post(hospital_office, at(row, "answer/decline/"), reason="teachers", proposal="later", words="")
    assert "Not enough practice teachers" in text(side_a.office, at(row))

    table = text(authority_viewer, "/requests/refusals/?sort=-learners&reason=teachers")
    assert "Not enough practice teachers" in table
    assert "24" in table  # learner-weeks
    assert authority_viewer.client.get("/requests/refusals/refusals.xlsx").status_code == 200
    assert "Not enough practice teachers" in authority_viewer.client.get("/public/refusals/").content.decode()
    assert side_a.school.name not in table


def test_redirected_and_followed_by_a_press(side_a: Side, hospital_office: Persona, world: World) -> None:
    site = Site.objects.create(organisation=world.organisations.other_hospital, code="K1", name_vi="Cơ sở khác")
    Department.objects.create(site=site, code="TM", name_vi="Tim mạch", discipline=world.disciplines["cardiology"])
    row = side_a.ask()
    post(hospital_office, at(row, "answer/redirect/"), site=site.pk, words="Bên đó còn chỗ")
    uid = uuid4()
    for _press in range(2):
        post(side_a.office, at(row, "press/follow/"), uid=uid)
    assert Request.objects.visible_to(side_a.office.actor).get(uid=uid).site == site


def test_the_two_sides_talk(side_a: Side, hospital_office: Persona) -> None:
    row, uid = side_a.ask(), uuid4()
    for _press in range(2):
        post(hospital_office, at(row, "say/"), uid=uid, text="Các em mang theo áo blouse")
    assert "Các em mang theo áo blouse" in text(side_a.office, at(row))
    assert Message.objects.visible_to(side_a.office.actor).count() == 1


def test_strangers_find_nothing(side_a: Side, stranger: Persona, side_b: Side, learner: Persona) -> None:
    row = side_a.ask()
    demand = row.line.demand
    paths = [
        at(row), at(row, "weighing/"), at(row, "answer/accept/"), at(row, "steps/withdraw/"),
        f"/requests/demand/{demand.uid}/", f"/requests/demand/{demand.uid}/edit/",
        f"/requests/lines/{row.line.uid}/ask/", "/requests/refusals/",
    ]  # fmt: skip
    for persona in (stranger, side_b.office, learner):
        assert [persona.client.get(path).status_code for path in paths] == [404] * len(paths)
    for path in (at(row, "press/agree/"), at(row, "say/"), f"/requests/demand/{demand.uid}/press/file/"):
        assert side_b.office.client.post(path).status_code == 404


def test_the_figures_are_shown_to_all_parties(side_a: Side, side_b: Side, hospital_office: Persona) -> None:
    first, _second = side_a.ask(), side_b.ask()
    for persona in (side_a.office, hospital_office):
        page = text(persona, at(first, "weighing/"))
        assert side_a.school.name in page
        assert side_b.school.name in page
    assert "The rule gives this request 4 of the 6 it asks for." in page
    assert "How requests are weighed" in side_a.office.client.get("/requests/rule/").content.decode()


def test_the_rounds_owner_sees_demand_and_says_how_it_is_met(
    side_a: Side, published: Published, coordinator: Persona, school_office: Persona, world: World
) -> None:
    uid = uuid4()
    head = {"uid": uid, "programme": side_a.programme.pk, "cohort": "K40", "learners": 40, "round": published.round.pk}
    line = {"line-0-first": published.monday.isoformat(), "line-0-weeks": 2}
    post(side_a.office, "/requests/demand/new/", **head, **lines(world, **line))
    post(side_a.office, f"/requests/demand/{uid}/press/file/")
    address = f"/requests/rounds/{published.round.uid}/"
    page = text(coordinator, address)
    assert side_a.school.name in page
    assert "12" in page  # learner-weeks of six learners, two weeks
    assert "planned centrally" in text(side_a.office, f"/requests/demand/{uid}/")
    assert school_office.client.get(address).status_code == 404
    post(coordinator, address, route="requests", file_until="", answer_until="")
    assert "Ask a site" in text(side_a.office, f"/requests/demand/{uid}/")


def test_as_many_queries_for_one_request_as_for_three(
    side_a: Side, hospital_office: Persona, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = hospital_office.client
    for _number in range(3):
        side_a.ask(2)
    with django_assert_max_num_queries(16):
        client.get("/requests/")


def test_a_withdrawn_request_is_no_longer_weighed(side_a: Side, hospital_office: Persona) -> None:
    row = side_a.ask()
    answering.accept_if(actor=hospital_office.actor, request=row, conditions=Conditions(4, monday(), 4))
    asking.withdraw(actor=side_a.office.actor, request=row)
    assert "no longer waits" in text(side_a.office, at(row, "weighing/"))
