"""``explain`` from end to end on a small round: one learner, everybody, a place, and a round that can't be."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.support import wardbridge
from tests.cli.tiny import tiny_book
from wardbridge.engine.io.workbook import write_book

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("round") / "tiny.xlsx"
    write_book(tiny_book(), path, "en")
    return path


def asked(*arguments: str | Path, code: int = 0) -> dict[str, Any]:
    answer = wardbridge("explain", *arguments, "--json")
    assert answer.code == code, answer.err
    found: dict[str, Any] = json.loads(answer.out.splitlines()[-1])
    return found


def test_every_learner_is_explained_as_data(workbook: Path) -> None:
    found = asked(workbook)

    assert found["status"] == "placed"
    assert [one["learner"] for one in found["learners"]] == ["001", "002", "003", "004"]
    assert all(one["sentences"] for one in found["learners"])


def test_one_learner_is_explained_in_words_with_exact_figures(workbook: Path) -> None:
    answer = wardbridge("explain", workbook, "--learner", "002")

    assert answer.code == 0, answer.err
    assert "Wish 1 (Hospital A) is met." in answer.out
    assert "Wish 2 (Medicine B) is not met." in answer.out
    assert "exactly" in answer.out or "no plan that places everyone" in answer.out or "could meet it" in answer.out


def test_what_the_round_does_not_have_is_refused(workbook: Path) -> None:
    answer = wardbridge("explain", workbook, "--learner", "999", "--place", "X", "--week", "9")

    assert answer.code == 2
    assert [line.strip() for line in answer.err.splitlines()[-3:]] == [
        "The round has no learner “999”.",
        "The round has no department “X”.",
        "--week is a number from 1 to 5, not “9”.",
    ]


def test_a_place_is_told_by_price_and_by_planning_again(workbook: Path) -> None:
    found = asked(workbook, "--place", "B-MED", "--week", "1")

    assert found["status"] == "placed"


def test_a_round_that_can_not_be_gets_ways_out_and_exit_code_3(tmp_path: Path) -> None:
    path = tmp_path / "tight.xlsx"
    write_book(tiny_book(slots=0), path, "en")

    found = asked(path, code=3)

    assert found["status"] == "infeasible"
    assert found["ways"]
    assert wardbridge("explain", path, "--language", "vi").out.startswith("Không thể xếp")
