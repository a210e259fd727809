"""When a run should end: small criteria behind one protocol, combined by `|`."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Protocol


class Stop(Protocol):
    """Asked often; `True` ends the run with the best plan so far."""

    def __call__(self) -> bool: ...


class _Combinable:
    def __or__(self, other: Stop) -> AnyOf:
        return AnyOf(self, other)  # type: ignore[arg-type]  # each subclass is callable


class NoLimit(_Combinable):
    """The run ends by itself."""

    def __call__(self) -> bool:
        return False


class TimeLimit(_Combinable):
    """Seconds of wall time, counted from the making of the object."""

    def __init__(self, seconds: float) -> None:
        if not 0 <= seconds < float("inf"):
            raise ValueError("seconds must be finite and not negative")
        self._end = time.monotonic() + seconds

    def __call__(self) -> bool:
        return time.monotonic() >= self._end


class CancelFlag(_Combinable):
    """Ends when the function says so, for example one that reads a job's row; an answer `True` is final."""

    def __init__(self, asked: Callable[[], bool]) -> None:
        self._asked = asked
        self._cancelled = False

    def __call__(self) -> bool:
        self._cancelled = self._cancelled or self._asked()
        return self._cancelled


class AnyOf(_Combinable):
    """Ends when any of the criteria ends."""

    def __init__(self, *stops: Stop) -> None:
        self._stops = stops

    def __call__(self) -> bool:
        return any(stop() for stop in self._stops)
