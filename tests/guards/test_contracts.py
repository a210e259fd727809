"""The architecture's contracts hold, and each has been seen to fail.

For each contract a copy of the source gets one line too many, and the linter must name that contract.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.support.source import ROOT

CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
SOURCE = ROOT / "src/wardbridge"

VIOLATIONS = {
    "layers": [
        ("core/__init__.py", "import wardbridge.schedule"),
        ("learner/__init__.py", "import wardbridge.office"),
        ("ui/__init__.py", "import wardbridge.public"),
        ("agreements/__init__.py", "import wardbridge.activities"),
        ("activities/__init__.py", "import wardbridge.cohorts"),
        ("research/__init__.py", "import wardbridge.interop"),
        ("alumni/__init__.py", "import wardbridge.interop"),
        ("interop/__init__.py", "import wardbridge.partners"),
        ("partners/__init__.py", "import wardbridge.office"),
        ("schedule/__init__.py", "import wardbridge.demand"),
        ("requests/__init__.py", "import wardbridge.papers"),
        ("schedule/__init__.py", "import wardbridge.exchange"),
        ("mobility/__init__.py", "import wardbridge.partners"),
        ("places/__init__.py", "import wardbridge.requests"),
        ("rulekit/__init__.py", "import wardbridge.engine"),
        ("engine/__init__.py", "import wardbridge.core"),
    ],
    "inside-apps": [
        ("planning/models/__init__.py", "import wardbridge.planning.domain"),
        ("schedule/enums.py", "import wardbridge.schedule.models"),
        ("agreements/models/__init__.py", "import wardbridge.agreements.domain"),
        ("demand/models/__init__.py", "import wardbridge.demand.domain"),
        ("exchange/models/__init__.py", "import wardbridge.exchange.domain"),
    ],
    "engine-doors": [
        ("planning/domain/__init__.py", "import wardbridge.engine.solve"),
        ("office/__init__.py", "import wardbridge.engine"),
        ("exchange/domain/__init__.py", "import wardbridge.engine.matching.run"),
        ("mobility/__init__.py", "import wardbridge.engine"),
        ("config/__init__.py", "import wardbridge.engine.plan"),
        ("demand/__init__.py", "import wardbridge.engine.io"),
    ],
    "pure-core": [
        ("engine/__init__.py", "import django"),
        ("rulekit/__init__.py", "import django.utils.translation"),
        ("engine/plan.py", "import sqlite3"),
    ],
    "no-optimisation": [
        ("planning/__init__.py", "import highspy"),
        ("cli/__init__.py", "import numba"),
        ("office/__init__.py", "import numpy"),
    ],
    "independent-judge": [
        ("engine/check.py", "import wardbridge.engine.solve"),
        ("engine/rules/__init__.py", "import wardbridge.engine.columns"),
        ("engine/check.py", "import numba"),
        ("engine/check.py", "import wardbridge.engine.explain.reasons"),
        ("engine/check.py", "import wardbridge.engine.repair"),
    ],
    "independent-benchmark-judge": [
        ("engine/mss/judge.py", "import wardbridge.engine.mss.solver"),
        ("engine/mss/solver/__init__.py", "import wardbridge.engine.mss.judge"),
        ("engine/mss/instance.py", "import wardbridge.engine.mss.judge"),
    ],
    "solver-on-its-own": [
        ("engine/columns/__init__.py", "import wardbridge.engine.rules"),
        ("engine/columns/__init__.py", "import wardbridge.engine.check"),
        ("engine/columns/__init__.py", "import wardbridge.engine.explain"),
        ("engine/columns/__init__.py", "import wardbridge.engine.repair"),
    ],
}
"""Contract → file of the copy and the line that breaks it."""

CASES = [(contract, place, line) for contract, cases in VIOLATIONS.items() for place, line in cases]


def broken_contracts(source: Path, folder: Path) -> set[str]:
    """Names of the contracts that the linter says are broken for the package in `source`."""
    program = Path(sys.executable).parent / "lint-imports"
    command = [str(program), "--config", str(ROOT / "pyproject.toml"), "--no-cache"]
    environment = os.environ | {"PYTHONPATH": str(source), "COLUMNS": "300"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert "Contracts:" in done.stdout, done.stdout + done.stderr
    return set(re.findall(r"^(.+?) BROKEN", done.stdout, re.MULTILINE))


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds a copy of the package's Python files."""
    folder = tmp_path_factory.mktemp("copy")
    shutil.copytree(SOURCE, folder / "wardbridge", ignore=_only_python)
    return folder


def _only_python(folder: str, names: list[str]) -> set[str]:
    return {name for name in names if not (name.endswith(".py") or (Path(folder) / name).is_dir())}


def test_every_contract_has_a_violation_to_be_seen() -> None:
    assert {contract["id"] for contract in CONTRACTS} == set(VIOLATIONS)


def test_contracts_hold(copy: Path) -> None:
    assert broken_contracts(copy, copy) == set()


@pytest.mark.slow
@pytest.mark.parametrize(("contract", "place", "line"), CASES)
def test_contract_is_seen_to_fail(copy: Path, contract: str, place: str, line: str) -> None:
    path = copy / "wardbridge" / place
    before = path.read_text(encoding="utf-8")
    path.write_text(f"{before}\n{line}\n", encoding="utf-8")
    try:
        broken = broken_contracts(copy, copy)
    finally:
        path.write_text(before, encoding="utf-8")
    assert next(c["name"] for c in CONTRACTS if c["id"] == contract) in broken
