"""``wardbridge check``: the independent judge of a plan, hand-edited ones too."""

from __future__ import annotations

import json

from wardbridge.cli.arguments import Arguments
from wardbridge.cli.console import say
from wardbridge.cli.language import _
from wardbridge.cli.progress import progress
from wardbridge.cli.round_file import compiled, read_book, read_plan_file
from wardbridge.cli.summary import violation_lines
from wardbridge.engine.io.planfile import violation_data


def run(workbook: str, plan: str, *, as_json: bool, language: str) -> int:
    """Exit code 0 for a clean plan, 1 with violations."""
    arguments = Arguments()
    arguments.language(language)
    path, plan_path = arguments.readable(workbook), arguments.readable(plan)
    arguments.done()
    with progress(_("Reading")) as tell:
        book = read_book(path, language)
        problem = compiled(book, path, language)
        read = read_plan_file(plan_path, book, problem, language)
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
