"""Why a learner is where he is: against plain enumeration on tiny rounds, and in words in three languages."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.engine.tiny import MONDAY, legal_rotations, optimum, plan_with, tiny_problem, weeks
from wardbridge.engine.explain.alone import met
from wardbridge.engine.explain.learners import Explainer, LearnerAnswer, WishAnswer
from wardbridge.engine.explain.statements import statements_of
from wardbridge.engine.parameters import Parameters
from wardbridge.engine.plan import Plan, Status, Violation
from wardbridge.engine.problem import (
    Department,
    Learner,
    Lock,
    Offer,
    Problem,
    Programme,
    Requirement,
    Teacher,
    Track,
    Wish,
)
from wardbridge.engine.solve import solve
from wardbridge.rulekit.levels import Level
from wardbridge.rulekit.messages import render_violation

EXACT = Parameters.from_toml("[search]\ntarget_gap = 0")
SETTINGS = settings(max_examples=10, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
FULL = 1 - 1e-6


def wanted(n: int = 4, places: int = 2) -> Problem:
    """`n` learners who all wish cardiology, where `places` have room; the other block is surgery."""
    both = frozenset((0,))
    return Problem(
        code="wanted",
        periods=weeks(1),
        sites=("H",),
        disciplines=("cardio", "surgery"),
        departments=(Department("TM", 0, 0), Department("NG", 0, 1)),
        programmes=(Programme("P", Level.UNIVERSITY, (Track("", both),)),),
        requirements=(Requirement("R", 0, None, (0, 1), 1, 1, (), both),),
        learners=tuple(Learner(f"L{i}", 0, 0, (True,)) for i in range(n)),
        units=tuple((i,) for i in range(n)),
        teachers=tuple(Teacher(f"T{k}", k, Level.UNIVERSITY, MONDAY.replace(year=2010)) for k in range(2)),
        offers=(Offer(0, None, None, (0,), 0, places), Offer(1, None, None, (0,), 0, n)),
        wishes=tuple(Wish(i, 1, discipline=0) for i in range(n)),
    )


def explained(problem: Problem) -> tuple[Explainer, tuple[LearnerAnswer, ...]]:
    plan = solve(problem, parameters=EXACT).plan
    assert plan is not None
    explainer = Explainer(problem, plan, EXACT)
    return explainer, explainer.answers()


def unmet(answers: tuple[LearnerAnswer, ...]) -> list[tuple[LearnerAnswer, WishAnswer]]:
    return [(one, wish) for one in answers for wish in one.wishes if wish.share < FULL]


def test_where_too_many_ask_for_the_same_demand_places_and_price_are_told() -> None:
    explainer, answers = explained(wanted())

    (_, first), (_, second) = unmet(answers)

    assert [(b.department, b.periods, b.wanted, b.places, b.taken, b.price) for b in first.binding] == [
        ("TM", (0,), 4, 2.0, 2.0, 10.0)
    ]
    assert (first.loss, first.own, second.loss) == (0.0, 10.0, 0.0)
    settled = explainer.settle(unmet(answers)[0][0]).wishes[0]
    assert (settled.loss, settled.most, settled.proven) == (0.0, 0.0, True)


def test_a_lock_that_stands_against_a_wish_is_named_and_nothing_else() -> None:
    problem = replace(wanted(1), locks=(Lock(0, 1, (0,)),), max_sites=1)

    _, answers = explained(problem)

    (_, wish), *_ = unmet(answers)
    assert (wish.possible, wish.loss) == (False, None)
    assert [(v.rule, v.department, v.periods) for v in wish.conflict] == [("own-lock", "NG", (0,))]


@SETTINGS
@given(st.integers(0, 10_000_000))
def test_bounds_hold_and_settled_losses_are_those_of_enumeration(seed: int) -> None:
    problem = tiny_problem(seed)
    best = optimum(problem, EXACT, most=3_000)
    result = solve(problem, parameters=EXACT)
    if best is None or best[0] > 0 or result.status is not Status.OPTIMAL or result.plan is None:
        return
    explainer = Explainer(problem, result.plan, EXACT)

    for answer in explainer.answers():
        i = problem.index.learner[answer.learner]
        settled = explainer.settle(answer)
        for wish, quick, exact in zip(problem.index.wishes.get(i, ()), answer.wishes, settled.wishes, strict=True):
            if quick.share < FULL:
                _holds(problem, wish, quick, exact, best[1])


def _holds(problem: Problem, wish: Wish, quick: WishAnswer, exact: WishAnswer, best: float) -> None:
    forced = optimum(problem, EXACT, 3_000, lambda plan: met(problem, wish, plan) >= FULL)
    alone = [
        rotation
        for rotation in legal_rotations(problem, wish.learner)
        if met(problem, wish, plan_with(problem, {wish.learner: rotation})) >= FULL
        and _whole(problem, wish.learner, plan_with(problem, {wish.learner: rotation}))
    ]
    if len(problem.units) == len(problem.learners):
        assert quick.possible == bool(alone)
    if forced is None or forced[0] > 0:
        assert exact.loss is None or not exact.proven
        return
    loss = best - forced[1]
    assert quick.possible
    assert quick.loss is not None
    assert quick.loss <= loss + 1e-6
    assert exact.most is not None
    assert loss <= exact.most + 1e-6
    if exact.proven:
        assert exact.loss == pytest.approx(loss, abs=1e-6)


def _whole(problem: Problem, learner: int, plan: Plan) -> bool:
    from wardbridge.engine.score import learner_unplaced
    from wardbridge.engine.view import view_of

    return learner_unplaced(problem, learner, view_of(problem, plan)) == 0


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "en",
            [
                "Wish 1 (Cardiology) is not met.",
                "4 people ask for this; Cardiology ward at H has 2 places in W1 (places offered), and 2 are taken.",
                "One more place there would be worth 10 points to all together.",
                "To meet it, the best rotation would be:",
                "Cardiology ward, H: W1",
                "With it this learner would have 10 points instead of 0.",
                "What it would cost the others, prices do not tell; planning again with the wish met does.",
            ],
        ),
        (
            "vi",
            [
                "Nguyện vọng 1 (Cardiology) chưa được đáp ứng.",
                "4 người có nguyện vọng này; Cardiology ward tại H có 2 chỗ trong T1 (chỉ tiêu tiếp nhận), đã dùng 2.",
            ],
        ),
        (
            "fr",
            [
                "Le vœu 1 (Cardiology) n’est pas satisfait.",
                "4 personnes le demandent\u00a0; Cardiology ward à H a 2 places en S1 (places offertes), "
                "dont 2 sont prises.",
            ],
        ),
    ],
)
def test_the_story_of_a_learner_in_words(language: str, expected: list[str]) -> None:
    _, answers = explained(wanted())
    answer = unmet(answers)[0][0]
    names = {"TM": "Cardiology ward", "cardio": "Cardiology"}

    said = [render_violation(one, language, names=names) for one in statements_of(answer, wanted(), EXACT)]

    assert said[: len(expected)] == expected
    assert Violation("why-no-order", (answer.learner,), found=10.0) in statements_of(answer, wanted(), EXACT)
