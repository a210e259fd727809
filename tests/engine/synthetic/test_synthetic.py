"""Synthetic rounds: the same by seed, marked, whole, of the size asked for, and possible."""

from __future__ import annotations

from pathlib import Path

import pytest

from wardbridge.engine.check import check
from wardbridge.engine.errors import InputRefused
from wardbridge.engine.io.compiling import problem_of
from wardbridge.engine.io.roundfile import read_round, write_round
from wardbridge.engine.io.workbook import read_workbook, write_book
from wardbridge.engine.solve import solve
from wardbridge.engine.synthetic import Extent, Shape, Wishes, diversity_of, extent_of, synthetic_book

SMALL = Shape(120, weeks=20)


def test_the_same_shape_gives_the_same_round() -> None:
    assert synthetic_book(SMALL) == synthetic_book(SMALL)
    assert synthetic_book(SMALL) != synthetic_book(Shape(120, weeks=20, seed=2))


def test_it_is_marked_synthetic_and_names_nobody() -> None:
    book = synthetic_book(SMALL)

    assert book.round.synthetic
    assert {row.name.family for row in book.learners} | {row.name.family for row in book.teachers} == {"Mẫu"}
    assert all("Mẫu" in row.organisation for row in book.sites)


@pytest.mark.parametrize("extent", list(Extent))
def test_every_extent_has_its_learners_and_is_a_legal_round(extent: Extent) -> None:
    book = synthetic_book(Shape(400, extent=extent))

    assert len(book.learners) == 400
    assert len(problem_of(book).learners) == 400


def test_a_large_round_is_of_a_country() -> None:
    assert [extent_of(n) for n in (270, 2_000, 10_000, 100_000)] == list(Extent)


def test_everyone_can_be_placed() -> None:
    problem = problem_of(synthetic_book(SMALL))

    result = solve(problem)

    assert result.plan is not None
    assert (result.unplaced, check(problem, result.plan)) == (0, ())


def test_it_says_how_diverse_it_is() -> None:
    grouped = diversity_of(synthetic_book(SMALL))
    single = diversity_of(synthetic_book(Shape(120, weeks=20, together=0.0, wishes=Wishes.LEARNER)))

    assert (grouped.learners, grouped.weeks, single.units) == (120, 20, 120)
    assert grouped.units < 24 < single.classes
    assert grouped.lists < single.lists


def test_workbook_and_round_file_give_the_same_round(tmp_path: Path) -> None:
    book = synthetic_book(SMALL)

    write_book(book, tmp_path / "round.xlsx")
    write_round(tmp_path / "round.json.gz", book)
    outcome = read_workbook(tmp_path / "round.xlsx")

    assert read_round(tmp_path / "round.json.gz") == book
    assert outcome.book is not None
    assert problem_of(outcome.book) == problem_of(book)


@pytest.mark.parametrize("content", [b"", b"PK", b"\x1f\x8b\x08\x00broken"])
def test_what_is_no_round_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "round.json.gz"
    path.write_bytes(content)

    with pytest.raises(InputRefused) as refused:
        read_round(path)

    assert {fault.code for fault in refused.value.faults} == {"round-file-json"}
