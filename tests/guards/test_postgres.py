"""The tests' own PostgreSQL leaves nothing behind, also when the run is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

KILLED = """
import os, signal
from pathlib import Path
from tests.support.postgres import _stopping
with _stopping(["sh", "-c", "echo stopped > {said}"], Path({folder!r})):
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_killed_run_stops_its_server(tmp_path: Path) -> None:
    """The command that stops the server writes into a pipe, on which the test waits."""
    said, folder = tmp_path / "said", tmp_path / "server"
    folder.mkdir()
    os.mkfifo(said)
    script = KILLED.format(said=said, folder=str(folder))

    done = subprocess.run([sys.executable, "-c", script], check=False, env=os.environ)

    assert done.returncode == -signal.SIGKILL
    assert said.read_text() == "stopped\n"
