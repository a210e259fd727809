"""Which schools a site with few schools (VN-11) is open to: branch and bound over open and closed, a whole run a node.

A school that is closed at a site is a school whose tracks don't have the site, so each node is a round like any other:
its plan is whole, its bound holds for every plan of the node. Where a node's plan breaks the rule, the school with most
learners there that is not decided yet is opened in one child and closed in the other; when a site has opened as many as
it may, it is closed to the rest.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from wardbridge.engine.columns.run import run
from wardbridge.engine.parameters import Parameters
from wardbridge.engine.plan import Plan, Progress, Result, Status
from wardbridge.engine.problem import Problem
from wardbridge.engine.score import score
from wardbridge.engine.stop import Stop
from wardbridge.engine.view import PlanView, view_of

Pair = tuple[int, str]
"""Site and school."""
Value = tuple[float, float]
"""Learner-weeks left out and points lost: less is better."""
INFINITE = float("inf")


@dataclass(frozen=True, slots=True)
class Node:
    """What is decided, and the run under it."""

    closed: frozenset[Pair]
    opened: frozenset[Pair]
    result: Result

    @property
    def bound(self) -> Value:
        """What no plan of the node is better than."""
        left = float(self.result.counts.get("unplaced_bound", 0))
        known = self.result.bound is not None and not left
        return left, -self.result.bound if known and self.result.bound is not None else -INFINITE


@dataclass(slots=True)
class Search:
    """The nodes still open, the best plan so far and the bounds of what was closed without proof."""

    open: list[Node]
    best: Result | None = None
    left: list[Value] = field(default_factory=list)
    nodes: int = 1


def plan_round(
    problem: Problem, stop: Stop, seed: int, parameters: Parameters, on_progress: Callable[[Progress], None]
) -> Result:
    """Plan the problem; as `run.run` where no site has few schools or the first plan keeps the rule."""
    if not problem.few_schools:
        return run(problem, stop, seed, parameters, on_progress)
    began = time.monotonic()
    first = run(problem, stop, seed, parameters, lambda progress: on_progress(replace(progress, objective=None)))
    search = Search([Node(frozenset(), frozenset(), first)])
    while search.open and not stop() and search.nodes <= parameters.search.school_nodes:
        node = search.open.pop()
        if _worth(search, node.bound):
            _expand(problem, node, search, lambda changed: run(changed, stop, seed, parameters, lambda _: None))
            search.open.sort(key=lambda one: one.bound, reverse=True)
    return _answer(problem, parameters, first, search, stop, time.monotonic() - began)


def _value(result: Result) -> Value:
    return float(result.unplaced), -(result.objective or 0.0)


def _worth(search: Search, bound: Value) -> bool:
    """Whether a plan of such a bound could be better than the best."""
    if search.best is None:
        return True
    left, lost = _value(search.best)
    return bound[0] < left - 1e-9 or (bound[0] < left + 1e-9 and bound[1] < lost - 1e-9)


def _expand(problem: Problem, node: Node, search: Search, solve: Callable[[Problem], Result]) -> None:
    """Keep a legal plan, or decide one school at one site and run what that changes."""
    view = view_of(problem, node.result.plan or Plan(()))
    over = _over(problem, _served(problem, view))
    pair = next((one for one in over if one not in node.opened | node.closed), None)
    if pair is None:
        if not over and (search.best is None or _value(node.result) < _value(search.best)):
            search.best = node.result
        search.left.append(node.bound)
        return
    children = [(node.closed | {pair}, node.opened)]
    rest = _rest(problem, node.opened | {pair}, pair)
    if rest is not None:
        children.append((node.closed | rest, node.opened | {pair}))
    for closed, opened in children:
        child = replace(node, opened=opened)
        if closed != node.closed:
            search.nodes += 1
            child = Node(closed, opened, solve(_closed(problem, closed)))
        if _worth(search, child.bound):
            search.open.append(child)


def _served(problem: Problem, view: PlanView) -> Counter[Pair]:
    """Learners of each school at each site of few schools."""
    return Counter(
        (few.site, problem.programmes[problem.learners[i].programme].school)
        for few in problem.few_schools
        for i in view.visitors(problem, few.site)
    )


def _most(problem: Problem, pair: Pair) -> int:
    """How many schools of the pair's sort its site may serve."""
    site, school = pair
    university = school in problem.index.universities
    return min(x.universities if university else x.colleges for x in problem.few_schools if x.site == site)


def _same(problem: Problem, school: str) -> frozenset[str]:
    """Schools of the same sort."""
    university = school in problem.index.universities
    return frozenset(x.school for x in problem.programmes if (x.school in problem.index.universities) is university)


def _over(problem: Problem, served: Counter[Pair]) -> list[Pair]:
    """Pairs at sites that serve too many of their sort, those with most learners first."""
    found = [
        (site, school)
        for site, school in served
        if sum((site, code) in served for code in _same(problem, school)) > _most(problem, (site, school))
    ]
    return sorted(found, key=lambda pair: (-served[pair], pair))


def _rest(problem: Problem, opened: frozenset[Pair], pair: Pair) -> frozenset[Pair] | None:
    """Schools of the pair's sort that its site is closed to once it has opened as many as it may.

    None of them before, `None` where it has opened too many.
    """
    site, school = pair
    most, same = _most(problem, pair), _same(problem, school)
    served = {code for at, code in opened if at == site} & same
    if len(served) > most:
        return None
    return frozenset((site, code) for code in same - served) if len(served) == most else frozenset()


def _closed(problem: Problem, closed: frozenset[Pair]) -> Problem:
    """The round in which tracks of these schools don't have these sites."""
    programmes = tuple(
        replace(
            x,
            tracks=tuple(
                replace(track, sites=track.sites - {site for site, code in closed if code == x.school})
                for track in x.tracks
            ),
        )
        for x in problem.programmes
    )
    return replace(problem, programmes=programmes)


def _answer(  # noqa: PLR0917  # what the search knows
    problem: Problem, parameters: Parameters, first: Result, search: Search, stop: Stop, seconds: float
) -> Result:
    """The best plan with the bound of all nodes; where none is legal, the first one without who is too many."""
    bound = min([*search.left, *(node.bound for node in search.open)], default=(0.0, -INFINITE))
    best = search.best or _thinned(problem, parameters, first)
    placed = best.unplaced == 0
    most = None if bound[1] == -INFINITE else max(-bound[1], best.objective or 0.0 if placed else -INFINITE)
    gap = (
        (most - best.objective) / max(1.0, abs(best.objective))
        if placed and most is not None and best.objective is not None
        else None
    )
    if bound[0] > 0:
        status = Status.INFEASIBLE
    elif gap is not None and gap <= max(parameters.search.target_gap, 1e-6):
        status = Status.OPTIMAL
    else:
        status = Status.STOPPED if stop() else Status.GAP
    counts = {**best.counts, "school_nodes": search.nodes, "unplaced_bound": int(bound[0])}
    return replace(best, status=status, bound=most, gap=gap, seconds=seconds, counts=counts, curve=first.curve)


def _thinned(problem: Problem, parameters: Parameters, first: Result) -> Result:
    """The plan without the learners of the schools that are fewest where too many are."""
    plan = first.plan or Plan(())
    view = view_of(problem, plan)
    while over := _over(problem, _served(problem, view)):
        site, school = over[-1]
        out = {
            problem.learners[i].code
            for i in view.visitors(problem, site)
            if problem.programmes[problem.learners[i].programme].school == school
        }
        plan = replace(plan, assignments=tuple(row for row in plan.assignments if row.learner not in out))
        view = view_of(problem, plan)
    points = score(problem, plan, parameters)
    return replace(first, plan=plan, objective=points.total, unplaced=points.unplaced, points=points.by_part())
