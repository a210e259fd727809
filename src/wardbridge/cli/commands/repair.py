"""``wardbridge repair``: a published plan and what has changed in; the plan that moves fewest learners out."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from wardbridge.cli.arguments import Arguments
from wardbridge.cli.commands.plan import INFEASIBLE
from wardbridge.cli.console import Refusal, complain, refused, say
from wardbridge.cli.language import _
from wardbridge.cli.progress import progress
from wardbridge.cli.round_file import compiled, read_book, read_plan_file
from wardbridge.cli.stopping import stop_on_signal
from wardbridge.cli.summary import reason_lines, violation_lines
from wardbridge.engine.errors import InputRefused
from wardbridge.engine.io.sheets import RoundBook
from wardbridge.engine.stop import CancelFlag, Stop, TimeLimit

if TYPE_CHECKING:
    from wardbridge.engine.io.changes import ChangeRow
    from wardbridge.engine.io.repairfile import RepairedRound
    from wardbridge.engine.plan import Progress


def run(  # one parameter an option
    workbook: str, plan: str, changes: str, out: str, *, since: str, time_limit: str, seed: str, as_json: bool,
    language: str,
) -> int:  # fmt: skip
    """Exit code 0 when everyone is placed and the checker finds nothing, 3 otherwise."""
    arguments = Arguments()
    arguments.language(language)
    paths = [arguments.readable(name) for name in (workbook, plan, changes)]
    folder, seconds, number = arguments.folder(out), arguments.seconds(time_limit), arguments.seed(seed)
    begin = arguments.week_or_day(since)
    arguments.done()
    with stop_on_signal() as asked, progress(_("Reading")) as tell:
        stop: Stop = CancelFlag(asked) if seconds is None else CancelFlag(asked) | TimeLimit(seconds)

        def heard(point: Progress) -> None:
            if point.objective is not None:
                tell(_("Repairing: {moved} learners move so far").format(moved=round(point.objective)))

        repaired = _repaired((paths[0], paths[1], paths[2]), begin, stop, number, heard, language)
        tell(_("Writing"))
        _write(repaired, folder, paths[0], language)
    complain(*reason_lines(repaired.judged, language))
    if as_json:
        say(json.dumps(repaired.headline, ensure_ascii=False, allow_nan=False))
    else:
        from wardbridge.cli.report.repaired import proof_sentences

        verdict = violation_lines(repaired.result.not_kept, repaired.judged.book, language)
        say(*proof_sentences(repaired.result, language), *verdict, _("Written to {folder}").format(folder=folder))
    return INFEASIBLE if repaired.result.not_kept else 0


def _repaired(  # noqa: PLR0917  # what the options said
    paths: tuple[Path, Path, Path], begin: int | date | None, stop: Stop, seed: int,
    heard: Callable[[Progress], None], language: str,
) -> RepairedRound:  # fmt: skip
    """Read the three files, repair and judge."""
    from wardbridge.engine.io.changes import changed
    from wardbridge.engine.io.planfile import Judged
    from wardbridge.engine.io.repairfile import RepairedRound, as_planned
    from wardbridge.engine.repair import repair

    start = perf_counter()
    workbook, plan_path, changes_path = paths
    book = read_book(workbook, language)
    plan = read_plan_file(plan_path, book, compiled(book, workbook, language), language)
    rows = _changes(changes_path, book, language)
    since = _since(begin, rows, book)
    book = changed(book, rows, since)
    problem = compiled(book, changes_path, language)
    result = repair(problem, plan, since, stop=stop, seed=seed, on_progress=heard)
    digest = sha256(workbook.read_bytes()).hexdigest()
    seconds = perf_counter() - start
    judged = Judged(book, problem, as_planned(result), result.not_kept, workbook.name, digest, seconds)
    return RepairedRound(judged, result, rows)


def _changes(path: Path, book: RoundBook, language: str) -> tuple[ChangeRow, ...]:
    from wardbridge.engine.io.changes import read_changes

    try:
        return read_changes(path, book, language)
    except InputRefused as error:
        head = _("{path} can't be read as changes; faults: {count}.").format(path=path, count=len(error.faults))
        raise refused(error, language, head) from error


def _since(begin: int | date | None, rows: tuple[ChangeRow, ...], book: RoundBook) -> int:
    """The first open week, from 0: as asked for, else the week of the earliest change."""
    from wardbridge.engine.io.changes import first_open, week_of

    if begin is None:
        return first_open(rows, book)
    week = week_of(begin, book) if isinstance(begin, date) else begin - 1
    if not 0 <= week < book.round.weeks:
        raise Refusal(_("--from lies outside the round, which has {weeks} weeks.").format(weeks=book.round.weeks))
    return week


def _write(repaired: RepairedRound, folder: Path, source: Path, language: str) -> None:
    """The plan, the changed round, and what was before and is now; each file whole or not at all.

    A round that outgrew a workbook and came as a round file is written as one again.
    """
    from wardbridge.cli.report.repaired import repaired_html
    from wardbridge.engine.io.atomic import write_text
    from wardbridge.engine.io.planbook import write_planbook
    from wardbridge.engine.io.planfile import document_of, write_plan
    from wardbridge.engine.io.repairfile import repair_document
    from wardbridge.engine.io.roundfile import SUFFIX, write_round
    from wardbridge.engine.io.workbook import write_book

    folder.mkdir(parents=True, exist_ok=True)
    write_plan(folder / "plan.json", document_of(repaired.judged))
    write_plan(folder / "repair.json", repair_document(repaired))
    write_planbook(folder / "plan.xlsx", repaired.judged, language)
    if source.name.endswith(SUFFIX):
        write_round(folder / f"round{SUFFIX}", repaired.judged.book)
    else:
        write_book(repaired.judged.book, folder / "round.xlsx", language)
    write_text(folder / "repair.html", repaired_html(repaired, language))
