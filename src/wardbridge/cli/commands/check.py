"""``wardbridge check``: the independent judge of a plan, hand-edited ones too."""

from __future__ import annotations

import json
from pathlib import Path

from wardbridge.cli.arguments import Arguments
from wardbridge.cli.console import refused, say
from wardbridge.cli.language import _
from wardbridge.cli.progress import progress
from wardbridge.cli.round_file import compiled, read_book
from wardbridge.cli.summary import violation_lines
from wardbridge.engine.errors import InputRefused
from wardbridge.engine.io.planfile import violation_data
from wardbridge.engine.io.sheets import RoundBook
from wardbridge.engine.plan import Plan
from wardbridge.engine.problem import Problem


def run(workbook: str, plan: str, *, as_json: bool, language: str) -> int:
    """Exit code 0 for a clean plan, 1 with violations."""
    arguments = Arguments()
    arguments.language(language)
    path, plan_path = arguments.readable(workbook), arguments.readable(plan)
    arguments.done()
    with progress(_("Reading")) as tell:
        book = read_book(path, language)
        problem = compiled(book, path, language)
        read = _read(plan_path, book, problem, language)
        tell(_("Judging the plan"))
        from wardbridge.engine.check import check
        from wardbridge.engine.score import score

        violations, points = check(problem, read), score(problem, read)
    if as_json:
        found = [violation_data(violation, book.round.first_day) for violation in violations]
        verdict = {
            "clean": not violations,
            "objective": points.total,
            "unplaced_weeks": points.unplaced,
            "learners": len(book.learners),
            "placements": len(read.assignments),
            "violations": found,
        }
        say(json.dumps(verdict, ensure_ascii=False, allow_nan=False))
    else:
        say(*violation_lines(violations, book, language))
    return 1 if violations else 0


def _read(path: Path, book: RoundBook, problem: Problem, language: str) -> Plan:
    from wardbridge.engine.io.planbook import read_planbook
    from wardbridge.engine.io.planreading import read_plan

    try:
        if _is_archive(path):
            return read_planbook(path, book, problem)
        return read_plan(path, problem)
    except InputRefused as error:
        head = _("{path} can't be read as a plan; faults: {count}.").format(path=path, count=len(error.faults))
        raise refused(error, language, head) from error


def _is_archive(path: Path) -> bool:
    """Whether the file begins as every .xlsx does, whatever its name; an old .xls (OLE) is left to that reader too."""
    with path.open("rb") as file:
        start = file.read(4)
    return start[:2] == b"PK" or start == b"\xd0\xcf\x11\xe0" or path.suffix.lower() in {".xlsx", ".xls"}
