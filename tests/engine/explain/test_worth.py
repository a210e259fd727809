"""What one more place is worth: a price that holds, and the round planned again."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.engine.explain.test_learners import EXACT, wanted
from tests.engine.tiny import tiny_problem
from wardbridge.engine.explain.market import market_of
from wardbridge.engine.explain.worth import planned_again, worth_at, worths_of
from wardbridge.engine.plan import Status
from wardbridge.engine.solve import solve
from wardbridge.engine.stop import NoLimit

SETTINGS = settings(max_examples=10, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


def test_price_and_gain_of_a_place_that_many_want() -> None:
    problem = wanted(4, 2)
    points = solve(problem, parameters=EXACT).objective
    assert points == 20.0
    (worth,) = worths_of(market_of(problem, EXACT, 0, NoLimit()))

    again = planned_again(problem, worth, points, EXACT, 0, NoLimit())

    assert (worth.department, worth.periods, worth.rules, worth.amount) == ("TM", (0,), ("offer-max",), 2)
    assert worth.price == pytest.approx(10.0)
    assert again.gain == pytest.approx(10.0)
    assert [(edit.said.rule, edit.said.found) for edit in again.edits] == [("edit-places", 3)]


def test_a_department_that_is_not_full_has_no_price() -> None:
    found = worth_at(market_of(wanted(4, 2), EXACT, 0, NoLimit()), "NG", 0)

    assert found is None or found.price == 0


@SETTINGS
@given(st.integers(0, 10_000_000))
def test_nothing_gains_more_than_its_price_and_what_was_open(seed: int) -> None:
    problem = tiny_problem(seed)
    result = solve(problem, parameters=EXACT)
    if result.status is not Status.OPTIMAL or result.objective is None:
        return
    market = market_of(problem, EXACT, 0, NoLimit())
    for worth in worths_of(market):
        if worth.rules == ("offer-max",):
            gain = planned_again(problem, worth, result.objective, EXACT, 0, NoLimit()).gain
            assert gain is None or gain <= worth.price + market.bound - result.objective + 1e-6
