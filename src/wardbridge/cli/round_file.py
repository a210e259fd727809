"""The main job without a database: a workbook read, planned and judged."""

from __future__ import annotations

import importlib
import threading
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from wardbridge.cli.console import complain, refused, sentences_of
from wardbridge.cli.language import _
from wardbridge.cli.progress import Tell, sentence_of
from wardbridge.engine.errors import Fault, InputRefused
from wardbridge.engine.io.planfile import Judged
from wardbridge.engine.io.sheets import RoundBook
from wardbridge.engine.stop import Stop

if TYPE_CHECKING:
    from wardbridge.engine.io.workbook import ReadOutcome
    from wardbridge.engine.plan import Plan
    from wardbridge.engine.problem import Problem

MOST_WARNED = 40
"""Warnings written one by one before the rest is only counted."""


def read_book(path: Path, language: str) -> RoundBook:
    """The round of a workbook.

    Raises
    ------
    Refusal
        With every fault of the file.
    """
    return read(path, language)[0]


def read(path: Path, language: str) -> tuple[RoundBook, ReadOutcome]:
    """The round of a workbook, and all that reading it answered; raises as `read_book` does."""
    outcome = _outcome(path, language)
    if outcome.book is None or outcome.faults:
        head = _("{path} can't be used; faults: {count}.").format(path=path, count=len(outcome.faults))
        counts = {"read": outcome.rows_read, "accepted": outcome.accepted, "rejected": outcome.rejected}
        raise refused(InputRefused(outcome.faults), language, head, counts)
    _warn(outcome.warnings, path, language)
    return outcome.book, outcome


def _outcome(path: Path, language: str) -> ReadOutcome:
    """Read a workbook, or the round file of a round that outgrew one."""
    from wardbridge.engine.io.roundfile import SUFFIX, read_round
    from wardbridge.engine.io.workbook import ReadOutcome, read_workbook

    if not path.name.endswith(SUFFIX):
        return read_workbook(path, language=language)
    try:
        return ReadOutcome(read_round(path))
    except InputRefused as error:
        return ReadOutcome(None, error.faults)


def _warn(warnings: Sequence[Fault], path: Path, language: str) -> None:
    """Say what was understood but may not be what was meant: a row left out is never left out in silence."""
    if not warnings:
        return
    complain(_("{path} was read; to look at: {count}.").format(path=path, count=len(warnings)))
    complain(*sentences_of(warnings[:MOST_WARNED], language))
    if len(warnings) > MOST_WARNED:
        complain("  " + _("… and {count} more").format(count=len(warnings) - MOST_WARNED))


def compiled(book: RoundBook, path: Path, language: str) -> Problem:
    """The engine's problem of a round; refuses with every fault as `read_book` does."""
    from wardbridge.engine.io.compiling import problem_of

    try:
        return problem_of(book)
    except InputRefused as error:
        head = _("{path} can't be used; faults: {count}.").format(path=path, count=len(error.faults))
        raise refused(error, language, head) from error


def plan_file(path: Path, *, stop: Stop, seed: int, tell: Tell, language: str) -> Judged:
    """Read, plan and judge; the solver is imported while the workbook's child process reads.

    Raises
    ------
    Refusal
        With every fault of the file.
    """
    start = perf_counter()
    solver = threading.Thread(target=importlib.import_module, args=("wardbridge.engine.solve",), daemon=True)
    solver.start()
    tell(_("Reading {name}").format(name=path.name))
    book = read_book(path, language)
    digest = sha256(path.read_bytes()).hexdigest()
    problem = compiled(book, path, language)
    solver.join()
    from wardbridge.engine.check import check
    from wardbridge.engine.solve import solve

    result = solve(problem, stop=stop, seed=seed, on_progress=lambda point: tell(sentence_of(point)))
    tell(_("Judging the plan"))
    violations = check(problem, result.plan) if result.plan else ()
    return Judged(book, problem, result, violations, path.name, digest, perf_counter() - start)


def read_plan_file(path: Path, book: RoundBook, problem: Problem, language: str) -> Plan:
    """A plan of the round: plan.json, or a plan.xlsx that people have edited.

    Raises
    ------
    Refusal
        With every fault of the file.
    """
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
