"""Read ``plan.json`` back, also one that a person or another program wrote: every fault, not only the first."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from wardbridge.engine.errors import Fault, InputRefused, Place
from wardbridge.engine.io.planfile import SCHEMA, VERSION, read_text
from wardbridge.engine.plan import Assignment, Plan
from wardbridge.engine.problem import Problem
from wardbridge.rulekit.shifts import Shift

TEXTS = ("learner", "requirement", "discipline", "department")


@dataclass(slots=True)
class _Reading:
    problem: Problem
    faults: list[Fault] = field(default_factory=list)

    def refuse(self, code: str, where: str, found: object = "", allowed: object = "") -> None:
        shown = found if isinstance(found, str) else json.dumps(found, ensure_ascii=False)[:80]
        self.faults.append(Fault(code, Place(column=where), shown, str(allowed)))


def read_plan(path: Path, problem: Problem) -> Plan:
    """The plan of a ``plan.json``, for this round.

    Raises
    ------
    InputRefused
        Not JSON, another schema or version, another round, or blocks that can't be read; place.column is where, such
        as ``assignments[3].weeks``. Blocks that can be read and break a rule are the checker's business.
    """
    return plan_of_document(_parsed(read_text(path)), problem)


def plan_of_document(document: Any, problem: Problem) -> Plan:
    """The plan of the parsed content of a ``plan.json``; raises `InputRefused` as `read_plan` does."""
    reading = _Reading(problem)
    if not _head(reading, document):
        raise InputRefused(reading.faults)
    blocks = tuple(_assignments(reading, document.get("assignments")))
    tracks = _tracks(reading, document.get("tracks", {}))
    if reading.faults:
        raise InputRefused(reading.faults)
    return Plan(
        tuple(sorted(blocks, key=lambda block: (block.learner, block.periods, block.shift, block.department))), tracks
    )


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise InputRefused([Fault("plan-not-json", Place(row=error.lineno), found=error.msg)]) from error
    except (RecursionError, ValueError) as error:
        raise InputRefused([Fault("plan-not-json", found=type(error).__name__)]) from error


def _head(reading: _Reading, document: Any) -> bool:
    """Whether the document is a plan of a known version for this round."""
    if not isinstance(document, Mapping) or document.get("schema") != SCHEMA:
        found = document.get("schema", "") if isinstance(document, Mapping) else type(document).__name__
        reading.refuse("plan-schema", "schema", found, SCHEMA)
        return False
    if document.get("version") != VERSION:
        reading.refuse("plan-version", "version", document.get("version"), VERSION)
        return False
    head = document.get("round")
    code = head.get("code") if isinstance(head, Mapping) else None
    if code != reading.problem.code:
        reading.refuse("plan-other-round", "round.code", code, reading.problem.code)
        return False
    return True


def _assignments(reading: _Reading, rows: Any) -> Iterator[Assignment]:
    if not isinstance(rows, list):
        reading.refuse("plan-field", "assignments", rows, "[…]")
        return
    for number, row in enumerate(rows):
        where = f"assignments[{number}]"
        if not isinstance(row, Mapping):
            reading.refuse("plan-field", where, row, "{…}")
            continue
        before = len(reading.faults)
        texts = {name: _text(reading, row, name, where) for name in TEXTS}
        periods = _periods(reading, row.get("weeks"), where)
        shift = _shift(reading, row.get("shift", Shift.DAY.value), where)
        _known(reading, texts, where)
        if len(reading.faults) == before:
            yield Assignment(
                texts["learner"], texts["requirement"], texts["discipline"], texts["department"], periods, shift
            )


def _text(reading: _Reading, row: Mapping[str, Any], name: str, where: str) -> str:
    value = row.get(name)
    if isinstance(value, str):
        return value
    reading.refuse("plan-field", f"{where}.{name}", value, "“…”")
    return ""


def _shift(reading: _Reading, value: Any, where: str) -> Shift:
    if value in list(Shift):
        return Shift(value)
    reading.refuse("plan-field", f"{where}.shift", value, " / ".join(Shift))
    return Shift.DAY


def _periods(reading: _Reading, weeks: Any, where: str) -> tuple[int, ...]:
    last = len(reading.problem.periods)
    good = isinstance(weeks, list) and weeks and all(type(week) is int and 1 <= week <= last for week in weeks)
    if not good or len(set(weeks)) < len(weeks):
        reading.refuse("plan-weeks", f"{where}.weeks", weeks, f"1–{last}")
        return ()
    return tuple(sorted(week - 1 for week in weeks))


def _known(reading: _Reading, texts: Mapping[str, str], where: str) -> None:
    index = reading.problem.index
    if texts["learner"] and texts["learner"] not in index.learner:
        reading.refuse("plan-learner", f"{where}.learner", texts["learner"])
    if texts["department"] and texts["department"] not in index.department:
        reading.refuse("plan-department", f"{where}.department", texts["department"])


def _tracks(reading: _Reading, rows: Any) -> dict[str, str]:
    if not isinstance(rows, Mapping):
        reading.refuse("plan-field", "tracks", rows, "{…}")
        return {}
    for learner, track in rows.items():
        where = f"tracks.{learner}"
        if learner not in reading.problem.index.learner:
            reading.refuse("plan-learner", where, learner)
        elif not isinstance(track, str):
            reading.refuse("plan-field", where, track, "“…”")
    return {learner: track for learner, track in rows.items() if isinstance(track, str)}
