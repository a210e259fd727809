"""Ctrl-C while planning: the first asks for the best plan so far, the second leaves at once."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from wardbridge.cli.console import complain
from wardbridge.cli.language import _

SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Asked:
    """Whether the user has asked to stop; callable, as `wardbridge.engine.stop.CancelFlag` wants it."""

    def __init__(self) -> None:
        self._asked = False

    def __call__(self) -> bool:
        return self._asked

    def note(self, _number: int, _frame: FrameType | None) -> None:
        """Signal handler."""
        if self._asked:
            raise KeyboardInterrupt
        self._asked = True
        complain(_("Stopping with the best plan so far; press again to leave at once."))


@contextmanager
def stop_on_signal() -> Iterator[Asked]:
    """Within the block Ctrl-C and a polite kill only ask; outside the usual handlers stand."""
    asked = Asked()
    former = {number: signal.signal(number, asked.note) for number in SIGNALS}
    try:
        yield asked
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)
