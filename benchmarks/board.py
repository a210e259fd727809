"""The planning board on the sample round: ms to open it, to take a block, to try a move, to make and undo one.

    python benchmarks/board.py [--home DIR] [--rounds N]

Requests go through Django's own client, with every middleware and the database, in one process; times are of the
wall and, as other work may share the machine, of the processor. The demo runs first into a temporary folder unless
``--home`` names the folder of one that has run (its open draft is moved and moved back).
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from typing import Any

SIGN_INS = "var/demo/sign-ins.json"
RUN = "from wardbridge.cli.main import main; main()"
ROWS = re.compile(r'data-rows-url="([^"]+)"')
BLOCK = re.compile(r'data-learner="([0-9a-f-]{36})".*?data-block="([^"]+)"', re.DOTALL)


class Desk:
    """The coordinator at the board of the sample's open draft."""

    def __init__(self) -> None:
        import django

        django.setup()
        from django.conf import settings
        from django.contrib.auth import get_user_model
        from django.test import Client

        settings.ALLOWED_HOSTS = ["testserver"]
        self.client = Client()
        self.client.force_login(get_user_model().objects.get(username="coordinator"))
        from wardbridge.planning.models import Draft

        draft = Draft.unscoped.select_related("round").order_by("-number")[0]
        self.revision = draft.version
        self.board = f"/office/rounds/{draft.round.uid}/board/"
        self.draft = f"/office/rounds/{draft.round.uid}/drafts/{draft.number}/"

    def open(self) -> str:
        answer = self.client.get(self.board)
        if answer.status_code != 200:
            sys.exit(f"{self.board} answered {answer.status_code}")
        return str(answer.content.decode())

    def open_group(self, page: str) -> str:
        """The rows of the first group, which the page fetches when it is opened."""
        found = ROWS.search(page)
        if found is None:
            return page
        return str(self.client.get(unescape(found[1])).content.decode())

    def post(self, act: str, **body: Any) -> dict[str, Any]:
        data = json.dumps(body | {"revision": self.revision})
        answer = self.client.post(f"{self.draft}{act}/", data, content_type="application/json")
        said: dict[str, Any] = answer.json()
        self.revision = said.get("revision", self.revision)
        return said


def timed(name: str, act: Callable[[], object], times: int) -> None:
    """Call it `times` times and print the median and the worst."""
    walls, processors = [], []
    for _ in range(times):
        wall, processor = time.perf_counter(), time.process_time()
        act()
        walls.append((time.perf_counter() - wall) * 1000)
        processors.append((time.process_time() - processor) * 1000)
    figures = f"{statistics.median(walls):>8.0f} {max(walls):>8.0f} {statistics.median(processors):>8.0f}"
    sys.stdout.write(f"{name:<24} {figures}\n")


def measure(times: int) -> None:
    desk = Desk()
    sys.stdout.write(f"{'ms':<24} {'median':>8} {'worst':>8} {'cpu':>8}\n")
    timed("open, first in process", desk.open, 1)
    timed("open", desk.open, times)
    page = desk.open()
    timed("open a group", lambda: desk.open_group(page), times)
    found = BLOCK.search(desk.open_group(page))
    if found is None:
        sys.exit("the board shows no block")
    block = f"{found[1]}/{found[2]}"
    held = desk.post("targets", block=block)
    timed("take a block", lambda: desk.post("targets", block=block), times)
    place = next(one for one in held["choices"] if one["week"] != held["week"])
    change = {"block": block, "department": place["department"], "week": place["week"]}
    timed("try a move", lambda: desk.post("check", **change), times)

    def there_and_back() -> None:
        desk.post("move", **change)
        desk.post("undo")

    timed("move and undo, both", there_and_back, times)


def machine() -> str:
    """Cores, memory, Python, date and load."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{platform.machine()}, {os.cpu_count()} cores, {memory:.0f} GB, Python {platform.python_version()}, "
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, load {os.getloadavg()[0]:.1f}"
    )


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--home", type=Path, help="folder of a demo that has run")
    parser.add_argument("--rounds", type=int, default=7, help="times of each act (default 7)")
    chosen = parser.parse_args(arguments)
    sys.stdout.write(f"{machine()}\n")
    with tempfile.TemporaryDirectory() as empty:
        home = chosen.home or Path(empty)
        os.environ["WARDBRIDGE_HOME"] = str(home.resolve())
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wardbridge.config.settings")
        if not (home / SIGN_INS).exists():
            command = [sys.executable, "-c", RUN, "demo", "--no-serve"]
            subprocess.run(command, check=True, stdout=sys.stderr)  # noqa: S603 - our own interpreter and package
        measure(chosen.rounds)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
