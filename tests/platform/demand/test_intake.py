"""Demand from a workbook: good rows become drafts, each other row is kept with its reasons and place."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.utils.translation import override

from tests.platform.demand.conftest import Side, monday
from wardbridge.core.errors import Refused
from wardbridge.demand.domain import filing, intake
from wardbridge.demand.models import Demand, Intake, Line
from wardbridge.ui.sheets import sheet

HEADS = [intake.head_of(key, "vi") for key in intake.COLUMNS]


def workbook(*rows: list[str | int], heads: list[str] = HEADS) -> ContentFile[bytes]:
    content = sheet(title="Nhu cầu", note="Mẫu", heads=heads, rows=rows)
    return ContentFile(content, name="nhu-cau.xlsx")


def row(discipline: str = "Tim mạch", learners: str | int = 6, weeks: int = 4, **other: str) -> list[str | int]:
    first = other.get("first", monday().strftime("%d/%m/%Y"))
    return [other.get("programme", "YK6"), "K40", 40, discipline, learners, first, weeks, other.get("sites", "M1"), ""]


def taken(side: Side, *rows: list[str | int]) -> Intake:
    return intake.take_in(actor=side.office.actor, school=side.school, file=workbook(*rows))


def test_good_rows_become_one_draft(side_a: Side) -> None:
    later = (monday() + timedelta(weeks=4)).isoformat()
    done = taken(side_a, row(), row("surgery", 5, 2, first=later))

    demand = Demand.objects.visible_to(side_a.office.actor).get()
    assert (done.taken, done.rows, demand.state, demand.learners) == (2, [], "draft", 40)
    lines = Line.objects.visible_to(side_a.office.actor).filter(demand=demand)
    assert [(one.discipline.code, one.learners, one.weeks) for one in lines] == [
        ("cardiology", 6, 4),
        ("surgery", 5, 2),
    ]
    assert [one.site.code for one in demand.preferences.select_related("site")] == ["M1"]


def test_sent_again_it_changes_the_same_draft(side_a: Side) -> None:
    taken(side_a, row())
    taken(side_a, row(learners=8))

    assert Demand.objects.visible_to(side_a.office.actor).count() == 1
    assert Line.unscoped.get().learners == 8


def test_each_bad_row_is_kept_with_code_and_place(side_a: Side) -> None:
    tuesday = (monday() + timedelta(days=1)).isoformat()
    done = taken(
        side_a,
        row(),
        row("Tim", "sáu"),
        row(first=tuesday),
        row(programme="RHM6"),
        row(learners=41),
        row(sites="M1, Sao Hỏa"),
    )

    found = [(one["row"], [(f["code"], f["params"].get("column")) for f in one["faults"]]) for one in done.rows]
    assert done.taken == 1
    assert found == [
        (5, [("intake-unknown", "discipline"), ("intake-number", "learners")]),
        (6, [("demand-monday", "first")]),
        (7, [("intake-unknown", "programme")]),
        (8, [("demand-learners", "learners")]),
        (9, [("intake-unknown", "sites")]),
    ]
    assert done.rows[0]["cells"][3] == "Tim"
    with override("en"):
        assert [one.text for one in intake.reasons_of(done.rows[4])] == ["“Sao Hỏa” is not known here."]


def test_rows_of_a_filed_cohort_are_kept_back(side_a: Side) -> None:
    taken(side_a, row())
    filing.file(actor=side_a.office.actor, demand=Demand.unscoped.get())
    done = taken(side_a, row(learners=9))

    assert (done.taken, [one["faults"][0]["code"] for one in done.rows]) == (0, ["intake-filed"])
    assert Line.unscoped.get().learners == 6


@pytest.mark.parametrize(
    ("file", "code"),
    [
        (ContentFile(b"khong phai bang tinh", name="a.xlsx"), "intake-unreadable"),
        (ContentFile(b"", name="a.xlsx"), "file-empty"),
        (workbook(row(), heads=["Gì", "Đây"]), "intake-heads"),
    ],
)
def test_what_is_no_such_workbook_is_refused_whole(side_a: Side, file: ContentFile[bytes], code: str) -> None:
    with pytest.raises(Refused) as refused:
        intake.take_in(actor=side_a.office.actor, school=side_a.school, file=file)

    assert [one.code for one in refused.value.reasons] == [code]
    assert not Intake.objects.visible_to(side_a.office.actor).exists()


def test_pages_show_the_refused_rows_and_clear_them(side_a: Side) -> None:
    client = side_a.office.client
    answer = client.post("/requests/demand/upload/", {"file": workbook(row(), row("Tim"))}, follow=True)
    page = answer.content.decode()
    done = Intake.objects.visible_to(side_a.office.actor).get()
    again = client.get(f"/requests/demand/intakes/{done.uid}/refused.xlsx")

    assert "1 row was refused." in page
    assert "“Tim” is not known here." in page
    assert again.content[:2] == b"PK"
    assert client.get("/requests/demand/template.xlsx").content[:2] == b"PK"
    client.post(f"/requests/demand/intakes/{done.uid}/clear/")
    assert not Intake.objects.visible_to(side_a.office.actor).exists()
