"""The solver against plain enumeration on random tiny rounds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.engine.tiny import assert_optimal, drawn, tiny_problem
from wardbridge.engine.check import check
from wardbridge.engine.parameters import Parameters
from wardbridge.engine.plan import Status
from wardbridge.engine.score import score
from wardbridge.engine.solve import solve

EXACT = Parameters.from_toml("[search]\ntarget_gap = 0")
SETTINGS = drawn(60)


@SETTINGS
@given(st.integers(0, 10_000_000))
def test_the_solver_finds_the_optimum_that_enumeration_finds(seed: int) -> None:
    assert_optimal(tiny_problem(seed), EXACT, 8_000)


@SETTINGS
@given(st.integers(0, 10_000_000))
def test_a_plan_breaks_nothing_but_what_it_leaves_out_and_its_bound_holds(seed: int) -> None:
    problem = tiny_problem(seed)

    result = solve(problem, parameters=EXACT)

    assert result.plan is not None
    broken = {violation.rule for violation in check(problem, result.plan)}
    points = score(problem, result.plan, EXACT)
    assert result.objective == points.total
    if result.status is Status.OPTIMAL:
        assert broken == set()
        assert result.bound is not None
        assert result.bound >= points.total - 1e-9
    else:
        assert broken <= {"required-blocks", "offer-min", "quota-min", "lock"}
        assert result.reasons


@SETTINGS
@given(st.integers(0, 10_000_000))
def test_the_same_seed_gives_the_same_plan(seed: int) -> None:
    problem = tiny_problem(seed)

    first, second = solve(problem, seed=3), solve(problem, seed=3)

    assert first.plan == second.plan
