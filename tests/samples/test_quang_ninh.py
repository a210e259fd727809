"""The sample round carries the published facts, is legal to read, and is the same each time it is written."""

from __future__ import annotations

import importlib
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from wardbridge.engine.io.compiling import problem_of
from wardbridge.engine.io.planview import loads_of
from wardbridge.engine.io.sheets import GroupKind, RoundBook
from wardbridge.engine.io.workbook import read_workbook, write_book
from wardbridge.engine.plan import Plan

FOLDER = Path(__file__).parents[2] / "samples" / "quang-ninh-2025"


@pytest.fixture(scope="module")
def book() -> RoundBook:
    sys.path.insert(0, str(FOLDER))
    try:
        built = importlib.import_module("generate").build()
    finally:
        sys.path.remove(str(FOLDER))
    assert isinstance(built, RoundBook)
    return built


def sums(sizes: list[int]) -> set[int]:
    reachable = {0}
    for size in sizes:
        reachable |= {size + total for total in reachable}
    return reachable


def test_learners_by_programme(book: RoundBook) -> None:
    assert Counter(row.programme for row in book.learners) == {"YK": 250, "RHM": 20}


def test_agreement_fixes_how_many_each_hospital_receives(book: RoundBook) -> None:
    quotas = {(row.site, row.programme): (row.minimum, row.maximum) for row in book.places if not row.department}
    assert quotas == {
        ("BVDK", "YK"): (95, 95),
        ("BVBC", "YK"): (84, 84),
        ("BVSN", "YK"): (71, 71),
        ("BVDK", "RHM"): (20, 20),
    }


def test_departments_and_supervisors(book: RoundBook) -> None:
    site = {row.code: row.site for row in book.departments}
    assert Counter(site.values()) == {"BVDK": 10, "BVBC": 9, "BVSN": 2}
    assert Counter(site[row.department] for row in book.teachers)["BVBC"] == 32
    general = {row.discipline for row in book.departments if row.site == "BVDK"}
    assert general >= {"cardiology", "general-internal", "general-surgery", "trauma", "pediatrics"}


def test_groups_of_six_to_ten_sum_exactly(book: RoundBook) -> None:
    groups = [row for row in book.groups if row.kind is GroupKind.GROUP]
    size = Counter(row.group for row in book.learners)
    members = {row.code: row.group for row in book.learners}
    assert {size[row.code] for row in groups} == {6, 7, 8, 9, 10}
    assert all(members[row.leader] == row.code for row in groups)
    medicine = [size[row.code] for row in groups if row.programme == "YK"]
    dentistry = [size[row.code] for row in groups if row.programme == "RHM"]
    assert sum(dentistry) == 20
    assert {95, 84, 71} <= sums(medicine)
    assert 0 < sum(row.together for row in groups) < len(groups)


def test_each_class_has_its_exam_week_and_everyone_works_nine(book: RoundBook) -> None:
    classes = {row.code: row for row in book.groups if row.kind is GroupKind.CLASS}
    exams = [row.unavailable[0].first for row in classes.values() if row.programme == "YK"]
    assert len(set(exams)) == len(exams) == 8
    problem = problem_of(book)
    assert {sum(learner.available) for learner in problem.learners} == {9}
    index = problem.index
    for (programme, track), _held in index.requirements.items():
        assert index.required_weeks(problem, programme, track) == 9


def test_calendar(book: RoundBook) -> None:
    assert (book.round.first_day, book.round.weeks) == (date(2025, 3, 3), 10)
    assert book.round.holidays == (date(2025, 4, 7), date(2025, 4, 30), date(2025, 5, 1))
    assert all(len(period.working_days) >= 3 for period in problem_of(book).periods)


def test_tracks_by_site(book: RoundBook) -> None:
    tracks = {row.track: row.sites for row in book.programmes if row.code == "YK"}
    assert tracks == {
        "NOI": ("BVDK", "BVBC"),
        "NGOAI": ("BVDK", "BVBC"),
        "NHI-DK": ("BVDK",),
        "SAN": ("BVSN",),
        "NHI": ("BVSN",),
    }
    assert {row.track for row in book.learners} == {""}


def test_what_binds(book: RoundBook) -> None:
    causes = {(load.department, load.cause) for load in loads_of(problem_of(book), Plan(()))}
    assert {("BVDK-RHM", "teachers"), ("BVBC-CC", "teachers"), ("BVDK-NHI", "room"), ("BVDK-TM", "offer")} <= causes
    assert "beds" not in {cause for _department, cause in causes}


def test_subjects_besides_the_specialty(book: RoundBook) -> None:
    subjects = {"ethics", "communication", "tact", "soft-skills", "examination-treatment-rules"}
    assert all(set(row.subjects) == subjects for row in book.programmes)


def test_people_are_marked_synthetic_and_no_teacher_is_named(book: RoundBook) -> None:
    assert book.round.synthetic
    assert all(row.code.startswith("MAU") and row.email.endswith(".example") for row in book.learners)
    assert {(row.name.family, row.name.middle) for row in book.teachers} == {("Giáo viên", "thực hành")}


def test_two_learners_of_one_name_are_two_people(book: RoundBook) -> None:
    names = Counter(row.name for row in book.learners)
    assert max(names.values()) > 1
    assert len({row.code for row in book.learners}) == 270


def test_three_wishes_each(book: RoundBook) -> None:
    ranks: dict[str, list[int]] = {}
    for row in book.wishes:
        ranks.setdefault(row.learner, []).append(row.rank)
    assert set(map(tuple, ranks.values())) == {(1, 2, 3)}
    assert len(ranks) == 270


def test_the_committed_workbook_is_what_the_script_writes(book: RoundBook) -> None:
    outcome = read_workbook(FOLDER / "round.xlsx")
    assert (outcome.faults, outcome.warnings) == ((), ())
    assert outcome.book == book
    assert outcome.rows_read == outcome.accepted


def test_the_same_rows_give_the_same_bytes(book: RoundBook, tmp_path: Path) -> None:
    for name in ("one.xlsx", "two.xlsx"):
        write_book(book, tmp_path / name, "vi")
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()
