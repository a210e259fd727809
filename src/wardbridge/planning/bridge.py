"""The only door from the platform to the engine: its types, and its functions called with plain data.

What is heavy (numba, HiGHS) is imported when a run begins, not with the pages.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from wardbridge.engine.check import check
from wardbridge.engine.errors import Fault, InputRefused, Place
from wardbridge.engine.io.compiling import problem_of as compile_book
from wardbridge.engine.io.crosscheck import faults_of
from wardbridge.engine.io.sheets import (
    DepartmentRow,
    GroupKind,
    GroupRow,
    LearnerRow,
    Level,
    LockRow,
    Name,
    PersonName,
    PlaceRow,
    ProgrammeRow,
    RequirementRow,
    RoundBook,
    RoundRow,
    SiteRow,
    Span,
    TeacherRow,
    WishRow,
)
from wardbridge.engine.plan import Assignment, Plan, Progress, Result, Status, Violation
from wardbridge.engine.problem import Problem
from wardbridge.engine.score import Points, score, wish_share
from wardbridge.engine.stop import CancelFlag, NoLimit, Stop, TimeLimit
from wardbridge.engine.view import view_of

__all__ = [
    "Assignment",
    "CancelFlag",
    "DepartmentRow",
    "Fault",
    "GroupKind",
    "GroupRow",
    "InputRefused",
    "LearnerRow",
    "Level",
    "LockRow",
    "Name",
    "NoLimit",
    "PersonName",
    "Place",
    "PlaceRow",
    "Plan",
    "Points",
    "Problem",
    "ProgrammeRow",
    "Progress",
    "RequirementRow",
    "Result",
    "RoundBook",
    "RoundRow",
    "SiteRow",
    "Span",
    "Status",
    "TeacherRow",
    "TimeLimit",
    "Violation",
    "WishRow",
    "book_from_json",
    "book_to_json",
    "check",
    "compile_book",
    "fault_from_json",
    "fault_to_json",
    "faults_of",
    "score",
    "solve",
    "violation_from_json",
    "violation_to_json",
    "wishes_met",
]

_BOOK = TypeAdapter(RoundBook)
_FAULT = TypeAdapter(Fault)
_VIOLATION = TypeAdapter(Violation)


def book_to_json(book: RoundBook) -> dict[str, Any]:
    """A round's rows as plain JSON data."""
    data: dict[str, Any] = _BOOK.dump_python(book, mode="json")
    return data


def book_from_json(data: dict[str, Any]) -> RoundBook:
    """The rows again; pydantic's ValidationError on data of another shape."""
    return _BOOK.validate_python(data, strict=False)


def fault_to_json(fault: Fault) -> dict[str, Any]:
    data: dict[str, Any] = _FAULT.dump_python(fault, mode="json")
    return data


def fault_from_json(data: dict[str, Any]) -> Fault:
    return _FAULT.validate_python(data)


def violation_to_json(violation: Violation) -> dict[str, Any]:
    data: dict[str, Any] = _VIOLATION.dump_python(violation, mode="json")
    return data


def violation_from_json(data: dict[str, Any]) -> Violation:
    return _VIOLATION.validate_python(data)


def solve(problem: Problem, *, stop: Stop, seed: int, on_progress: Callable[[Progress], None] | None = None) -> Result:
    """Plan a round with the engine's shipped parameters (`engine.solve`)."""
    from wardbridge.engine.solve import solve as engine_solve

    return engine_solve(problem, stop=stop, seed=seed, on_progress=on_progress)


def wishes_met(problem: Problem, plan: Plan) -> dict[str, tuple[tuple[int, float], ...]]:
    """Learner's code → (rank, share met 0 to 1) of each wish, dearest first; learners without wishes left out."""
    view = view_of(problem, plan)
    return {
        problem.learners[learner].code: tuple(
            (wish.rank, min(1.0, wish_share(problem, wish, learner, view))) for wish in wishes
        )
        for learner, wishes in problem.index.wishes.items()
    }


def read_workbook(path: Path) -> Any:
    """Read a workbook in a child process under limits (`engine.io.workbook`)."""
    from wardbridge.engine.io.workbook import read_workbook as engine_read

    return engine_read(path)
