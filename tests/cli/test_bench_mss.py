"""``wardbridge bench mss``: files solved, written and told as one table."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.support import wardbridge
from tests.engine.mss.test_files import GOOD


@pytest.mark.slow
def test_solves_writes_and_compares(tmp_path: Path) -> None:
    (tmp_path / "one.dzn").write_text(GOOD, encoding="utf-8")
    (tmp_path / "best-known.csv").write_text("instance,best_published_score\none,17\n", encoding="utf-8")
    answer = wardbridge(
        "bench", "mss", tmp_path / "one.dzn", "--workers", "1", "--solutions", tmp_path / "out",
        "--json", tmp_path / "table.json", seconds=240,
    )  # fmt: skip
    assert answer.code == 0, answer.err
    assert answer.out.split("\n")[0].split() == [
        "instance", "score", "bound", "gap", "%", "seconds", "best", "published", "difference", "status",
    ]  # fmt: skip
    (row,) = json.loads((tmp_path / "table.json").read_text(encoding="utf-8"))
    # the one discipline of the student: 4 + 1 and 3 for the hospital; counted twice as he is the worst, too
    assert (row["objective"], row["bound"], row["status"], row["difference"]) == (16, 16, "optimal", -1)
    solution = json.loads((tmp_path / "out/one.json").read_text(encoding="utf-8"))
    assert solution["assignments"] == [[1, 1, 1, 1]]


def test_a_broken_file_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "one.dzn").write_text(GOOD.replace("Horizon=2", "Horizon=-2"), encoding="utf-8")
    answer = wardbridge("bench", "mss", tmp_path / "one.dzn")
    assert (answer.code, answer.out) == (2, "")
    assert "row 6, column Horizon: The figure -2 is outside of 1..10000. [dzn-range]" in answer.err


@pytest.mark.parametrize("workers", ["0", "x", "-1"])
def test_workers_are_a_number(tmp_path: Path, workers: str) -> None:
    (tmp_path / "one.dzn").write_text(GOOD, encoding="utf-8")
    answer = wardbridge("bench", "mss", tmp_path / "one.dzn", "--workers", workers)
    assert (answer.code, "--workers is a whole number from 1 to 1024" in answer.err) == (2, True)
