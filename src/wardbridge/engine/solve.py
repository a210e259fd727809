"""The one façade of the engine: a problem in, a plan and what was proven of it out."""

from __future__ import annotations

from collections.abc import Callable

from wardbridge.engine.columns.run import run
from wardbridge.engine.parameters import Parameters
from wardbridge.engine.plan import Progress, Result
from wardbridge.engine.problem import Problem
from wardbridge.engine.stop import NoLimit, Stop


def solve(
    problem: Problem,
    *,
    stop: Stop | None = None,
    seed: int = 0,
    parameters: Parameters | None = None,
    on_progress: Callable[[Progress], None] | None = None,
) -> Result:
    """Plan a round.

    Parameters
    ----------
    stop
        Asked often; when it says so the best plan so far is returned with its bound, within a second.
    seed
        The same problem, seed and parameters give the same plan.
    on_progress
        Called on each better plan or bound, from this thread.
    """
    return run(problem, stop or NoLimit(), seed, parameters or Parameters.default(), on_progress or (lambda _: None))
