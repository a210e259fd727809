"""Files of changes: what is understood, what is refused, and the round after them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.cli.tiny import MONDAY, tiny_book
from wardbridge.engine.errors import InputRefused
from wardbridge.engine.io.changes import Change, ChangeRow, changed, first_open, read_changes
from wardbridge.engine.io.changes.writing import write_changes_template
from wardbridge.engine.io.compiling import problem_of
from wardbridge.engine.io.sheets import GroupKind, GroupRow, Span

BOOK = tiny_book()
TUESDAY = date(2025, 3, 11)


def written(tmp_path: Path, text: str, name: str = "changes.csv") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def refusal(path: Path) -> list[tuple[str, int | None, str]]:
    with pytest.raises(InputRefused) as refused:
        read_changes(path, BOOK)
    return [(fault.code, fault.place.row, fault.place.column) for fault in refused.value.faults]


@pytest.mark.parametrize(
    "text",
    [
        "Change,Department,First day,Last day\nclosed,A-MED,10/03/2025,16/03/2025\n",
        "Thay đổi;Khoa;Từ ngày;Đến ngày\nkhoa đóng cửa;A-MED;10/03/2025;16/03/2025\n",
        "Changement\tService\tPremier jour\tDernier jour\nservice fermé\tA-MED\t10/03/2025\t16/03/2025\n",
    ],
)
def test_a_sheet_is_read_in_each_language(tmp_path: Path, text: str) -> None:
    closed = ChangeRow(Change.CLOSED, "A-MED", first=date(2025, 3, 10), last=date(2025, 3, 16))
    assert read_changes(written(tmp_path, text), BOOK) == (closed,)


def test_json_is_read_by_the_keys(tmp_path: Path) -> None:
    text = '[{"change": "places", "department": "A-MED", "first": "2025-03-10", "places": 1}]'
    found = read_changes(written(tmp_path, text, "changes.json"), BOOK)
    assert found == (ChangeRow(Change.PLACES, "A-MED", first=date(2025, 3, 10), places=1),)


def test_every_fault_is_told_with_its_place(tmp_path: Path) -> None:
    text = """Change,Department,Teacher,Learner,First day,Last day,Places
closed,NOPE,,,10/03/2025,,
closed,A-MED,,,10/03/2024,,
places,A-MED,,,10/03/2025,,
leave,,T0,,17/03/2025,10/03/2025,
closed,A-SUR,,,10/03/2025,16/03/2025,
closed,A-SUR,,,14/03/2025,,
gone,,,001,,,
gone,,,001,,,
new,,,002,,,
flooded,A-MED,,,,,
"""
    assert refusal(written(tmp_path, text)) == [
        ("unknown-reference", 2, "Department"),
        ("outside-round", 3, "First day"),
        ("required-empty", 4, "Places"),
        ("span-reversed", 5, "Last day"),
        ("change-twice", 7, ""),
        ("change-twice", 9, ""),
        ("required-empty", 10, "Full name"),
        ("required-empty", 10, "Birth date"),
        ("required-empty", 10, "Programme"),
        ("duplicate-code", 10, "Learner"),
        ("word-unknown", 11, "Change"),
    ]


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("changes.csv", "", "file-empty"),
        ("changes.csv", "Change,Department,First day\n", "changes-empty"),
        ("changes.csv", "nothing,known\n1,2\n", "header-missing"),
        ("changes.json", "{", "changes-not-json"),
        ("changes.json", '{"change": "gone"}', "changes-not-json"),
        ("changes.json", "[]", "changes-empty"),
        ("changes.json", '[{"ward": "A-MED"}]', "column-unknown"),
    ],
)
def test_a_file_without_changes_is_refused(tmp_path: Path, name: str, text: str, code: str) -> None:
    assert [found for found, _, _ in refusal(written(tmp_path, text, name))] == [code]


def test_the_template_holds_no_change_until_it_is_filled_in(tmp_path: Path) -> None:
    write_changes_template(tmp_path / "changes.xlsx", "vi")
    assert [code for code, _, _ in refusal(tmp_path / "changes.xlsx")] == ["changes-empty"]


def test_a_closed_department_offers_nothing_in_the_weeks_that_are_touched() -> None:
    after = changed(BOOK, [ChangeRow(Change.CLOSED, "A-MED", first=TUESDAY, last=TUESDAY)], 0)
    weeks = [offer.periods for offer in problem_of(after).offers if offer.department == 0]
    assert sorted(t for periods in weeks for t in periods) == [0, 2, 3, 4]


def test_fewer_places_hold_for_their_days_only() -> None:
    row = ChangeRow(Change.PLACES, "A-MED", first=date(2025, 3, 10), last=date(2025, 3, 16), places=1)
    offers = [offer for offer in problem_of(changed(BOOK, [row], 0)).offers if offer.department == 0]
    assert sorted((offer.periods, offer.maximum) for offer in offers) == [((0,), 2), ((1,), 1), ((2, 3, 4), 2)]


def test_a_teacher_and_a_learner_are_away() -> None:
    rows = [
        ChangeRow(Change.LEAVE, teacher="T0", first=date(2025, 3, 10)),
        ChangeRow(Change.AWAY, learner="001", first=TUESDAY, last=TUESDAY),
        ChangeRow(Change.LATE, learner="002", first=date(2025, 3, 10)),
    ]
    problem = problem_of(changed(BOOK, rows, 0))
    assert problem.teachers[0].absent == frozenset({1, 2, 3, 4})
    assert [problem.learners[i].available for i in (0, 1)] == [
        (True, False, False, True, True),
        (False, True, False, True, True),
    ]


def test_who_is_away_by_himself_leaves_the_group_that_moves_as_one_and_keeps_its_absences() -> None:
    exam = Span(MONDAY, MONDAY)
    group = GroupRow("G", GroupKind.GROUP, leader="001", together=True, unavailable=(exam,))
    learners = tuple(replace(row, group="G") for row in BOOK.learners)
    book = replace(BOOK, groups=(*BOOK.groups, group), learners=learners)
    after = changed(book, [ChangeRow(Change.AWAY, learner="001", first=TUESDAY, last=TUESDAY)], 0)
    assert (after.learners[0].group, after.groups[-1].leader) == ("", "")
    assert problem_of(after).learners[0].available == (False, False, False, True, True)
    assert sorted(len(unit) for unit in problem_of(after).units) == [1, 3]


def test_learners_leave_and_join() -> None:
    new = ChangeRow(Change.NEW, learner="005", name="Trần Thị Mai", born=date(2001, 5, 5), programme="YK")
    after = changed(BOOK, [ChangeRow(Change.GONE, learner="001"), new], 0)
    assert [row.code for row in after.learners] == ["002", "003", "004", "005"]
    assert (after.learners[-1].name.given, [row.learner for row in after.wishes]) == ("Mai", ["002", "002"])


def test_the_first_open_week_is_that_of_the_earliest_change() -> None:
    rows = [ChangeRow(Change.CLOSED, "A-MED", first=TUESDAY), ChangeRow(Change.GONE, learner="001")]
    assert (first_open(rows, BOOK), first_open(rows[1:], BOOK)) == (1, 0)
