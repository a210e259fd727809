"""Cells of every kind of column."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardbridge.engine.io.sheets import Level, PersonName, Span
from wardbridge.engine.io.workbook.cleaning import clean, folded
from wardbridge.engine.io.workbook.columns import Column, Kind, Label
from wardbridge.engine.io.workbook.columns.words import LEVELS, SUBJECTS
from wardbridge.engine.io.workbook.grid import Broken, Cell
from wardbridge.engine.io.workbook.names import full_name, joined_name, split_name
from wardbridge.engine.io.workbook.shown import cell_of, safe_text
from wardbridge.engine.io.workbook.values import Unreadable, blank, value_of

LABEL = Label("A", "B", "C")


def column(kind: Kind, **more: int) -> Column:
    words = {Kind.CHOICE: LEVELS, Kind.CHOICES: SUBJECTS}.get(kind, ())
    return Column("x", LABEL, kind, words=words, **more)  # type: ignore[arg-type]  # figures only


def read(kind: Kind, cell: Cell, **more: int) -> object:
    return value_of(column(kind, **more), cell, "en")


def refusal(kind: Kind, cell: Cell, **more: int) -> tuple[str, str]:
    with pytest.raises(Unreadable) as caught:
        read(kind, cell, **more)
    return caught.value.code, caught.value.allowed


@pytest.mark.parametrize("typed", [12, 12.0, "12", " 12 ", "12.0", "１２", "12\u00a0"])
def test_whole_number(typed: Cell) -> None:
    assert read(Kind.WHOLE, typed, maximum=20) == 12


def test_whole_number_with_thousands() -> None:
    assert [read(Kind.WHOLE, typed, maximum=9999) for typed in ("1 234", "1.234", "1,234", "1\u00a0234")] == [1234] * 4


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("mười", "number-unreadable"),
        (True, "number-unreadable"),
        (date(2025, 3, 3), "number-unreadable"),
        (2.5, "number-not-whole"),
        ("2,5", "number-not-whole"),
        (-1, "figure-range"),
        (21, "figure-range"),
        ("1e999", "number-not-whole"),
    ],
)
def test_whole_number_refused(typed: Cell, code: str) -> None:
    assert refusal(Kind.WHOLE, typed, maximum=20) == (code, "0–20")


@pytest.mark.parametrize("typed", ["yes", "Có", "CO", "oui", "x", "✓", True, 1, "1", "Đúng", "vrai"])
def test_yes(typed: Cell) -> None:
    assert read(Kind.YES_NO, typed) is True


@pytest.mark.parametrize("typed", ["no", "Không", "khong", "non", False, 0, "0", "sai"])
def test_no(typed: Cell) -> None:
    assert read(Kind.YES_NO, typed) is False


def test_maybe_is_refused_in_the_readers_words() -> None:
    with pytest.raises(Unreadable) as caught:
        value_of(column(Kind.YES_NO), "có lẽ", "vi")
    assert (caught.value.code, caught.value.allowed) == ("yes-no-unreadable", "có / không")


@pytest.mark.parametrize("typed", ["university", "Đại học", "dai hoc", "UNIVERSITÉ", "ĐH"])
def test_level(typed: str) -> None:
    assert read(Kind.CHOICE, typed) is Level.UNIVERSITY


def test_unknown_level() -> None:
    assert refusal(Kind.CHOICE, "mẫu giáo") == ("word-unknown", "postgraduate / university / college")


def test_subjects_keep_a_programmes_own_words() -> None:
    assert read(Kind.CHOICES, "Y đức; kỹ năng mềm;phòng cháy") == ("ethics", "soft-skills", "phòng cháy")


def test_codes() -> None:
    assert read(Kind.CODE, 12345, maximum=40) == "12345"
    assert read(Kind.CODE, "007", maximum=40) == "007"
    assert read(Kind.CODES, "A-1; B.2;A-1\nC", maximum=40) == ("A-1", "B.2", "C")
    assert read(Kind.CODES, "A, B", maximum=40) == ("A", "B")


@pytest.mark.parametrize(
    "typed", ["=cmd|' /C calc'!A0", "@SUM(1)", "<b>", "a;b", 1.5, True, date(2025, 3, 3), "\u202e="]
)
def test_code_refused(typed: Cell) -> None:
    assert refusal(Kind.CODE, typed, maximum=40)[0] == "code-unreadable"


def test_code_too_long() -> None:
    assert refusal(Kind.CODE, "x" * 41, maximum=40) == ("text-too-long", "40")


def test_broken_cells() -> None:
    assert refusal(Kind.TEXT, Broken("#REF!"))[0] == "cell-error"
    assert refusal(Kind.DATE, Broken(""))[0] == "cell-uncomputed"


def test_dates_and_spans() -> None:
    first, second = date(2025, 4, 7), date(2025, 4, 30)
    assert read(Kind.DATES, "7/4/2025; 30/4/2025;") == (first, second)
    assert read(Kind.DATES, "7/4/2025, 30/4/2025") == (first, second)
    assert read(Kind.DATES, first) == (first,)
    assert read(Kind.SPANS, "7/4/2025-30/4/2025\n7/4/2025") == (Span(first, second), Span(first, first))
    assert refusal(Kind.SPANS, "30/4/2025-7/4/2025")[0] == "span-reversed"
    assert refusal(Kind.SPANS, "hè")[0] == "span-unreadable"
    assert refusal(Kind.DATE, "31/02/2025") == ("date-unreadable", "dd/mm/yyyy")


@pytest.mark.parametrize("typed", [None, "", "  ", "\u00a0", "-", "–", "\u200b"])
def test_blank(typed: Cell) -> None:
    assert blank(typed)


def test_unicode_is_made_one() -> None:
    assert clean("Nguyê\u0303n\u00a0 Văn\u200b An\n") == "Nguyễn Văn An"
    assert folded("  Họ\u00a0VÀ Tên* ") == "ho va ten"
    assert folded("Đ") == "d"


@pytest.mark.parametrize(
    ("full", "parts"),
    [
        ("Nguyễn Văn An", ("Nguyễn", "Văn", "An")),
        ("Trần Thị Mai Anh", ("Trần", "Thị Mai", "Anh")),
        ("Lê Bình", ("Lê", "", "Bình")),
        ("Tôn Nữ Thị Ninh", ("Tôn Nữ", "Thị", "Ninh")),
        ("NGUYỄN VĂN AN", ("Nguyễn", "Văn", "An")),
        ("Hạnh", ("", "", "Hạnh")),
        ("Lò Thị A", ("Lò", "Thị", "A")),
    ],
)
def test_full_name_is_split(full: str, parts: tuple[str, str, str]) -> None:
    assert split_name(full) == PersonName(*parts)


def test_names_apart() -> None:
    assert joined_name("Nguyễn Văn", "", "An") == PersonName("Nguyễn", "Văn", "An")
    assert joined_name("Tôn Nữ", "Mẫu", "Bình") == PersonName("Tôn Nữ", "Mẫu", "Bình")
    assert full_name(joined_name("LÊ", "THỊ", "HÀ")) == "Lê Thị Hà"


@pytest.mark.parametrize("text", ["=1+1", "+84", "-1", "@x", "\t=1", " =1", "|x", "%x"])
def test_formula_is_neutralised(text: str) -> None:
    assert safe_text(text) == f"'{text}"


def test_plain_text_is_left_alone() -> None:
    assert safe_text("Nguyễn Văn An") == "Nguyễn Văn An"


@given(st.text())
def test_no_text_breaks_a_reader(text: str) -> None:
    for kind in Kind:
        if not blank(text):
            try:
                read(kind, text, maximum=40)
            except Unreadable:
                continue


@given(st.lists(st.dates(date(2000, 1, 1), date(2049, 1, 1)), min_size=1, unique=True))
def test_dates_come_back_as_they_were_shown(days: list[date]) -> None:
    dates = column(Kind.DATES)
    assert value_of(dates, str(cell_of(dates, tuple(days), "fr")), "fr") == tuple(days)
