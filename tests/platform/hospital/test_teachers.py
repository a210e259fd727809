"""A hospital keeps its teachers and figures; others meet nothing there."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from tests.platform.personas import Persona, World
from wardbridge.core.models import AuditEntry
from wardbridge.people.domain.teachers import facts_of
from wardbridge.people.models import Leave, Supervisor

TODAY = timezone.localdate()


def said(world: World, **changes: object) -> dict[str, object]:
    facts = facts_of(world.supervisors["GV1"])
    return {
        "act": "facts",
        "level": facts.level.value,
        "practice_since": facts.practice_since.isoformat(),
        "teaching_certificate": "on",
        "licence": "00123/QN",
    } | changes


def test_the_office_changes_a_teacher_and_takes_it_back(world: World, hospital_office: Persona) -> None:
    teacher, client = world.supervisors["GV1"], hospital_office.client
    page = reverse("hospital:teacher", args=[teacher.uid])
    yesterday = TODAY - timedelta(days=1)
    answer = client.post(page, said(world, licence_until=yesterday.isoformat()), follow=True)
    assert "licence has ended" in answer.content.decode()
    assert Supervisor.unscoped.get(pk=teacher.pk).licence == "00123/QN"
    undo = next(str(one.extra_tags) for one in answer.context["messages"]).partition(" ")[2]
    assert client.post(undo).status_code == 302
    assert Supervisor.unscoped.get(pk=teacher.pk).licence == ""
    assert AuditEntry.objects.filter(verb="supervisor.change").count() == 2


def test_leave_is_recorded_once(world: World, hospital_office: Persona) -> None:
    teacher = world.supervisors["GV1"]
    page = reverse("hospital:teacher", args=[teacher.uid])
    days = {"act": "leave", "first": TODAY.isoformat(), "last": (TODAY + timedelta(days=3)).isoformat()}
    assert hospital_office.client.post(page, days).status_code == 302
    assert "overlap a leave" in hospital_office.client.post(page, days).content.decode()
    leave = Leave.objects.get(supervisor=teacher)
    assert "on leave" in hospital_office.client.get(reverse("hospital:teachers")).content.decode()
    hospital_office.client.post(reverse("hospital:leave_drop", args=[teacher.uid, leave.pk]))
    assert not Leave.objects.exists()


@pytest.mark.parametrize("who", ["stranger", "school_office"])
def test_others_meet_nothing(world: World, who: str, request: pytest.FixtureRequest) -> None:
    persona: Persona = request.getfixturevalue(who)
    teacher = world.supervisors["GV1"]
    page = reverse("hospital:teacher", args=[teacher.uid])
    assert persona.client.get(page).status_code == 404
    assert persona.client.post(page, said(world)).status_code == 404
    assert persona.client.post(reverse("hospital:figures", args=[world.cardiology.uid]), {"beds": 1}).status_code == 404


def test_the_declaration_is_of_this_moment(world: World, hospital_office: Persona) -> None:
    client = hospital_office.client
    client.post(reverse("hospital:figures", args=[world.cardiology.uid]), {"beds": 7, "chairs": "", "room": ""})
    assert ">7<" in client.get(reverse("hospital:declaration")).content.decode()
    book = openpyxl.load_workbook(BytesIO(client.get(reverse("hospital:declaration_sheet")).content))
    rows = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows(min_row=4)]
    assert [row[3] for row in rows if row[1] == "Cardiology"] == [7, 7, 7]
    names = [row[1].value for row in book.worksheets[1].iter_rows(min_row=4)]
    assert names == ["Lê Văn Đức", "Trần Thị Bình"]
