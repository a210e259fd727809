from __future__ import annotations

import pytest
from django.db.models import Prefetch

from tests.platform.personas import Persona, World
from wardbridge.cohorts.models import Enrolment, Programme
from wardbridge.core.actors import Actor
from wardbridge.core.scoping import UnscopedQuery


@pytest.mark.parametrize("call", ["all", "count", "exists", "first", "values", "iterator"])
def test_a_query_that_does_not_say_for_whom_raises(db: None, call: str) -> None:
    with pytest.raises(UnscopedQuery):
        getattr(Enrolment.objects, call)()


def test_a_reverse_relation_raises_too(world: World) -> None:
    with pytest.raises(UnscopedQuery):
        list(world.programme_a.enrolments.all())


def test_a_reverse_relation_does_not_forget_its_owner(world: World) -> None:
    with pytest.raises(UnscopedQuery):
        world.programme_a.enrolments.visible_to(Actor.system())


def test_a_prefetch_of_scoped_rows_is_read_through_the_relation(world: World, school_office: Persona) -> None:
    visible = Enrolment.objects.visible_to(school_office.actor)

    programme = Programme.unscoped.prefetch_related(Prefetch("enrolments", visible)).get(pk=world.programme_a.pk)

    assert {row.code for row in programme.enrolments.all()} == {"SV1", "SV2", "SV3", "SV4"}


def test_the_system_sees_every_row(world: World) -> None:
    assert Enrolment.objects.visible_to(Actor.system()).count() == 6


def test_nobody_sees_nothing(world: World) -> None:
    assert Enrolment.objects.visible_to(Actor.of(None)).count() == 0


def test_none_needs_no_actor(db: None) -> None:
    assert list(Enrolment.objects.none()) == []
