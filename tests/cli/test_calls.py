"""Calls that can't be understood, values that can't be: every complaint at once, exit code 2, never a traceback."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.support import SAMPLE, wardbridge


def test_help_names_every_command() -> None:
    answer = wardbridge("--help")
    assert answer.code == 0
    assert all(name in answer.out for name in ("plan", "check", "template", "demo", "serve", "import"))


def test_help_speaks_the_language_of_the_call() -> None:
    assert "Lập kế hoạch một đợt" in wardbridge("plan", "--help", LANG="vi_VN.UTF-8").out
    assert "Planifier une campagne" in wardbridge("plan", "--language", "fr", "--help").out


@pytest.mark.parametrize("call", [["--help"], ["plan", "--help"]])
def test_help_imports_neither_solver_nor_platform(call: list[str]) -> None:
    import subprocess
    import sys

    code = (
        "import sys; from wardbridge.cli import main\n"
        f"try: main.run({call})\n"
        "finally: print(sorted({name.split('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    loaded = done.stdout.splitlines()[-1]
    assert not [name for name in ("django", "numba", "numpy", "highspy", "pydantic", "rich") if f"'{name}'" in loaded]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nope"], "nope"),
        (["plan", "--bad", "x"], "There is no option --bad."),
        (["plan", "x.xlsx"], "--out DIR is missing."),
        (["plann", "--language", "fr"], "Il n’y a pas de commande plann."),
        (["template", "a.xlsx", "b.xlsx"], "There is too much in the call: b.xlsx."),
        (["plan", "x.xlsx", "--out"], "--out needs a value."),
        (["check", "x.xlsx"], "PLAN is missing."),
        (["template"], "FILE is missing."),
        (["serve", "--port", "0"], "--port is a number from 1 to 65535, not “0”."),
        (["demo", "--port", "http"], "--port is a number from 1 to 65535, not “http”."),
        (["import", "nope.xlsx"], "There is no file nope.xlsx."),
        (["plan", "nope.xlsx", "--out", "\x1b[31m/dev/null/x"], "There is no file nope.xlsx."),
    ],
)
def test_refused_calls(arguments: list[str], said: str) -> None:
    answer = wardbridge(*arguments)
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err
    assert "\x1b" not in answer.err


def test_all_values_are_complained_of_together(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("")
    arguments = ("--out", file, "--time-limit", "nan", "--seed", "-1", "--language", "de")
    answer = wardbridge("plan", tmp_path, *arguments)
    assert answer.code == 2
    assert answer.err.splitlines() == [
        "--language is vi, en or fr, not “de”.",
        f"{tmp_path} is a folder, not a file.",
        f"{file} is a file, not a folder.",
        "--time-limit is a number of seconds from 0 to 10000000, not “nan”.",
        "--seed is a whole number from 0 to 2147483647, not “-1”.",
    ]


@pytest.mark.parametrize("value", ["-1", "inf", "abc", "1e99", "-0.1"])
def test_time_limits_that_are_none(tmp_path: Path, value: str) -> None:
    answer = wardbridge("plan", SAMPLE, "--out", tmp_path / "out", f"--time-limit={value}")
    assert (answer.code, f"“{value}”" in answer.err) == (2, True)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("value", ["1.5", "9999999999999", "x", "²", ""])
def test_seeds_that_are_none(tmp_path: Path, value: str) -> None:
    assert wardbridge("plan", SAMPLE, "--out", tmp_path / "out", f"--seed={value}").code == 2


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"\xd0\xcf\x11\xe0 old", b"a,b\n1,2\n"])
def test_a_file_that_is_no_workbook(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "round.xlsx").write_bytes(content)
    answer = wardbridge("plan", tmp_path / "round.xlsx", "--out", tmp_path / "out", "--json")
    assert (answer.code, len(json.loads(answer.out)["faults"])) == (2, 1)
    assert "can't be used" in answer.err
    assert not (tmp_path / "out").exists()


def test_a_plan_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "plan.json").write_text('{"schema": "other"}')
    answer = wardbridge("check", SAMPLE, tmp_path / "plan.json")
    assert answer.code == 2
    assert "this is not a plan: schema is “other”, not “wardbridge.plan”" in answer.err


def test_demo_without_its_port(tmp_path: Path) -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        answer = wardbridge("demo", "--port", str(taken.getsockname()[1]), WARDBRIDGE_HOME=str(tmp_path))
    assert answer.code == 2
    assert "Another --port may be free." in answer.err


def test_json_answers_bad_input_with_an_object_too(tmp_path: Path) -> None:
    answer = wardbridge("plan", "nope.xlsx", "--out", tmp_path, "--json")
    said = json.loads(answer.out)
    assert (answer.code, said) == (
        2,
        {"status": "bad-input", "messages": ["There is no file nope.xlsx."], "faults": []},
    )
