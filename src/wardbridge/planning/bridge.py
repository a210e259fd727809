"""The only door from the platform to the engine: its types, and its functions called with plain data.

What is heavy (numba, HiGHS) is imported when a run begins, not with the pages.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter

from wardbridge.engine.check import check
from wardbridge.engine.errors import Fault, InputRefused, Place
from wardbridge.engine.io.canonical import canonical
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
    Shift,
    SiteRow,
    Span,
    TeacherRow,
    WishRow,
)
from wardbridge.engine.plan import Assignment, Plan, Progress, Result, Status, Violation
from wardbridge.engine.problem import Guests, Offer, Problem, Quota
from wardbridge.engine.score import Points, score, wish_share
from wardbridge.engine.stop import CancelFlag, NoLimit, Stop, TimeLimit
from wardbridge.engine.view import view_of

if TYPE_CHECKING:
    from wardbridge.engine.io.changes import ChangeRow
    from wardbridge.engine.io.workbook import ReadOutcome
    from wardbridge.engine.io.workbook.lists import ListOutcome

__all__ = [
    "Assignment",
    "CancelFlag",
    "DepartmentRow",
    "Fault",
    "GroupKind",
    "GroupRow",
    "Guests",
    "InputRefused",
    "LearnerRow",
    "Level",
    "LockRow",
    "Name",
    "NoLimit",
    "Offer",
    "PersonName",
    "Place",
    "PlaceRow",
    "Plan",
    "Points",
    "Problem",
    "ProgrammeRow",
    "Progress",
    "Quota",
    "RequirementRow",
    "Result",
    "RoundBook",
    "RoundRow",
    "Shift",
    "SiteRow",
    "Span",
    "Status",
    "TeacherRow",
    "TimeLimit",
    "Violation",
    "WishRow",
    "book_after",
    "book_from_json",
    "book_to_json",
    "canonical",
    "changed",
    "changes_from",
    "check",
    "compile_book",
    "explanations",
    "fault_from_json",
    "fault_to_json",
    "faults_of",
    "first_open",
    "list_fields",
    "plan_from_json",
    "read_list",
    "read_workbook",
    "repair",
    "safe_text",
    "score",
    "sheet_title",
    "sniff_list",
    "solve",
    "template",
    "view_of",
    "violation_from_json",
    "violation_to_json",
    "ways_out",
    "wishes_met",
]

_BOOK = TypeAdapter(RoundBook)
_FAULT = TypeAdapter(Fault)
_VIOLATION = TypeAdapter(Violation)
_PLAN = TypeAdapter(Plan)


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


def explanations(problem: Problem, plan: Plan, *, seed: int, stop: Stop) -> dict[str, list[dict[str, Any]]]:
    """Student code → statements on why the learner is where he is, in the order in which they are read."""
    from wardbridge.engine.explain.learners import Explainer
    from wardbridge.engine.explain.statements import statements_of

    explainer = Explainer(problem, plan, seed=seed, stop=stop)
    return {
        one.learner: [violation_to_json(said) for said in statements_of(one, problem, explainer.parameters)]
        for one in explainer.answers()
    }


def ways_out(problem: Problem, plan: Plan, *, seed: int, stop: Stop) -> list[dict[str, Any]]:
    """Ways out of a round in which the best plan leaves someone out, the cheapest first.

    Each has its ``cost`` and its ``changes``: what is ``said`` of each and its ``source``.
    """
    from wardbridge.engine.explain.ways import ways_out as engine_ways
    from wardbridge.engine.parameters import Parameters

    return [
        {
            "cost": way.cost,
            "changes": [
                {"said": violation_to_json(edit.said), "source": violation_to_json(edit.source)} for edit in way.edits
            ],
        }
        for way in engine_ways(problem, plan, Parameters.default(), seed, stop)
    ]


def changed(problem: Problem, changes: Sequence[dict[str, Any]]) -> Problem:
    """The problem as these changes of a way out would make it; what has no meaning any more is left out."""
    from wardbridge.engine.explain.edits import edited
    from wardbridge.engine.explain.personal import edit_from

    found = [edit_from(problem, violation_from_json(one["source"])) for one in changes]
    return edited(problem, [edit for edit in found if edit is not None])


def changes_from(rows: Sequence[dict[str, Any]], book: RoundBook) -> tuple[ChangeRow, ...]:
    """What has changed since a plan was published, from plain rows; InputRefused with every fault."""
    from wardbridge.engine.io.changes import changes_from as engine_changes

    return engine_changes(rows, book)


def first_open(rows: Sequence[ChangeRow], book: RoundBook) -> int:
    """The week (from 0) in which the earliest change begins."""
    from wardbridge.engine.io.changes import first_open as engine_first

    return engine_first(rows, book)


def book_after(book: RoundBook, rows: Sequence[ChangeRow], since: int) -> RoundBook:
    """The round's rows after these changes, week `since` being the first that is still open."""
    from wardbridge.engine.io.changes import changed as engine_changed

    return canonical(engine_changed(book, rows, since))


def repair(
    problem: Problem,
    plan: Plan,
    since: int,
    *,
    stop: Stop,
    seed: int,
    on_progress: Callable[[Progress], None] | None = None,
) -> dict[str, Any]:
    """The plan with the fewest learners moved (`engine.repair`), its `RepairResult` as plain data."""
    from wardbridge.engine.repair import repair as engine_repair

    return asdict(engine_repair(problem, plan, since, stop=stop, seed=seed, on_progress=on_progress))


def plan_from_json(data: dict[str, Any]) -> Plan:
    """The plan of a repair's plain data."""
    return _PLAN.validate_python(data, strict=False)


def wishes_met(problem: Problem, plan: Plan) -> dict[str, tuple[tuple[int, float], ...]]:
    """Learner's code → (rank, share met 0 to 1) of each wish, dearest first; learners without wishes left out."""
    view = view_of(problem, plan)
    return {
        problem.learners[learner].code: tuple(
            (wish.rank, min(1.0, wish_share(problem, wish, learner, view))) for wish in wishes
        )
        for learner, wishes in problem.index.wishes.items()
    }


def read_workbook(path: Path, *, language: str) -> ReadOutcome:
    """Read a workbook in a child process under limits; `language` is that of the words which a fault lists."""
    from wardbridge.engine.io.workbook import read_workbook as engine_read

    return engine_read(path, language=language)


def sniff_list(path: Path) -> dict[str, Any]:
    """What a school's own list seems to hold, as plain data: rows to show, headers, and columns by field.

    ``faults`` is not empty when the file can't be read at all.
    """
    from wardbridge.engine.io.workbook.lists import KEYS, sniff

    try:
        guess = sniff(path)
    except InputRefused as refused:
        faults = [fault_to_json(one) for one in refused.faults]
        return {"faults": faults, "warnings": [], "headers": [], "columns": {}, "keys": list(KEYS)}
    mapping = guess.mapping()
    return {
        "faults": [],
        "warnings": [fault_to_json(one) for one in guess.warnings],
        "keys": list(KEYS),
        "sheets": list(guess.sheets),
        "sheet": guess.sheet,
        "header_row": guess.header_row,
        "first_row": guess.first_row,
        "last_row": guess.last_row,
        "headers": [one.header for one in guess.columns],
        "guesses": [asdict(one) for one in guess.columns],
        "columns": {key: ",".join(map(str, indices)) for key, indices in mapping.columns.items()},
        "preview": [[number, list(cells)] for number, cells in guess.preview],
        "signature": guess.signature,
        "encoding": guess.encoding,
    }


def read_list(path: Path, guess: dict[str, Any], programme: str) -> ListOutcome:
    """Read a list by what was guessed and then corrected by a person (`sniff_list`'s data)."""
    from wardbridge.engine.io.workbook.lists import ListMapping
    from wardbridge.engine.io.workbook.lists import read_list as engine_read

    columns = {
        key: tuple(int(one) for one in indices.split(",")) for key, indices in guess["columns"].items() if indices
    }
    _first, _last = guess.get("first_row") or None, guess.get("last_row")
    mapping = ListMapping(
        columns,
        guess.get("signature", ""),
        guess.get("sheet", ""),
        guess.get("first_row") or None,
        guess.get("last_row"),
    )
    return engine_read(path, mapping, programme=programme)


def template(language: str) -> bytes:
    """An empty workbook with notes and example rows for readers of `language`, as the bytes of a file."""
    from wardbridge.engine.io.workbook import write_template

    with TemporaryDirectory() as folder:
        path = Path(folder) / "template.xlsx"
        write_template(path, language)
        return path.read_bytes()


def sheet_title(key: str, language: str) -> str:
    """The title of a sheet as readers of `language` know it; the key itself for what is no sheet."""
    from wardbridge.engine.io.workbook.columns import SHEETS

    return next((sheet.label.of(language) for sheet in SHEETS if sheet.key == key), key)


def list_fields(language: str) -> dict[str, str]:
    """What a column of a school's own list may hold: key of the field → its name in `language`."""
    from wardbridge.engine.io.workbook.lists.guessing import COLUMNS

    return {column.key: column.label.of(language) for column in COLUMNS}


def safe_text(text: str) -> str:
    """The text so that no spreadsheet takes it for a formula."""
    from wardbridge.engine.io.workbook import safe_text as engine_safe

    return engine_safe(text)


def read_cells(content: bytes) -> tuple[list[tuple[int, list[Any]]], str]:
    """The rows of a workbook's first sheet, opened in a child process under limits: number of the row and its cells.

    Cells are text, numbers, days or `None`; a formula that failed reads as ``#``. The second value is the code for
    which the file was refused, blank when it was read.
    """
    from wardbridge.engine.io.workbook.grid import Broken
    from wardbridge.engine.io.workbook.isolation import open_sheets

    with TemporaryDirectory() as folder:
        path = Path(folder) / "list"
        path.write_bytes(content)
        try:
            grids, _warnings = open_sheets(path)
        except InputRefused as refused:
            return [], refused.faults[0].code
    shown = [grid for grid in grids if not grid.hidden]
    lines = shown[0].lines if shown else ()
    return [(line.number, ["#" if isinstance(cell, Broken) else cell for cell in line.cells]) for line in lines], ""
