from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardbridge.people import names

IN_ORDER = [
    ("Nguyễn", "Văn", "An"),
    ("Nguyễn", "Văn", "Ánh"),
    ("Hoàng", "", "Ân"),
    ("Trần", "Thị", "Bình"),
    ("Lê", "Kim", "Dung"),
    ("Lê", "Văn", "Đức"),
    ("Lê", "", "Em"),
    ("Lê", "", "Êm"),
    ("Đỗ", "Thị", "Hoa"),
    ("Đỗ", "Thị", "Hòa"),
    ("Đỗ", "Thị", "Hoan"),
    ("Bùi", "Văn", "Minh"),
    ("Nguyễn", "An", "Minh"),
    ("Nguyễn", "Văn", "Minh"),
    ("Đỗ", "Minh", "Ước"),
    ("Đỗ", "Minh", "Vân"),
]


def key(name: tuple[str, str, str]) -> str:
    family, middle, given_name = name
    return names.sort_key(family=family, middle=middle, given=given_name)


def test_lists_sort_by_given_then_family_then_middle_name_in_vietnamese_order() -> None:
    shuffled = random.Random(5).sample(IN_ORDER, len(IN_ORDER))  # noqa: S311 - a shuffle, not a secret

    assert sorted(shuffled, key=key) == IN_ORDER


@pytest.mark.parametrize(
    ("less", "more"),
    [("a", "ă"), ("ă", "â"), ("d", "đ"), ("e", "ê"), ("o", "ô"), ("ô", "ơ"), ("u", "ư"), ("az", "ă"), ("y", "z")],
)
def test_letters_with_marks_are_letters_of_their_own(less: str, more: str) -> None:
    assert key(("", "", less)) < key(("", "", more))


def test_tones_follow_the_dictionary() -> None:
    mixed = ["mạ", "má", "mà", "ma", "mã", "mả"]

    assert sorted(mixed, key=lambda name: key(("", "", name))) == ["ma", "mà", "mả", "mã", "má", "mạ"]


def test_two_spellings_of_a_tone_are_one_name() -> None:
    assert key(("", "", "Hoà")) == key(("", "", "Hòa"))


@pytest.mark.parametrize(
    ("typed", "folded"),
    [("Nguyễn  Đức", "nguyen duc"), ("ĐẶNG thị Ước", "dang thi uoc"), ("Ti\u0302m", "tim"), ("  ", "")],
)
def test_fold_drops_marks_capitals_and_double_spaces(typed: str, folded: str) -> None:
    assert names.fold(typed) == folded


@given(st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạ ", max_size=12))
def test_a_key_holds_only_digits_so_that_every_database_sorts_it_alike(name: str) -> None:
    assert set(key(("", "", name))) <= set("0123456789")


@pytest.mark.parametrize(
    ("full", "parts"),
    [
        ("Nguyễn Văn An", ("Nguyễn", "Văn", "An")),
        ("Tôn Nữ Thị Ninh", ("Tôn", "Nữ Thị", "Ninh")),
        ("Hoàng Ân", ("Hoàng", "", "Ân")),
        ("Ân", ("", "", "Ân")),
        ("", ("", "", "")),
    ],
)
def test_split_takes_the_first_word_as_family_and_the_last_as_given_name(
    full: str, parts: tuple[str, str, str]
) -> None:
    assert names.split(full) == parts
