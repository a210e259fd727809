"""Choices read from files: every fault with its place, old numbers and both separators; the answer is written whole."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from wardbridge.engine.errors import InputRefused
from wardbridge.engine.io.matchbook.document import document_of
from wardbridge.engine.io.matchbook.matching import match_file
from wardbridge.engine.io.matchbook.reading import read_matchbook
from wardbridge.engine.io.matchbook.writing import write_matchbook
from wardbridge.engine.matching.draw import lot
from wardbridge.engine.matching.result import Method

HOSPITALS = "Mã,Tên,Khu vực,Tối thiểu,Tối đa\nBC,Bãi Cháy,,0,1\nUB,Uông Bí,,0,2\n"
LEARNERS = "Code;Name;Score;Wishes\nS1;An;8,5;BC; UB\nS2;Bình;8.5;BC\nS3;=Chi;9;UB\n".replace("BC; UB", '"BC; UB"')


def folder(tmp_path: Path, **sheets: str) -> Path:
    for name, content in ({"hospitals": HOSPITALS, "learners": LEARNERS} | sheets).items():
        (tmp_path / f"{name}.csv").write_text(content, encoding="utf-8")
    return tmp_path


def faults(path: Path, method: Method = Method.DEFERRED) -> list[tuple[str, str, int | None, str, str]]:
    with pytest.raises(InputRefused) as refused:
        match_file(path, method, "1")
    return [(f.code, f.place.sheet, f.place.row, f.place.column, f.found) for f in refused.value.faults]


def test_rows_come_in_the_order_of_their_codes(tmp_path: Path) -> None:
    book, _ = read_matchbook(folder(tmp_path))
    assert [(row.code, row.maximum) for row in book.hospitals] == [("BC", 1), ("UB", 2)]
    assert [(row.code, row.score, row.wishes) for row in book.learners][:2] == [
        ("S1", "8,5", ("BC", "UB")),
        ("S2", "8.5", ("BC",)),
    ]


def test_the_order_of_the_rows_decides_nothing(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    head, *rows = LEARNERS.splitlines()
    one = match_file(folder(tmp_path / "a"), Method.SERIAL, "7")
    two = match_file(folder(tmp_path / "b", learners="\n".join([head, *rows[::-1]])), Method.SERIAL, "7")
    assert one.digest == two.digest
    assert document_of(one)["assignments"] == document_of(two)["assignments"]


def test_every_fault_says_where_it_stands(tmp_path: Path) -> None:
    hospitals = "Code,Region,Minimum,Maximum\nBC,X,3,1\nBC,,0,1\nUB,,0,-1\n"
    learners = "Code;Score;Wishes\nS1;good;BC\nS1;;ZZ\nS3;9;BC\n"
    rankings = "Hospital,Learner,Rank\nBC,S9,1\nBC,S3,0\n"
    found = faults(folder(tmp_path, hospitals=hospitals, learners=learners, rankings=rankings))
    assert sorted(found) == [
        ("bounds-crossed", "hospitals", 2, "Minimum", "3"),
        ("duplicate-code", "hospitals", 3, "Code", "BC"),
        ("duplicate-code", "learners", 3, "Code", "S1"),
        ("figure-range", "hospitals", 4, "Maximum", "-1"),
        ("figure-range", "rankings", 3, "Rank", "0"),
        ("match-score", "learners", 2, "Score", "good"),
        ("match-score-missing", "learners", 3, "Score", ""),
        ("unknown-reference", "hospitals", 2, "Region", "X"),
        ("unknown-reference", "rankings", 2, "Learner", "S9"),
    ]


def test_empty_and_missing_sheets(tmp_path: Path) -> None:
    assert {fault[0] for fault in faults(folder(tmp_path, learners="Code,Wishes\n"))} == {"sheet-empty"}
    (tmp_path / "learners.csv").unlink()
    assert {fault[0] for fault in faults(tmp_path)} == {"sheet-missing"}
    (tmp_path / "hospitals.csv").write_bytes(b"")
    assert faults(tmp_path)[0][:2] == ("file-empty", "hospitals.csv")


def test_minimums_beyond_the_learners_are_refused(tmp_path: Path) -> None:
    many = "Code,Minimum,Maximum\nBC,3,9\nUB,2,9\n"
    assert [fault[0] for fault in faults(folder(tmp_path, hospitals=many))] == ["market-minimums-many"]


def test_a_hospital_with_rankings_takes_only_whom_it_ranks(tmp_path: Path) -> None:
    rankings = "Hospital,Learner,Rank\nBC,S2,1\n"
    found = match_file(folder(tmp_path, rankings=rankings), Method.DEFERRED, "1")
    assert dict(zip(found.market.learners, found.matching.hospital.tolist(), strict=True)) == {
        "S1": 1,
        "S2": 0,
        "S3": 1,
    }
    assert [(fault.code, fault.found) for fault in found.warnings if fault.code == "match-unranked"] == [
        ("match-unranked", "BC")
    ]
    assert found.findings == ()
    serial = match_file(tmp_path, Method.SERIAL, "1")
    assert "match-rankings-ignored" in {fault.code for fault in serial.warnings}


def test_couples_go_where_both_may(tmp_path: Path) -> None:
    couples = "First learner,Second learner,Rank,First hospital,Second hospital\nS1,S2,1,UB,UB\nS1,S2,2,BC,\n"
    found = match_file(folder(tmp_path, couples=couples), Method.DEFERRED, "1")
    assert found.matching.hospital.tolist() == [0, -1, 1]
    reasons = document_of(found)["assignments"][0]["reasons"]
    assert [(reason["code"], reason["hospital"]) for reason in reasons] == [("reason-couple", "UB + UB")]
    assert document_of(found)["assignments"][0]["rank"] == 2
    assert [fault[0] for fault in faults(tmp_path, Method.GENEROUS)] == ["market-couples-method"]


def test_the_answer_can_be_done_again(tmp_path: Path) -> None:
    found = match_file(folder(tmp_path), Method.DEFERRED, "Kết quả 25/11")
    document = json.loads(json.dumps(document_of(found)))
    assert [row["lot"] for row in document["assignments"]] == [lot("Kết quả 25/11", row) for row in ("S1", "S2", "S3")]
    assert document["by_rank"] == [2, 1] or document["by_rank"] == [2]
    again = document_of(match_file(tmp_path, Method.DEFERRED, "Kết quả 25/11"))
    assert again["assignments"] == document["assignments"]


def test_the_workbook_shows_learners_hospitals_and_the_draw(tmp_path: Path) -> None:
    found = match_file(folder(tmp_path), Method.SERIAL, "1")
    write_matchbook(tmp_path / "match.xlsx", found, "vi")
    book = openpyxl.load_workbook(tmp_path / "match.xlsx")
    assert book.sheetnames == ["Người học", "Bệnh viện", "Bốc thăm"]
    rows = list(book["Người học"].iter_rows(min_row=2, values_only=True))
    assert [row[0] for row in rows] == ["S1", "S2", "S3"]
    assert rows[2][1] == "=Chi"
    assert book["Người học"]["B4"].data_type == "s"
    assert [row[0] for row in book["Bốc thăm"].iter_rows(min_row=2, values_only=True)] == [1, 2, 3]


def test_a_workbook_is_read_as_the_csv_files_are(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, lines in (
        ("bệnh viện", [["Mã", "Tối đa"], ["BC", 1], ["UB", 2]]),
        ("người học", [["Mã", "Điểm", "Nguyện vọng"], ["S1", 8.25, "BC; UB"], ["S2", 9, "BC"]]),
        ("ghi chú", [["x"]]),
    ):
        page = book.create_sheet(title)
        for line in lines:
            page.append(line)
    book.save(tmp_path / "choices.xlsx")
    found = match_file(tmp_path / "choices.xlsx", Method.SERIAL, "1")
    assert found.matching.hospital.tolist() == [1, 0]
    assert [fault.code for fault in found.warnings] == ["match-sheet-unknown"]
