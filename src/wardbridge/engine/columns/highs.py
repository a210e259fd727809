"""HiGHS as the engine uses it: silent, on one thread, repeatable, and stopped when asked."""

from __future__ import annotations

import highspy

from wardbridge.engine.stop import NoLimit, Stop

NEVER_STOP = NoLimit()


def quiet(seed: int, stop: Stop = NEVER_STOP) -> highspy.Highs:
    """A solver that says nothing, uses one thread and a fixed seed, and ends when asked to."""
    solver = highspy.Highs()  # type: ignore[no-untyped-call]  # half typed
    for option, value in (("output_flag", False), ("threads", 1), ("random_seed", seed), ("parallel", "off")):
        solver.setOptionValue(option, value)
    if stop is not NEVER_STOP:
        solver.cbSimplexInterrupt += lambda event: event.interrupt() if stop() else None
        solver.cbMipInterrupt += lambda event: event.interrupt() if stop() else None
    return solver
