"""What one more place is worth: the price of each limit, and on request the plan made again with one more.

A price is a bound: by concavity of the LP, one more place can't be worth more than it (and a plan that is not proven
best may gain what was open besides). Planning again says what it is really worth.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from wardbridge.engine.columns.limits import Row
from wardbridge.engine.explain.crowd import DUST
from wardbridge.engine.explain.edits import Edit, edited, edits_for
from wardbridge.engine.explain.market import Market
from wardbridge.engine.parameters import Parameters
from wardbridge.engine.plan import Violation
from wardbridge.engine.problem import Problem
from wardbridge.engine.solve import solve
from wardbridge.engine.stop import Stop
from wardbridge.rulekit.capacity import beds_allow
from wardbridge.rulekit.levels import LEVELS


@dataclass(frozen=True, slots=True)
class Worth:
    """A limit that has a price.

    Parameters
    ----------
    department
        "" for a limit of a whole site.
    amount
        What the limit allows now.
    price
        Points that one more is worth at most, by price.
    edits, gain
        Where it was planned again: what was changed, and the points won by it.
    """

    rules: tuple[str, ...]
    department: str
    site: str
    periods: tuple[int, ...]
    amount: float
    price: float
    edits: tuple[Edit, ...] = ()
    gain: float | None = None


def worths_of(market: Market) -> tuple[Worth, ...]:
    """Every limit with a price, the dearest first."""
    problem = market.model.problem
    found = [
        _worth(problem, row, float(price))
        for row, price in zip(market.limits.rows[: market.plain], market.price, strict=True)
        if price > DUST and not row.price
    ]
    return tuple(sorted(found, key=lambda one: (-one.price, one.department, one.periods)))


def worth_at(market: Market, department: str, period: int | None) -> Worth | None:
    """The dearest limit of a department (in a week); one without a price where none has any; `None` without a limit."""
    problem = market.model.problem
    k = problem.index.department[department]
    found = [
        _worth(problem, row, float(price))
        for row, price in zip(market.limits.rows[: market.plain], market.price, strict=True)
        if row.department == k and not row.price and (period is None or period in row.periods)
    ]
    return max(found, key=lambda one: one.price, default=None)


def _worth(problem: Problem, row: Row, price: float) -> Worth:
    department = "" if row.department is None else problem.departments[row.department].code
    site = problem.sites[row.at_site(problem)]
    return Worth(row.rules, department, site, row.periods, row.upper, round(price, 6))


def planned_again(  # noqa: PLR0917 - what a run takes, and what it is compared with
    problem: Problem, worth: Worth, points: float, parameters: Parameters, seed: int, stop: Stop
) -> Worth:
    """The same with what one more really brings: the round planned again with each of its limits raised by one.

    `points` are those of the plan to compare with; where teachers bind, one more is one more teacher.
    """
    edits = edits_for(problem, list(_one_more(problem, worth)))
    if not edits:
        return worth
    exact = replace(parameters, search=replace(parameters.search, target_gap=0.0))
    result = solve(edited(problem, edits), stop=stop, seed=seed, parameters=exact)
    gain = None if result.objective is None or result.unplaced else round(result.objective - points, 6)
    return replace(worth, edits=tuple(edits), gain=gain)


def _one_more(problem: Problem, worth: Worth) -> Iterator[Violation]:
    """What the judge would say of one learner more, by each rule that the limit comes from."""
    place = (worth.department, worth.site, worth.periods)
    for rule in worth.rules:
        if rule == "offer-max":
            cell = (problem.index.department[worth.department], worth.periods[0])
            tight = {offer.maximum for offer in problem.index.offers.get(cell, ()) if offer.maximum == worth.amount}
            yield from (Violation(rule, (), *place, most + 1, most) for most in tight)
        elif rule == "VN-05":
            k, t = problem.index.department[worth.department], worth.periods[0]
            levels = [problem.programmes[one.programme].level for one in problem.learners]
            level = max(LEVELS, key=levels.count)
            there = len(problem.index.teachers.get((k, t), {}).get(level, ()))
            yield Violation(rule, (), *place, there + 1, there, params={"level": str(level)})
        elif rule == "VN-08":
            department = problem.departments[problem.index.department[worth.department]]
            allowed = beds_allow(
                department.beds, department.chairs, problem.periods[worth.periods[0]].first, problem.law
            )
            yield Violation(rule, (), *place, (allowed or 0) + 1, allowed or 0)
        elif rule in {"room", "quota-max", "housing", "housing-women", "housing-men"}:
            yield Violation(rule, (), *place, worth.amount + 1, worth.amount)
