"""Tiny rounds with the rules of one learner's time: a tiny round and, at random, some of these rules."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

from tests.engine.tiny import tiny_problem
from wardbridge.engine.problem import (
    Closed,
    Credit,
    Excused,
    Familiar,
    Guests,
    Housing,
    Imposed,
    Offer,
    Problem,
    Requirement,
    Skill,
)
from wardbridge.rulekit.housing import Need
from wardbridge.rulekit.languages import Cefr
from wardbridge.rulekit.levels import Level
from wardbridge.rulekit.shifts import Shift

Change = Callable[[random.Random, Problem], Problem]


def shifts(rng: random.Random, problem: Problem) -> Problem:
    """Requirements by half days or nights too, and offers for some shifts."""
    choices = [
        (Shift.DAY,),
        (Shift.MORNING,),
        (Shift.MORNING, Shift.AFTERNOON),
        (Shift.NIGHT,),
        (Shift.DAY, Shift.NIGHT),
    ]
    requirements = tuple(replace(r, shifts=rng.choice(choices)) for r in problem.requirements)
    every = tuple(range(len(problem.periods)))
    more = [
        Offer(k, None, None, every, int(rng.random() < 0.05), rng.randint(1, 2), rng.choice(list(Shift)))
        for k in range(len(problem.departments))
    ]
    return replace(problem, requirements=requirements, offers=(*problem.offers, *more))


def guests(rng: random.Random, problem: Problem) -> Problem:
    """Learners of other rounds in some cells, now and then by half days, where beds are counted too."""
    levels, halves = list(Level), rng.choice([[Shift.DAY], [Shift.DAY, Shift.MORNING]])
    departments = tuple(
        replace(
            department,
            beds=rng.choice([None, 1]),
            guests=tuple(
                Guests(t, rng.choice(levels), rng.randint(0, 3), rng.choice(halves))
                for t in range(len(problem.periods))
                if rng.random() < 0.5
            ),
        )
        for department in problem.departments
    )
    return replace(problem, departments=departments)


def nights(rng: random.Random, problem: Problem) -> Problem:
    """A rule of nights beside shifts."""
    problem = shifts(rng, problem)
    most, rest = rng.choice([None, 1, 2]), rng.choice([0, 1, 2])
    programmes = tuple(replace(x, nights_in_row=most, rest_after_nights=rest) for x in problem.programmes)
    return replace(problem, programmes=programmes)


def ways(rng: random.Random, problem: Problem) -> Problem:
    """Blocks of several lengths, and split ones."""
    some = [(2, ()), (2, ((2,), (1, 1))), (2, ((1, 1),)), (3, ((3,), (2, 1))), (2, ((2,), (1,))), (3, ((3,), (1, 1)))]
    chosen = [rng.choice(some[: 6 if r.choose == 1 else 3]) for r in problem.requirements]
    requirements = tuple(
        replace(r, weeks=weeks, ways=way) for r, (weeks, way) in zip(problem.requirements, chosen, strict=True)
    )
    return replace(problem, requirements=requirements)


def beside(rng: random.Random, problem: Problem) -> Problem:
    """Two requirements side by side, perhaps in several ways, and a third one alone."""
    everywhere = frozenset(range(2))
    weeks, way = rng.choice([(1, ()), (2, ()), (2, ((2,), (1, 1)))])
    halves: tuple[Shift, ...] = (Shift.MORNING, Shift.AFTERNOON)
    first, second = rng.choice([((Shift.MORNING,), (Shift.AFTERNOON,)), (halves, halves)])
    disciplines = tuple(sorted(rng.sample(range(3), 2)))
    pair = (
        Requirement("R0", 0, None, disciplines, weeks, 1, (), everywhere, first, way, 1),
        Requirement("R1", 0, None, (rng.randrange(3),), weeks, 1, (), everywhere, second, way, 0),
        Requirement("R2", 0, None, (rng.randrange(3),), 1, 1, rng.choice([(), (0,)]), everywhere),
    )
    return replace(problem, requirements=pair)


def history(rng: random.Random, problem: Problem) -> Problem:
    """Credits, departments closed, sites to keep, places imposed."""
    r = rng.randrange(len(problem.requirements))
    requirement = problem.requirements[r]
    one = rng.choice([None, requirement.disciplines[0]])
    credits = [Credit(i, r, one) for i in rng.choice([(), (0,), (0, 1)])]
    closed = [Closed(1, frozenset((rng.randrange(len(problem.departments)),)))] if rng.random() < 0.5 else []
    familiar = [Familiar(0, rng.randrange(2))] if rng.random() < 0.5 else []
    there = frozenset(k for k, d in enumerate(problem.departments) if d.site == rng.randrange(2))
    imposed = [Imposed(0, rng.randrange(len(problem.requirements)), there)] if rng.random() < 0.5 else []
    return replace(
        problem, credits=tuple(credits), closed=tuple(closed), familiar=tuple(familiar), imposed=tuple(imposed)
    )


def language(rng: random.Random, problem: Problem) -> Problem:
    """Departments that ask for French, learners who have more or less of it."""
    departments = tuple(
        replace(d, skills=(Skill("fr", rng.choice([Cefr.B1, Cefr.B2])),) if rng.random() < 0.5 else ())
        for d in problem.departments
    )
    learners = tuple(
        replace(x, skills=rng.choice([(), (Skill("en", Cefr.C2),), (Skill("fr", Cefr.B1),), (Skill("fr", Cefr.C1),)]))
        for x in problem.learners
    )
    return replace(problem, departments=departments, learners=learners)


def excuses(rng: random.Random, problem: Problem) -> Problem:
    """All move together, with housing that is scarce, and some are excused at times."""
    problem = replace(history(rng, problem), locks=()) if rng.random() < 0.5 else replace(problem, locks=())
    n, n_weeks = len(problem.learners), len(problem.periods)
    learners = tuple(
        replace(x, track=problem.learners[0].track, housing=rng.choice(list(Need))) for x in problem.learners
    )
    together = tuple(range(rng.randint(2, n)))
    excused = tuple(
        Excused(
            rng.randrange(1, len(together)),
            discipline,
            frozenset(rng.sample(range(n_weeks), rng.randint(discipline is None, 2))),
        )
        for discipline in rng.choices([None, 0, 1, 2], k=rng.randint(1, 2))
    )
    return replace(
        problem,
        learners=learners,
        units=(together, *((i,) for i in range(len(together), n))),
        excused=excused,
        housing=tuple(Housing(site, Need.ANY, rng.randint(1, 2)) for site in range(len(problem.sites))),
    )


CHANGES: dict[str, Change] = {
    "guests": guests,
    "shifts": shifts,
    "nights": nights,
    "ways": ways,
    "beside": beside,
    "history": history,
    "language": language,
    "excuses": excuses,
}


def ruled_problem(name: str, seed: int) -> Problem:
    """A tiny round with the rules named; ``mixed`` draws two of them."""
    rng = random.Random(seed)  # noqa: S311  # synthetic data
    problem = tiny_problem(seed)
    names = [name] if name in CHANGES else rng.sample(["ways", "shifts", "nights", "history", "language"], 2)
    for one in names:
        problem = CHANGES[one](rng, problem)
    return problem
