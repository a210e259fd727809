"""The tests' own PostgreSQL leaves nothing behind, also when the run is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

KILLED = """
import os, signal
from pathlib import Path
from tests.support.postgres import _stopping
with _stopping(["touch", Path({marker!r})], Path({folder!r})):
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_killed_run_stops_its_server(tmp_path: Path) -> None:
    marker, folder = tmp_path / "stopped", tmp_path / "server"
    folder.mkdir()
    script = KILLED.format(marker=str(marker), folder=str(folder))

    done = subprocess.run([sys.executable, "-c", script], check=False, env=os.environ)

    assert done.returncode == -signal.SIGKILL
    end = time.monotonic() + 10
    while (folder.exists() or not marker.exists()) and time.monotonic() < end:
        time.sleep(0.05)
    assert marker.exists()
    assert not folder.exists()
