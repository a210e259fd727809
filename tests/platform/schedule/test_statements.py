"""What a school owes a hospital for an intake, computed from the schedule in force."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.platform.personas import Persona
from tests.platform.published import Published
from wardbridge.agreements.enums import FeeUnit
from wardbridge.agreements.models import Agreement, Fee, Party
from wardbridge.schedule.queries.statements import rounds_of, statement


def priced(published: Published, unit: str, level: str = "") -> Agreement:
    """An agreement of school A with the hospital, and one price."""
    orgs = published.world.organisations
    row = Agreement.unscoped.create(
        owner=orgs.school_a, code=f"{unit}{level}", name_vi="Hợp đồng", kind="specific", subject="placement",
        first=published.monday, state="in_force",
    )  # fmt: skip
    for one in (orgs.school_a, orgs.hospital):
        Party.unscoped.create(agreement=row, organisation=one, post="Lãnh đạo")
    Fee.unscoped.create(
        agreement=row, payer=orgs.school_a, payee=orgs.hospital, level=level, amount=Decimal(100), unit=unit
    )
    return row


@pytest.mark.parametrize(
    ("unit", "units"), [(FeeUnit.LEARNER, 4), (FeeUnit.LEARNER_WEEK, 11), (FeeUnit.LEARNER_MONTH, 4)]
)
def test_people_weeks_and_months(
    unit: str, units: int, published: Published, school_office: Persona, hospital_office: Persona
) -> None:
    row = priced(published, unit)
    for who in (school_office, hospital_office):
        (line,) = statement(who.actor, row, published.round)
        assert (line.people, line.weeks, line.units, line.total) == (4, 11, units, Decimal(100) * units)
    assert rounds_of(school_office.actor, row) == []
    published.round.programmes.add(published.world.programme_a)
    assert rounds_of(school_office.actor, row) == [published.round]


def test_who_is_no_party_computes_nothing(published: Published, stranger: Persona) -> None:
    assert statement(stranger.actor, priced(published, FeeUnit.LEARNER), published.round) == []


def test_a_price_for_another_level_does_not_count(published: Published, school_office: Persona) -> None:
    assert statement(school_office.actor, priced(published, FeeUnit.LEARNER, "college"), published.round) == []


def test_the_page(published: Published, school_office: Persona, stranger: Persona) -> None:
    row = priced(published, FeeUnit.LEARNER_WEEK)
    published.round.programmes.add(published.world.programme_a)
    page = school_office.client.get(f"/partners/{row.uid}/statement/")
    assert "1.100 VND" in page.content.decode()
    assert stranger.client.get(f"/partners/{row.uid}/statement/").status_code == 404
