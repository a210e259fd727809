"""The plain data that other programs get say the same round: a plan made from them alone breaks no rule."""

from __future__ import annotations

import json

import pytest

from benchmarks.peers.compact import answer_of, model_of
from benchmarks.peers.greedy import solve
from benchmarks.peers.neutral import data_of, plan_of
from tests.engine.rounds import Shape, graduation_round
from wardbridge.engine.check import check
from wardbridge.engine.io.compiling import problem_of
from wardbridge.engine.score import score


@pytest.mark.slow
def test_a_plan_made_from_the_plain_data_is_judged_and_scored_alike() -> None:
    problem = problem_of(graduation_round(Shape(quotas=(40, 40, 30), dentistry=10, slack=1.6)))
    data = json.loads(json.dumps(data_of(problem)))
    answer = solve(data, 0.5)["answer"]
    plan = plan_of(problem, answer)
    found = {violation.rule for violation in check(problem, plan)}
    assert found <= {"placed", "quota-min"}
    assert score(problem, plan).unplaced < 99


def test_a_variable_of_the_compact_model_means_a_block() -> None:
    problem = problem_of(graduation_round(Shape(quotas=(8, 8, 8), dentistry=8)))
    data = data_of(problem)
    model = model_of(data)
    one = min(model.meaning)
    u, track, block, department, weeks = model.meaning[one]
    (unit,) = answer_of(data, model, {one})
    found = data["units"][u]["tracks"][track]["blocks"][block]
    assert unit["unit"] == u
    assert unit["blocks"] == [[found["requirement"], department, list(weeks)]]
    assert len(weeks) == found["weeks"]
    assert all(0 <= v < len(model.gains) for _, _, terms in model.rows for v, _ in terms)
