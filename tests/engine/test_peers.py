"""The plain data that other programs get say the same round: a plan made from them alone breaks no rule."""

from __future__ import annotations

import importlib
import json
from dataclasses import replace

import pytest

from benchmarks.peers.compact import answer_of, model_of
from benchmarks.peers.greedy import solve
from benchmarks.peers.neutral import data_of, plan_of
from tests.engine.rounds import Shape, graduation_round
from tests.engine.tiny import tiny_problem
from wardbridge.engine.check import check
from wardbridge.engine.io.compiling import problem_of
from wardbridge.engine.parameters import Parameters
from wardbridge.engine.plan import Status
from wardbridge.engine.score import score
from wardbridge.engine.solve import solve as engine

EXACT = Parameters.from_toml("[search]\ntarget_gap = 0")


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


@pytest.mark.parametrize("peer", ["compact_highs", "cpsat"])
def test_the_compact_model_has_the_engines_optimum_on_tiny_rounds(peer: str) -> None:
    if peer == "cpsat":
        pytest.importorskip("ortools", reason="a peer, in an environment of its own")
    module = importlib.import_module(f"benchmarks.peers.{peer}")
    compared = 0
    for seed in range(40):
        drawn = tiny_problem(seed)
        offers = tuple(replace(offer, minimum=0) for offer in drawn.offers)
        problem = replace(drawn, locks=(), offers=offers, max_sites=1)
        result = engine(problem, parameters=EXACT)
        asked = problem.index.requirements
        if result.status is not Status.OPTIMAL or not all(
            asked[0, t] for t in range(len(problem.programmes[0].tracks))
        ):
            continue  # nothing is to be placed on a track that asks for nothing, and the answer names none
        answer = module.solve(data_of(problem), 20.0, threads=1)
        plan = plan_of(problem, answer["answer"])
        assert check(problem, plan) == ()
        assert score(problem, plan).total == pytest.approx(result.objective)
        assert answer["bound"] == pytest.approx(result.objective, abs=1e-2)
        compared += 1
    assert compared >= 8
