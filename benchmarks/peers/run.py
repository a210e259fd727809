"""The engine beside other ways, in one run and one table: ``python benchmarks/peers/run.py [--seconds S]``.

Peers (each a process of its own, in a virtual environment of their own, made when it is missing from the group `peers`
of pyproject.toml by way of requirements/peers.txt): a plain CP-SAT model and a plain HiGHS model of the same compact
0-1 formulation, a greedy heuristic with exchanges, and the package `matching`. Rounds: the sample, two graduation
rounds as the tests make them, one of the generator. Each plan is judged and scored by the engine's checker, which
shares nothing with the engine's solver; a plan's ratio is its points by the engine's.
"""

from __future__ import annotations

import argparse
import itertools
import json
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT))

import numpy as np  # noqa: E402

from benchmarks.matching import market_of  # noqa: E402
from benchmarks.peers.neutral import data_of, plan_of  # noqa: E402
from tests.engine.rounds import Shape, graduation_round  # noqa: E402
from wardbridge.engine.check import check  # noqa: E402
from wardbridge.engine.io.compiling import problem_of  # noqa: E402
from wardbridge.engine.io.workbook import read_workbook  # noqa: E402
from wardbridge.engine.matching.market import Market  # noqa: E402
from wardbridge.engine.matching.result import Method  # noqa: E402
from wardbridge.engine.matching.run import match  # noqa: E402
from wardbridge.engine.plan import Plan  # noqa: E402
from wardbridge.engine.problem import Problem  # noqa: E402
from wardbridge.engine.score import score  # noqa: E402
from wardbridge.engine.solve import solve  # noqa: E402
from wardbridge.engine.stop import TimeLimit  # noqa: E402

PEERS = {"CP-SAT": "cpsat", "HiGHS": "compact_highs", "greedy+swaps": "greedy"}
FORM = "{:<22} {:<13} {:>9} {:>9} {:>9} {:>6} {:>9} {:>6} {:>7}\n"
COMMAND = "import sys; from wardbridge.cli.main import main; main()"


def interpreter(folder: Path) -> Path:
    """Python of the peers' environment, which is made and filled when it is missing."""
    python = folder / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)  # noqa: S603
        lock = str(ROOT / "requirements/peers.txt")
        install = [str(python), "-m", "pip", "install", "-q", "--require-hashes", "-r", lock]
        subprocess.run(install, check=True)  # noqa: S603
    return python


def ask(python: Path, script: str, data: Any, *more: str, patience: float) -> dict[str, Any] | None:
    """A peer's answer, `None` when it fails or needs more than its time and some patience."""
    command = [str(python), "-m", f"benchmarks.peers.{script}", *more]
    try:
        done = subprocess.run(  # noqa: S603 - our own scripts
            command, input=json.dumps(data), capture_output=True, text=True, timeout=patience, check=True, cwd=ROOT
        )
    except subprocess.TimeoutExpired:
        return None
    except subprocess.CalledProcessError as error:
        sys.stderr.write(error.stderr[-2000:])
        return None
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])  # HiGHS may write a line of its own
    return answer


def rounds(learners: int) -> Iterator[tuple[str, Problem]]:
    sample = read_workbook(ROOT / "samples/quang-ninh-2025/round.xlsx").book
    if sample is not None:
        yield "sample", problem_of(sample)
    for seed in (1, 2):
        yield f"graduation {seed}", problem_of(graduation_round(Shape(seed=seed)))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "round.xlsx"
        options = ["--learners", str(learners), "--out", str(path), "--extent", "hospital"]
        subprocess.run(  # noqa: S603
            [sys.executable, "-c", COMMAND, "bench", "generate", *options], check=True, capture_output=True
        )
        made = read_workbook(path).book
    if made is not None:
        yield f"generated {learners}", problem_of(made)


def line(  # noqa: PLR0917 - one parameter a column
    name: str, way: str, problem: Problem, plan: Plan, best: float | None, bound: Any, seconds: float
) -> float:
    """Write one row; the plan's points."""
    points = score(problem, plan)
    broken = [violation for violation in check(problem, plan) if violation.rule != "placed"]
    ratio = "1" if best is None else f"{points.total / best:.4f}" if best else "-"
    shown = "-" if bound is None or abs(bound) > 1e15 else f"{bound:.1f}"
    figures = (f"{points.total:.1f}", shown, ratio, points.unplaced, len(broken), f"{seconds:.1f}")
    sys.stdout.write(FORM.format(name, way, *figures[:3], *figures[3:], len(problem.learners)))
    sys.stdout.flush()
    return points.total


def placement(python: Path, seconds: float, learners: int, most: int) -> None:
    sys.stdout.write(FORM.format("round", "way", "points", "bound", "ratio", "left", "broken", "s", "people"))
    for name, problem in itertools.islice(rounds(learners), most):
        start = time.perf_counter()
        result = solve(problem, stop=TimeLimit(seconds))
        took = time.perf_counter() - start
        best = line(name, "engine", problem, result.plan or Plan(()), None, result.bound, took)
        data = data_of(problem)
        for way, script in PEERS.items():
            answer = ask(python, script, data, str(seconds), patience=2 * seconds + 20)
            if answer is None or not answer["answer"]:
                spent = "-" if answer is None else f"{answer['seconds']:.1f}"
                sys.stdout.write(FORM.format(name, way, "no plan", "-", "-", "-", "-", spent, len(problem.learners)))
                sys.stdout.flush()
                continue
            plan = plan_of(problem, answer["answer"])
            line(name, way, problem, plan, best, answer["bound"], answer["seconds"])


def lists_of(m: Market) -> dict[str, Any]:
    """A market as strict lists of both sides: equal priorities in the order of the draw."""
    place = match(m, Method.DEFERRED, "2026").place
    owner = np.repeat(np.arange(len(m.learners)), np.diff(m.start))
    order = np.lexsort((place[owner], -m.priority))
    hospitals: dict[str, list[str]] = {code: [] for code in m.hospitals}
    for e in order:
        hospitals[m.hospitals[m.wish[e]]].append(m.learners[owner[e]])
    learners = {code: [m.hospitals[m.wish[e]] for e in m.wishes(i)] for i, code in enumerate(m.learners)}
    wanted = {code for code, applicants in hospitals.items() if applicants}
    return {
        "learners": learners,
        "hospitals": {code: hospitals[code] for code in wanted},
        "capacities": {code: int(most) for code, most in zip(m.hospitals, m.maximum, strict=True) if code in wanted},
    }


def stable(python: Path, sizes: list[tuple[int, int]], patience: float) -> None:
    form = "{:<22} {:>10} {:>10} {:>8} {:>14}\n"
    sys.stdout.write("\n" + form.format("market", "engine s", "matching s", "ratio", "same places"))
    for n, size in sizes:
        m = market_of(n, size, min(10, size), quotas=False)
        match(m, Method.DEFERRED, "2026")
        start = time.perf_counter()
        found = match(m, Method.DEFERRED, "2026")
        took = time.perf_counter() - start
        name = f"{n} x {size}"
        answer = ask(python, "gale_shapley", lists_of(m), patience=patience)
        if answer is None:
            sys.stdout.write(form.format(name, f"{took:.4f}", "fails", "-", "-"))
            continue
        theirs = np.array([m.hospitals.index(answer["places"].get(code, "")) if code in answer["places"] else -1
                           for code in m.learners])  # fmt: skip
        same = f"{int((theirs == found.hospital).sum())}/{n}"
        ratio = f"{answer['seconds'] / took:.0f}"
        sys.stdout.write(form.format(name, f"{took:.4f}", f"{answer['seconds']:.2f}", ratio, same))
        sys.stdout.flush()


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=60, help="time of each way for each round")
    parser.add_argument("--learners", type=int, default=300, help="learners of the generated round")
    parser.add_argument("--rounds", type=int, default=4, help="how many of the rounds")
    parser.add_argument("--home", default=str(ROOT / "var/peers"), help="folder of the peers' environment")
    chosen = parser.parse_args(arguments)
    python = interpreter(Path(chosen.home))
    day = f"{datetime.now(tz=UTC):%Y-%m-%d}"
    sys.stdout.write(f"{day}, Python {platform.python_version()}, {chosen.seconds:g} s for each way and round\n")
    placement(python, chosen.seconds, chosen.learners, chosen.rounds)
    stable(python, [(300, 20), (1_000, 50), (3_000, 100)], 600)
    return 0


if __name__ == "__main__":
    sys.exit(main())
