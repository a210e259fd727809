"""Burdens are shared as evenly as it pays: the solver against plain enumeration, and what it does on plain cases."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tests.engine.ruled import nights
from tests.engine.shared import unequal_problem
from tests.engine.test_rules import small
from tests.engine.tiny import assert_as_enumerated, assert_optimal, drawn, optimum
from wardbridge.engine.equity import fairness_of
from wardbridge.engine.parameters import Parameters
from wardbridge.engine.plan import Plan, Status
from wardbridge.engine.problem import Department, Learner, Offer, Problem, Programme, Requirement, Teacher, Track
from wardbridge.engine.score import learner_points, score
from wardbridge.engine.solve import solve
from wardbridge.engine.view import view_of
from wardbridge.rulekit.levels import Level

EXACT = Parameters.from_toml("[search]\ntarget_gap = 0\ndescent_steps = 500\n[equity]\nlearners = 0.7\nschools = 1.3")
SETTINGS = drawn(25)


@SETTINGS
@given(st.integers(0, 10_000_000))
def test_the_solver_finds_the_optimum_that_enumeration_finds(seed: int) -> None:
    assert_optimal(unequal_problem(seed), EXACT, 2_000)


@SETTINGS
@given(st.integers(0, 10_000_000))
def test_nights_are_a_burden_beside_those_stated(seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311  # synthetic data
    problem = replace(nights(rng, unequal_problem(seed)), night_burden=rng.randint(1, 3))
    expected = optimum(problem, EXACT, most=2_000)

    result = solve(problem, parameters=EXACT)

    assert result.plan is not None
    assert result.objective == score(problem, result.plan, EXACT).total
    if expected is not None and not any(offer.minimum for offer in problem.offers):
        assert_as_enumerated(problem, result, expected)


@SETTINGS
@given(st.integers(0, 10_000_000))
def test_the_bound_holds_and_the_score_is_the_objective(seed: int) -> None:
    problem = unequal_problem(seed)

    result = solve(problem, parameters=EXACT)

    assert result.plan is not None
    points = score(problem, result.plan, EXACT)
    assert result.objective == points.total
    if result.bound is not None and result.status is Status.OPTIMAL:
        assert result.bound >= points.total - 1e-6
        assert result.bound - points.total <= 1e-4 * max(1.0, abs(points.total))


@SETTINGS
@given(st.integers(0, 10_000_000))
def test_without_burdens_equity_changes_nothing(seed: int) -> None:
    problem = unequal_problem(seed)
    easy = replace(problem, departments=tuple(replace(x, burden=0) for x in problem.departments))

    result = solve(easy, parameters=EXACT)

    none = Parameters.from_toml("[search]\ntarget_gap = 0\ndescent_steps = 500\n[equity]\nlearners = 0\nschools = 0")
    assert replace(result, seconds=0, curve=()) == replace(solve(easy, parameters=none), seconds=0, curve=())
    assert "equity" not in result.points


def worst_first(problem: Problem, plan: Plan, parameters: Parameters) -> list[float]:
    """Points of all learners, the worst first."""
    view = view_of(problem, plan)
    return sorted(round(learner_points(problem, i, view, parameters).total, 6) for i in range(len(problem.learners)))


@SETTINGS
@given(st.integers(0, 10_000_000))
def test_with_leximin_nobody_is_worse_off_than_he_must_be(seed: int) -> None:
    problem = unequal_problem(seed)
    parameters = replace(EXACT, equity=replace(EXACT.equity, leximin=True, leximin_levels=100))
    vectors: list[tuple[list[float], float]] = []

    def keep(plan: Plan) -> bool:
        points = score(problem, plan, parameters)
        if not points.unplaced:
            vectors.append((worst_first(problem, plan, parameters), round(points.total, 6)))
        return False

    optimum(problem, parameters, 2_000, keep)
    if not vectors:
        return

    result = solve(problem, parameters=parameters)

    assert result.plan is not None
    best = max(vectors)
    assert worst_first(problem, result.plan, parameters) == best[0]
    assert round(result.objective or 0.0, 6) == best[1]
    assert (result.counts["leximin_proven"], result.status) == (1, Status.OPTIMAL)


def two_ways() -> Problem:
    """Two learners, one week each, two departments of one place: one of them is a burden of 2."""
    problem = small()[0]
    week = (0,)
    return replace(
        problem,
        departments=(Department("NEAR", 0, 0), Department("FAR", 1, 0, burden=2)),
        programmes=(Programme("MED", Level.UNIVERSITY, (Track("", frozenset((0, 1))),), "A"),),
        requirements=(Requirement("int", 0, None, (0,), 1, 1, (), frozenset((0, 1))),),
        learners=(Learner("L0", 0, 0, (True,) * 4, carried=6), Learner("L1", 0, 0, (True,) * 4, carried=1)),
        units=((0,), (1,)),
        teachers=tuple(Teacher(f"T{k}", k, Level.UNIVERSITY, date(2010, 1, 1)) for k in range(2)),
        offers=tuple(Offer(k, None, None, week, 0, 1) for k in range(2)),
        quotas=(),
    )


def test_who_has_borne_more_is_spared() -> None:
    problem = two_ways()

    plan = solve(problem, parameters=EXACT).plan

    assert plan is not None
    assert {row.learner: row.department for row in plan.assignments} == {"L0": "NEAR", "L1": "FAR"}


def test_what_is_carried_over_is_what_was_carried_and_what_is_borne() -> None:
    problem = two_ways()
    plan = solve(problem, parameters=EXACT).plan or Plan(())

    fairness = fairness_of(problem, plan)

    assert fairness is not None
    assert [(one.code, one.borne, one.carried, one.carry_over) for one in fairness.learners] == [
        ("L0", 0, 6, 6),
        ("L1", 2, 1, 3),
    ]
    assert [(one.code, one.borne, one.fair) for one in fairness.schools] == [("A", 2, 2.0)]


def test_a_new_learner_is_taken_for_the_mean_and_a_new_school_for_its_fair_share() -> None:
    problem = two_ways()
    learners = (*problem.learners, Learner("L2", 0, 0, (True,) * 4))
    problem = replace(problem, learners=learners, units=((0,), (1,), (2,)))

    assert problem.index.carried == (5, 0, 3)


def test_a_round_without_burdens_measures_none() -> None:
    problem, plan = small()

    assert fairness_of(problem, plan) is None
