"""Exceptions of single members to a group that moves together: from the workbook to the problem."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.engine.rounds import graduation_round
from wardbridge.engine.io.canonical import canonical
from wardbridge.engine.io.compiling import problem_of
from wardbridge.engine.io.crosscheck import faults_of
from wardbridge.engine.io.excuses import group_of
from wardbridge.engine.io.sheets import ExceptionRow, LockRow, RoundBook, Span
from wardbridge.engine.io.workbook.reading import read_workbook
from wardbridge.engine.io.workbook.writing import write_book

BOOK = canonical(graduation_round())
MOVING = sorted(group_of(BOOK).items(), key=lambda item: item[::-1])
GROUP = MOVING[0][1]
MEMBERS = [learner for learner, code in MOVING if code == GROUP]
DEPARTMENT = BOOK.departments[0]
MONDAY = BOOK.round.first_day


def excepted(*rows: ExceptionRow, **changes: object) -> RoundBook:
    return replace(BOOK, exceptions=rows, **changes)  # type: ignore[arg-type]  # fields of RoundBook


def row(member: int, discipline: str = "", first: date | None = None, last: date | None = None) -> ExceptionRow:
    return ExceptionRow(MEMBERS[member], "đã học", "Trưởng phòng Đào tạo", discipline, first, last)


PARTLY = row(1, DEPARTMENT.discipline), row(2, "", MONDAY + timedelta(weeks=1), MONDAY + timedelta(weeks=1, days=4))


@pytest.mark.parametrize("language", ["en", "vi", "fr"])
def test_what_is_written_is_read_back(tmp_path: Path, language: str) -> None:
    book = canonical(excepted(*PARTLY))
    write_book(book, tmp_path / "round.xlsx", language)

    outcome = read_workbook(tmp_path / "round.xlsx")

    assert outcome.faults == ()
    assert outcome.book is not None
    assert canonical(outcome.book) == book


def test_an_exception_names_discipline_and_weeks() -> None:
    problem = problem_of(excepted(*PARTLY))
    at, discipline = problem.index.learner, problem.disciplines.index(DEPARTMENT.discipline)

    found = {x.learner: (x.discipline, x.periods, x.reason, x.allowed_by) for x in problem.excused}

    assert found == {
        at[MEMBERS[1]]: (discipline, frozenset(), "đã học", "Trưởng phòng Đào tạo"),
        at[MEMBERS[2]]: (None, frozenset((1,)), "đã học", "Trưởng phòng Đào tạo"),
    }


def test_who_is_excused_altogether_is_planned_alone() -> None:
    problem = problem_of(excepted(row(0)))
    own = problem.index.learner[MEMBERS[0]]

    assert (own,) in problem.units
    assert problem.excused == ()
    assert len(MEMBERS) - 1 in {len(unit) for unit, code in zip(problem.units, problem.unit_codes, strict=True) if code}


def test_a_group_goes_on_without_whom_is_excused_in_the_weeks_he_is_away() -> None:
    away = (Span(MONDAY + timedelta(weeks=1), MONDAY + timedelta(weeks=1, days=6)),)
    learners = tuple(replace(x, unavailable=away) if x.code == MEMBERS[2] else x for x in BOOK.learners)
    before = problem_of(replace(BOOK, learners=learners))
    after = problem_of(excepted(*PARTLY, learners=learners))
    member = before.index.learner[MEMBERS[0]]

    assert (before.index.available[member][1], after.index.available[member][1]) == (False, True)


@pytest.mark.parametrize(
    ("code", "book"),
    [
        ("exception-no-group", excepted(replace(row(0), learner=next(
            x.code for x in BOOK.learners if x.code not in dict(MOVING))))),
        ("exception-all", excepted(*(row(n, DEPARTMENT.discipline) for n in range(len(MEMBERS))))),
        ("exception-locked", excepted(row(0, DEPARTMENT.discipline), locks=(
            LockRow(MEMBERS[0], DEPARTMENT.code, MONDAY, MONDAY),))),
        ("unknown-reference", excepted(row(0, "astrology"))),
        ("span-reversed", excepted(row(0, "", MONDAY + timedelta(days=7), MONDAY))),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused(code: str, book: RoundBook) -> None:
    assert code in {fault.code for fault in faults_of(book)}
