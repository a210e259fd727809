"""The sample round from file to judged plan, cold and warm: machine, date, seconds, gap, peak memory.

    python benchmarks/sample.py [--runs N] [--time-limit S]

Each run is a process of its own, as ``wardbridge plan --json`` is for its users. The cold run compiles the hot loops
into an empty cache; the warm ones use that cache. Seconds are the command's own (file to judged plan) and the whole
process's (with Python's start and the writing of the files).
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

SAMPLE = Path(__file__).resolve().parent.parent / "samples" / "quang-ninh-2025" / "round.xlsx"
RUN = "from wardbridge.cli.main import main; main()"


@dataclass(frozen=True, slots=True)
class Measured:
    """One run: what it printed, seconds of the whole process, processor seconds, peak memory in MB."""

    headline: dict[str, Any]
    whole: float
    processor: float
    memory: float


def measure(folder: Path, cache: Path, limit: str) -> Measured:
    """Plan the sample once, with the compiled code of `cache`."""
    command = [sys.executable, "-c", RUN, "plan", str(SAMPLE), "--out", str(folder), "--json"]
    command += ["--time-limit", limit] if limit else []
    start = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603 - our own interpreter and package
        command, stdout=subprocess.PIPE, text=True, env=os.environ | {"NUMBA_CACHE_DIR": str(cache)}
    )
    assert process.stdout is not None  # noqa: S101 - it was asked for
    said = process.stdout.read()
    _pid, _status, used = os.wait4(process.pid, 0)
    whole = time.perf_counter() - start
    return Measured(json.loads(said.splitlines()[-1]), whole, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def machine() -> str:
    """Processor, cores, memory, Python."""
    model = next(
        (line.split(":", 1)[1].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")),
        platform.processor(),
    )
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{model}, {os.cpu_count()} cores, {memory:.0f} GB, Python {platform.python_version()}"


def _lines(path: str) -> list[str]:
    try:
        return Path(path).read_text(encoding="utf-8").splitlines()
    except OSError:
        return []


def row(name: str, run: Measured) -> str:
    """One line of the table."""
    head = run.headline
    gap = "–" if head["gap"] is None else f"{head['gap']:.6f}"
    figures = f"{head['seconds']:>8.2f} {run.whole:>8.2f} {run.processor:>8.2f} {run.memory:>8.0f} {gap:>10}"
    return f"{name:<8} {figures} {head['placed']:>4}/{head['learners']} {len(head['violations']):>4}  {head['status']}"


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=3, help="warm runs (default 3)")
    parser.add_argument("--time-limit", default="", help="seconds, as for wardbridge plan")
    chosen = parser.parse_args(arguments)
    write = sys.stdout.write
    write(f"{machine()}\n{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, load {os.getloadavg()[0]:.1f} before\n")
    heads = (f"{name:>8}" for name in ("file→plan", "process", "cpu", "MB"))
    write(f"{'run':<8} {' '.join(heads)} {'gap':>10} placed  viol  status\n")
    with tempfile.TemporaryDirectory() as folder:
        cache, out = Path(folder) / "cache", Path(folder) / "out"
        write(f"{row('cold', measure(out, cache, chosen.time_limit))}\n")
        for number in range(1, chosen.runs + 1):
            write(f"{row(f'warm {number}', measure(out, cache, chosen.time_limit))}\n")
            sys.stdout.flush()
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    write(f"peak memory of a run: {peak:.0f} MB\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
