"""The year at Uong Bi carries the published facts (A7, A8) and is the same each time it is written."""

from __future__ import annotations

import importlib.util
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from wardbridge.engine.io.sheets import RoundBook
from wardbridge.engine.io.workbook import read_workbook

FOLDER = Path(__file__).parents[2] / "samples" / "uong-bi-2025"
NAMED = {
    "Trường Đại học Y Dược Hải Phòng",
    "Trường Đại học Y Dược, Đại học Thái Nguyên",
    "Trường Cao đẳng Y tế Quảng Ninh",
    "Trường Đại học Y Dược Thái Bình",
    "Trường Đại học Điều dưỡng Nam Định",
}


@pytest.fixture(scope="module")
def book() -> RoundBook:
    spec = importlib.util.spec_from_file_location("uong_bi", FOLDER / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["uong_bi"] = module
    spec.loader.exec_module(module)
    built = module.build()
    assert isinstance(built, RoundBook)
    return built


def test_more_than_a_thousand_people_of_the_schools_named(book: RoundBook) -> None:
    assert len(book.learners) == 1012
    assert {row.school for row in book.programmes} == NAMED


def test_the_welcome_of_march_and_april(book: RoundBook) -> None:
    """Everybody of a class begins with it: one placement each in the first block."""
    arrives = {row.programme: row.unavailable[0].last for row in book.groups}
    people = Counter(row.programme for row in book.learners)
    welcomed = {code for code, day in arrives.items() if date(2025, 3, 23) <= day < date(2025, 4, 6)}
    assert sum(people[code] for code in welcomed) == 176
    professions = {row.profession for row in book.programmes if row.code in welcomed}
    assert professions == {"Bác sĩ y khoa", "Điều dưỡng", "Kỹ thuật y"}


def test_no_teacher_of_a_real_hospital_is_named(book: RoundBook) -> None:
    assert {row.post for row in book.teachers} == {"Giảng viên thực hành (không ghi tên)"}


def test_the_workbook_is_what_the_generator_writes(book: RoundBook) -> None:
    outcome = read_workbook(FOLDER / "year.xlsx", language="vi")
    assert (outcome.faults, outcome.book) == ((), book)
