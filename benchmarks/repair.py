"""Repairs of synthetic rounds of 1,000 and 10,000 learners: seconds, who moves, and the bound on it.

    python benchmarks/repair.py [--learners N …] [--wards N] [--seed N]

The rounds are those of ``wardbridge bench generate`` with a wish list and a class of his own for every learner (nobody
moves as a group: the hardest case). The plan to be repaired is a descent's, made before the clock runs. Then `wards`
departments drawn by the seed close for four weeks in the middle of the year, and two teachers leave for good.
"""

from __future__ import annotations

import argparse
import platform
import random
import resource
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from wardbridge.engine.columns.descent import Descent
from wardbridge.engine.columns.incumbent import plan_of
from wardbridge.engine.columns.limits import limits_of
from wardbridge.engine.columns.master import Master
from wardbridge.engine.columns.model import model_of
from wardbridge.engine.columns.pricing import Pricing
from wardbridge.engine.io.changes import Change, ChangeRow, changed
from wardbridge.engine.io.compiling import problem_of
from wardbridge.engine.io.sheets import RoundBook
from wardbridge.engine.parameters import Parameters
from wardbridge.engine.plan import Plan
from wardbridge.engine.problem import Problem
from wardbridge.engine.repair import repair
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
    return (
        f"{learners:8} {wards:5} {seconds:8.1f} {busy:6.1f} {found.moved:6} {found.moved_bound:6} {found.unplaced:9}"
        f" {found.unplaced_bound:6} {found.counts['priced']:7} {found.status:>8} {memory:7.0f}"
    )


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
    sys.stdout.write("learners wards  seconds    cpu  moved  bound  unplaced  bound  priced   status      MB\n")
    for learners in asked.learners:
        sys.stdout.write(f"{measure(learners, asked.wards, asked.seed)}\n")


if __name__ == "__main__":
    main()
