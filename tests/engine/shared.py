"""Random tiny rounds of two schools that share reserves, quotas and housing."""

from __future__ import annotations

import random
from dataclasses import replace

from tests.engine.tiny import tiny_problem
from wardbridge.engine.problem import Housing, Learner, Offer, Problem, Programme, Quota, Requirement
from wardbridge.rulekit.housing import Need

SCHOOLS = ("A", "B")


def shared_problem(seed: int) -> Problem:
    """A tiny round whose learners come from two schools, with what only they share drawn at random."""
    rng = random.Random(seed)  # noqa: S311  # synthetic data
    problem = two_schools(tiny_problem(seed), rng)
    every, n = tuple(range(len(problem.periods))), len(problem.learners)
    reserves = tuple(
        Offer(k, None, None, every[: rng.randint(1, len(every))], 0, 3, school, rng.randint(1, 2))
        for k in range(len(problem.departments))
        for school in SCHOOLS
        if rng.random() < 0.25
    )
    quotas = []
    for site in range(len(problem.sites)):
        for school in SCHOOLS:
            most = rng.randint(0, n)
            if rng.random() < 0.3:
                quotas.append(Quota(site, None, None, 0, most, school, rng.randint(0, most)))
    housing = tuple(
        Housing(site, need, rng.randint(0, 2))
        for site in range(len(problem.sites))
        for need in (Need.ANY, Need.WOMEN, Need.MEN)
        if rng.random() < 0.3
    )
    return replace(problem, offers=problem.offers + reserves, quotas=problem.quotas + tuple(quotas), housing=housing)


def two_schools(problem: Problem, rng: random.Random) -> Problem:
    """The same round with a second programme just like the first, of another school, and some learners in it."""
    first, size = problem.programmes[0], len(problem.requirements)
    programmes = (replace(first, school="A"), Programme("Q", first.level, first.tracks, "B"))
    requirements = problem.requirements + tuple(_second(row, size) for row in problem.requirements)
    sorts = [(rng.randrange(2), rng.choice(list(Need))) for _ in problem.units]
    learners: list[Learner] = list(problem.learners)
    for unit, (programme, need) in zip(problem.units, sorts, strict=True):
        for i in unit:
            learners[i] = replace(learners[i], programme=programme, housing=need)
    return replace(problem, programmes=programmes, requirements=requirements, learners=tuple(learners))


def _second(row: Requirement, size: int) -> Requirement:
    return replace(row, programme=1, after=tuple(r + size for r in row.after))
