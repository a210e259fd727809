"""Random tiny rounds of two schools that share reserves, quotas and housing."""

from __future__ import annotations

import random
from dataclasses import replace

from tests.engine.tiny import tiny_problem
from wardbridge.engine.problem import FewSchools, Housing, Learner, Offer, Problem, Programme, Quota, Requirement
from wardbridge.rulekit.housing import Need
from wardbridge.rulekit.levels import Level

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
    """The same round with a second programme just like the first, of another school, and some learners in it.

    Without locks and minimums: where these can't all be kept, the solver may give one up for a placement.
    """
    first, size = problem.programmes[0], len(problem.requirements)
    programmes = (replace(first, school="A"), Programme("Q", first.level, first.tracks, "B"))
    requirements = problem.requirements + tuple(_second(row, size) for row in problem.requirements)
    sorts = [(rng.randrange(2), rng.choice(list(Need))) for _ in problem.units]
    learners: list[Learner] = list(problem.learners)
    for unit, (programme, need) in zip(problem.units, sorts, strict=True):
        for i in unit:
            learners[i] = replace(learners[i], programme=programme, housing=need)
    return replace(
        problem,
        programmes=programmes,
        requirements=requirements,
        learners=tuple(learners),
        offers=tuple(replace(offer, minimum=0) for offer in problem.offers),
        quotas=tuple(replace(quota, minimum=0) for quota in problem.quotas),
        locks=(),
    )


def _second(row: Requirement, size: int) -> Requirement:
    return replace(row, programme=1, after=tuple(r + size for r in row.after))


def unequal_problem(seed: int) -> Problem:
    """A round of two schools in which some departments are a burden and some learners have borne one before."""
    rng = random.Random(seed)  # noqa: S311  # synthetic data
    problem = two_schools(tiny_problem(seed), rng)
    return replace(
        problem,
        departments=tuple(replace(x, burden=rng.choice([0, 0, 1, 2, 3])) for x in problem.departments),
        learners=tuple(replace(x, carried=rng.choice([None, 0, 2, 5])) for x in problem.learners),
    )


def few_schools_problem(seed: int) -> Problem:
    """A round of three schools, one of them of college level, whose sites may serve few of them."""
    rng = random.Random(seed)  # noqa: S311  # synthetic data
    problem = two_schools(tiny_problem(seed), rng)
    third = replace(problem.programmes[1], code="C", school="C", level=Level.COLLEGE)
    size = len(problem.requirements) // 2
    more = tuple(
        replace(row, programme=2, after=tuple(r + size for r in row.after)) for row in problem.requirements[size:]
    )
    learners = list(problem.learners)
    for unit in problem.units:
        programme = rng.randrange(3)
        for i in unit:
            learners[i] = replace(learners[i], programme=programme)
    return replace(
        problem,
        programmes=(*problem.programmes, third),
        requirements=problem.requirements + more,
        learners=tuple(learners),
        few_schools=tuple(FewSchools(site, rng.randint(0, 1), rng.randint(0, 1)) for site in range(len(problem.sites))),
    )
