"""Open a workbook in a process of its own, so that a hostile one can cost little and reach nothing."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from wardbridge.engine.errors import Fault, InputRefused
from wardbridge.engine.io.workbook.grid import Broken, Cell, Grid, Line, Merge
from wardbridge.engine.io.workbook.sandbox.limits import Limits

LIMITS = Limits()
_START = "import sys; sys.path += sys.argv[2:]; from sandbox.main import main; main()"
_KILLED_FOR_TIME = {-24, -9}  # SIGXCPU, and SIGKILL at the hard limit of processor time


def open_sheets(path: Path, limits: Limits = LIMITS) -> tuple[tuple[Grid, ...], tuple[Fault, ...]]:
    """The worksheets of a file (.xlsx, .xlsm, .xlsb, .xls, .ods) and warnings about the file itself.

    Raises
    ------
    InputRefused
        With one fault: missing, not a workbook, damaged, encrypted, beyond a limit.
    """
    answer = _ask(path, limits)
    if "refused" in answer:
        raise InputRefused([Fault(answer["refused"], found=answer.get("found", ""), allowed=answer.get("allowed", ""))])
    return tuple(_grid(sheet) for sheet in answer["sheets"]), tuple(Fault(note) for note in answer["notes"])


def _ask(path: Path, limits: Limits) -> dict[str, Any]:
    import importlib.util

    calamine = importlib.util.find_spec("python_calamine")
    roots = [Path(__file__).parent, Path((calamine and calamine.origin) or "").parent.parent]
    command = [sys.executable, "-I", "-S", "-c", _START, json.dumps(asdict(limits)), *map(str, roots)]
    try:
        with path.open("rb") as file:
            done = subprocess.run(  # noqa: S603 - our own interpreter and code, no shell, no text of a user
                command, stdin=file, capture_output=True, timeout=limits.seconds, check=False, env={}, cwd="/"
            )
    except subprocess.TimeoutExpired:
        return {"refused": "file-too-slow", "allowed": f"{limits.seconds:g} s"}
    except OSError as error:
        return {"refused": "file-unreadable", "found": error.strerror or str(error)}
    if done.returncode in _KILLED_FOR_TIME:
        return {"refused": "file-too-slow", "allowed": f"{limits.processor_seconds} s"}
    try:
        answer: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        return {"refused": "file-too-costly"}
    return answer


def _grid(sheet: dict[str, Any]) -> Grid:
    lines = tuple(Line(number, tuple(_cell(cell) for cell in cells)) for number, cells in sheet["rows"])
    merges = tuple(Merge(top + 1, left, bottom + 1, right) for top, left, bottom, right in sheet["merged"])
    return Grid(sheet["name"], lines, merges, sheet["hidden"])


def _cell(raw: Any) -> Cell:
    if not isinstance(raw, dict):
        value: Cell = raw
        return value
    if "d" in raw:
        moment = datetime.fromisoformat(raw["d"])
        return moment if "T" in raw["d"] else moment.date()
    return Broken(raw.get("e", ""))
