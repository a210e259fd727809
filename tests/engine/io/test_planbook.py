"""plan.xlsx: reads back equal; a cell that a person changes is a change of the plan, in either sheet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.cli.tiny import blocks, tiny_judged, tiny_plan
from wardbridge.engine.check import check
from wardbridge.engine.errors import Fault, InputRefused
from wardbridge.engine.io.planbook import read_planbook, write_planbook
from wardbridge.engine.io.planfile import Judged
from wardbridge.engine.plan import Plan
from wardbridge.rulekit.shifts import Shift

JUDGED = tiny_judged()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    write_planbook(tmp_path / "plan.xlsx", JUDGED, "en")
    return tmp_path / "plan.xlsx"


def read(path: Path) -> Plan:
    return read_planbook(path, JUDGED.book, JUDGED.problem)


def edit(path: Path, change: Callable[[Workbook], None]) -> None:
    workbook = load_workbook(path)
    change(workbook)
    workbook.save(path)


def sheet(workbook: Workbook, name: str) -> Worksheet:
    found = workbook[name]
    assert isinstance(found, Worksheet)
    return found


def row_of(page: Worksheet, learner: str) -> int:
    return next(row for row in range(1, page.max_row + 1) if page.cell(row, 1).value == learner)


def put(page: Worksheet, learner: str, week: int, value: str | None) -> None:
    """Write a value in the cell of a learner's week."""
    header = next(row for row in range(1, 10) if page.cell(row, 1).value == "Student code")
    columns = range(1, page.max_column + 1)
    column = next(n for n in columns if str(page.cell(header, n).value or "").startswith(f"W{week} "))
    page.cell(row_of(page, learner), column).value = value


def swap(page: Worksheet) -> None:
    """001 does surgery first."""
    for week, value in ((1, "A-SUR"), (2, "A-SUR"), (4, "A-MED"), (5, "A-MED")):
        put(page, "001", week, value)


def faults(path: Path) -> tuple[Fault, ...]:
    with pytest.raises(InputRefused) as caught:
        read(path)
    return caught.value.faults


@pytest.mark.parametrize("language", ["vi", "en", "fr"])
def test_reads_back_equal_in_each_language(tmp_path: Path, language: str) -> None:
    write_planbook(tmp_path / "plan.xlsx", JUDGED, language)
    assert read(tmp_path / "plan.xlsx") == tiny_plan()


def test_reads_back_equal_after_another_program_saved_it(path: Path) -> None:
    edit(path, lambda workbook: None)
    assert read(path) == tiny_plan()


def test_one_sheet_a_hospital_one_a_list_and_one_of_loads(path: Path) -> None:
    workbook = load_workbook(path)
    assert workbook.sheetnames == ["A", "B", "List YK", "Loads", "_wardbridge"]
    assert workbook["_wardbridge"].sheet_state == "veryHidden"


@pytest.mark.parametrize("name", ["A", "List YK"])
def test_a_change_in_either_sheet_counts(path: Path, name: str) -> None:
    edit(path, lambda workbook: swap(sheet(workbook, name)))
    expected = (*blocks("001", "A-SUR", "A-MED"), *tiny_plan().assignments[2:])
    assert read(path) == Plan(expected, tiny_plan().tracks)


def test_the_same_change_in_both_sheets(path: Path) -> None:
    def change(workbook: Workbook) -> None:
        for name in ("A", "List YK"):
            swap(sheet(workbook, name))

    edit(path, change)
    assert read(path).assignments[:2] == blocks("001", "A-SUR", "A-MED")


def test_two_different_changes_of_one_week_are_a_fault(path: Path) -> None:
    def change(workbook: Workbook) -> None:
        put(sheet(workbook, "A"), "001", 1, "A-SUR")
        put(sheet(workbook, "List YK"), "001", 1, None)

    edit(path, change)
    (fault,) = faults(path)
    assert (fault.code, fault.place.sheet, fault.place.row, fault.found) == ("plan-edit-conflict", "List YK", 5, "")
    assert (fault.allowed, fault.params["other"], fault.place.column) == ("A-SUR", "A", "W1 03/03")


def test_short_codes_and_names_are_understood(path: Path) -> None:
    def change(workbook: Workbook) -> None:
        for week, value in ((1, " sur "), (2, "Surgery"), (4, "a-med"), (5, "Médecine")):
            put(sheet(workbook, "A"), "001", week, value)

    edit(path, change)
    assert read(path).assignments[:2] == blocks("001", "A-SUR", "A-MED")


def test_what_cannot_be_read_is_named_by_its_cell(path: Path) -> None:
    def change(workbook: Workbook) -> None:
        put(sheet(workbook, "A"), "001", 1, "Cardio")
        put(sheet(workbook, "B"), "003", 5, "12")
        page = sheet(workbook, "List YK")
        page.cell(row_of(page, "002"), 1).value = "999"
        page.cell(row_of(page, "004"), 1).value = "003"

    edit(path, change)
    assert [(fault.code, fault.place.sheet, fault.place.row, fault.found) for fault in faults(path)] == [
        ("plan-department", "A", 5, "Cardio"),
        ("plan-department", "B", 5, "12"),
        ("plan-learner", "List YK", 6, "999"),
        ("plan-twice", "List YK", 8, "003"),
    ]


def test_an_emptied_week_is_an_unplaced_one(path: Path) -> None:
    def change(workbook: Workbook) -> None:
        for week in (4, 5):
            put(sheet(workbook, "A"), "001", week, None)

    edit(path, change)
    plan = read(path)
    assert plan.assignments[0] == blocks("001", "A-MED", "A-SUR")[0]
    assert plan.assignments[1].learner == "002"
    assert check(JUDGED.problem, plan) != ()


def test_a_move_to_the_other_hospital_breaks_the_track(path: Path) -> None:
    def change(workbook: Workbook) -> None:
        for week, value in ((1, "B-MED"), (2, "B-MED"), (4, "B-SUR"), (5, "B-SUR")):
            put(sheet(workbook, "List YK"), "001", week, value)

    edit(path, change)
    plan = read(path)
    assert plan.assignments[:2] == blocks("001", "B-MED", "B-SUR")
    assert plan.tracks["001"] == "TA"
    assert {"001"} <= {learner for violation in check(JUDGED.problem, plan) for learner in violation.learners}


def test_a_track_may_be_changed_and_must_exist(path: Path) -> None:
    def change(workbook: Workbook) -> None:
        page = sheet(workbook, "List YK")
        column = next(n for n in range(1, 20) if page.cell(4, n).value == "Track")
        page.cell(row_of(page, "001"), column).value = "TB"
        page.cell(row_of(page, "002"), column).value = "nope"

    edit(path, change)
    (fault,) = faults(path)
    assert (fault.code, fault.found, fault.allowed) == ("plan-track", "nope", "TA, TB")


def test_without_the_kept_copy_the_sheets_must_agree(path: Path) -> None:
    edit(path, lambda workbook: workbook.remove(workbook["_wardbridge"]))
    assert read(path) == tiny_plan()
    edit(path, lambda workbook: put(sheet(workbook, "A"), "001", 1, "A-SUR"))
    assert [fault.code for fault in faults(path)] == ["plan-edit-conflict"]


def test_rows_and_columns_may_be_moved(path: Path) -> None:
    def change(workbook: Workbook) -> None:
        page = sheet(workbook, "A")
        page.insert_rows(1, 2)
        page.insert_cols(1)
        page.cell(20, 3).value = "Trưởng phòng"

    edit(path, change)
    assert read(path) == tiny_plan()


def test_no_text_becomes_a_formula(path: Path) -> None:
    page = sheet(load_workbook(path), "B")
    cell = page.cell(row_of(page, "003"), 4)
    assert (cell.value, cell.data_type) == ("=CMD()", "s")
    with ZipFile(path) as archive:
        assert not any(b"<f>" in archive.read(name) for name in archive.namelist() if "worksheets/" in name)


def test_a_file_without_a_plan(tmp_path: Path) -> None:
    workbook = Workbook()
    workbook.save(tmp_path / "plan.xlsx")
    assert [fault.code for fault in faults(tmp_path / "plan.xlsx")] == ["plan-no-sheet"]


def test_the_same_plan_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one.xlsx", "two.xlsx"):
        write_planbook(tmp_path / name, JUDGED, "vi")
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


def test_a_week_outside_the_round_is_a_fault(path: Path) -> None:
    def add_week(workbook: Workbook) -> None:
        page = sheet(workbook, "A")
        header = next(row for row in range(1, 10) if page.cell(row, 1).value == "Student code")
        column = page.max_column + 1
        page.cell(header, column).value = "W104 01/01"
        page.cell(row_of(page, "001"), column).value = "A-SUR"

    edit(path, add_week)
    (fault,) = faults(path)
    assert (fault.code, fault.place.sheet, fault.place.column) == ("plan-weeks", "A", "W104 01/01")
    assert fault.allowed == f"1–{JUDGED.book.round.weeks}"


def side_by_side() -> Judged:
    """The tiny round where one learner is in two departments in the first weeks, by mornings and by afternoons."""
    first, *others = tiny_plan().assignments
    code = next(row.code for row in JUDGED.book.departments if row.code != first.department)
    rows = [replace(first, shift=Shift.MORNING), replace(first, department=code, shift=Shift.AFTERNOON), *others]
    return tiny_judged(replace(tiny_plan(), assignments=tuple(rows)))


def test_half_days_side_by_side_read_back_equal(tmp_path: Path) -> None:
    judged = side_by_side()
    write_planbook(tmp_path / "plan.xlsx", judged, "vi")

    found = read(tmp_path / "plan.xlsx").assignments

    assert sorted(found, key=str) == sorted(judged.plan.assignments, key=str)
