"""A PostgreSQL server that lives as long as a test run: Debian's binaries on a temporary folder, no network port.

Loaded as a plugin it gives the whole run that server::

    python -m pytest -p tests.support.postgres tests/platform

The address goes into ``WARDBRIDGE_DATABASE_URL`` before Django reads its settings. Set that variable yourself
and the tests use your server instead. Without PostgreSQL's programs the run says so and ends without a test.
"""

from __future__ import annotations

import atexit
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

VARIABLE = "WARDBRIDGE_DATABASE_URL"
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "listen_addresses": "''"}
_open = ExitStack()


def programs() -> Path | None:
    """Folder of ``initdb`` and ``pg_ctl``, the newest version found; `None` when PostgreSQL is not installed."""
    on_path = shutil.which("initdb")
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if installed:
        return installed[-1].parent
    return Path(on_path).parent if on_path else None


@contextmanager
def server(bin_folder: Path) -> Iterator[str]:
    """Run a server; yield the address of its empty database, in the form that the settings read.

    PostgreSQL refuses to run as root: then it runs as the user ``postgres`` that its package makes.
    """
    folder = Path(tempfile.mkdtemp(prefix="wardbridge-pg-"))
    data = folder / "data"
    try:
        prefix = _as_postgres(folder)
        _run([*prefix, bin_folder / "initdb", "-D", data, "-U", "wardbridge", "-A", "trust", *_locale()], folder)
        options = " ".join(f"-c {name}={value}" for name, value in FAST.items())
        start = ["-o", f"{options} -k {folder}", "-l", str(folder / "log"), "-w", "start"]
        with _stopping([*prefix, bin_folder / "pg_ctl", "-D", data, "-m", "immediate", "stop"], folder):
            _run([*prefix, bin_folder / "pg_ctl", "-D", data, *start], folder)
            yield f"postgresql://wardbridge@/postgres?host={folder}"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _stopping(command: list[str | Path], folder: Path) -> Iterator[None]:
    """Run the command at the end and remove the folder, also when this very process is killed.

    A shell in a session of its own waits for the end of its input: that comes when we close it, or when we are gone.
    """
    script = 'folder=$1; shift; read -r _; "$@"; rm -rf "$folder"'
    watch = subprocess.Popen(
        ["sh", "-c", script, "sh", folder, *command],
        stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/", start_new_session=True,
    )  # fmt: skip
    try:
        yield
    finally:
        watch.communicate()


def _as_postgres(folder: Path) -> list[str]:
    if os.geteuid() != 0:
        return []
    owner = pwd.getpwnam("postgres")
    os.chown(folder, owner.pw_uid, owner.pw_gid)
    return ["setpriv", f"--reuid={owner.pw_uid}", f"--regid={owner.pw_gid}", "--clear-groups"]


def _locale() -> list[str]:
    return ["--encoding=UTF8", "--locale=C", "--locale-provider=icu", "--icu-locale=vi"]


def _run(command: list[str | Path], folder: Path) -> None:
    """Run quietly; what it said is shown when it fails (it goes to a file: a server would keep a pipe open)."""
    said = folder / "said"
    with said.open("w") as output:
        done = subprocess.run(command, stdout=output, stderr=subprocess.STDOUT, cwd="/", check=False)
    if done.returncode:
        raise RuntimeError(f"{command} ended with {done.returncode}: {said.read_text()}")


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests() -> None:
    """Start before Django's settings are read; a worker of pytest-xdist finds the address already there."""
    if os.environ.get(VARIABLE):
        return
    found = programs()
    if found is None:
        pytest.exit("PostgreSQL is not installed: the platform tests were not run on it", returncode=0)
    os.environ[VARIABLE] = _open.enter_context(server(found))
    atexit.register(_open.close)  # a run that fails while it loads never gets to pytest_unconfigure


def pytest_report_header() -> str:
    return f"database: {os.environ.get(VARIABLE, 'SQLite')}"


def pytest_unconfigure() -> None:
    """Stop the server that this process started."""
    _open.close()
