"""``repair`` from end to end on a small round: files, sentences, exit codes, what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.support import wardbridge
from tests.cli.tiny import tiny_book, tiny_judged
from wardbridge.engine.io.planfile import document_of, write_plan
from wardbridge.engine.io.roundfile import read_round, write_round
from wardbridge.engine.io.workbook import write_book


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook and its plan."""
    path = tmp_path_factory.mktemp("repair")
    write_book(tiny_book(), path / "tiny.xlsx", "en")
    write_plan(path / "plan.json", document_of(tiny_judged()))
    return path


def repair(folder: Path, changes: str, *more: str | Path) -> tuple[int, str, str]:
    (folder / "changes.csv").write_text(changes, encoding="utf-8")
    files = (folder / "tiny.xlsx", folder / "plan.json", folder / "changes.csv")
    answer = wardbridge("repair", *files, "--out", folder / "out", *more)
    return answer.code, answer.out, answer.err


@pytest.mark.slow
def test_a_closed_ward_moves_one_and_the_changed_round_agrees(folder: Path) -> None:
    closed = "Change,Department,First day\nplaces,B-SUR,24/03/2025\n".replace("places", "closed")
    code, out, err = repair(folder, closed, "--json")
    answer = json.loads(out.splitlines()[-1])
    assert (code, answer["from_week"], answer["moved"], answer["moved_bound"]) == (3, 4, 1, 1), err
    assert sorted(path.name for path in (folder / "out").iterdir()) == [
        "plan.json", "plan.xlsx", "repair.html", "repair.json", "round.xlsx",
    ]  # fmt: skip
    document = json.loads((folder / "out" / "repair.json").read_text(encoding="utf-8"))
    assert [(one["learner"], one["why"], one["weeks"]) for one in document["learners"]] == [("003", "hit", [4, 5])]
    judged = wardbridge("check", folder / "out" / "round.xlsx", folder / "out" / "plan.json", "--json")
    found = json.loads(judged.out.splitlines()[-1])["violations"]
    assert [one["rule"] for one in found] == ["required-blocks"]


@pytest.mark.slow
def test_who_leaves_moves_nobody_and_the_page_says_so_in_vietnamese(folder: Path) -> None:
    code, out, _ = repair(folder, "Change,Learner\ngone,001\n", "--language", "vi")
    page = (folder / "out" / "repair.html").read_text(encoding="utf-8")
    assert (code, out.splitlines()[0]) == (0, "Số người học phải chuyển: 0; giữ nguyên: 3.")
    assert ('<html lang="vi">' in page, "Không còn trong đợt" in page) == (True, True)


@pytest.mark.slow
def test_a_round_file_is_written_as_one_again(folder: Path) -> None:
    write_round(folder / "tiny.json.gz", tiny_book())
    (folder / "gone.csv").write_text("Change,Learner\ngone,001\n", encoding="utf-8")
    files = (folder / "tiny.json.gz", folder / "plan.json", folder / "gone.csv")
    answer = wardbridge("repair", *files, "--out", folder / "again")
    assert answer.code == 0, answer.err
    assert {row.code for row in read_round(folder / "again" / "round.json.gz").learners} == {"002", "003", "004"}


@pytest.mark.slow
@pytest.mark.parametrize("since", ["6", "0", "17/02/2025", "soon", "2025-13-01"])
def test_a_week_outside_of_the_round_is_refused(folder: Path, since: str) -> None:
    code, _, err = repair(folder, "Change,Learner\ngone,001\n", "--from", since)
    assert (code, "--from" in err) == (2, True)
