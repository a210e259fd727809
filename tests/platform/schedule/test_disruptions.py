"""What falls after publication opens a disruption, tells the offices, and closes when it holds again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from tests.platform.personas import Persona
from tests.platform.planning import tiny
from wardbridge.core.domain import outbox_delivery
from wardbridge.institutions.domain.figures import set_figures
from wardbridge.institutions.models import Department
from wardbridge.notices.models import Notice
from wardbridge.people.domain import teachers
from wardbridge.people.models import Supervisor
from wardbridge.planning.models import Draft
from wardbridge.schedule.domain import publishing
from wardbridge.schedule.models import Disruption, Placement


def opened() -> list[tuple[str, date, int, int]]:
    rows = Disruption.unscoped.filter(closed=None).select_related("limit")
    return [(row.limit.kind, row.limit.first, row.found, row.allowed) for row in rows]


def test_a_leave_opens_a_disruption_and_its_end_closes_it(
    draft: Draft, coordinator: Persona, hospital_office: Persona, stranger: Persona
) -> None:
    publishing.publish(actor=coordinator.actor, draft=draft)
    before = Placement.unscoped.count()
    teacher = Supervisor.unscoped.get(code="GV1")
    leave = teachers.add_leave(
        actor=hospital_office.actor, teacher=teacher, first=tiny.MONDAY, last=tiny.MONDAY + timedelta(days=4)
    )
    outbox_delivery.dispatch()
    found = opened()
    assert {row[:2] for row in found} == {("teachers", tiny.MONDAY)}
    assert (2, 0) in {row[2:] for row in found}
    told = Notice.unscoped.filter(kind="schedule.disruption").values_list("user", flat=True)
    assert set(told) == {coordinator.user.pk, hospital_office.user.pk}
    assert Placement.unscoped.count() == before
    seen = [Disruption.objects.visible_to(one.actor).exists() for one in (coordinator, hospital_office, stranger)]
    assert seen == [True, True, False]
    teachers.drop_leave(actor=hospital_office.actor, leave=leave)
    outbox_delivery.dispatch()
    assert opened() == []


def test_a_licence_that_ends_and_beds_that_fall(draft: Draft, coordinator: Persona, hospital_office: Persona) -> None:
    publishing.publish(actor=coordinator.actor, draft=draft)
    teacher = Supervisor.unscoped.get(code="GV2")
    facts = teachers.facts_of(teacher)
    teachers.change(
        actor=hospital_office.actor,
        teacher=teacher,
        facts=replace(facts, licence_until=tiny.MONDAY + timedelta(days=8)),
    )
    ward = Department.objects.select_related("site").get(code="TM")
    set_figures(actor=hospital_office.actor, department=ward, figures={"beds": 0, "chairs": 0, "room": 8})
    outbox_delivery.dispatch()
    kinds = {(row[0], row[1]) for row in opened()}
    assert ("teachers", tiny.MONDAY + timedelta(days=14)) in kinds
    assert {first for kind, first in kinds if kind == "beds"} == {tiny.MONDAY + timedelta(days=7 * n) for n in range(4)}
