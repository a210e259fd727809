"""Repairs of synthetic rounds of 1,000 and 10,000 learners: seconds, who moves, and the bound on it.

    python benchmarks/repair.py [--learners N …] [--wards N] [--seed N]

The rounds are those of ``wardbridge bench generate`` with a wish list and a class of his own for every learner (nobody
moves as a group: the hardest case). The plan to be repaired is a descent's, made before the clock runs. Then `wards`
departments drawn by the seed close for four weeks in the middle of the year, and two teachers leave for good.

`command` is the whole ``wardbridge repair`` on the same round as files, in a process of its own: start-up, reading the
round file and ``plan.json``, repairing, judging, and writing all files.
"""

from __future__ import annotations

import argparse
import json
import platform
import random
import resource
import subprocess
import sys
import time
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from wardbridge.engine.columns.descent import Descent
from wardbridge.engine.columns.incumbent import plan_of
from wardbridge.engine.columns.limits import limits_of
from wardbridge.engine.columns.master import Master
from wardbridge.engine.columns.model import model_of
from wardbridge.engine.columns.pricing import Pricing
from wardbridge.engine.io.changes import Change, ChangeRow, changed
from wardbridge.engine.io.compiling import problem_of
from wardbridge.engine.io.planfile import Judged, document_of, write_plan
from wardbridge.engine.io.roundfile import SUFFIX, write_round
from wardbridge.engine.io.sheets import RoundBook
from wardbridge.engine.parameters import Parameters
from wardbridge.engine.plan import Plan, Result, Status
from wardbridge.engine.problem import Problem
from wardbridge.engine.repair import repair
from wardbridge.engine.score import score
from wardbridge.engine.stop import NoLimit
from wardbridge.engine.synthetic import Shape, Wishes, extent_of, synthetic_book

SINCE = 20
WEEKS = 4


def some_plan(problem: Problem) -> Plan:
    """A plan by descent: legal, and nearly everyone in it."""
    model = model_of(problem, Parameters.default())
    limits = limits_of(model)
    master, pricing = Master(model, limits, 0), Pricing(model, limits, 1)
    descent = Descent(master, pricing, NoLimit(), 0)
    choice = descent.search(4 * len(problem.units), first=True) or descent.salvage(partial=True)
    return Plan(()) if choice is None else plan_of(master, choice)


def changes_of(book: RoundBook, wards: int, seed: int) -> list[ChangeRow]:
    """Wards that close for some weeks, and two teachers who leave."""
    rng = random.Random(seed)  # noqa: S311  # synthetic data
    first = book.round.first_day + timedelta(weeks=SINCE)
    last = first + timedelta(weeks=WEEKS, days=-1)
    closed = [ChangeRow(Change.CLOSED, row.code, first=first, last=last) for row in rng.sample(book.departments, wards)]
    away = [ChangeRow(Change.LEAVE, teacher=row.code, first=first) for row in rng.sample(book.teachers, 2)]
    return [*closed, *away]


def measure(learners: int, wards: int, seed: int) -> str:
    """One line: what was asked, what it took, what was found."""
    book = synthetic_book(replace(Shape(learners, wishes=Wishes.LEARNER, together=0.0), extent=extent_of(learners)))
    plan = some_plan(problem_of(book))
    problem = problem_of(changed(book, changes_of(book, wards, seed), SINCE))
    start, processor = time.perf_counter(), time.process_time()
    found = repair(problem, plan, SINCE)
    seconds, busy = time.perf_counter() - start, time.process_time() - processor
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    whole, processors = command(book, plan, changes_of(book, wards, seed))
    return (
        f"{learners:8} {wards:5} {seconds:8.1f} {busy:6.1f} {found.moved:6} {found.moved_bound:6} {found.unplaced:9}"
        f" {found.unplaced_bound:6} {found.counts['priced']:7} {found.status:>8} {memory:7.0f}"
        f" {whole:8.1f} {processors:6.1f}"
    )


def command(book: RoundBook, plan: Plan, rows: list[ChangeRow]) -> tuple[float, float]:
    """Seconds and processor seconds of ``wardbridge repair`` on these as files."""
    problem = problem_of(book)
    points = score(problem, plan)
    result = Result(Status.STOPPED, plan, points.total, None, None, points.unplaced, 0, 0.0, points=points.by_part())
    said = [{key: str(value) for key, value in asdict(row).items() if value not in {None, ""}} for row in rows]
    with TemporaryDirectory() as name:
        folder = Path(name)
        write_round(folder / f"round{SUFFIX}", book)
        write_plan(folder / "plan.json", document_of(Judged(book, problem, result, (), "round", "0" * 64, 0.0)))
        (folder / "changes.json").write_text(json.dumps(said), encoding="utf-8")
        files = [str(folder / one) for one in (f"round{SUFFIX}", "plan.json", "changes.json")]
        start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
        run = [sys.executable, "-c", "from wardbridge.cli.main import main; main()", "repair", *files]
        subprocess.run([*run, "--out", str(folder / "out")], check=False, capture_output=True)  # noqa: S603  # our own
        seconds, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
        if not (folder / "out" / "plan.json").exists():
            raise SystemExit("wardbridge repair wrote no plan")
    return seconds, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description="Repairs of synthetic rounds.")
    parser.add_argument("--learners", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--wards", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    measure(200, 1, 1)  # compiles, or reads what was compiled
    today = datetime.now(UTC)
    system = f"{platform.system()}, Python {platform.python_version()}"
    sys.stdout.write(f"{today.day} {today:%B %Y}; {system}\n")
    sys.stdout.write(
        "learners wards  seconds    cpu  moved  bound  unplaced  bound  priced   status      MB  command    cpu\n"
    )
    for learners in asked.learners:
        sys.stdout.write(f"{measure(learners, asked.wards, asked.seed)}\n")


if __name__ == "__main__":
    main()
