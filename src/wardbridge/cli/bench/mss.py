"""``wardbridge bench mss``: instances of the public benchmark solved, written and told as one table."""

from __future__ import annotations

import csv
import json
import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from wardbridge.cli.arguments import Arguments
from wardbridge.cli.console import complain, refused, say
from wardbridge.cli.language import _
from wardbridge.cli.stopping import Asked, stop_on_signal
from wardbridge.engine.errors import InputRefused
from wardbridge.engine.io.atomic import write_text
from wardbridge.engine.io.mss import Solution, read_instance, write_solution
from wardbridge.engine.mss.instance import Instance
from wardbridge.engine.stop import CancelFlag, Stop, TimeLimit

NOT_SOLVED = 3
"""For some file there is no solution: none exists, or none was found in the time given."""
MOST_WORKERS = 1024
FEW = 12
SECONDS, SECONDS_MANY = 55.0, 285.0
"""Without --time-limit: for instances with few disciplines, and for the others."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table; `published` is the best score published, where it is known."""

    solution: Solution
    published: int | None

    @property
    def gap(self) -> float | None:
        objective, bound = self.solution.objective, self.solution.bound
        return None if objective is None or bound is None else (bound - objective) / max(1, abs(objective))

    @property
    def difference(self) -> int | None:
        objective = self.solution.objective
        return None if objective is None or self.published is None else objective - self.published

    def cells(self) -> list[str]:
        solution = self.solution
        gap = "-" if self.gap is None else f"{100 * self.gap:.3f}"
        shown = [_shown(x) for x in (solution.objective, solution.bound)]
        rest = [f"{solution.seconds:.1f}", _shown(self.published), _shown(self.difference), solution.status]
        return [solution.instance, *shown, gap, *rest]

    def data(self) -> dict[str, str | int | float | None]:
        solution = self.solution
        return {
            "instance": solution.instance,
            "objective": solution.objective,
            "bound": solution.bound,
            "gap": self.gap,
            "seconds": round(solution.seconds, 2),
            "published": self.published,
            "difference": self.difference,
            "status": solution.status,
        }


def run(files: list[str], *, time_limit: str, workers: str, solutions: str, json_file: str, language: str) -> int:
    """Exit code 0 when every file has a solution, 3 otherwise."""
    arguments = Arguments()
    arguments.language(language)
    paths = [arguments.readable(file) for file in files]
    seconds = arguments.seconds(time_limit)
    threads = arguments.whole(workers or str(os.cpu_count() or 1), "--workers", 1, MOST_WORKERS)
    folder = arguments.folder(solutions) if solutions else None
    table = arguments.target(json_file, ".json") if json_file else None
    arguments.done()
    instances = [_read(path, language) for path in paths]
    rows: list[Row] = []
    with stop_on_signal() as asked:
        for path, instance in zip(paths, instances, strict=True):
            if asked():
                break
            rows.append(Row(_solved(instance, asked, seconds, threads), _published(path)))
            if folder:
                folder.mkdir(parents=True, exist_ok=True)
                write_solution(folder, rows[-1].solution)
    if table:
        write_text(table, json.dumps([row.data() for row in rows], allow_nan=False, indent=1) + "\n")
    say(*_table(rows))
    return 0 if len(rows) == len(paths) and all(row.solution.objective is not None for row in rows) else NOT_SOLVED


def _read(path: Path, language: str) -> Instance:
    try:
        return read_instance(path)
    except InputRefused as error:
        head = _("{path} can't be used; faults: {count}.").format(path=path, count=len(error.faults))
        raise refused(error, language, head) from error


def _solved(instance: Instance, asked: Asked, seconds: float | None, threads: int) -> Solution:
    from wardbridge.engine.mss.solver.run import solve

    if seconds is None:
        seconds = SECONDS if instance.disciplines <= FEW else SECONDS_MANY
    stop: Stop = CancelFlag(asked) | TimeLimit(seconds)
    answer = solve(instance, stop, threads, _teller(instance.name))
    return Solution(instance.name, answer.score, answer.bound, answer.status, answer.seconds, answer.assignments)


def _teller(name: str) -> Callable[[float, int | None, int | None], None]:
    """Writes a line of progress: instance, seconds, score, bound."""

    def tell(seconds: float, score: int | None, bound: int | None) -> None:
        complain(f"{name} {seconds:8.1f} s {_shown(score):>8} {_shown(bound):>8}")

    return tell


def _published(path: Path) -> int | None:
    """The best score published: of ``best-known.csv`` beside the file or in the folder above."""
    for folder in (path.parent, path.absolute().parent.parent):
        listed = folder / "best-known.csv"
        if listed.is_file():
            content = listed.read_text(encoding="utf-8", errors="replace").splitlines()
            scores = {row.get("instance"): row.get("best_published_score") or "" for row in csv.DictReader(content)}
            found = scores.get(path.stem, "")
            return int(found) if re.fullmatch(r"-?[0-9]{1,12}", found) else None
    return None


def _shown(figure: int | None) -> str:
    return "-" if figure is None else str(figure)


def _table(rows: list[Row]) -> list[str]:
    head = [_("instance"), _("score"), _("bound"), _("gap %"), _("seconds")]
    head += [_("best published"), _("difference"), _("status")]
    lines = [head, *(row.cells() for row in rows)]
    widths = [max(len(line[k]) for line in lines) for k in range(len(head))]
    return ["  ".join(_aligned(line, widths)).rstrip() for line in lines]


def _aligned(line: list[str], widths: list[int]) -> list[str]:
    """Words to the left, figures to the right."""
    last = len(line) - 1
    return [x.ljust(w) if k in {0, last} else x.rjust(w) for k, (x, w) in enumerate(zip(line, widths, strict=True))]
