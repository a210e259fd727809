"""Demand of the tiny world: school A and B ask the hospital's cardiology, with and without an agreement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from tests.platform.personas import Persona, World
from wardbridge.agreements.enums import Kind, State, Subject
from wardbridge.agreements.models import Agreement, Party
from wardbridge.capacity.models import Offer
from wardbridge.cohorts.models import Programme
from wardbridge.core.models import Organisation
from wardbridge.demand.domain import asking, filing
from wardbridge.demand.domain.asking import Wanted
from wardbridge.demand.domain.filing import DemandData, LineData, monday_after
from wardbridge.demand.models import Demand, Line, Request


def monday(weeks: int = 8) -> date:
    """A Monday some weeks ahead."""
    return monday_after(timezone.localdate() + timedelta(weeks=weeks))


def agreed(school: Organisation, hospital: Organisation) -> Agreement:
    """A contract in force for two years around today, without its papers."""
    today = timezone.localdate()
    row = Agreement.unscoped.create(
        owner=school,
        code=f"HĐ-{hospital.code}",
        name_vi="Hợp đồng mẫu",
        kind=Kind.SPECIFIC,
        subject=Subject.PLACEMENT,
        first=today - timedelta(days=365),
        last=today + timedelta(days=365),
        state=State.IN_FORCE,
        synthetic=True,
    )
    for party in (school, hospital):
        Party.unscoped.create(agreement=row, organisation=party, post="Lãnh đạo")
    return row


@dataclass
class Side:
    """A school's office and its programme."""

    office: Persona
    programme: Programme
    world: World

    @property
    def school(self) -> Organisation:
        return self.programme.school

    def demand(self, learners: int = 40, lines: tuple[LineData, ...] = (), filed: bool = True) -> Demand:
        """Filed demand: 6 learners for cardiology, four weeks."""
        wanted = lines or (LineData(self.world.disciplines["cardiology"], 6, monday(), 4),)
        data = DemandData(self.programme, "K40", learners, wanted, sites=[self.world.site], notes="Xin buổi sáng")
        row = filing.write(actor=self.office.actor, school=self.school, data=data)
        return filing.file(actor=self.office.actor, demand=row) if filed else row

    def line(self, demand: Demand | None = None) -> Line:
        return Line.objects.visible_to(self.office.actor).get(demand=demand or self.demand())

    def wanted(self, learners: int = 6) -> Wanted:
        return Wanted(self.world.site, learners, monday(), 4, uid=uuid4())

    def ask(self, learners: int = 6) -> Request:
        return asking.ask(actor=self.office.actor, line=self.line(), wanted=self.wanted(learners))


@pytest.fixture
def side_a(world: World, school_office: Persona) -> Side:
    return Side(school_office, world.programme_a, world)


@pytest.fixture
def side_b(world: World, other_school_office: Persona) -> Side:
    return Side(other_school_office, world.programme_b, world)


@pytest.fixture
def agreements(world: World) -> None:
    """School A and school B each have a contract in force with the hospital."""
    orgs = world.organisations
    for school in (orgs.school_a, orgs.school_b):
        agreed(school, orgs.hospital)


@pytest.fixture
def eight_places(world: World) -> Offer:
    """Cardiology offers eight places for half a year (the law alone would let in ten)."""
    return Offer.objects.create(
        department=world.cardiology, slots=8, first=monday() - timedelta(weeks=4), last=monday() + timedelta(weeks=26)
    )
