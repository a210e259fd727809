"""Pages of exchange: who opens which, what a form sends, and what the other side is never shown."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.platform.exchange.scene import PDF, Scene, later, today
from tests.platform.personas import Persona, World
from wardbridge.exchange.domain import hosting, money
from wardbridge.exchange.domain.money import Grant
from wardbridge.exchange.models import Application, Asked, Call, Fellowship, Proof, Review
from wardbridge.institutions.models import Department, Site
from wardbridge.people.models import Person

TERMS = hosting.Terms(objectives="Siêu âm tim", criteria="Xếp hạng", unit="Tim mạch", post="PU-PH")


def test_an_applicant_applies_on_his_phone_and_sees_what_is_missing(scene: Scene) -> None:
    persona, _person = scene.applicant("Ước")
    client = persona.client
    answer = client.post(
        f"/mobility/calls/{scene.call.uid}/apply/",
        {"profession": "resident", "semesters_left": "4", "cefr": "B2", "wish_1": str(scene.places[0].pk)},
    )
    row = Application.unscoped.get()
    page = client.get(answer["Location"]).content.decode()
    for asked in Asked.unscoped.filter(call=scene.call):
        client.post(
            f"/mobility/applications/{row.uid}/papers/{asked.pk}/",
            {"file": SimpleUploadedFile("a.pdf", PDF), "valid_until": later(900).isoformat()},
        )
    client.post(f"/mobility/applications/{row.uid}/send/", {"selection": "on", "transfer": "on"})
    row.refresh_from_db()

    assert "2 papers are missing: passport, degree." in page
    assert row.state == "eligible"
    assert "In specialty training" in client.get(f"/mobility/applications/{row.uid}/").content.decode()


def test_a_reviewer_scores_by_the_rubric_and_sees_no_other(scene: Scene) -> None:
    row = scene.sent("Ước")
    first, second = (one.client for one in scene.reviewers)
    points = {f"c{one.pk}": "9" for one in scene.criteria}
    first.post(f"/mobility/applications/{row.uid}/review/", {**points, "words": "Xuất sắc toàn diện"})
    page = second.get(f"/mobility/applications/{row.uid}/").content.decode()

    assert Review.unscoped.get().total == Decimal(18)
    assert "Xuất sắc toàn diện" not in page
    assert second.get(f"/mobility/applications/{row.uid}/review/").status_code == 200
    assert first.get(f"/mobility/applications/{row.uid}/review/").status_code == 404


def test_the_whole_way_by_the_pages_of_both_offices(scene: Scene) -> None:
    application = scene.sent("Ước")
    scene.score(application)
    scene.close()
    office, host = scene.sender.client, scene.host.client
    for step in ("rank", "nominate"):
        office.post(f"/mobility/calls/{scene.call.uid}/steps/{step}/")
    stay = Fellowship.unscoped.get()
    base = f"/mobility/fellowships/{stay.uid}/"
    days = {"first": stay.first.isoformat(), "last": stay.last.isoformat()}
    host.post(f"{base}answer/", {"answer": "accepted"})
    office.post(f"{base}terms/", {"objectives": "a", "criteria": "b", "unit": "c", "post": "d"})
    office.post(f"{base}fund/", {"source": "x", "amount": "7200", "currency": "EUR", **days})
    office.post(f"{base}confirm/money/")
    office.post(f"{base}language/", {"kind": "test", "name": "DELF", "on": today().isoformat(), "result": "B2"})
    office.post(f"{base}confirm/language/")
    office.post(f"{base}visa/", {"kind": "VLS-TS", "granted_on": today().isoformat(), **days})
    host.post(f"{base}arrive/", {"on": today().isoformat()})
    stay.refresh_from_db()

    assert stay.state == "arrived"
    for client in (office, host):
        assert client.get(base).status_code == 200
        assert client.get(f"{base}papers/hosting.pdf").content.startswith(b"%PDF")
        assert client.get(f"{base}papers/appointment.docx").content.startswith(b"PK")


def test_the_host_chooses_among_its_own_departments_and_reads_why_there_is_no_place(scene: Scene, world: World) -> None:
    stay = scene.nominated()
    client, base = scene.host.client, f"/mobility/fellowships/{stay.uid}/"
    site = Site.objects.create(organisation=scene.abroad, code="P", name_vi="Paris")
    own = Department.objects.create(
        site=site, code="CAR", name_vi="Cardiologie", discipline=world.cardiology.discipline, room=0
    )
    days = {"first": stay.first.isoformat(), "last": stay.last.isoformat()}
    asked = client.get(f"{base}answer/").content.decode()
    foreign = client.post(f"{base}answer/", {"answer": "accepted", "department": str(world.cardiology.pk)})
    full = client.post(f"{base}answer/", {"answer": "accepted", "department": str(own.pk)}).content.decode()
    stay.refresh_from_db()

    assert f'value="{own.pk}"' in asked
    assert f'value="{world.cardiology.pk}"' not in asked
    assert (foreign.status_code, stay.state) == (200, "nominated")
    assert "1 too few, teaching room allows 0 and others hold 0." in full
    Department.objects.filter(pk=own.pk).update(room=1)
    client.post(f"{base}answer/", {"answer": "accepted", "department": str(own.pk)})
    client.post(
        f"{base}place/", {"department": str(own.pk), **days, "last": (stay.last - timedelta(days=7)).isoformat()}
    )
    after = Fellowship.unscoped.get(pk=stay.pk)
    assert (after.department, after.last) == (own, stay.last - timedelta(days=7))
    assert "Cardiologie" in client.get(base).content.decode()
    Fellowship.unscoped.filter(pk=stay.pk).update(state="arrived", first=today(), last=today())
    scene.sender.client.post(f"{base}end/", {"on": today().isoformat()})
    assert Fellowship.unscoped.get(pk=stay.pk).state == "returned"


def test_a_host_sees_the_stay_and_never_the_application(scene: Scene) -> None:
    stay = scene.nominated()
    application = Application.unscoped.get()
    proof = Proof.unscoped.filter(application=application).first()
    assert proof is not None
    client = scene.host.client

    assert client.get(f"/mobility/fellowships/{stay.uid}/").status_code == 200
    assert client.get(f"/mobility/applications/{application.uid}/").status_code == 404
    assert client.get(f"/mobility/papers/{proof.uid}/").status_code == 404
    scene.sender.client.post(f"/mobility/papers/{proof.uid}/share/")
    assert client.get(f"/mobility/papers/{proof.uid}/").content == PDF


def test_money_that_is_not_shared_stays_with_its_office(scene: Scene) -> None:
    stay = scene.nominated()
    for shared, source in ((True, "Học bổng chung"), (False, "Quỹ riêng")):
        grant = Grant(
            source=source, amount=Decimal(100), currency="EUR", first=stay.first, last=stay.last, shared=shared
        )
        money.fund(actor=scene.sender.actor, fellowship=stay, grant=grant)
    seen = scene.host.client.get(f"/mobility/fellowships/{stay.uid}/").content.decode()
    own = scene.sender.client.get(f"/mobility/fellowships/{stay.uid}/").content.decode()

    assert ("Học bổng chung" in seen, "Quỹ riêng" in seen) == (True, False)
    assert "Quỹ riêng" in own


@pytest.mark.parametrize("path", ["fellowships/{stay}/", "applications/{application}/", "fellowships/{stay}/fund/"])
def test_a_stranger_finds_nothing(path: str, scene: Scene, stranger: Persona) -> None:
    stay = scene.nominated()
    address = path.format(stay=stay.uid, application=Application.unscoped.get().uid)

    assert stranger.client.get(f"/mobility/{address}").status_code == 404


def test_a_refusal_stands_beside_its_field(scene: Scene) -> None:
    stay = scene.nominated()
    outside = {"first": (stay.first - timedelta(days=40)).isoformat(), "last": stay.last.isoformat()}
    page = scene.sender.client.post(
        f"/mobility/fellowships/{stay.uid}/fund/", {"source": "x", "amount": "1", "currency": "EUR", **outside}
    )

    assert 'id="id_last_error"' in page.content.decode()


def test_a_draft_call_is_its_offices_alone(scene: Scene, stranger: Persona) -> None:
    Call.unscoped.filter(pk=scene.call.pk).update(state="draft")

    assert scene.sender.client.get(f"/mobility/calls/{scene.call.uid}/").status_code == 200
    assert stranger.client.get(f"/mobility/calls/{scene.call.uid}/").status_code == 404


def test_the_year_and_the_first_page_open_for_both_sides(scene: Scene) -> None:
    scene.nominated()
    for persona in (scene.sender, scene.host, scene.reviewers[0]):
        assert persona.client.get("/mobility/").status_code == 200
        assert persona.client.get("/mobility/years/").status_code == 200
    page = scene.sender.client.get("/mobility/years/").content.decode()
    assert "CHU Mẫu" in page


def test_the_list_of_stays_takes_as_many_queries_for_three_as_for_one(scene: Scene) -> None:
    stay = scene.nominated()
    client = scene.sender.client
    client.get("/mobility/")  # fills what is read once in a process
    one = queries_of(client)
    for number in range(2):
        person = Person.unscoped.create(given=f"Bản {number}", synthetic=True)
        Fellowship.unscoped.create(
            person=person,
            sender=stay.sender,
            host=stay.host,
            who=stay.who,
            track=stay.track,
            first=stay.first,
            last=stay.last,
        )

    assert queries_of(client) == one


def queries_of(client: Client) -> int:
    with CaptureQueriesContext(connection) as found:
        assert client.get("/mobility/").status_code == 200
    return len(found)
