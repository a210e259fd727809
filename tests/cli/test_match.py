"""``match`` from end to end: three files, JSON line, exit codes, languages, refusals."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.cli.support import environment, wardbridge

HOSPITALS = "Code,Minimum,Maximum\nBC,0,1\nUB,0,1\n"
LEARNERS = "Code,Name,Score,Wishes\nS1,<script>x</script>,8,BC;UB\nS2,=1+1,8,BC\n"


@pytest.fixture
def choices(tmp_path: Path) -> Path:
    (tmp_path / "hospitals.csv").write_text(HOSPITALS, encoding="utf-8")
    (tmp_path / "learners.csv").write_text(LEARNERS, encoding="utf-8")
    return tmp_path


def test_writes_three_files_and_one_json_line(choices: Path) -> None:
    out = choices / "out"
    answer = wardbridge("match", choices, "--method", "serial", "--seed", "2026", "--out", out, "--json")
    headline = json.loads(answer.out.splitlines()[-1])
    assert answer.code == 0, answer.err
    assert (headline["method"], headline["learners"], headline["findings"]) == ("serial", 2, [])
    assert headline["promises"]["strategy-proof"] is True
    assert sorted(path.name for path in out.iterdir()) == ["match.json", "match.xlsx", "report.html"]
    report = (out / "report.html").read_text(encoding="utf-8")
    assert "<script" not in report
    assert "2026:S1" in report


def test_a_minimum_that_can_t_be_kept_is_said_and_exits_3(choices: Path) -> None:
    (choices / "hospitals.csv").write_text("Code,Minimum,Maximum\nBC,0,1\nUB,2,2\n", encoding="utf-8")
    answer = wardbridge(
        "match", choices / "learners.csv", "--method", "generous", "--seed", "1", "--out", choices / "o"
    )
    assert answer.code == 3
    assert "UB: the minimum of 2 can't be kept; 1 at most." in answer.err


def test_all_that_is_wrong_with_a_call_is_said_together(choices: Path) -> None:
    answer = wardbridge("match", choices / "none.xlsx", "--method", "best", "--seed", " ", "--out", choices, "--json")
    said = json.loads(answer.out.splitlines()[-1])
    assert (answer.code, said["status"], len(said["messages"])) == (2, "bad-input", 3)


def test_faults_of_the_file_are_named_and_nothing_is_written(choices: Path) -> None:
    (choices / "learners.csv").write_text("Code,Wishes\nS1,ZZ\n", encoding="utf-8")
    answer = wardbridge("match", choices, "--method", "serial", "--seed", "1", "--out", choices / "o", "--json")
    (fault,) = json.loads(answer.out.splitlines()[-1])["faults"]
    assert (answer.code, fault["code"], fault["row"], fault["found"]) == (2, "unknown-reference", 2, "ZZ")
    assert not (choices / "o").exists()


@pytest.mark.parametrize(("language", "said"), [("vi", "được xếp chỗ"), ("fr", "affectées")])
def test_a_person_reads_his_own_language(choices: Path, language: str, said: str) -> None:
    command = ("match", choices, "--method", "deferred", "--seed", "1", "--out", choices / "o", "--language", language)
    answer = wardbridge(*command)
    assert said in answer.out
    page = Page()
    page.feed((choices / "o" / "report.html").read_text(encoding="utf-8"))
    assert page.language == language
    assert page.outside == []


class Page(HTMLParser):
    """The page's language and what it loads."""

    def __init__(self) -> None:
        super().__init__()
        self.language = ""
        self.outside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.language = found.get("lang") or self.language
        self.outside += [value or "" for name, value in attrs if name in {"src", "href"}]


SLOW = """
import sys, time
from wardbridge.cli.commands import match
def long(*_):
    print("matching", flush=True)
    time.sleep(600)
match.match_file = long
from wardbridge.cli.main import main
main()
"""


def test_ctrl_c_is_obeyed_while_a_method_runs_and_nothing_is_written(choices: Path) -> None:
    out = choices / "out"
    command = [
        sys.executable,
        "-c",
        SLOW,
        "match",
        str(choices),
        "--method",
        "serial",
        "--seed",
        "1",
        "--out",
        str(out),
    ]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment())
    assert process.stdout is not None
    assert process.stdout.readline() == "matching\n"
    asked = time.monotonic()
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)

    assert (process.returncode, out.exists(), "Traceback" in err) == (130, False, False)
    assert time.monotonic() - asked < 10  # a second where nothing else runs
