"""Limits from the law and the records, and what binds in a cell."""

from __future__ import annotations

from datetime import date

import pytest

from tests.platform.personas import World
from wardbridge.capacity.domain.limits import (
    offer_figures,
    set_limits,
    teacher_figures,
    ward_figures,
    weeks_of,
)
from wardbridge.capacity.domain.usage import Use, cells, matchers, used
from wardbridge.capacity.enums import LimitKind
from wardbridge.capacity.models import Limit, Offer
from wardbridge.people.models import Leave, Supervisor
from wardbridge.rulekit.law import shipped_pack
from wardbridge.rulekit.levels import Level

MONDAY = date(2027, 3, 1)
WEEKS = weeks_of(MONDAY, 2)


def use(world: World, learner: int, level: Level = Level.UNIVERSITY) -> Use:
    ward = world.cardiology
    return Use(learner, ward.pk, ward.site_id, world.programme_a.pk, level, (MONDAY,))


def test_eighteen_beds_let_in_fifty_four(world: World) -> None:
    """VN-08, the test case: 82 learners where 18 beds stand are 28 too many."""
    world.cardiology.beds = 18
    beds = [one for one in ward_figures([world.cardiology], WEEKS, shipped_pack()) if one.kind == LimitKind.BEDS]
    offer = Offer(department=world.cardiology, slots=100)
    found = cells([*beds, *offer_figures([offer], WEEKS)], [use(world, n) for n in range(82)],
                  matchers([offer], [], shipped_pack()), WEEKS, [world.cardiology.pk])  # fmt: skip
    cell = found[world.cardiology.pk, 0]
    assert (beds[0].amount, cell.capacity, cell.binding and cell.binding.left, cell.over) == (54, 54, -28, True)


def test_teachers_nest(world: World) -> None:
    """One teacher of postgraduate degree: 5 postgraduate, or 10 university, or 15 college learners; mixed by shares."""
    teachers = Supervisor.unscoped.filter(department=world.cardiology).prefetch_related("leaves")
    figures = list(teacher_figures([world.cardiology], teachers, WEEKS[:1], shipped_pack()))
    mixed = [use(world, n, Level.POSTGRADUATE) for n in range(2)] + [use(world, n) for n in range(10, 16)]
    sums = {key.scope: amount for key, amount in used(figures, mixed, matchers([], [], shipped_pack())).items()}
    assert {one.scope: one.amount for one in figures} == {"postgraduate": 30, "university": 30, "college": 30}
    assert sums == {"postgraduate": 12, "university": 30, "college": 30}


def test_leave_on_a_working_day_takes_the_teacher_out_of_the_week(world: World) -> None:
    teacher = world.supervisors["GV1"]
    Leave.objects.create(supervisor=teacher, first=date(2027, 3, 5), last=date(2027, 3, 6))
    Leave.objects.create(supervisor=teacher, first=date(2027, 3, 13), last=date(2027, 3, 14))
    rows = Supervisor.unscoped.filter(pk=teacher.pk).prefetch_related("leaves")
    every = teacher_figures([world.cardiology], rows, WEEKS, shipped_pack())
    figures = [one for one in every if one.scope == "university"]
    assert [one.amount for one in figures] == [0, 30]


def test_an_offer_counts_whom_it_is_for(world: World) -> None:
    mine = Offer(department=world.cardiology, programme=world.programme_a, slots=1)
    other = Offer(department=world.cardiology, programme=world.programme_b, slots=5)
    figures = list(offer_figures([mine, other], WEEKS[:1]))
    sums = used(figures, [use(world, 1)], matchers([mine, other], [], shipped_pack()))
    assert sorted(sums.values()) == [1]


@pytest.mark.parametrize("first", [date(2027, 3, 2), None])
def test_an_offer_holds_in_weeks_that_lie_inside_it(world: World, first: date | None) -> None:
    offer = Offer(department=world.cardiology, slots=1, first=first, last=date(2027, 3, 12))
    held = [one.first for one in offer_figures([offer], WEEKS)]
    assert held == ([WEEKS[1].first] if first else [week.first for week in WEEKS])


def test_limits_are_written_once_and_corrected(world: World) -> None:
    figures = list(ward_figures([world.cardiology], WEEKS, shipped_pack()))
    assert set_limits(figures) == 4
    assert set_limits(figures) == 0
    world.cardiology.beds = 1
    assert set_limits(ward_figures([world.cardiology], WEEKS, shipped_pack())) == 4
    assert set(Limit.objects.values_list("amount", flat=True)) == {3}
