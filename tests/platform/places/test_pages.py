"""Places left, held and supposed: what each reader sees, and that nothing is written by looking."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.platform.personas import Persona, World
from tests.platform.published import Published, publish
from wardbridge.capacity.models import Claim, Entry, Hold, Limit
from wardbridge.core.models import AuditEntry

TODAY = timezone.localdate()
MONDAY = TODAY + timedelta(days=14 - TODAY.weekday())


@pytest.fixture
def published(world: World) -> Published:
    return publish(world)


def asked(world: World, **changes: object) -> dict[str, object]:
    return {
        "department": str(world.surgery.uid),
        "level": "university",
        "people": 4,
        "shift": "day",
        "first": MONDAY.isoformat(),
        "last": (MONDAY + timedelta(days=6)).isoformat(),
        "until": (TODAY + timedelta(days=5)).isoformat(),
        "purpose": "Đoàn Lào",
    } | changes


def text(client: Client, address: str, **query: str | int) -> str:
    answer = client.get(address, query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_school_sees_places_left_and_what_binds(world: World, school_office: Persona) -> None:
    page = text(school_office.client, reverse("places:left"), day=MONDAY.isoformat())
    assert "Surgery" in page
    assert ">10<" in page
    cell = text(school_office.client, reverse("places:cell", args=[world.surgery.uid, MONDAY.isoformat()]))
    assert "Lê Văn Đức (GV2)" in cell
    assert "12 places" in cell
    assert not Limit.objects.exists()
    assert not Entry.objects.exists()


def test_places_are_held_from_the_page_and_given_back(
    world: World, school_office: Persona, hospital_office: Persona, stranger: Persona
) -> None:
    client, holds = school_office.client, reverse("places:holds")
    owner = school_office.actor.organisations[0]
    assert client.post(holds, asked(world, owner=owner.pk)).status_code == 302
    row = Hold.unscoped.get()
    assert "Đoàn Lào" in text(hospital_office.client, holds)
    assert ">6<" in text(client, reverse("places:left"), day=MONDAY.isoformat())
    assert "Đoàn Lào" not in text(stranger.client, holds)
    assert stranger.client.post(reverse("places:release", args=[row.uid])).status_code == 404
    refused = client.post(holds, asked(world, owner=owner.pk, people=7))
    assert "1 too few" in refused.content.decode()
    assert Hold.unscoped.count() == 1
    assert client.post(reverse("places:release", args=[row.uid])).status_code == 302
    assert not Claim.objects.exists()


def test_nobody_holds_in_anothers_name(world: World, school_office: Persona, stranger: Persona) -> None:
    theirs = school_office.actor.organisations[0].pk
    answer = stranger.client.post(reverse("places:holds"), asked(world, owner=theirs))
    assert answer.status_code == 200
    assert not Hold.unscoped.exists()


def test_what_if_a_teacher_is_away(published: Published, hospital_office: Persona) -> None:
    world, before = published.world, AuditEntry.objects.count()
    said: dict[str, str | int] = {
        "department": str(world.cardiology.uid),
        "first": published.monday.isoformat(),
        "last": (published.monday + timedelta(days=6)).isoformat(),
        "level": "university",
        "more": 0,
        "degree": "university",
        "away": str(world.supervisors["GV1"].uid),
    }
    hold(published)
    page = text(hospital_office.client, reverse("places:what_if"), **said)
    assert "2 learners too many" in page
    assert "An" in page
    more = text(hospital_office.client, reverse("places:what_if"), **said | {"more": 2, "night": "on"})
    assert "nobody would be hurt" in more
    assert "At night" in more
    assert AuditEntry.objects.count() == before


def hold(published: Published) -> None:
    """Take the places of the published rows, as publishing does."""
    from wardbridge.capacity.domain import ledger
    from wardbridge.capacity.domain.holds import law_figures, weeks_touched
    from wardbridge.capacity.domain.limits import by_times, rows_of, set_limits
    from wardbridge.capacity.domain.usage import Use, matchers, used
    from wardbridge.rulebook.domain import books
    from wardbridge.rulekit.levels import Level

    ward, monday = published.world.cardiology, published.monday
    figures = list(by_times(law_figures([ward], weeks_touched(monday, monday))))
    set_limits(figures)
    uses = [Use(n, ward.pk, ward.site_id, 0, Level.UNIVERSITY, (monday,)) for n in range(2)]
    wanted = used(figures, uses, matchers((), (), books.decree()))
    stored = rows_of(figures)
    ledger.take(holder=f"round:{published.round.uid}", wants={stored[key].pk: amount for key, amount in wanted.items()})


def test_what_if_is_for_the_hospital_and_its_authority(published: Published, school_office: Persona) -> None:
    assert school_office.client.get(reverse("places:what_if")).status_code == 404
