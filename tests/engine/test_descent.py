"""Rounds in which all groups move as one, plans at once, and runs that are stopped."""

from __future__ import annotations

import time
from dataclasses import replace

import numpy as np
import pytest

from tests.engine.rounds import Shape, graduation_round
from tests.engine.tiny import tiny_problem
from wardbridge.engine.check import check
from wardbridge.engine.columns.descent import Descent
from wardbridge.engine.columns.limits import limits_of
from wardbridge.engine.columns.master import Master
from wardbridge.engine.columns.model import Floats, model_of
from wardbridge.engine.columns.moves import Costs, improve, nobody
from wardbridge.engine.columns.packed import packed_of
from wardbridge.engine.columns.pricing import Column, Pricing, Single
from wardbridge.engine.io.compiling import problem_of
from wardbridge.engine.parameters import Parameters
from wardbridge.engine.plan import Progress, Status
from wardbridge.engine.problem import Problem
from wardbridge.engine.solve import solve
from wardbridge.engine.stop import CancelFlag, NoLimit, TimeLimit

LEFT_OUT = {"required-blocks", "offer-min", "quota-min", "lock"}
BRIEF = Parameters.from_toml("[search]\ndives = 0\nbranch_nodes = 0\nneighbourhoods = 0")


def descent_of(problem: Problem) -> Descent:
    model = model_of(problem, Parameters.default())
    limits = limits_of(model)
    return Descent(Master(model, limits, 0), Pricing(model, limits, 1), NoLimit(), 0)


@pytest.mark.parametrize("seed", range(1, 6))
def test_a_round_of_groups_only_is_placed_whole_by_the_descent(seed: int) -> None:
    problem = problem_of(graduation_round(Shape(together=1.0, slack=1.3, seed=seed)))

    choice = descent_of(problem).search(2_000, first=True)

    assert choice is not None
    assert (choice.left, choice.unplaced) == (0, 0)


def test_the_descent_is_repeatable() -> None:
    problem = problem_of(graduation_round(Shape(together=1.0)))

    first, second = descent_of(problem).search(3_000), descent_of(problem).search(3_000)

    assert (first and first.points) == (second and second.points)


@pytest.mark.parametrize("seed", range(20))
def test_the_compiled_loops_choose_and_count_as_the_pricing_and_the_master_do(seed: int) -> None:
    problem = tiny_problem(seed)
    model = model_of(problem, Parameters.default())
    limits = limits_of(model)
    master, pricing = Master(model, limits, 0), Pricing(model, limits, 1)
    units = np.repeat(np.arange(master.n_classes), master.count.astype(np.int64)).astype(np.int32)
    held = nobody(units, len(problem.periods) + 1, len(limits.rows))
    dear = Costs(np.full(len(limits.rows), 3.0), np.full(len(limits.rows), 0.5))
    single, used = Single(pricing), np.zeros(len(limits.rows))

    for u, c in enumerate(units.tolist()):
        more = limits.coefficient[:, master.profile[c]]
        over = np.maximum(0.0, used + more - limits.upper) - np.maximum(0.0, used - limits.upper)
        under = np.maximum(0.0, limits.lower - used - more) - np.maximum(0.0, limits.lower - used)
        price = 3.0 * (over + under) + 0.5 * more
        improve(packed_of(pricing), held, dear, np.array([u]), 0.0, 0)
        best = single.best(c, price)
        blocks = list(zip(held.option[u].tolist(), held.at[u].tolist(), strict=True))[: held.blocks[u]]
        chosen = None if held.kind[u] < 0 else pricing.column(c, int(held.kind[u]), tuple(blocks))

        assert (best is None) == (chosen is None)
        if best is None or chosen is None:
            continue
        rows, values = master.limit_entry(chosen)
        used[rows] += values
        assert held.used == pytest.approx(used)
        assert _value(master, chosen, price, more) == pytest.approx(_value(master, best, price, more))


def _value(master: Master, column: Column, price: Floats, more: Floats) -> float:
    """What a rotation is worth when each row costs `price` for what a unit uses of it once."""
    rows, values = master.limit_entry(column)
    times = np.array(values) / more[rows]
    return column.profit - float(price[rows] @ times)


@pytest.mark.parametrize("seed", range(40))
def test_what_the_descent_leaves_behind_fits(seed: int) -> None:
    problem = tiny_problem(seed)

    result = solve(problem, stop=TimeLimit(0))

    assert result.plan is not None
    assert {violation.rule for violation in check(problem, result.plan)} <= LEFT_OUT


def test_a_stop_at_once_answers_with_most_people_placed() -> None:
    problem = problem_of(graduation_round(Shape(together=0.0)))

    result = solve(problem, stop=TimeLimit(0))

    assert result.status is Status.STOPPED
    assert result.counts["placed"] >= len(problem.learners) // 2


@pytest.mark.parametrize("phase", ["greedy", "bounding", "descent"])
def test_a_stop_is_obeyed_within_a_second_of_work_and_keeps_the_best_plan(phase: str) -> None:
    problem = problem_of(graduation_round(Shape(together=1.0)))
    seen: list[Progress] = []
    asked: list[float] = []

    def heard() -> bool:
        if any(point.phase == phase for point in seen) and not asked:
            asked.append(time.process_time())
        return bool(asked)

    result = solve(problem, stop=CancelFlag(heard), on_progress=seen.append)

    assert time.process_time() - asked[0] < 1.5
    assert result.status is Status.STOPPED
    assert result.plan is not None
    assert result.unplaced <= min(point.unplaced for point in seen if point.unplaced is not None)


def test_a_quota_that_is_cut_is_answered_as_infeasible_with_the_quota() -> None:
    book = graduation_round(Shape(together=1.0))
    cut = tuple(
        replace(place, minimum=0, maximum=place.maximum - 20)
        if place.programme == "MED" and place.site == "A"
        else place
        for place in book.places
    )

    result = solve(problem_of(replace(book, places=cut)), parameters=BRIEF)

    assert result.status is Status.INFEASIBLE
    assert "quota-missing" in {reason.rule for reason in result.reasons}
