"""The process that does long work: the queue's worker, with sweeps that take up what a killed one left.

`wardbridge serve` starts one for each queue; ``python -m django worker`` starts one by hand.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence

from django.db import DatabaseError, close_old_connections, connection
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from wardbridge.core import audit
from wardbridge.core.domain import outbox_delivery, running

SWEEP_SECONDS = 5.0
INTERVAL_SECONDS = 0.5
QUEUES = ("default", "long")
log = logging.getLogger(__name__)

Sweep = Callable[[], object]
_sweeps: list[Sweep] = [running.recover, outbox_delivery.dispatch_overdue]


def sweep(function: Sweep) -> Sweep:
    """Register a function that looks for work left over; called every few seconds: cheap, and safe to call twice."""
    _sweeps.append(function)
    return function


def sweep_once() -> None:
    """Call every sweep; one that fails does not keep the others from running."""
    for function in _sweeps:
        try:
            function()
        except DatabaseError:
            log.exception("sweep %s failed", function.__name__)
            close_old_connections()


def _sweep_until(over: threading.Event) -> None:
    try:
        while not over.wait(SWEEP_SECONDS):
            sweep_once()
    finally:
        connection.close()


def run(*, queues: Sequence[str] = QUEUES, batch: bool = False) -> None:
    """Work on `queues` until told to stop by a signal; with `batch`, until they are empty."""
    audit.seal(window=None)
    sweep_once()
    worker = Worker(
        queue_names=list(queues),
        interval=INTERVAL_SECONDS,
        batch=batch,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=get_random_string(32),
        excluded_queue_names=[],
    )
    if threading.current_thread() is threading.main_thread():
        worker.configure_signals()
    over = threading.Event()
    thread = threading.Thread(target=_sweep_until, args=(over,), daemon=True, name="sweeps")
    thread.start()
    try:
        worker.run()
    finally:
        over.set()
        thread.join()
