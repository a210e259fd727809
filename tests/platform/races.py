"""Several connections that press at the same moment."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

from django.db import connection

T = TypeVar("T")


def at_once(work: Callable[[int], T], many: int) -> list[T]:
    """Call `work(0) … work(many - 1)`, each on a connection of its own, all let go at once; what each returned.

    The first exception of any of them is raised.
    """
    gate = Barrier(many)

    def one(number: int) -> T:
        try:
            gate.wait(timeout=30)
            return work(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(many) as pool:
        return list(pool.map(one, range(many)))
