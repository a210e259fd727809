"""Experts are cleared before they treat patients; courses have places, presence and hours of continuing education."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from tests.platform.activities.test_activities import codes, held
from tests.platform.personas import Organisations, Persona, World
from wardbridge.activities.domain import attending, experts, holding
from wardbridge.activities.domain.experts import Papers
from wardbridge.activities.models import Activity, Expert, Registration, Session
from wardbridge.core.actors import Actor
from wardbridge.core.errors import Refused
from wardbridge.people.models import Person

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)


@pytest.fixture
def mission(hospital_office: Persona) -> Activity:
    return held(hospital_office, kind="mission")


def expert_of(who: Persona, mission: Activity, organisations: Organisations) -> Expert:
    return experts.announce(
        actor=who.actor,
        activity=mission,
        organisation=organisations.school_b,
        post="Giáo sư",
        specialty="Tim",
        treats=True,
    )


def operate(who: Persona, mission: Activity) -> Session:
    return holding.hold_session(actor=who.actor, activity=mission, day=DAY, topic="Mổ", hours=Decimal(4), treats=True)


def test_patients_are_treated_when_every_paper_is_there(
    hospital_office: Persona, other_school_office: Persona, organisations: Organisations, mission: Activity
) -> None:
    with pytest.raises(Refused) as alone:
        operate(hospital_office, mission)
    assert codes(alone) == ["activity-no-expert"]
    expert = expert_of(hospital_office, mission, organisations)
    assert Activity.objects.visible_to(other_school_office.actor).get() == mission
    whole = {
        "licence": "GP 1",
        "licence_until": DAY,
        "interpreter": "Phiên dịch",
        "approval": "QĐ 1",
        "approved_on": DAY,
    }
    for lacks in (
        {"licence": "", "licence_until": None},
        {"licence_until": DAY - timedelta(days=1)},
        {"interpreter": ""},
        {"approval": ""},
        {"approved_on": DAY + timedelta(days=1)},
    ):
        experts.clear(actor=hospital_office.actor, expert=expert, papers=Papers(**(whole | lacks)))  # type: ignore[arg-type]
        with pytest.raises(Refused) as refused:
            operate(hospital_office, mission)
        assert codes(refused) == ["activity-not-cleared"]
    experts.clear(actor=hospital_office.actor, expert=expert, papers=Papers(**whole))  # type: ignore[arg-type]
    assert operate(hospital_office, mission).treats


def test_a_licence_needs_a_last_day(hospital_office: Persona, organisations: Organisations, mission: Activity) -> None:
    expert = expert_of(hospital_office, mission, organisations)
    with pytest.raises(Refused, match="activity-licence"):
        experts.clear(actor=hospital_office.actor, expert=expert, papers=Papers(licence="GP"))


@pytest.fixture
def course(hospital_office: Persona) -> Activity:
    return held(hospital_office, code="KH-9", kind="course", places=2)


def test_places_are_taken_once_and_not_beyond(
    hospital_office: Persona, school_office: Persona, organisations: Organisations, course: Activity, mission: Activity
) -> None:
    def register(who: Persona, name: str, activity: Activity = course) -> Registration:
        return attending.register(actor=who.actor, activity=activity, organisation=organisations.school_a, name=name)

    with pytest.raises(Refused, match="activity-over"):
        register(school_office, "Muộn")
    register(hospital_office, "An")
    with pytest.raises(Refused, match="activity-registered"):
        register(hospital_office, " An ")
    register(hospital_office, "Bình")
    with pytest.raises(Refused, match="activity-full"):
        register(hospital_office, "Chi")
    with pytest.raises(Refused, match="activity-not-open"):
        register(hospital_office, "Dung", mission)
    with pytest.raises(PermissionDenied):
        attending.register(actor=school_office.actor, activity=course, organisation=organisations.hospital, name="E")
    assert Registration.objects.visible_to(school_office.actor).count() == 2


def test_hours_are_earned_by_being_there_and_summed_over_five_years(hospital_office: Persona, world: World) -> None:
    person: Person = next(iter(world.learners.values())).person
    actor = Actor.system()
    for number, day in enumerate((date(2019, 3, 2), date(2022, 3, 2), date(2024, 3, 2))):
        course = held(hospital_office, code=f"KH-{number}", kind="course", first=day, last=day)
        one, other = (
            holding.hold_session(
                actor=actor, activity=course, day=day, topic=topic, hours=Decimal(8), cme_hours=Decimal("7.5")
            )
            for topic in ("Sáng", "Chiều")
        )
        row = attending.register(
            actor=actor, activity=course, organisation=world.organisations.school_a, name="An", person=person
        )
        attending.mark_present(actor=actor, session=one, registrations=[row])
        assert attending.hours_of(row) == Decimal("7.5")
    found = attending.credit(person, date(2025, 1, 1))
    assert (found.rule, found.found, found.needed, found.enough) == ("CME-1", Decimal("15.0"), 120, False)
    with pytest.raises(Refused, match="activity-not-yet"):
        attending.mark_present(
            actor=Actor(user=None, on=date(2020, 1, 1), is_system=True), session=other, registrations=[]
        )


def test_the_pages_clear_register_and_count(
    hospital_office: Persona, school_office: Persona, organisations: Organisations, mission: Activity, course: Activity
) -> None:
    browser = hospital_office.client
    place = f"/partners/activities/{mission.uid}/"
    said = {"organisation": organisations.school_b.pk, "post": "Giáo sư", "specialty": "Tim", "treats": "on"}
    assert browser.post(f"{place}experts/", said).headers["Location"] == place
    assert "may not treat patients yet" in browser.get(place).content.decode()
    expert = Expert.unscoped.get()
    session = {"day": "2026-03-02", "topic": "Mổ", "hours": 2, "cme_hours": 0, "treats": "on"}
    assert "an interpreter" in browser.post(f"{place}sessions/", session).content.decode()
    whole = {
        "licence": "GP 1", "licence_until": "2030-01-01", "interpreter": "P", "approval": "QĐ",
        "approved_on": "2026-01-01",
    }  # fmt: skip
    browser.post(f"{place}experts/{expert.uid}/", whole)
    assert "may treat patients" in browser.get(place).content.decode()
    place = f"/partners/activities/{course.uid}/"
    assert school_office.client.get(place).status_code == 200
    browser.post(f"{place}sessions/", {"day": "2026-03-02", "topic": "A", "hours": 6, "cme_hours": "5.5"})
    browser.post(f"{place}register/", {"organisation": organisations.school_a.pk, "name": "Nguyễn Thị Mẫu"})
    page = school_office.client.get(place).content.decode()
    assert "1 of 2 places are taken." in page
    row = Registration.unscoped.get()
    browser.post(f"{place}sessions/{Session.unscoped.get().pk}/", {"present": [row.pk]})
    assert "5.5" in school_office.client.get(place).content.decode()
    assert school_office.client.post(f"{place}sessions/{Session.unscoped.get().pk}/", {}).status_code == 403
