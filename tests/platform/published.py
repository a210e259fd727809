"""A published round in the tiny world: who is where this week, so that readers' pages have something to show.

Weeks count from the Monday of the present week. School A's SV1 and SV2 are in cardiology for two weeks and then in
surgery; SV3 starts in surgery; SV4 has an exam in the second week, inside his block. School B's SV9 is in surgery.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from tests.platform.personas import World
from wardbridge.capacity.models import Offer
from wardbridge.institutions.models import Department
from wardbridge.planning.enums import DraftState, RoundState
from wardbridge.planning.models import Draft, Participant, Round, RoundParty
from wardbridge.schedule.models import Current, Placement, PlacementSupervisor, Version

WEEKS = 4


@dataclass
class Published:
    """The round, its version in force and the Monday of its first week."""

    world: World
    round: Round
    version: Version
    monday: date


def publish(world: World) -> Published:
    """Write the round's rows as publishing leaves them: version 1 in force."""
    monday = timezone.localdate() - timedelta(days=timezone.localdate().weekday())
    placement_round = Round.unscoped.create(
        code="TINY",
        name_vi="Đợt thực tập mẫu",
        name_en="Sample round",
        name_fr="Campagne modèle",
        owner=world.organisations.authority,
        first_day=monday,
        weeks=WEEKS,
        holidays=[(monday + timedelta(days=8)).isoformat()],
        state=RoundState.PUBLISHED,
        synthetic=True,
    )
    placement_round.departments.set([world.cardiology, world.surgery])
    for party in (world.organisations.hospital, world.organisations.school_a, world.organisations.school_b):
        RoundParty.objects.create(round=placement_round, organisation=party)
    for department, slots in ((world.cardiology, 2), (world.surgery, 5)):
        placement_round.offers.add(Offer.objects.create(department=department, slots=slots))
    draft = Draft.unscoped.create(round=placement_round, number=1, state=DraftState.FROZEN)
    version = Version.unscoped.create(
        round=placement_round, number=1, draft=draft, digest="0" * 64, published_at=timezone.now()
    )
    Current.objects.create(round=placement_round, version=version)
    done = Published(world, placement_round, version, monday)
    for code, department, periods in rotations(world):
        place(done, code, department, periods)
    return done


def rotations(world: World) -> list[tuple[str, Department, list[int]]]:
    return [
        ("A-SV1", world.cardiology, [0, 1]),
        ("A-SV1", world.surgery, [2]),
        ("A-SV2", world.cardiology, [0, 1]),
        ("A-SV2", world.surgery, [2]),
        ("A-SV3", world.surgery, [0]),
        ("A-SV3", world.cardiology, [2, 3]),
        ("A-SV4", world.surgery, [0, 2]),
        ("B-SV9", world.surgery, [0]),
    ]


def place(published: Published, code: str, department: Department, periods: list[int]) -> Placement:
    """Put one learner of the world in a department, guided by the department's teacher."""
    world = published.world
    learner = world.learners[code]
    Participant.objects.get_or_create(round=published.round, enrolment=learner)
    placement = Placement.unscoped.create(
        version=published.version,
        enrolment=learner,
        requirement=f"{department.code}-{periods[0]}",
        discipline=department.discipline,
        department=department,
        periods=periods,
        first=published.round.week_start(periods[0]),
        last=published.round.week_end(periods[-1]),
    )
    teacher = world.supervisors["GV1" if department == world.cardiology else "GV2"]
    PlacementSupervisor.objects.create(placement=placement, supervisor=teacher)
    return placement
