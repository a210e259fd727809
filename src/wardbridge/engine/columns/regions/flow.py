"""A large round planned by region: prices on what is shared, a plan of each region at these prices, conflicts settled.

A region that may not keep all that its plan takes of shared departments is planned again within what it may keep.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from wardbridge.engine.columns.executor import Executor
from wardbridge.engine.columns.model import Floats
from wardbridge.engine.columns.pricing import Rotations
from wardbridge.engine.columns.regions.division import Division
from wardbridge.engine.columns.regions.part import Part, parts_of
from wardbridge.engine.columns.regions.sharing import Prices, limited, load_of, settled, shared_of
from wardbridge.engine.columns.run import Run
from wardbridge.engine.parameters import Parameters
from wardbridge.engine.plan import Plan, Progress, Result, Status
from wardbridge.engine.problem import Problem
from wardbridge.engine.score import score
from wardbridge.engine.stop import Stop

Tell = Callable[[Progress], None]
Key = TypeVar("Key")
Number = TypeVar("Number", int, float)


@dataclass(frozen=True, slots=True)
class Task:
    """A part to be priced or planned.

    `toll` is what it pays for shared departments, `None` where it shares none; the search begins with `known`.
    """

    problem: Problem
    toll: Floats | None
    known: Rotations
    seed: int
    parameters: Parameters


@dataclass(frozen=True, slots=True)
class Priced:
    """The bound of a part at its tolls, the loads of the relaxation, and the rotations found."""

    bound: float | None
    load: Floats
    rotations: Rotations


def place_part(task: Task, stop: Stop) -> Result | None:
    """A first plan of the part, at once; like its neighbours `None` where the stop came before it was begun."""
    return None if stop() else _run(task, stop).at_once()


def price_part(task: Task, stop: Stop) -> Priced | None:
    """The part's relaxation at its tolls."""
    if stop():
        return None
    relaxed = _run(task, stop)
    bound, load = relaxed.priced()
    return Priced(bound, load, relaxed.rotations())


def plan_part(task: Task, stop: Stop) -> Result | None:
    """The part's plan."""
    return None if stop() else _run(task, stop).result()


def _run(task: Task, stop: Stop) -> Run:
    return Run(task.problem, stop, task.seed, task.parameters, lambda _: None, toll=task.toll, known=task.known)


class ByRegion:
    """One run over a divided round."""

    def __init__(  # noqa: PLR0917 - what a run is given
        self, problem: Problem, division: Division, stop: Stop, seed: int, parameters: Parameters, tell: Tell,
        executor: Executor,
    ) -> None:  # fmt: skip
        self._began = time.monotonic()
        self._problem, self._stop, self._seed, self._parameters = problem, stop, seed, parameters
        self._tell, self._executor = tell, executor
        search = parameters.search
        inner = replace(search, workers=1, branch_nodes=0, target_gap=max(search.target_gap, search.region_gap))
        self._inner = replace(parameters, search=inner)
        self._parts = parts_of(problem, division)
        self._shared = shared_of(problem, self._parts)
        self._known: list[Rotations] = [() for _ in self._parts]
        self._bounds: dict[int, float] = {}
        self._curve: list[Progress] = []

    def result(self) -> Result:
        """First plans, prices, plans, conflicts, and all of it as one answer."""
        self._progress("start")
        early = self._early()
        prices = self._prices()
        tasks = [self._task(n, part.problem, self._toll(prices.best, part)) for n, part in enumerate(self._parts)]
        first = list(self._planned(tasks))
        for n, result in enumerate(first):
            if result is not None and result.bound is not None:
                self._bounds[n] = min(result.bound, self._bounds.get(n, np.inf))
        bound = None
        if len(self._bounds) == len(self._parts):
            bound = sum(self._bounds.values()) + float(prices.best @ self._shared.upper)
        self._progress("settling", bound)
        return self._joined(self._settled([plan or now for plan, now in zip(first, early, strict=True)], early), bound)

    def _early(self) -> list[Result]:
        """A plan of each region that uses nothing shared: what stays where a stop comes before anything better."""
        tasks = [self._task(n, limited(part, _nothing(part)), None) for n, part in enumerate(self._parts)]
        found = self._executor.map(place_part, tasks, self._stop)
        plans = [plan or _unplaced(part.problem, self._parameters, self._seed)
                 for plan, part in zip(found, self._parts, strict=True)]  # fmt: skip
        self._progress("greedy")
        return plans

    def _toll(self, price: Floats, part: Part) -> Floats | None:
        return self._shared.toll(price, part) if part.shared else None

    def _prices(self) -> Prices:
        """Prices of the shared limits, as many rounds as the parameters say."""
        prices = Prices(self._shared)
        tied = [n for n, part in enumerate(self._parts) if part.shared]
        for _ in range(self._parameters.search.price_rounds if tied and len(self._shared.upper) else 0):
            tasks = [self._task(n, self._parts[n].problem, self._toll(prices.now, self._parts[n])) for n in tied]
            answers = [answer for answer in self._executor.map(price_part, tasks, self._stop) if answer is not None]
            if self._stop() or len(answers) < len(tied):
                break
            for n, answer in zip(tied, answers, strict=True):
                self._known[n] = answer.rotations
            bounds = {n: answer.bound for n, answer in zip(tied, answers, strict=True) if answer.bound is not None}
            total = sum(bounds.values()) if len(bounds) == len(tied) else np.inf
            if prices.hear(total, self._load(tied, answers)):
                self._bounds = bounds
            self._progress("prices", None if np.isinf(prices.bound) else prices.bound)
        return prices

    def _task(self, n: int, problem: Problem, toll: Floats | None) -> Task:
        return Task(problem, toll, self._known[n], self._seed, self._inner)

    def _load(self, tied: Sequence[int], answers: Sequence[Priced]) -> Floats:
        problem = self._problem
        load = np.zeros((len(problem.programmes), len(problem.departments), len(problem.periods)))
        for n, answer in zip(tied, answers, strict=True):
            part = self._parts[n]
            for k in part.shared:
                load[list(part.programmes), part.departments[k]] += answer.load[:, k]
        return load

    def _planned(self, tasks: Sequence[Task]) -> Iterator[Result | None]:
        for result in self._executor.map(plan_part, tasks, self._stop):
            self._progress("region")
            yield result

    def _settled(self, first: Sequence[Result], early: Sequence[Result]) -> list[Result]:
        """Let each region keep what fits, and plan those again that may not keep all."""
        final = list(first)
        plans = [result.plan or Plan(()) for result in first]
        kept = settled(self._shared, self._parts, plans, len(self._problem.periods))
        again = []
        for n, part in enumerate(self._parts):
            shared = list(part.shared)
            if (load_of(part.problem, plans[n])[:, shared] > kept[n][:, shared]).any():
                again.append(n)
        tasks = [self._task(n, limited(self._parts[n], kept[n]), None) for n in again]
        for n, result in zip(again, self._planned(tasks), strict=True):
            final[n] = early[n] if result is None or _worse(result, early[n]) else result
        return final

    # --- the answer -------------------------------------------------------------------------------------------------

    def _progress(self, phase: str, bound: float | None = None) -> None:
        point = Progress(time.monotonic() - self._began, None, bound, None, phase)
        self._curve.append(point)
        self._tell(point)

    def _joined(self, results: Sequence[Result], bound: float | None) -> Result:
        """The regions' answers as one."""
        objective = sum(result.objective or 0.0 for result in results)
        unplaced = sum(result.unplaced for result in results)
        gap = None if bound is None or unplaced else (bound - objective) / max(1.0, abs(objective))
        rows = [row for result in results for row in (result.plan or Plan(())).assignments]
        tracks = {code: track for result in results for code, track in (result.plan or Plan(())).tracks.items()}
        rows.sort(key=lambda row: (row.learner, row.periods))
        return Result(
            status=self._status(results, gap),
            plan=Plan(tuple(rows), dict(sorted(tracks.items()))),
            objective=objective,
            bound=bound,
            gap=gap,
            unplaced=unplaced,
            seed=self._seed,
            seconds=time.monotonic() - self._began,
            counts=self._counts(results),
            points=_summed([result.points for result in results]),
            duals=_summed([result.duals for result in results]),
            curve=tuple(self._curve),
        )

    def _counts(self, results: Sequence[Result]) -> Mapping[str, int]:
        return _summed([result.counts for result in results]) | {"regions": len(self._parts)}

    def _status(self, results: Sequence[Result], gap: float | None) -> Status:
        if any(result.status is Status.INFEASIBLE for result in results):
            return Status.GAP if len(self._shared.upper) else Status.INFEASIBLE
        if gap is not None and gap <= self._parameters.search.target_gap:
            return Status.OPTIMAL
        return Status.STOPPED if self._stop() else Status.GAP


def _nothing(part: Part) -> NDArray[np.int64]:
    """No share of any department: (programmes, departments, periods)."""
    return np.zeros((len(part.programmes), len(part.departments), len(part.problem.periods)), np.int64)


def _unplaced(problem: Problem, parameters: Parameters, seed: int) -> Result:
    """The answer of a region that nobody began."""
    points = score(problem, Plan(()), parameters)
    return Result(
        Status.STOPPED, Plan(()), points.total, None, None, points.unplaced, seed, 0.0, points=points.by_part(),
    )  # fmt: skip


def _worse(one: Result, other: Result) -> bool:
    return (one.unplaced, -(one.objective or 0.0)) > (other.unplaced, -(other.objective or 0.0))


def _summed(many: Sequence[Mapping[Key, Number]]) -> dict[Key, Number]:
    """Key → the sum of what all say of it."""
    found: dict[Key, Number] = {}
    for one in many:
        for key, value in one.items():
            found[key] = found[key] + value if key in found else value
    return found
