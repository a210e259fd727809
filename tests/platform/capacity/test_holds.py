"""Holds: counted as taken in every week and time of the day they touch, given back by hand or by themselves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from tests.platform.personas import Persona, World
from wardbridge.capacity.domain import holds
from wardbridge.capacity.domain.holds import NotHeld, Wish
from wardbridge.capacity.enums import HoldState
from wardbridge.capacity.models import Claim, Hold
from wardbridge.core.errors import Refused
from wardbridge.core.models import AuditEntry
from wardbridge.rulekit.levels import Level
from wardbridge.rulekit.shifts import Shift

TODAY = timezone.localdate()
MONDAY = TODAY + timedelta(days=14 - TODAY.weekday())


def wish(world: World, people: int = 3, **changes: object) -> Wish:
    """Places in surgery (a room of twelve, one teacher of ten university learners) in two weeks."""
    base = Wish(
        world.surgery,
        Level.UNIVERSITY,
        people,
        MONDAY,
        MONDAY + timedelta(days=8),
        TODAY + timedelta(days=10),
        "Đoàn thực tập Lào",
    )
    return replace(base, **changes)  # type: ignore[arg-type]  # fields of Wish by name


def held(persona: Persona, asked: Wish) -> Hold:
    return holds.hold(actor=persona.actor, owner=persona.actor.organisations[0], wish=asked)


def test_a_hold_is_counted_in_each_half_day_of_its_weeks(world: World, school_office: Persona) -> None:
    row = held(school_office, wish(world))
    rooms = Claim.objects.filter(holder=row.holder, limit__kind="room").values_list(
        "limit__first", "limit__shift", "amount"
    )
    weeks = [MONDAY, MONDAY + timedelta(days=7)]
    assert sorted(rooms) == sorted((week, half, 3) for week in weeks for half in ("morning", "afternoon"))
    assert AuditEntry.objects.filter(verb="hold.take", object_id=str(row.uid)).exists()


def test_what_others_hold_is_not_there_for_the_next(
    world: World, school_office: Persona, hospital_office: Persona
) -> None:
    held(school_office, wish(world, 8))
    with pytest.raises(NotHeld) as refused:
        held(hospital_office, wish(world, 3))
    teachers = [one for one in refused.value.conflicts if one.limit.kind == "teachers"]
    assert {(one.limit.amount, one.taken, one.missing) for one in teachers} == {(30, 24, 3)}
    assert Hold.unscoped.count() == 1


def test_mornings_and_nights_are_counted_apart(world: World, school_office: Persona) -> None:
    """One teacher takes ten in the morning and ten others at night; a whole day wants the morning too."""
    held(school_office, wish(world, 10, shift=Shift.MORNING))
    held(school_office, wish(world, 10, shift=Shift.NIGHT))
    held(school_office, wish(world, 10, shift=Shift.AFTERNOON))
    with pytest.raises(NotHeld):
        held(school_office, wish(world, 1, shift=Shift.DAY))


def test_levels_nest(world: World, school_office: Persona) -> None:
    """Two postgraduates and six university learners fill one teacher: 12 and 18 of 30."""
    held(school_office, wish(world, 2, level=Level.POSTGRADUATE))
    held(school_office, wish(world, 6))
    with pytest.raises(NotHeld):
        held(school_office, wish(world, 1, level=Level.COLLEGE))


def test_it_is_given_back_by_hand_and_by_itself(world: World, school_office: Persona) -> None:
    first, second = held(school_office, wish(world)), held(school_office, wish(world))
    holds.release(actor=school_office.actor, row=first)
    assert holds.expire(second.until) == []
    assert holds.expire(second.until + timedelta(days=1)) == [second]
    assert set(Hold.unscoped.values_list("state", flat=True)) == {HoldState.RELEASED, HoldState.EXPIRED}
    assert not Claim.objects.exists()


def test_who_holds_for_another_office_or_without_sense_is_refused(
    world: World, school_office: Persona, stranger: Persona
) -> None:
    with pytest.raises(PermissionDenied):
        holds.hold(actor=stranger.actor, owner=school_office.actor.organisations[0], wish=wish(world))
    bad = wish(world, 0, first=date(2020, 1, 6), last=date(2020, 1, 1), until=TODAY - timedelta(days=1), purpose=" ")
    with pytest.raises(Refused) as refused:
        held(school_office, bad)
    assert {one.code for one in refused.value.reasons} == {
        "hold-dates", "hold-past", "hold-until", "hold-people", "hold-purpose"
    }  # fmt: skip
    row = held(school_office, wish(world))
    assert not Hold.objects.visible_to(stranger.actor).filter(pk=row.pk).exists()
