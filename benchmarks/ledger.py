"""Two offices press for the last place of a ward at the same moment, again and again: exactly one may get it.

    python benchmarks/ledger.py [--trials N] [--databases sqlite,postgresql]

Each office is a process of its own with its own connection, as two servers would be; both wait at a gate before each
trial. Every database is made for the run in a temporary folder; PostgreSQL is Debian's, without a network port.
Ends with 1 when a trial had no winner or two, or a press failed otherwise.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
OFFICES = 2

if TYPE_CHECKING:
    Answers = multiprocessing.Queue[tuple[int, list[str]]]


@contextmanager
def database(kind: str) -> Iterator[None]:
    """Point the platform at an empty database of this kind, with its tables made."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["WARDBRIDGE_HOME"] = home
        os.environ["DJANGO_SETTINGS_MODULE"] = "wardbridge.config.settings"
        if kind == "sqlite":
            os.environ["WARDBRIDGE_DATABASE_URL"] = f"sqlite:///{home}/ledger.sqlite3"
            _migrate()
            yield
            return
        from tests.support.postgres import programs, server

        found = programs()
        if found is None:
            sys.exit("PostgreSQL is not installed here")
        with server(found) as address:
            os.environ["WARDBRIDGE_DATABASE_URL"] = address
            _migrate()
            yield


def _migrate() -> None:
    subprocess.run([sys.executable, "-m", "django", "migrate", "-v", "0"], check=True)


def places(trials: int) -> list[int]:
    """One ward's last place, `trials` times; in a process of its own, so that the offices inherit no connection."""
    import django

    django.setup()
    from wardbridge.capacity.enums import LimitKind
    from wardbridge.capacity.models import Limit
    from wardbridge.core.models import Organisation
    from wardbridge.institutions.models import Site

    hospital = Organisation.objects.create(code="bv-so", kind="hospital", name_vi="Bệnh viện Sổ", synthetic=True)
    site = Site.objects.create(organisation=hospital, code="S1", name_vi="Cơ sở")
    days = {"first": date(2027, 3, 1), "last": date(2027, 3, 7)}
    Limit.objects.bulk_create(
        [Limit(kind=LimitKind.QUOTA, site=site, scope=f"quota:{n}", amount=1, **days) for n in range(trials)],
        batch_size=100,
    )
    return list(Limit.objects.order_by("pk").values_list("pk", flat=True))


def press(office: int, limits: list[int], gate: Barrier) -> list[str]:
    """One office: what came of each of its presses ("won", "refused", or the name of an error)."""
    import django

    django.setup()
    from wardbridge.capacity.domain import ledger

    said = []
    for number, limit in enumerate(limits):
        gate.wait(60)
        try:
            ledger.take(holder=f"office{office}:{number}", wants={limit: 1})
            said.append("won")
        except ledger.OversoldError:
            said.append("refused")
        except Exception as error:
            said.append(type(error).__name__)
    return said


def _press(office: int, limits: list[int], gate: Barrier, answers: Answers) -> None:
    answers.put((office, press(office, limits, gate)))


def race(trials: int) -> tuple[Counter[str], float]:
    """All trials on the database that the environment names: how each ended, and seconds."""
    spawn = multiprocessing.get_context("spawn")
    with spawn.Pool(1) as pool:
        limits = pool.apply(places, (trials,))
    gate = spawn.Barrier(OFFICES)
    answers: Answers = spawn.Queue()
    start = time.perf_counter()
    offices = [spawn.Process(target=_press, args=(n, limits, gate, answers)) for n in range(OFFICES)]
    for office in offices:
        office.start()
    said = [answers.get()[1] for _ in offices]
    for office in offices:
        office.join()
    return Counter(_verdict(both) for both in zip(*said, strict=True)), time.perf_counter() - start


def _verdict(said: tuple[str, ...]) -> str:
    errors = [word for word in said if word not in {"won", "refused"}]
    return errors[0] if errors else {0: "nobody", 1: "exactly one"}.get(said.count("won"), "more than one")


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--trials", type=int, default=10_000)
    parser.add_argument("--databases", default="sqlite,postgresql")
    asked = parser.parse_args()
    say(
        f"{datetime.now(UTC):%d %B %Y}; {platform.system()}, Python {platform.python_version()}, {os.cpu_count()} cores"
    )
    say(f"{'database':12} {'trials':>8} {'exactly one':>12} {'otherwise':>10} {'seconds':>8} {'ms a trial':>11}")
    broken = 0
    for kind in asked.databases.split(","):
        with database(kind):
            ended, seconds = race(asked.trials)
        otherwise = asked.trials - ended["exactly one"]
        broken += otherwise
        figures = f"{asked.trials:>8} {ended['exactly one']:>12} {otherwise:>10} {seconds:>8.1f}"
        say(f"{kind:12} {figures} {1000 * seconds / asked.trials:>11.2f}")
        for verdict, number in ended.items():
            if verdict != "exactly one":
                say(f"  {verdict}: {number}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
