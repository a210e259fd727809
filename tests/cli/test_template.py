"""``wardbridge template``: an empty workbook; what stands in its way is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.support import wardbridge
from wardbridge.engine.io.workbook import read_workbook


@pytest.mark.parametrize("language", ["vi", "en", "fr"])
def test_writes_a_template_that_can_be_read(tmp_path: Path, language: str) -> None:
    path = tmp_path / "new" / "mẫu.xlsx"
    answer = wardbridge("template", path, "--language", language)
    assert (answer.code, str(path) in answer.out, answer.err) == (0, True, "")
    outcome = read_workbook(path)
    assert (outcome.book, outcome.rows_read) == (None, 0)


def test_keeps_the_file_that_stands_there(tmp_path: Path) -> None:
    path = tmp_path / "round.xlsx"
    path.write_bytes(b"someone's work")
    answer = wardbridge("template", path)
    assert (answer.code, f"{path}.bak" in answer.out) == (0, True)
    assert (tmp_path / "round.xlsx.bak").read_bytes() == b"someone's work"


def test_another_suffix_is_refused(tmp_path: Path) -> None:
    answer = wardbridge("template", tmp_path / "round.ods")
    assert (answer.code, "must end in .xlsx" in answer.err) == (2, True)


def test_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").mkdir()
    assert wardbridge("template", tmp_path / "x.xlsx").code == 2
