"""The columns and sheets of the rules of a learner's time: written, read back, compiled, refused where they misfit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.engine.rounds import graduation_round
from wardbridge.engine.io.canonical import canonical
from wardbridge.engine.io.compiling import problem_of
from wardbridge.engine.io.crosscheck import faults_of
from wardbridge.engine.io.sheets import (
    Cefr,
    HistoryRow,
    ImposedRow,
    Past,
    PlaceRow,
    RequirementRow,
    RoundBook,
    Shift,
    Skill,
)
from wardbridge.engine.io.workbook import read_workbook, write_book
from wardbridge.engine.problem import Closed, Credit, Familiar, Imposed


def ruled() -> RoundBook:
    """A real round with one of each: its first programme, learner, department."""
    book = canonical(graduation_round())
    learner, requirement = (
        book.learners[0],
        next(r for r in book.requirements if r.programme == book.learners[0].programme and r.choose == 1),
    )
    department, site = book.departments[0], book.sites[0]
    changed = replace(
        requirement, shifts=(Shift.DAY, Shift.NIGHT), ways=((requirement.weeks,), (requirement.weeks - 1, 1))
    )
    return canonical(
        replace(
            book,
            departments=(replace(department, languages=(Skill("fr", Cefr.B2),)), *book.departments[1:]),
            programmes=tuple(
                replace(p, nights_in_row=2, rest_after_nights=1, first=book.round.first_day) for p in book.programmes
            ),
            requirements=tuple(changed if r is requirement else r for r in book.requirements),
            learners=(replace(learner, languages=(Skill("en", Cefr.C1), Skill("fr", Cefr.A2))), *book.learners[1:]),
            places=(*book.places, PlaceRow(site.code, department.code, maximum=3, shift=Shift.NIGHT)),
            imposed=(ImposedRow(learner.code, requirement.code, department.site, "", "đã thống nhất"),),
            history=(
                HistoryRow(learner.code, Past.DONE, requirement.code, "", "", "", "2024"),
                HistoryRow(learner.code, Past.NOT_AGAIN, department=department.code),
                HistoryRow(learner.code, Past.STAY, site=site.code),
            ),
        )
    )


@pytest.mark.parametrize("language", ["en", "vi", "fr"])
def test_what_is_written_is_read_back(tmp_path: Path, language: str) -> None:
    write_book(ruled(), tmp_path / "round.xlsx", language)

    outcome = read_workbook(tmp_path / "round.xlsx")

    assert outcome.faults == ()
    assert outcome.book is not None
    assert canonical(outcome.book) == ruled()


def test_rows_become_the_problems_rules() -> None:
    book = ruled()
    problem = problem_of(book)
    there = frozenset(k for k, d in enumerate(book.departments) if d.site == book.imposed[0].site)

    r = next(
        r
        for r, row in enumerate(problem.requirements)
        if row.code == book.imposed[0].requirement and row.programme == problem.learners[0].programme
    )
    assert problem.requirements[r].ways == book.requirements[r].ways
    assert problem.requirements[r].shifts == (Shift.DAY, Shift.NIGHT)
    assert problem.imposed[0] == Imposed(0, r, there, "đã thống nhất")
    assert Credit(0, r, None) in problem.credits
    assert problem.closed == (Closed(0, frozenset((0,))),)
    assert problem.familiar == (Familiar(0, 0),)
    assert 0 in problem.index.closed[0]
    assert {(p.nights_in_row, p.rest_after_nights) for p in problem.programmes} == {(2, 1)}
    assert [o.shift for o in problem.offers].count(Shift.NIGHT) == 1


def half_days(**changes: object) -> RoundBook:
    """Two requirements side by side, the second changed."""
    book = canonical(graduation_round())
    p = book.programmes[0].code
    d = book.departments[0].discipline
    first = RequirementRow("one", p, (d,), 2, shifts=(Shift.MORNING,), beside="two")
    second = RequirementRow("two", p, (d,), 2, shifts=(Shift.AFTERNOON,))
    rows = (first, replace(second, **changes))  # type: ignore[arg-type]  # fields of RequirementRow
    return replace(book, requirements=(*(r for r in book.requirements if r.programme != p), *rows))


def test_half_days_find_each_other() -> None:
    problem = problem_of(half_days())

    one, two = (i for i, r in enumerate(problem.requirements) if r.code in {"one", "two"})
    assert (problem.requirements[one].beside, problem.requirements[two].beside) == (two, one)


@pytest.mark.parametrize(
    ("code", "book"),
    [
        ("beside-differs", half_days(weeks=3)),
        ("beside-differs", half_days(shifts=(Shift.NIGHT,))),
        ("unknown-reference", half_days(code="three")),
        ("ways-weeks", half_days(ways=((1, 1, 1),))),
        ("ways-inside", half_days(ways=((2,), (2,)))),
        ("word-unknown", half_days(shifts=("evening",))),
        ("required-empty", replace(half_days(), imposed=(ImposedRow(graduation_round().learners[0].code, "one"),))),
        ("unknown-reference", replace(half_days(), history=(HistoryRow("nobody", Past.STAY, site="nowhere"),))),
    ],
)
def test_what_does_not_fit_is_refused(code: str, book: RoundBook) -> None:
    assert code in {fault.code for fault in faults_of(book)}


def test_a_programmes_own_weeks_are_its_learners_weeks() -> None:
    book = canonical(graduation_round())
    last = date.fromordinal(book.round.first_day.toordinal() + 13)
    cut = replace(book, programmes=tuple(replace(p, last=last) for p in book.programmes))

    assert {t for x in problem_of(cut).learners for t, free in enumerate(x.available) if free} == {0, 1}
