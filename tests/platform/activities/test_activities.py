"""Activities: held, attended by post, seen by who took part; the sample's ceremony with its agreements."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from tests.platform.agreements.papers import Desk
from tests.platform.personas import Organisations, Persona
from wardbridge.activities.domain import holding
from wardbridge.activities.domain.holding import Event
from wardbridge.activities.models import Activity, Attendee, Session
from wardbridge.agreements.enums import State
from wardbridge.agreements.models import Agreement
from wardbridge.cli.demonstration import ceremony
from wardbridge.core.errors import Refused

DAY = date(2026, 3, 2)


def held(persona: Persona, **changes: object) -> Activity:
    values = {"code": "HT-1", "name_vi": "Hội thảo", "kind": "workshop", "first": DAY, "last": DAY, **changes}
    owner = persona.actor.organisations[0]
    return holding.record(actor=persona.actor, owner=owner, event=Event(**values))  # type: ignore[arg-type]


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [one.code for one in refused.value.reasons]


def test_what_makes_no_sense_is_refused(school_office: Persona, organisations: Organisations) -> None:
    row, actor = held(school_office), school_office.actor
    holding.attend(actor=actor, activity=row, organisation=organisations.hospital, post="Giám đốc")
    cases: list[tuple[Callable[[], object], str]] = [
        (lambda: held(school_office, last=DAY - timedelta(days=1)), "activity-dates"),
        (lambda: held(school_office), "activity-number-taken"),
        (
            lambda: holding.attend(actor=actor, activity=row, organisation=organisations.hospital, post="Giám đốc"),
            "activity-attendee-twice",
        ),
        (
            lambda: holding.hold_session(actor=actor, activity=row, day=DAY, topic="A", hours=Decimal(-1)),
            "activity-hours",
        ),
        (
            lambda: holding.hold_session(
                actor=actor, activity=row, day=DAY, topic="A", hours=Decimal(1), cme_hours=Decimal(2)
            ),
            "activity-hours",
        ),
        (
            lambda: holding.hold_session(
                actor=actor, activity=row, day=DAY + timedelta(days=1), topic="A", hours=Decimal(1)
            ),
            "activity-day",
        ),
    ]
    for act, code in cases:
        with pytest.raises(Refused) as refused:
            act()
        assert codes(refused) == [code]
    assert not Session.unscoped.exists()


def test_who_took_part_sees_it_and_others_do_not(
    school_office: Persona, hospital_office: Persona, stranger: Persona, organisations: Organisations
) -> None:
    row = held(school_office, kind="ceremony")
    address = f"/partners/activities/{row.uid}/"
    assert hospital_office.client.get(address).status_code == 404
    asked = {"organisation": organisations.hospital.pk, "post": "Giám đốc"}
    assert school_office.client.post(f"{address}attend/", asked).status_code == 302
    page = hospital_office.client.get(address)
    assert "name not recorded" in page.content.decode()
    assert hospital_office.client.get(f"{address}attend/").status_code == 403
    assert stranger.client.get(address).status_code == 404


def test_a_foreign_agreement_is_not_there(desk: Desk, stranger: Persona) -> None:
    foreign = desk.in_force()
    with pytest.raises(PermissionDenied):
        holding.belongs(actor=stranger.actor, activity=held(stranger), agreement=foreign)


def test_the_pages_write_it_down(school_office: Persona, organisations: Organisations) -> None:
    client = school_office.client
    assert "No activity yet" in client.get("/partners/activities/").content.decode()
    asked = {
        "owner": organisations.school_a.pk,
        "name_vi": "Lễ ký",
        "code": "1",
        "kind": "ceremony",
        "first": "2026-03-02",
    }
    assert client.post("/partners/activities/new/", asked).status_code == 302
    assert 'id="id_code_error"' in client.post("/partners/activities/new/", asked).content.decode()
    assert "Lễ ký" in client.get("/partners/activities/").content.decode()


@pytest.mark.django_db
def test_the_samples_ceremony_is_one_event_with_its_agreements() -> None:
    for _again in range(2):
        event = ceremony.hold()
    assert Activity.unscoped.count() == 1
    assert event.agreements.through.objects.count() == len(ceremony.BILATERAL)
    assert set(Agreement.unscoped.values_list("state", flat=True)) == {State.IN_FORCE}
    assert set(Attendee.unscoped.values_list("name", flat=True)) == {""}
    assert Attendee.unscoped.count() == len(ceremony.ATTENDED)
