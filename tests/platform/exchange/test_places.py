"""A fellow counts in the ledger of his host: beside rounds and other fellows, moved with his stay, free after it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from tests.platform.exchange.scene import hospital, later, quota_of
from tests.platform.personas import Organisations, Persona, make_persona
from tests.platform.planning import tiny
from tests.platform.races import at_once
from wardbridge.agreements.models import Quota
from wardbridge.capacity.models import Claim, Limit, Offer
from wardbridge.core.actors import Actor
from wardbridge.core.errors import Refused
from wardbridge.core.models import Organisation
from wardbridge.exchange.domain import hosting, nominating, path
from wardbridge.exchange.domain.path import Stay
from wardbridge.exchange.domain.places import holder_of
from wardbridge.exchange.enums import Answer, DeclineReason, FellowshipState, Track
from wardbridge.exchange.models import Fellowship, HostDecision, Step
from wardbridge.institutions.models import Department, Discipline, Site
from wardbridge.people.models import Person
from wardbridge.planning.models import Draft
from wardbridge.schedule.domain import publishing
from wardbridge.schedule.domain.places import PlacesTaken

WEEK = timedelta(days=7)
FULL = tiny.MONDAY + WEEK
"""The week in which the tiny plan has three learners in cardiology, which offers three places."""


@pytest.fixture
def abroad(organisations: Organisations) -> Organisation:
    return hospital("chu-mau", "CHU Mẫu", "FR")


@pytest.fixture
def ward(draft: Draft) -> Department:
    """Cardiology of the tiny round."""
    return Department.objects.get(code="TM")


@pytest.fixture
def come(abroad: Organisation, organisations: Organisations) -> Fellowship:
    """A French doctor nominated for the last half of the tiny round's full week."""
    return nominated(quota_of(abroad, organisations.hospital, 3, "03/TT"), FULL, FULL + timedelta(days=4))


def nominated(quota: Quota, first: date, last: date, name: str = "Mẫu") -> Fellowship:
    person = Person.unscoped.create(family="Durand", given=name, synthetic=True)
    stay = Stay(person=person, quota=quota, first=first, last=last, track=Track.VISIT, synthetic=True)
    Quota.unscoped.filter(pk=quota.pk).update(year=first.year)
    return nominating.put_forward(actor=Actor.system(), stay=stay)


def accept(host: Persona, row: Fellowship, ward: Department | None = None) -> HostDecision:
    return hosting.answer(actor=host.actor, fellowship=row, answer=Answer.ACCEPTED, department=ward)


def weeks(row: Fellowship) -> list[tuple[str, date]]:
    """Department and first day of the weeks in which the fellow holds something."""
    held = Claim.objects.filter(holder=holder_of(row)).values_list("limit__department__code", "limit__first")
    return sorted(set(held))


def arrived(row: Fellowship) -> None:
    Fellowship.unscoped.filter(pk=row.pk).update(state=FellowshipState.ARRIVED)


def codes(act: Callable[[], object]) -> list[str]:
    with pytest.raises(Refused) as found:
        act()
    return [reason.code for reason in found.value.reasons]


def test_the_round_was_first_and_the_fellow_is_told_what_binds(
    draft: Draft, ward: Department, come: Fellowship, coordinator: Persona, hospital_office: Persona
) -> None:
    publishing.publish(actor=coordinator.actor, draft=draft)
    with pytest.raises(PlacesTaken) as refused:
        accept(hospital_office, come, ward)

    come.refresh_from_db()
    said = [(one.limit.kind, one.limit.first, one.limit.amount, one.taken, one.missing) for one in
            refused.value.conflicts]  # fmt: skip
    assert said == [("offer", FULL, 3, 3, 1)]
    assert refused.value.texts == [
        "Cardiology, 03/08/2027 to 03/14/2027: 1 too few, offered places allows 3 and others hold 3."
    ]
    assert (come.state, come.department, weeks(come)) == (FellowshipState.NOMINATED, None, [])
    assert not HostDecision.unscoped.exists()


def test_the_fellow_was_first_and_the_round_gets_his_place_when_he_withdraws(
    draft: Draft, ward: Department, come: Fellowship, coordinator: Persona, hospital_office: Persona
) -> None:
    accept(hospital_office, come, ward)
    with pytest.raises(PlacesTaken):
        publishing.publish(actor=coordinator.actor, draft=draft)

    path.withdraw(actor=Actor.system(), fellowship=come, reason="Changement de poste")
    assert weeks(come) == []
    publishing.publish(actor=coordinator.actor, draft=draft)


@pytest.mark.django_db(transaction=True)
def test_a_round_and_a_fellow_at_the_same_moment(
    draft: Draft, ward: Department, come: Fellowship, coordinator: Persona, hospital_office: Persona
) -> None:
    def press(number: int) -> bool:
        try:
            if number:
                accept(hospital_office, come, ward)
            else:
                publishing.publish(actor=coordinator.actor, draft=draft)
        except PlacesTaken:
            return False
        return True

    assert sorted(at_once(press, 2)) == [False, True]
    for limit in Limit.objects.all():
        assert sum(limit.claims.values_list("amount", flat=True)) <= limit.amount


def test_a_host_that_declines_takes_nothing(ward: Department, come: Fellowship, hospital_office: Persona) -> None:
    hosting.answer(
        actor=hospital_office.actor, fellowship=come, answer=Answer.DECLINED, reason=DeclineReason.CAPACITY,
        department=ward,
    )  # fmt: skip
    assert weeks(come) == []


def test_another_department_or_other_days_are_taken_anew(
    ward: Department, come: Fellowship, hospital_office: Persona
) -> None:
    accept(hospital_office, come, ward)
    before = weeks(come)
    other = Department.objects.get(code="NG")
    move = {"actor": hospital_office.actor, "fellowship": come, "first": FULL + WEEK, "last": FULL + 2 * WEEK}
    hosting.place(**move, department=ward)  # type: ignore[arg-type]  # by name
    later_ = weeks(come)
    with pytest.raises(PlacesTaken):
        # surgery has no teacher of postgraduates
        hosting.place(**move, department=other)  # type: ignore[arg-type]  # by name

    come.refresh_from_db()
    step = Step.unscoped.get(fellowship=come, kind=FellowshipState.ARRIVED)
    assert before == [("TM", FULL)]
    assert later_ == weeks(come) == [("TM", FULL + WEEK), ("TM", FULL + 2 * WEEK)]
    assert (come.department, come.first, step.due) == (ward, FULL + WEEK, FULL + WEEK)


@pytest.mark.parametrize(("early", "state"), [(True, FellowshipState.CURTAILED), (False, FellowshipState.RETURNED)])
def test_the_end_gives_back_the_weeks_that_have_not_begun(
    early: bool, state: FellowshipState, abroad: Organisation, ward: Department, hospital_office: Persona
) -> None:
    """The week that has begun stays in the ledger as it was."""
    today = later(0)
    monday = today - timedelta(days=today.weekday())
    last = today + 3 * WEEK if early else today
    row = nominated(quota_of(abroad, ward.site.organisation, 1, "04/TT"), monday, last)
    Offer.objects.create(department=ward, slots=1, first=monday - WEEK, last=monday + 9 * WEEK)
    accept(hospital_office, row, ward)
    arrived(row)
    whole = weeks(row)

    def end(words: str) -> Fellowship:
        return hosting.end(actor=hospital_office.actor, fellowship=row, on=today, words=words)

    if early:
        assert codes(lambda: end("")) == ["exchange-words"]
    ended = end("Lý do gia đình")
    assert (ended.state, ended.last, weeks(row)) == (state, today, [("TM", monday)])
    assert len(whole) == (4 if early else 1)


def test_two_fellows_and_the_last_place_of_a_french_department(
    abroad: Organisation, organisations: Organisations
) -> None:
    """No Vietnamese law of teachers or beds binds there; one department offers a place, the other keeps no limits."""
    host = _host(abroad)
    keeps, none = _department(abroad, "CAR"), _department(abroad, "NEU")
    first, last = later(30), later(60)
    Offer.objects.create(department=keeps, slots=1, first=first - 2 * WEEK, last=last + 2 * WEEK)
    quota = quota_of(organisations.hospital, abroad, 4, "05/TT")
    one, two, three = (nominated(quota, first, last, name) for name in ("An", "Bình", "Cúc"))

    accept(host, one, keeps)
    with pytest.raises(PlacesTaken):
        accept(host, two, keeps)
    accept(host, two, none)
    accept(host, three, none)
    assert {ward for ward, _week in weeks(one)} == {"CAR"}
    assert weeks(two) == weeks(three) == []


def test_only_the_host_places_and_only_in_its_own_departments(
    ward: Department, come: Fellowship, abroad: Organisation, hospital_office: Persona, stranger: Persona
) -> None:
    sender = _host(abroad)
    with pytest.raises(PermissionDenied):
        accept(stranger, come, ward)
    assert codes(lambda: accept(sender, come, ward)) == ["fellowship-not-side"]
    foreign = _department(abroad, "CAR")
    assert codes(lambda: accept(hospital_office, come, foreign)) == ["fellowship-department-other"]
    assert codes(lambda: accept(hospital_office, come)) == ["fellowship-department"]
    accept(hospital_office, come, ward)
    days = {"department": ward, "first": come.first, "last": come.last}
    with pytest.raises(PermissionDenied):
        hosting.place(actor=stranger.actor, fellowship=come, **days)  # type: ignore[arg-type]  # by name
    place = lambda: hosting.place(actor=sender.actor, fellowship=come, **days)  # type: ignore[arg-type]  # noqa: E731
    assert codes(place) == ["fellowship-not-side"]
    assert weeks(come) == [("TM", FULL)]


def _host(organisation: Organisation) -> Persona:
    return make_persona("host-office", organisation=organisation)


def _department(organisation: Organisation, code: str) -> Department:
    site, _made = Site.objects.get_or_create(organisation=organisation, code="P", defaults={"name_vi": "Paris"})
    discipline, _made = Discipline.objects.get_or_create(code="cardiology", defaults={"name_vi": "Tim mạch"})
    return Department.objects.create(site=site, code=code, name_vi=code, discipline=discipline)
