"""The rules of one learner's time: the solver against plain enumeration, on random tiny rounds that have them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engine.ruled import CHANGES, ruled_problem
from tests.engine.tiny import drawn, optimum
from wardbridge.engine.check import check
from wardbridge.engine.parameters import Parameters
from wardbridge.engine.plan import Status
from wardbridge.engine.score import score
from wardbridge.engine.solve import solve

EXACT = Parameters.from_toml("[search]\ntarget_gap = 0\ndescent_steps = 500")
LEFT_OUT = {"required-blocks", "offer-min", "quota-min", "lock", "beside"}


@pytest.mark.parametrize("name", [*CHANGES, "mixed"])
@drawn(25)
@given(seed=st.integers(0, 10_000_000))
def test_the_solver_finds_the_optimum_that_enumeration_finds(name: str, seed: int) -> None:
    problem = ruled_problem(name, seed)

    result = solve(problem, parameters=EXACT)

    assert result.plan is not None
    broken = {violation.rule for violation in check(problem, result.plan)}
    assert broken <= (set() if result.status is Status.OPTIMAL else LEFT_OUT)
    assert result.objective == score(problem, result.plan, EXACT).total
    expected = optimum(problem, EXACT, most=4_000)
    if expected is not None and broken.isdisjoint({"offer-min", "quota-min", "lock"}):
        assert (result.unplaced, result.status is Status.INFEASIBLE) == (expected[0], expected[0] > 0)
        if not result.unplaced:
            assert round(result.objective or 0.0, 6) == round(expected[1], 6)
