"""Reading a workbook: what is right comes back whole, what is wrong is all listed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.engine.io.workbook.books import HEADERS, MONDAY, ROWS, TINY, brief, typed
from tests.engine.rounds import Shape, graduation_round
from wardbridge.engine.io.sheets import PersonName
from wardbridge.engine.io.workbook import SheetCount, read_workbook, write_book
from wardbridge.rulekit.messages import render_fault


@pytest.mark.parametrize("language", ["vi", "en", "fr"])
def test_what_is_written_reads_back_equal(tmp_path: Path, language: str) -> None:
    write_book(TINY, tmp_path / "round.xlsx", language)

    outcome = read_workbook(tmp_path / "round.xlsx")

    assert (outcome.faults, outcome.warnings) == ((), ())
    assert outcome.book == TINY
    assert (outcome.rows_read, outcome.accepted, outcome.rejected) == (19, 19, 0)


def test_a_whole_round_reads_back_equal(tmp_path: Path) -> None:
    book = graduation_round(Shape(quotas=(12, 10, 8), dentistry=6))
    write_book(book, tmp_path / "round.xlsx", "vi")

    assert read_workbook(tmp_path / "round.xlsx").book == book


def test_the_least_round_as_typed(tmp_path: Path) -> None:
    outcome = read_workbook(typed(tmp_path / "a.xlsx"))

    assert outcome.faults == ()
    assert outcome.book is not None
    assert outcome.book.learners[0].name == PersonName("Mẫu", "Văn", "An")


def test_sheets_and_headers_in_vietnamese_and_french(tmp_path: Path) -> None:
    workbook = openpyxl.load_workbook(typed(tmp_path / "a.xlsx"))
    workbook["learners"].title = "Danh sách sinh viên"
    workbook["places"].title = "OFFRES DE PLACES"
    for cell, header in zip(
        workbook["Danh sách sinh viên"][1],
        ["Mã SV", "HỌ VÀ TÊN", "Ngày sinh (dd/mm/yyyy)", "chuong trinh"],
        strict=True,
    ):
        cell.value = header
    for cell, header in zip(workbook["OFFRES DE PLACES"][1], ["Terrain de stage", "SERVICE", "maximum*"], strict=True):
        cell.value = header
    workbook.save(tmp_path / "a.xlsx")

    outcome = read_workbook(tmp_path / "a.xlsx")

    assert outcome.faults == ()


def test_title_lines_blank_lines_and_a_header_repeated_are_no_rows(tmp_path: Path) -> None:
    rows = [
        (None, "TRƯỜNG MẪU"),
        (),
        HEADERS["learners"],
        ROWS["learners"][0],
        (),
        HEADERS["learners"],
        ("SV2", "Mẫu Thị Bình", "28/2/2001", "P"),
    ]
    outcome = read_workbook(typed(tmp_path / "a.xlsx", learners=rows))

    assert outcome.faults == ()
    assert SheetCount("learners", 2, 2) in outcome.counts


def test_every_fault_is_listed_with_its_place_and_figures(tmp_path: Path) -> None:
    outcome = read_workbook(
        typed(
            tmp_path / "a.xlsx",
            round=[("TT", "Thực tập", date(2025, 3, 4), 999)],
            departments=[("D", "S", "cardiology"), (None, "S", "surgery")],
            learners=[
                ("SV1", "Mẫu Văn An", "31/02/2001", "P"),
                ("SV2", None, "2/9/2001", "P"),
                ("=1", "Mẫu Thị Bình", "2/9/9999", "P"),
            ],
            places=[("S", "D", "mười"), ("S", "D", -1)],
        )
    )

    assert outcome.book is None
    assert brief(outcome.faults) == [
        ("figure-range", "round", 2, "Weeks"),
        ("required-empty", "departments", 3, "Code"),
        ("date-unreadable", "learners", 2, "Born"),
        ("required-empty", "learners", 3, "Full name"),
        ("cell-uncomputed", "learners", 4, "Student code"),
        ("date-out-of-range", "learners", 4, "Born"),
        ("number-unreadable", "places", 2, "Maximum"),
        ("figure-range", "places", 3, "Maximum"),
    ]
    weeks = outcome.faults[0]
    assert (weeks.found, weeks.allowed) == ("999", "1–104")
    assert outcome.rows_read == outcome.accepted + outcome.rejected == 12
    assert outcome.rejected == 7


def test_faults_between_rows_stand_where_the_user_finds_them(tmp_path: Path) -> None:
    rows = [
        (None, "Tiêu đề"),
        HEADERS["learners"],
        (),
        ("SV1", "Mẫu Văn An", "2/9/2001", "X"),
        ("SV1", "Mẫu Văn Ba", "3/9/2001", "P"),
    ]
    outcome = read_workbook(typed(tmp_path / "a.xlsx", round=[("TT", "Thực tập", date(2025, 3, 4), 4)], learners=rows))

    assert brief(outcome.faults) == [
        ("not-monday", "round", 2, "First day"),
        ("unknown-reference", "learners", 4, "Programme"),
        ("duplicate-code", "learners", 5, "Student code"),
    ]
    assert render_fault(outcome.faults[1], "fr") == (
        "feuille learners, ligne 4, colonne Programme\u00a0: «\u00a0X\u00a0» est cité ici mais n’est défini nulle part."
    )


def test_a_reference_to_a_refused_row_is_not_a_second_fault(tmp_path: Path) -> None:
    outcome = read_workbook(
        typed(tmp_path / "a.xlsx", sites=[("S", "Cơ sở", None), ("S2", "Cơ sở 2", "Bệnh viện Mẫu")])
    )

    assert brief(outcome.faults) == [("required-empty", "sites", 2, "Hospital")]


def test_what_belongs_to_a_refused_learner_is_not_a_second_fault(tmp_path: Path) -> None:
    write_book(replace(TINY, teachers=TINY.teachers[:1]), tmp_path / "a.xlsx")
    workbook = openpyxl.load_workbook(tmp_path / "a.xlsx")
    workbook["learners"]["F3"] = "31/02/2001"
    workbook.save(tmp_path / "a.xlsx")

    outcome = read_workbook(tmp_path / "a.xlsx")

    assert brief(outcome.faults) == [("date-unreadable", "learners", 3, "Born")]
    assert outcome.warnings == ()


def test_a_row_repeated_exactly_is_left_out_and_counted(tmp_path: Path) -> None:
    row = ROWS["learners"][0]
    outcome = read_workbook(typed(tmp_path / "a.xlsx", learners=[row, row]))

    assert outcome.faults == ()
    assert brief(outcome.warnings) == [("row-repeated", "learners", 3, "")]
    assert SheetCount("learners", 2, 1) in outcome.counts


def test_same_name_and_birth_is_never_merged(tmp_path: Path) -> None:
    outcome = read_workbook(
        typed(
            tmp_path / "a.xlsx",
            learners=[("SV1", "Mẫu Văn An", "2/9/2001", "P"), ("SV2", "Mẫu Văn An", "2/9/2001", "P")],
        )
    )

    assert outcome.book is not None
    assert [learner.code for learner in outcome.book.learners] == ["SV1", "SV2"]


def test_doubtful_learners_are_warned_of(tmp_path: Path) -> None:
    outcome = read_workbook(
        typed(tmp_path / "a.xlsx", learners=[(1, "Hạnh", "2/9/2020", "P"), ("SV2", "Mẫu Văn 2", "2/9/2001", "P")])
    )

    assert [code for code, *_ in brief(outcome.warnings)] == [
        "born-implausible",
        "name-one-word",
        "name-with-digit",
        "code-was-number",
    ]


def test_a_reference_may_differ_by_case(tmp_path: Path) -> None:
    outcome = read_workbook(typed(tmp_path / "a.xlsx", learners=[("SV1", "Mẫu Văn An", "2/9/2001", "p")]))

    assert outcome.book is not None
    assert outcome.book.learners[0].programme == "P"


def test_leading_zeros_and_formula_like_texts_are_kept(tmp_path: Path) -> None:
    rows = [
        (None, *HEADERS["learners"], "Email"),
        ("0007", "Mẫu Văn An", "2/9/2001", "P", "@SUM(1+9)*cmd|' /C calc'!A0"),
    ]
    outcome = read_workbook(typed(tmp_path / "a.xlsx", learners=rows))

    assert outcome.book is not None
    learner = outcome.book.learners[0]
    assert (learner.code, learner.email) == ("0007", "@SUM(1+9)*cmd|' /C calc'!A0")
    assert brief(outcome.warnings) == [("text-like-formula", "learners", 2, "Email")]


def test_merged_cells_are_filled_down(tmp_path: Path) -> None:
    workbook = openpyxl.load_workbook(
        typed(
            tmp_path / "a.xlsx",
            learners=[("SV1", "Mẫu Văn An", "2/9/2001", "P"), ("SV2", "Mẫu Văn Ba", "3/9/2001", None)],
        )
    )
    workbook["learners"].merge_cells("D2:D3")
    workbook.save(tmp_path / "a.xlsx")

    outcome = read_workbook(tmp_path / "a.xlsx")

    assert outcome.faults == ()
    assert brief(outcome.warnings) == [("merged-filled", "learners", None, "")]


def test_errors_of_formulas_are_told_from_blanks(tmp_path: Path) -> None:
    workbook = openpyxl.load_workbook(typed(tmp_path / "a.xlsx"))
    cell = workbook["places"]["C2"]
    cell.value, cell.data_type = "#REF!", "e"
    workbook["learners"]["B2"] = "=A1&A2"
    workbook.save(tmp_path / "a.xlsx")

    outcome = read_workbook(tmp_path / "a.xlsx")

    assert [(fault.code, fault.found) for fault in outcome.faults] == [("cell-uncomputed", ""), ("cell-error", "#REF!")]


def test_dates_of_the_1904_system(tmp_path: Path) -> None:
    workbook = openpyxl.load_workbook(typed(tmp_path / "a.xlsx"))
    workbook.epoch = CALENDAR_MAC_1904
    workbook["learners"]["C2"] = date(2001, 9, 2)
    workbook["round"]["C2"] = MONDAY
    workbook["teachers"]["E2"] = date(2010, 1, 1)
    workbook.save(tmp_path / "a.xlsx")

    outcome = read_workbook(tmp_path / "a.xlsx")

    assert outcome.book is not None
    assert (outcome.book.round.first_day, outcome.book.learners[0].born) == (MONDAY, date(2001, 9, 2))


def test_missing_empty_unknown_and_double_sheets(tmp_path: Path) -> None:
    workbook = openpyxl.load_workbook(typed(tmp_path / "a.xlsx", learners=[]))
    workbook.remove(workbook["places"])
    workbook.create_sheet("Ghi chú")
    workbook.create_sheet("Cơ sở thực hành")
    workbook["sites"]["D1"] = "Số phòng"
    workbook["departments"]["D1"] = "Khoa"
    workbook["departments"]["E1"] = "Code"
    workbook["programmes"]["D1"] = "?"
    workbook.save(tmp_path / "a.xlsx")

    outcome = read_workbook(tmp_path / "a.xlsx")

    assert [fault.code for fault in outcome.faults] == [
        "sheet-twice",
        "sheet-empty",
        "sheet-missing",
        "header-repeated",
        "column-missing",
    ]
    assert [(warning.code, warning.found) for warning in outcome.warnings] == [
        ("sheet-unknown", "Ghi chú"),
        ("column-unknown", "Số phòng"),
        ("column-unknown", "Khoa"),
        ("column-unknown", "?"),
    ]
    assert outcome.rows_read == outcome.accepted + outcome.rejected


def test_a_sheet_without_a_header_is_refused_whole(tmp_path: Path) -> None:
    outcome = read_workbook(typed(tmp_path / "a.xlsx", learners=[(None, "SV1", "An"), ("SV2", "Ba")]))

    assert ("header-missing", "learners", None, "") in brief(outcome.faults)
    assert SheetCount("learners", 2, 0) in outcome.counts


def test_two_rounds_are_one_too_many(tmp_path: Path) -> None:
    outcome = read_workbook(typed(tmp_path / "a.xlsx", round=[("A", "x", MONDAY, 4), ("B", "y", MONDAY, 4)]))

    assert brief(outcome.faults) == [("round-twice", "round", 3, "")]


def test_a_book_without_optional_sheets(tmp_path: Path) -> None:
    bare = replace(
        TINY,
        wishes=(),
        locks=(),
        groups=(),
        learners=tuple(replace(one, class_code="", group="") for one in TINY.learners),
    )
    write_book(bare, tmp_path / "a.xlsx")

    assert read_workbook(tmp_path / "a.xlsx").book == bare


def test_a_template_filled_in_an_old_font(tmp_path: Path) -> None:
    rows = [("SV1", "NguyÔn V¨n §øc", "2/9/2001", "P"), ("SV2", "TrÇn ThÞ H\u00ad¬ng", "3/9/2001", "P")]
    outcome = read_workbook(
        typed(
            tmp_path / "a.xlsx",
            learners=rows,
            round=[("TT", "Thùc tËp tèt nghiÖp", MONDAY, 4)],
            teachers=[("T", "Hå ThÞ Hoµ", "D", "®¹i häc", MONDAY)],
            sites=[("S", "C¬ së", "BÖnh viÖn MÉu")],
        )
    )

    assert outcome.book is not None
    assert outcome.book.learners[1].name == PersonName("Trần", "Thị", "Hương")
    assert outcome.book.sites[0].organisation == "Bệnh viện Mẫu"
    assert [(warning.code, warning.found) for warning in outcome.warnings] == [("legacy-converted", "TCVN3")]


def test_a_refused_row_still_tells_what_else_is_wrong_in_it(tmp_path: Path) -> None:
    outcome = read_workbook(
        typed(
            tmp_path / "a.xlsx",
            departments=[("D", "S", "cardiology"), ("D", "S9", None)],
            learners=[("SV1", "Mẫu Văn An", "31/02/2001", "X"), ("SV1", "Mẫu Văn Ba", "3/9/2001", "P")],
        )
    )

    assert brief(outcome.faults) == [
        ("required-empty", "departments", 3, "Discipline"),
        ("unknown-reference", "departments", 3, "Site"),
        ("duplicate-code", "departments", 3, "Code"),
        ("date-unreadable", "learners", 2, "Born"),
        ("unknown-reference", "learners", 2, "Programme"),
        ("duplicate-code", "learners", 3, "Student code"),
    ]
    assert outcome.rows_read == outcome.accepted + outcome.rejected
    assert outcome.rejected == 3


def test_a_refused_round_hides_no_fault_of_the_other_sheets(tmp_path: Path) -> None:
    outcome = read_workbook(
        typed(
            tmp_path / "a.xlsx",
            round=[("TT", "Thực tập", "31/02/2025", 4)],
            learners=[("SV1", "Mẫu Văn An", "2/9/2001", "X")],
        )
    )

    assert outcome.book is None
    assert brief(outcome.faults) == [
        ("date-unreadable", "round", 2, "First day"),
        ("unknown-reference", "learners", 2, "Programme"),
    ]
