"""Where the parts of a large round are worked on: here, in processes, or on a cluster, behind one small protocol.

A task is a function of its arguments alone and counts its work, so the answers don't depend on who works, nor on how
many; they come in the order of the tasks. A task of a worker that died is done again; where no worker can be had, here.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from importlib import import_module
from multiprocessing import get_context, parent_process
from multiprocessing.synchronize import Event
from typing import Any, Protocol, TypeVar

from wardbridge.engine.stop import Stop

Task = TypeVar("Task")
Answer = TypeVar("Answer")
POLL = 0.1
"""Seconds between two looks at the stop while others work."""


class Executor(Protocol):
    """Does tasks: `work(task, stop)` can be imported by its name, tasks and answers are plain data."""

    def map(self, work: Callable[[Task, Stop], Answer], tasks: Sequence[Task], stop: Stop) -> Iterator[Answer]:
        """Answers in the order of the tasks, each as soon as it and those before it are there."""
        ...

    def close(self) -> None:
        """Let the workers go."""
        ...


class InProcess:
    """One task after the other, here."""

    def map(self, work: Callable[[Task, Stop], Answer], tasks: Sequence[Task], stop: Stop) -> Iterator[Answer]:
        for task in tasks:
            yield work(task, stop)

    def close(self) -> None:
        """There is nobody to let go."""


class Processes:
    """Worker processes of this machine, started when first needed."""

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._pool: ProcessPoolExecutor | None = None
        self._asked: Event | None = None

    def _start(self) -> ProcessPoolExecutor:
        context = get_context("spawn")
        self._asked = context.Event()
        self._pool = ProcessPoolExecutor(self._workers, context, _begin, (self._asked,))
        return self._pool

    def map(self, work: Callable[[Task, Stop], Answer], tasks: Sequence[Task], stop: Stop) -> Iterator[Answer]:
        """As the protocol says; after two deaths in a row the rest is done here."""
        done, deaths = 0, 0
        while done < len(tasks) and deaths < 2:
            pool = self._pool or self._start()
            try:
                futures = [pool.submit(_do, work, task) for task in tasks[done:]]
                for future in futures:
                    yield self._answer(future, stop)
                    done, deaths = done + 1, 0
            except BrokenProcessPool:
                deaths += 1
                self.close()
        for task in tasks[done:]:
            yield work(task, stop)

    def _answer(self, future: Future[Answer], stop: Stop) -> Answer:
        while not wait([future], POLL, FIRST_COMPLETED).done:
            if self._asked is not None and stop():
                self._asked.set()
        return future.result()

    def close(self) -> None:
        """Workers end as soon as their present task does, and that is told to stop."""
        if self._pool is not None:
            if self._asked is not None:
                self._asked.set()
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None


_asked_to_stop: Event | None = None


def _begin(asked: Event) -> None:
    """First act of a worker: Ctrl-C is the parent's affair, and without a parent there is nothing to do."""
    global _asked_to_stop  # noqa: PLW0603 - a worker process has one stop
    _asked_to_stop = asked
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_leave_with_parent, daemon=True).start()


def _leave_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _do(work: Callable[[Any, Stop], Any], task: Any) -> Any:
    return work(task, _stopped)


def _stopped() -> bool:
    return _asked_to_stop is not None and _asked_to_stop.is_set()


class Cluster:
    """Workers of a Dask cluster (the optional extra ``cluster``); `client` is a ``distributed.Client``."""

    STOP = "wardbridge-stop"

    def __init__(self, client: Any) -> None:
        self._client = client

    def map(self, work: Callable[[Task, Stop], Answer], tasks: Sequence[Task], stop: Stop) -> Iterator[Answer]:
        """As the protocol says; Dask itself does the tasks of a lost worker again."""
        asked = _distributed().Event(self.STOP, client=self._client)
        asked.clear()
        futures = [self._client.submit(_do_there, work, task, self.STOP, pure=False) for task in tasks]
        for future in futures:
            while not future.done():
                if stop():
                    asked.set()
                threading.Event().wait(POLL)
            yield future.result()

    def close(self) -> None:
        """The cluster is the caller's."""


def _distributed() -> Any:
    """The package of the optional extra, which is not there for everyone."""
    return import_module("distributed")


def _do_there(work: Callable[[Any, Stop], Any], task: Any, name: str) -> Any:
    """A task on a cluster's worker; a thread beside it listens for the stop."""
    flag = threading.Event()
    with _distributed().worker_client(separate_thread=False) as client:
        asked = _distributed().Event(name, client=client)

        def listen() -> None:
            with suppress(OSError):  # the cluster closed: nobody is left to ask
                while not flag.is_set():
                    if asked.wait(timeout=1):
                        flag.set()

        threading.Thread(target=listen, daemon=True).start()
        try:
            return work(task, flag.is_set)
        finally:
            flag.set()


def executor_of(workers: int) -> Executor:
    """Processes where several workers are wanted, else here."""
    return Processes(workers) if workers > 1 else InProcess()
