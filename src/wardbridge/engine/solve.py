"""The one façade of the engine: a problem in, a plan and what was proven of it out."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

from wardbridge.engine.columns.executor import Executor, executor_of
from wardbridge.engine.columns.regions.division import division_of
from wardbridge.engine.columns.regions.flow import ByRegion
from wardbridge.engine.columns.schools import plan_round
from wardbridge.engine.explain.reasons import reasons_of
from wardbridge.engine.parameters import Parameters
from wardbridge.engine.plan import Progress, Result, Status
from wardbridge.engine.problem import Problem
from wardbridge.engine.stop import NoLimit, Stop


def solve(
    problem: Problem,
    *,
    stop: Stop | None = None,
    seed: int = 0,
    parameters: Parameters | None = None,
    on_progress: Callable[[Progress], None] | None = None,
    executor: Executor | None = None,
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
    executor
        Who works on the parts of a large round; processes of this machine, as many as the parameters say, if not given.
    """
    began = time.monotonic()
    stop, parameters = stop or NoLimit(), parameters or Parameters.default()
    result = _planned(problem, stop, seed, parameters, on_progress or (lambda _: None), executor)
    if result.plan is None or not _someone_out(result):
        return result
    reasons = reasons_of(problem, parameters, result.plan, seed, stop)
    return replace(result, reasons=reasons, seconds=time.monotonic() - began)


def _planned(  # noqa: PLR0917 - what `solve` was given
    problem: Problem,
    stop: Stop,
    seed: int,
    parameters: Parameters,
    tell: Callable[[Progress], None],
    executor: Executor | None,
) -> Result:
    """As one, or by region where a large round comes apart."""
    division = division_of(problem)
    if division is None:
        return plan_round(problem, stop, seed, parameters, tell)
    own = executor or executor_of(parameters.search.workers)
    try:
        return ByRegion(problem, division, stop, seed, parameters, tell, own).result()
    finally:
        if executor is None:
            own.close()


def _someone_out(result: Result) -> bool:
    """Whether the plan is known to leave out someone, or something that a minimum asks for."""
    return result.status is Status.INFEASIBLE or (result.status is Status.GAP and result.gap is None)
