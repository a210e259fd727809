"""``wardbridge bench scale``: synthetic rounds of growing size, each in its own process, as a table and a plot."""

from __future__ import annotations

import json
import re
import resource
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, replace
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter

from wardbridge.cli.arguments import Arguments
from wardbridge.cli.bench.plot import svg_of
from wardbridge.cli.console import say
from wardbridge.cli.language import _
from wardbridge.engine.io.atomic import write_text
from wardbridge.engine.synthetic import Shape, Wishes, extent_of
from wardbridge.engine.synthetic.shape import LEAST_LEARNERS, MOST_LEARNERS

HEAD = ("learners", "classes", "weeks", "departments", "seconds", "score", "bound", "gap", "unplaced", "broken", "MB")
MOST_WORKERS = 256


@dataclass(frozen=True, slots=True)
class Case:
    """One size to be measured."""

    shape: Shape
    workers: int
    seconds: float | None


@dataclass(frozen=True, slots=True)
class Measured:
    """One size: `seconds` from the problem to the plan; `check_seconds` of the judge; `broken` is what he found."""

    learners: int
    classes: int
    weeks: int
    departments: int
    seconds: float
    score: float | None
    bound: float | None
    gap: float | None
    unplaced: int
    broken: int
    megabytes: float
    check_seconds: float
    status: str
    wishes: str
    regions: int


def measure(case: Case) -> Measured:
    """Make the round, plan it and have the plan judged by the independent checker."""
    from wardbridge.engine.check import check
    from wardbridge.engine.io.compiling import problem_of
    from wardbridge.engine.parameters import Parameters
    from wardbridge.engine.solve import solve
    from wardbridge.engine.stop import NoLimit, TimeLimit
    from wardbridge.engine.synthetic import synthetic_book

    problem = problem_of(synthetic_book(case.shape))
    shipped = Parameters.default()
    parameters = replace(shipped, search=replace(shipped.search, workers=case.workers))
    begin = perf_counter()
    stop = NoLimit() if case.seconds is None else TimeLimit(case.seconds)
    result = solve(problem, stop=stop, parameters=parameters)
    planned = perf_counter()
    broken = len(check(problem, result.plan)) if result.plan else 0
    judged = perf_counter()
    return Measured(
        len(problem.learners), result.counts.get("classes", 0), len(problem.periods), len(problem.departments),
        round(planned - begin, 2), result.objective, result.bound, result.gap, result.unplaced, broken,
        _megabytes(case.workers), round(judged - planned, 2), str(result.status), str(case.shape.wishes),
        result.counts.get("regions", 1),
    )  # fmt: skip


def _megabytes(workers: int) -> float:
    """Peak of this process, and of as many workers as there are, each as large as the largest was."""
    own, child = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return round((own + child * (workers if child else 0)) / 1024, 0)


def run(
    sizes: str, *, wishes: str, together: str, time_limit: str, workers: str, seed: str, json_file: str, plot: str,
    language: str,
) -> int:  # fmt: skip
    """Measure size after size; a line each as soon as it is there."""
    arguments = Arguments()
    arguments.language(language)
    people = [arguments.whole(x, "--sizes", LEAST_LEARNERS, MOST_LEARNERS) for x in re.split(r",", sizes)]
    who, share = arguments.choice(wishes, "--wishes", list(Wishes)), arguments.share(together, "--together")
    seconds, number = arguments.seconds(time_limit), arguments.seed(seed)
    crew = arguments.whole(workers, "--workers", 1, MOST_WORKERS)
    drawn = arguments.target(plot, ".svg") if plot else None
    kept = arguments.target(json_file, ".json") if json_file else None
    arguments.done()
    say("".join(f"{word:>12}" for word in HEAD))
    found = []
    for n in people:
        shape = Shape(n, extent=extent_of(n), together=share, wishes=Wishes(who), seed=number)
        with ProcessPoolExecutor(1, get_context("spawn")) as alone:
            found.append(alone.submit(measure, Case(shape, crew, seconds)).result())
        say(_line(found[-1]))
    _keep(found, drawn, kept)
    return 0


def _line(row: Measured) -> str:
    figures = (
        str(row.learners), str(row.classes), str(row.weeks), str(row.departments), f"{row.seconds:.1f}",
        _points(row.score), _points(row.bound), "–" if row.gap is None else f"{row.gap:.5f}", str(row.unplaced),
        str(row.broken), f"{row.megabytes:.0f}",
    )  # fmt: skip
    return "".join(f"{figure:>12}" for figure in figures)


def _points(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}"


def _keep(found: list[Measured], drawn: Path | None, kept: Path | None) -> None:
    for path in (drawn, kept):
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
    if kept is not None:
        write_text(kept, json.dumps([asdict(row) for row in found], indent=1, allow_nan=False) + "\n")
    if drawn is not None:
        points = [(row.learners, row.seconds) for row in found]
        write_text(drawn, svg_of(points, _("Learners"), _("Seconds"), _("in proportion to the first")))
