"""Schools' own lists: found, guessed, corrected, remembered, read."""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from tests.engine.io.workbook.books import brief
from tests.engine.io.workbook.lists.schools import FULL_NAMES, PEOPLE, official, plain
from tests.engine.io.workbook.test_isolation import FIXTURES, needs_fixtures
from wardbridge.engine.errors import InputRefused
from wardbridge.engine.io.workbook.lists import KEYS, ListGuess, ListMapping, ListOutcome, read_list, sniff
from wardbridge.engine.io.workbook.names import full_name
from wardbridge.rulekit.messages import LANGUAGES, render_fault

EXPECTED = [(code, name, born) for (code, _, _, born), name in zip(PEOPLE, FULL_NAMES, strict=True)]


def found(outcome: ListOutcome) -> list[tuple[str, str, object]]:
    return [(one.code, full_name(one.name), one.born) for one in outcome.learners]


def written(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def test_official_list_is_guessed_and_read(tmp_path: Path) -> None:
    path = official(tmp_path / "list.xlsx")

    guess = sniff(path)
    outcome = read_list(path, guess.mapping(), programme="Y6", track="noi")

    assert (guess.sheet, guess.header_row, guess.first_row, guess.last_row) == ("DS", 6, 9, 15)
    assert guess.fields() == {
        "code": "Mã SV",
        "name.full": "Họ và tên",
        "born": "Ngày sinh",
        "class_code": "Lớp",
        "group": "Nhóm",
    }
    assert found(outcome) == EXPECTED
    assert {(one.programme, one.track, one.class_code) for one in outcome.learners} == {("Y6", "noi", "Y6A")}
    assert [one.group for one in outcome.learners] == ["N1", "N1", "N1", "N2", "N2", "N2"]
    assert (outcome.read, outcome.accepted, outcome.rejected) == (6, 6, 0)
    assert brief(outcome.warnings) == [("list-lines-skipped", "DS", 12, "")]


def test_mapping_is_remembered_by_the_header(tmp_path: Path) -> None:
    guess = sniff(official(tmp_path / "list.xlsx"))
    kept = json.loads(
        json.dumps(replace(guess.mapping(), columns={**guess.mapping().columns, "group": (6,)}).as_json())
    )

    remembered = ListMapping.from_json(kept)

    assert guess.mapping(remembered).columns["group"] == (6,)
    assert guess.mapping(replace(remembered, signature="other")).columns["group"] == (7,)
    assert guess.mapping_by_header(guess.fields()).columns == guess.mapping().columns
    assert set(guess.mapping().columns) <= set(KEYS)


@pytest.mark.parametrize(
    "data",
    [{}, {"version": 2, "columns": {}}, {"version": 1, "columns": {"code": [-1]}}, {"version": 1, "columns": [1]}],
)
def test_what_is_no_mapping_is_refused(data: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="not a list mapping"):
        ListMapping.from_json(data)


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_files(tmp_path: Path, separator: str, encoding: str) -> None:
    path = written(tmp_path / "list.csv", plain(separator=separator), encoding)

    assert found(read_list(path, sniff(path).mapping(), programme="Y6")) == EXPECTED


def test_names_in_an_old_font_inside_a_workbook(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    page = workbook.worksheets[0]
    for row in [
        ("Mã SV", "Hä vµ tªn", "Ngµy sinh"),
        ("1001", "NguyÔn V¨n ¸nh", "2/9/2001"),
        ("1002", "TrÇn ThÞ H\u00ad¬ng", "3/9/2001"),
    ]:
        page.append(row)
    workbook.save(tmp_path / "list.xlsx")

    guess = sniff(tmp_path / "list.xlsx")
    outcome = read_list(tmp_path / "list.xlsx", guess.mapping(), programme="Y6")

    assert guess.encoding == "TCVN3"
    assert [full_name(one.name) for one in outcome.learners] == ["Nguyễn Văn Ánh", "Trần Thị Hương"]
    assert [(warning.code, warning.found) for warning in outcome.warnings] == [("legacy-converted", "TCVN3")]


def test_birth_dates_of_men_and_women_in_two_columns(tmp_path: Path) -> None:
    rows = [
        "TT;Mã SV;Họ và tên;Ngày sinh;;Lớp",
        ";;;Nam;Nữ;",
        "1;1001;Mẫu Văn An;2/9/2001;;Y6A",
        "2;1002;Mẫu Thị Ba;;3/9/2001;Y6A",
        "3;1003;Mẫu Thị Tư;;4/9/2001;Y6A",
    ]
    path = written(tmp_path / "list.csv", "\n".join(rows))

    outcome = read_list(path, sniff(path).mapping(), programme="Y6")

    assert outcome.faults == ()
    assert [(one.code, one.born.day) for one in outcome.learners] == [("1001", 2), ("1002", 3), ("1003", 4)]


def test_list_without_a_header_is_guessed_by_content(tmp_path: Path) -> None:
    path = written(tmp_path / "list.csv", plain().partition("\n")[2])

    guess = sniff(path)

    assert guess.header_row == 0
    assert [column.key for column in guess.columns] == ["code", "name.full", "born"]
    assert all(0 < column.confidence < 0.7 for column in guess.columns)
    assert found(read_list(path, guess.mapping(), programme="Y6")) == EXPECTED


def test_columns_corrected_after_a_guess_that_found_nobody(tmp_path: Path) -> None:
    path = written(tmp_path / "list.csv", "x,y,z\nA,An,2/9/2001\nB,Ba,3/9/2001\n")
    guess = sniff(path)

    corrected = ListMapping({"code": (0,), "name.full": (1,), "born": (2,)}, guess.signature, guess.sheet, None, -1)

    assert [one.code for one in read_list(path, corrected, programme="Y6").learners] == ["A", "B"]


def test_faults_of_a_list_have_their_place_and_no_row_is_lost(tmp_path: Path) -> None:
    rows = [
        "TT;MSSV;Họ đệm;Tên;Ngày sinh",
        "1;1;Mẫu Văn;An;2/9/2001",
        "2;A-2;Mẫu Thị;;3/9/2001",
        "3;A-2;Mẫu;Ba;31/2/2001",
        "4;;Mẫu;Tư;",
    ]
    path = written(tmp_path / "list.csv", "\n".join(rows))

    outcome = read_list(path, sniff(path).mapping(), programme="Y6")

    assert brief(outcome.faults) == [
        ("required-empty", "list", 3, "Full name"),
        ("date-unreadable", "list", 4, "Born"),
        ("duplicate-code", "list", 4, "Student code"),
        ("required-empty", "list", 5, "Student code"),
        ("required-empty", "list", 5, "Born"),
    ]
    assert (outcome.read, outcome.accepted, outcome.rejected) == (4, 1, 3)


def test_neutralised_formulas_come_back_as_they_were(tmp_path: Path) -> None:
    path = written(tmp_path / "list.csv", "Mã SV,Họ và tên,Ngày sinh,Email\n1001,Mẫu Văn An,2/9/2001,'=cmd|x\n")

    (learner,) = read_list(path, sniff(path).mapping(), programme="Y6").learners

    assert learner.email == "=cmd|x"


def test_open_document_sheet(tmp_path: Path) -> None:
    rows = [("Mã SV", "Họ và tên", "Ngày sinh"), ("1001", "Mẫu Văn An", "2/9/2001"), ("1002", "Mẫu Thị Ba", "3/9/2001")]
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>' for cell in row
        )
        + "</table:table-row>"
        for row in rows
    )
    urn = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<?xml version="1.0"?><office:document-content xmlns:office="{urn}:office:1.0" xmlns:table="{urn}:table:1.0" '
        f'xmlns:text="{urn}:text:1.0"><office:body><office:spreadsheet><table:table table:name="A">{cells}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(tmp_path / "list.ods", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", "<x/>")

    outcome = read_list(tmp_path / "list.ods", sniff(tmp_path / "list.ods").mapping(), programme="Y6")

    assert [one.code for one in outcome.learners] == ["1001", "1002"]


def test_sheet_with_most_learners_is_taken(tmp_path: Path) -> None:
    official(tmp_path / "list.xlsx")
    workbook = openpyxl.load_workbook(tmp_path / "list.xlsx")
    workbook.create_sheet("Hướng dẫn", 0).append(["Mã SV", "Họ và tên", "Ngày sinh"])
    workbook.save(tmp_path / "list.xlsx")

    assert sniff(tmp_path / "list.xlsx").sheet == "DS"
    assert sniff(tmp_path / "list.xlsx", sheet="Hướng dẫn").sheet == "Hướng dẫn"
    assert (
        brief(read_list(tmp_path / "list.xlsx", ListMapping({}, sheet="x"), programme="Y").faults)[0][0]
        == "list-sheet-missing"
    )


def test_incomplete_mapping_and_empty_list(tmp_path: Path) -> None:
    path = written(tmp_path / "list.csv", "Mã SV,Họ và tên,Ngày sinh\n")

    assert [fault.allowed for fault in read_list(path, ListMapping({"code": (0,)}), programme="Y").faults] == [
        "Born",
        "Full name",
    ]
    assert [fault.code for fault in read_list(path, sniff(path).mapping(), programme="Y").faults] == ["list-empty"]


@needs_fixtures
@pytest.mark.parametrize("path", sorted(FIXTURES.glob("*/*")), ids=lambda path: path.name)
def test_every_fixture_is_read_or_refused_in_words(path: Path) -> None:
    try:
        guess = sniff(path)
        outcome = read_list(path, guess.mapping(), programme="P")
    except InputRefused as refused:
        guess, outcome = ListGuess((), "", 0, 0, -1, (), (), ""), ListOutcome((), refused.faults)

    assert outcome.faults
    assert all("{" not in render_fault(fault, language) for fault in outcome.faults for language in LANGUAGES)
    assert outcome.read == outcome.accepted + outcome.rejected
