"""The solver against plain enumeration, and against the judge."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.engine.mss.tiny import best_by_enumeration, drawn
from wardbridge.engine.io.mss import read_instance
from wardbridge.engine.mss.instance import Instance
from wardbridge.engine.mss.judge import judge
from wardbridge.engine.mss.solver.run import Answer, solve
from wardbridge.engine.stop import CancelFlag, NoLimit

SHARED = Path(__file__).parents[4] / "shared/bench/mss"
SMALL = ["classic/Instance_10", "classic/Instance_L22", "generated/I40_12_4"]


def solved(instance: Instance, workers: int = 1) -> Answer:
    return solve(instance, NoLimit(), workers, lambda _seconds, _score, _bound: None)


@pytest.mark.parametrize("seed", range(24))
def test_random_instances_are_solved_to_the_best_there_is(seed: int) -> None:
    instance = drawn(seed)
    best = best_by_enumeration(instance)
    answer = solved(instance)
    assert answer.score == best
    if best is None:
        assert answer.assignments == ()
        return
    verdict = judge(instance, answer.assignments)
    assert (verdict.breaches, verdict.objective) == ((), best)
    assert answer.bound is not None
    assert answer.bound >= best


def test_the_answer_is_the_same_for_any_number_of_workers() -> None:
    one, two = (solved(drawn(7), workers) for workers in (1, 2))
    assert (one.score, one.bound, one.assignments) == (two.score, two.bound, two.assignments)


def test_asked_to_stop_at_once_it_answers_at_once() -> None:
    answer = solve(drawn(1), CancelFlag(lambda: True), 1, lambda _seconds, _score, _bound: None)
    assert answer.status in {"stopped", "infeasible"}


@pytest.mark.slow
@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared benchmark is not here")
@pytest.mark.parametrize("name", SMALL)
def test_published_instances_are_proven(name: str) -> None:
    instance = read_instance(SHARED / f"{name}.dzn")
    answer = solved(instance)
    verdict = judge(instance, answer.assignments)
    assert (answer.status, verdict.breaches, verdict.objective) == ("optimal", (), answer.bound)
