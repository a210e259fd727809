"""Processes of ours that live and die together: the web server and the workers of the queue."""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from types import FrameType

STOP_SECONDS = 10.0
"""How long a process may take to end politely."""

_PR_SET_PDEATHSIG = 1


def _die_with_parent() -> Callable[[], object] | None:
    """On Linux, what makes a child end when this process is killed, so that no port and no lock stays taken."""
    if not sys.platform.startswith("linux"):
        return None
    prctl = ctypes.CDLL(None).prctl
    return partial(prctl, _PR_SET_PDEATHSIG, int(signal.SIGTERM))


def python(*arguments: str) -> list[str]:
    """A command that runs a module of this environment."""
    return [sys.executable, "-m", *arguments]


@dataclass(slots=True)
class Together:
    """Starts commands and keeps them until one ends or a signal asks to stop."""

    children: list[subprocess.Popen[bytes]] = field(default_factory=list)
    asked: bool = False

    def start(self, command: Sequence[str]) -> None:
        """Start a command in a session of its own: Ctrl-C reaches it only through this process."""
        self.children.append(
            subprocess.Popen(  # noqa: S603 - our own interpreter and modules
                command,
                start_new_session=True,
                preexec_fn=_die_with_parent(),  # noqa: PLW1509 - one call of the C library, before any thread of ours
                env=os.environ,
            )
        )

    def keep(self) -> int:
        """Wait; answers 0 after a signal, else the exit code of the process that ended by itself (at least 1)."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._note)
        while not self.asked:
            ended = [child for child in self.children if child.poll() is not None]
            if ended:
                self.stop()
                return max(1, abs(int(ended[0].returncode)))
            time.sleep(0.2)
        self.stop()
        return 0

    def _note(self, _number: int, _frame: FrameType | None) -> None:
        self.asked = True

    def stop(self) -> None:
        """End all politely, and by force those that don't."""
        for child in self.children:
            if child.poll() is None:
                child.terminate()
        end = time.monotonic() + STOP_SECONDS
        for child in self.children:
            try:
                child.wait(timeout=max(0.1, end - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()

    def answers(self, host: str, port: int, seconds: float = 60.0) -> bool:
        """Whether something listens before the seconds are over; no longer waited for once a process has ended."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and not any(child.poll() is not None for child in self.children):
            if listening(host, port):
                return True
            time.sleep(0.1)
        return False


def listening(host: str, port: int) -> bool:
    """Whether a connection to the address succeeds."""
    local = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - told apart, not bound
    try:
        with socket.create_connection((local, port), timeout=1):
            return True
    except OSError:
        return False


def free(host: str, port: int) -> str:
    """ "" when the port can be bound, else the system's reason."""
    try:
        family, kind, protocol, _name, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        return error.strerror or str(error)
    return ""
