"""Runs the command as people do: in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

SAMPLE = Path(__file__).parents[2] / "samples" / "quang-ninh-2025" / "round.xlsx"
RUN = "import sys; from wardbridge.cli.main import main; main()"


@dataclass(frozen=True, slots=True)
class Answer:
    code: int
    out: str
    err: str


def environment(**more: str) -> dict[str, str]:
    """This process's environment, in English, without what would choose another platform."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("WARDBRIDGE_", "LC_"))}
    numba = {name: value for name, value in os.environ.items() if name.startswith("NUMBA_")}
    return kept | numba | {"LANG": "en_US.UTF-8", "PYTHONIOENCODING": "utf-8"} | more


def wardbridge(*arguments: str | Path, seconds: float = 120, **more: str) -> Answer:
    """Run ``wardbridge`` with arguments and answer its exit code and what it wrote."""
    command = [sys.executable, "-c", RUN, *map(str, arguments)]
    done = subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", timeout=seconds, check=False, env=environment(**more)
    )
    assert "Traceback" not in done.stderr, done.stderr
    return Answer(done.returncode, done.stdout, done.stderr)
