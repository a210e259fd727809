"""Large rounds by region: where they come apart, that bounds hold, that plans are legal, whoever works on them."""

from __future__ import annotations

import os
from dataclasses import replace

import numpy as np
import pytest

from wardbridge.engine.check import check
from wardbridge.engine.columns.executor import Executor, InProcess, Processes
from wardbridge.engine.columns.regions import division
from wardbridge.engine.columns.regions.division import Division, division_of
from wardbridge.engine.columns.regions.flow import ByRegion
from wardbridge.engine.columns.regions.part import parts_of
from wardbridge.engine.columns.regions.sharing import load_of, shared_of
from wardbridge.engine.columns.run import run
from wardbridge.engine.io.compiling import problem_of
from wardbridge.engine.parameters import Parameters
from wardbridge.engine.plan import Result
from wardbridge.engine.problem import Problem
from wardbridge.engine.stop import CancelFlag, NoLimit, Stop
from wardbridge.engine.synthetic import Extent, Shape, Wishes, synthetic_book

QUICK = replace(
    Parameters.default(),
    search=replace(Parameters.default().search, neighbourhoods=4, descent_steps=400, branch_nodes=0, price_rounds=2),
)


@pytest.fixture(autouse=True)
def every_size_counts_as_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(division, "LARGE", 1)
    monkeypatch.setattr(division, "SMALL", 100)


@pytest.fixture(scope="module")
def two_provinces() -> Problem:
    """Two provinces that share two national hospitals."""
    shape = Shape(160, weeks=24, extent=Extent.REGION, together=0.5, wishes=Wishes.LEARNER)
    return problem_of(synthetic_book(shape))


def divided(problem: Problem, executor: Executor, stop: Stop | None = None) -> Result:
    found = division_of(problem)
    assert found is not None
    return ByRegion(problem, found, stop or NoLimit(), 0, QUICK, lambda _: None, executor).result()


def test_a_round_comes_apart_where_provinces_share_hospitals(two_provinces: Problem) -> None:
    found = division_of(two_provinces)

    assert found is not None
    assert len(found.regions) == 2
    assert {two_provinces.sites[two_provinces.departments[k].site][:2] for k in found.shared} == {"TW"}


def test_one_hospital_does_not_come_apart() -> None:
    assert division_of(problem_of(synthetic_book(Shape(64, weeks=24)))) is None


def test_the_parts_are_the_whole(two_provinces: Problem) -> None:
    found = division_of(two_provinces)
    assert isinstance(found, Division)

    parts = parts_of(two_provinces, found)

    learners = [x.code for part in parts for x in part.problem.learners]
    assert sorted(learners) == sorted(x.code for x in two_provinces.learners)
    assert sum(len(part.problem.wishes) for part in parts) == len(two_provinces.wishes)


def test_the_plan_by_region_is_legal_and_within_the_bound_of_the_whole(two_provinces: Problem) -> None:
    by_region = divided(two_provinces, InProcess())
    as_one = run(two_provinces, NoLimit(), 0, QUICK, lambda _: None)

    assert by_region.plan is not None
    assert by_region.unplaced == 0
    assert check(two_provinces, by_region.plan) == ()
    assert by_region.bound is not None
    assert as_one.bound is not None
    assert by_region.objective is not None
    assert as_one.objective is not None
    assert by_region.objective <= as_one.bound + 1e-6
    assert as_one.objective <= by_region.bound + 1e-6


def test_any_number_of_workers_gives_the_same_plan(two_provinces: Problem) -> None:
    here = divided(two_provinces, InProcess())
    pool = Processes(2)
    there = divided(two_provinces, pool)
    pool.close()

    assert there.plan == here.plan
    assert (there.bound, there.objective) == (here.bound, here.objective)


def test_a_cluster_gives_the_same_plan(two_provinces: Problem) -> None:
    distributed = pytest.importorskip("distributed", reason="the extra `cluster` is not installed")
    from wardbridge.engine.columns.executor import Cluster

    with (
        distributed.LocalCluster(n_workers=1, threads_per_worker=1, processes=False, dashboard_address=None) as cluster,
        distributed.Client(cluster) as client,
    ):
        there = divided(two_provinces, Cluster(client))

    assert there.plan == divided(two_provinces, InProcess()).plan


def dies_once(path: str, _stop: Stop) -> str:
    """A task whose first worker is killed."""
    if not os.path.exists(path):  # noqa: PTH110 - a flag file
        with open(path, "w", encoding="utf-8"):  # noqa: PTH123
            os._exit(9)
    return path


def test_a_killed_worker_s_work_is_done_again(tmp_path: os.PathLike[str]) -> None:
    pool = Processes(2)
    flags = [str(tmp_path) + "/one"]

    answers = list(pool.map(dies_once, flags, NoLimit()))
    pool.close()

    assert answers == flags


@pytest.mark.parametrize("asked", [0, 3, 40, 400, 4000])
def test_stopped_in_any_phase_it_answers_with_a_legal_plan_and_a_bound_that_holds(
    two_provinces: Problem, asked: int
) -> None:
    count = iter(range(10**9))

    result = divided(two_provinces, InProcess(), CancelFlag(lambda: next(count) >= asked))

    assert result.plan is not None
    assert {violation.rule for violation in check(two_provinces, result.plan)} <= {"required-blocks"}
    best = divided(two_provinces, InProcess()).objective
    assert result.bound is None or (best is not None and best <= result.bound + 1e-6)


def test_the_shared_limits_see_all_regions(two_provinces: Problem) -> None:
    found = division_of(two_provinces)
    assert found is not None
    parts = parts_of(two_provinces, found)
    shared = shared_of(two_provinces, parts)
    plan = divided(two_provinces, InProcess()).plan
    assert plan is not None

    used = shared.used(load_of(two_provinces, plan).astype(np.float64))

    assert (used <= shared.upper + 1e-9).all()
