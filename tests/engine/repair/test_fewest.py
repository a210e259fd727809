"""The repair against plain enumeration on random tiny rounds: the fewest moved, and of those the best."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.engine.repair.enumeration import best_repair, broken, disturbed, key_of, moved, weeks_of
from tests.engine.ruled import ruled_problem
from tests.engine.tiny import tiny_problem
from wardbridge.engine.parameters import Parameters
from wardbridge.engine.plan import Plan, Status
from wardbridge.engine.problem import Problem
from wardbridge.engine.repair import repair
from wardbridge.engine.solve import solve
from wardbridge.engine.view import view_of

PARAMETERS = Parameters.default()
SETTINGS = settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
SOME = settings(max_examples=8, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


def changed_round(seed: int, problem: Problem) -> tuple[Problem, Plan, int]:
    """The round with its plan, then disturbed; and the first week that is still open."""
    rng = random.Random(seed)  # noqa: S311  # synthetic data
    plan = solve(problem).plan
    assert plan is not None
    return disturbed(problem, rng), plan, rng.choice([0, 0, *range(len(problem.periods) + 1)])


@SETTINGS
@given(st.integers(0, 10_000_000))
def test_the_repair_is_the_best_that_enumeration_finds(seed: int) -> None:
    assert_best(*changed_round(seed, tiny_problem(seed)))


@pytest.mark.parametrize("rule", ["shifts", "nights", "ways", "history", "language"])
@SOME
@given(seed=st.integers(0, 10_000_000))
def test_the_rules_of_one_learners_time_are_kept_as_enumeration_keeps_them(rule: str, seed: int) -> None:
    problem, plan, since = changed_round(seed, ruled_problem(rule, seed))
    assert_best(problem, plan, since)
    result = repair(problem, plan, since)
    assert broken(problem, result.plan, since) <= {"offer-min", "quota-min", "lock"} | broken(problem, plan, since)


def assert_best(problem: Problem, plan: Plan, since: int) -> None:
    """The repair is as good as the best that enumeration finds, and says what it did."""
    expected = best_repair(problem, plan, since, PARAMETERS)
    if expected is None:
        return

    result = repair(problem, plan, since)

    assert key_of(problem, plan, result.plan, since, PARAMETERS) <= expected
    assert result.moved == moved(problem, plan, result.plan, since)[0]
    assert (result.status, result.moved_bound) == (Status.OPTIMAL, result.moved)


@SETTINGS
@given(st.integers(0, 10_000_000))
def test_the_past_stands_and_the_rules_hold(seed: int) -> None:
    problem, plan, since = changed_round(seed, tiny_problem(seed))

    result = repair(problem, plan, since)

    before, after = view_of(problem, plan), view_of(problem, result.plan)
    for i in range(len(problem.learners)):
        was = {t: k for t, k in weeks_of(before, i, 0).items() if t < since}
        now = {t: k for t, k in weeks_of(after, i, 0).items() if t < since}
        assert was == now or not weeks_of(after, i, since)
    assert broken(problem, result.plan, since) <= {"offer-min", "quota-min", "lock"} | broken(problem, plan, since)


@SETTINGS
@given(st.integers(0, 10_000_000))
def test_a_plan_that_may_stand_moves_nobody(seed: int) -> None:
    problem = tiny_problem(seed)
    found = solve(problem)
    if found.plan is None or found.status is not Status.OPTIMAL:
        return

    result = repair(problem, found.plan, 0)

    assert (result.moved, result.changed, result.plan.assignments) == (0, (), found.plan.assignments)
