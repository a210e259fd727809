"""Random tiny rounds and their exact optimum by plain enumeration, which shares nothing with the solver."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from hypothesis import HealthCheck, settings

from wardbridge.engine.parameters import Parameters
from wardbridge.engine.plan import Assignment, Plan, Result, Status
from wardbridge.engine.problem import (
    Department,
    Learner,
    Lock,
    Offer,
    Period,
    Problem,
    Programme,
    Quota,
    Requirement,
    Teacher,
    Track,
    Wish,
)
from wardbridge.engine.rules import RULES
from wardbridge.engine.score import score
from wardbridge.engine.solve import solve
from wardbridge.engine.view import begun_and_done, view_of
from wardbridge.rulekit.levels import Level
from wardbridge.rulekit.shifts import Shift, meet

MONDAY = date(2025, 3, 3)
Piece = tuple[int, int, int, tuple[int, ...], Shift]
"""A block: requirement, discipline, department, periods, shift."""
Rotation = tuple[int, tuple[Piece, ...]]
"""Track and blocks."""


def weeks(count: int) -> tuple[Period, ...]:
    firsts = [MONDAY + timedelta(weeks=w) for w in range(count)]
    return tuple(Period(day, tuple(day + timedelta(days=d) for d in range(5))) for day in firsts)


def tiny_problem(seed: int) -> Problem:  # long: one random round, drawn in order
    """A round of two to four learners, three to four weeks, two sites; often tight, sometimes impossible."""
    rng = random.Random(seed)  # noqa: S311  # synthetic data
    n_weeks, n_sites, n_disciplines = rng.randint(3, 4), 2, 3
    everywhere = frozenset(range(n_sites))
    departments = tuple(
        Department(f"K{k}", rng.randrange(n_sites), k % n_disciplines, room=rng.choice([None, 2]))
        for k in range(rng.randint(3, 4))
    )
    tracks = tuple(Track(f"V{v}", rng.choice([everywhere, frozenset((v,))])) for v in range(rng.randint(1, 2)))
    requirements = _requirements(rng, len(tracks), everywhere)
    n = rng.randint(2, 4)
    learners = tuple(
        Learner(
            f"L{i}",
            0,
            rng.choice([None, 0]),
            tuple(rng.random() > 0.1 for _ in range(n_weeks)),
        )
        for i in range(n)
    )
    units: tuple[tuple[int, ...], ...] = tuple((i,) for i in range(n))
    if rng.random() < 0.5 and learners[0].track == learners[1].track:
        units = ((0, 1), *((i,) for i in range(2, n)))
    every = tuple(range(n_weeks))
    return Problem(
        code="tiny",
        periods=weeks(n_weeks),
        sites=("S0", "S1"),
        disciplines=tuple(f"D{d}" for d in range(n_disciplines)),
        departments=departments,
        programmes=(Programme("P", Level.UNIVERSITY, tracks),),
        requirements=requirements,
        learners=learners,
        units=units,
        teachers=tuple(
            Teacher(
                f"T{k}", k, Level.UNIVERSITY, date(2010, 1, 1), absent=frozenset(rng.sample(every, rng.randint(0, 1)))
            )
            for k in range(len(departments))
        ),
        offers=tuple(
            Offer(k, None, None, every, int(rng.random() < 0.05), rng.randint(1, 3)) for k in range(len(departments))
        ),
        quotas=tuple(
            Quota(s, None, None, rng.choice([0, 0, 1]), rng.randint(1, n)) for s in range(n_sites) if rng.random() < 0.5
        ),
        wishes=tuple(_wishes(rng, n, len(departments), len(tracks))),
        locks=tuple(_locks(rng, len(departments), n_weeks)),
        max_sites=rng.randint(1, 2),
    )


def _requirements(rng: random.Random, n_tracks: int, everywhere: frozenset[int]) -> tuple[Requirement, ...]:
    made: list[Requirement] = []
    for r in range(rng.randint(1, 2)):
        disciplines = tuple(sorted(rng.sample(range(3), rng.randint(1, 3))))
        choose = rng.randint(1, min(2, len(disciplines)))
        track = rng.choice([None, 0]) if n_tracks > 1 else None
        after = (r - 1,) if r and rng.random() < 0.4 else ()
        made.append(Requirement(f"R{r}", 0, track, disciplines, rng.randint(1, 2), choose, after, everywhere))
    return tuple(made)


def _wishes(rng: random.Random, n: int, n_departments: int, n_tracks: int) -> Iterator[Wish]:
    for i in range(n):
        for rank in range(1, rng.randint(1, 3)):
            field = rng.choice(["site", "discipline", "department", "track"])
            size = {"site": 2, "discipline": 3, "department": n_departments, "track": n_tracks}[field]
            yield Wish(i, rank, **{field: rng.randrange(size)})


def _locks(rng: random.Random, n_departments: int, n_weeks: int) -> Iterator[Lock]:
    if rng.random() < 0.2:
        yield Lock(0, rng.randrange(n_departments), (rng.randrange(n_weeks),))


def rotations(problem: Problem, learner: int) -> Iterator[Rotation]:
    """Every rotation, complete or not, that breaks no rule of one learner alone (the missing blocks aside)."""
    person = problem.learners[learner]
    available = [t for t, free in enumerate(problem.index.available[learner]) if free]
    for track in problem.index.tracks_of(problem, learner):
        pieces = [
            (r, problem.departments[k].discipline, k, tuple(available[at : at + weeks]), shift)
            for r in problem.index.requirements[person.programme, track]
            for k in range(len(problem.departments))
            if problem.departments[k].discipline in problem.requirements[r].disciplines
            for weeks in sorted({weeks for way in problem.requirements[r].lengths for weeks in way})
            for at in range(len(available) - weeks + 1)
            for shift in problem.requirements[r].shifts
        ]
        yield from ((track, chosen) for chosen in _subsets(problem, pieces, ()))


def _subsets(problem: Problem, pieces: list[Piece], chosen: tuple[Piece, ...]) -> Iterator[tuple[Piece, ...]]:
    """Sets of pieces in which none meets another in time, and no requirement has more than it can take."""
    yield chosen
    for at, piece in enumerate(pieces):
        requirement = problem.requirements[piece[0]]
        most = requirement.choose * max(len(way) for way in requirement.lengths)
        if sum(other[0] == piece[0] for other in chosen) < most:
            yield from _subsets(problem, [x for x in pieces[at + 1 :] if not _meet(x, piece)], (*chosen, piece))


def _meet(one: Piece, other: Piece) -> bool:
    return bool(set(one[3]) & set(other[3])) and meet(one[4], other[4])


MANY = 600
"""Rotations of a learner, legal or not, that are too many to enumerate."""
SHARED = {
    *("offer-max", "offer-min", "offer-reserved", "quota-max", "quota-min", "quota-reserved", "VN-05", "VN-08", "room"),
    *("housing", "housing-women", "housing-men", "required-blocks", "together", "excused", "VN-11"),
}


def plan_with(problem: Problem, chosen: dict[int, Rotation]) -> Plan:
    rows = []
    for i, (_, blocks) in chosen.items():
        for r, d, k, all_periods, shift in blocks:
            periods = tuple(t for t in all_periods if not problem.index.away(i, d, t))
            if not periods:
                continue
            rows.append(
                Assignment(
                    problem.learners[i].code,
                    problem.requirements[r].code,
                    problem.disciplines[d],
                    problem.departments[k].code,
                    periods,
                    shift,
                )
            )
    programme = problem.programmes[0]
    return Plan(
        tuple(sorted(rows, key=lambda row: (row.learner, row.periods, row.shift))),
        {problem.learners[i].code: programme.tracks[track].code for i, (track, _) in chosen.items()},
    )


def alone(problem: Problem, learner: int, rotation: Rotation) -> bool:
    """Whether the rotation breaks no rule that concerns the learner alone."""
    leader = problem.index.leader.get(learner, learner)
    view = view_of(problem, plan_with(problem, dict.fromkeys((learner, leader), rotation)))
    for r in {piece[0] for piece in rotation[1]}:
        before = problem.index.credits.get(learner, {}).get(r, frozenset())
        begun, _ = begun_and_done(problem.requirements[r], view.blocks_of(learner, r))
        if before is None or begun + len(before) > problem.requirements[r].choose:
            return False
    code = problem.learners[learner].code
    return not any(
        code in violation.learners and violation.rule not in SHARED
        for rule in RULES
        for violation in rule.violations(problem, view)
    )


def legal_rotations(problem: Problem, learner: int) -> list[Rotation]:
    found = []
    for rotation in rotations(problem, learner):
        if alone(problem, learner, rotation):
            found.append(rotation)
    return found


def optimum(
    problem: Problem,
    parameters: Parameters,
    most: int = 60_000,
    keep: Callable[[Plan], bool] = lambda _: True,
) -> tuple[float, float] | None:
    """(least learner-weeks unplaced, most points) by enumeration, over plans to `keep` that obey every shared limit.

    `None` when there are too many combinations, or when some learner has no complete rotation of his own or some
    minimum can't be met: those rounds are judged by other tests.
    """
    if any(next(itertools.islice(rotations(problem, i), MANY, None), None) for i in range(len(problem.learners))):
        return None
    choices: list[list[dict[int, Rotation]]] = []
    for unit in problem.units:
        common = legal_rotations(problem, unit[0])
        for i in unit[1:]:
            others = set(legal_rotations(problem, i))
            common = [rotation for rotation in common if rotation in others]
        if not common:
            return None
        choices.append([dict.fromkeys(unit, rotation) for rotation in common])
    total = 1
    for options in choices:
        total *= len(options)
    if total > most:
        return None
    best: tuple[float, float] | None = None
    for combination in itertools.product(*choices):
        chosen = {i: rotation for part in combination for i, rotation in part.items()}
        plan = plan_with(problem, chosen)
        points = score(problem, plan, parameters)
        key = (float(points.unplaced), points.total)
        if best is not None and (key[0] > best[0] or (key[0] == best[0] and key[1] <= best[1])):
            continue
        view = view_of(problem, plan)
        broken = {v.rule for rule in RULES for v in rule.violations(problem, view)} - {"required-blocks"}
        if not broken and keep(plan):
            best = key
    return best


def assert_as_enumerated(problem: Problem, result: Result, expected: tuple[float, float]) -> None:
    """The solver's answer is what `optimum` found.

    Where not everyone fits, the solver may give up a lock or a minimum, which enumeration holds: then it leaves out no
    more than enumeration does.
    """
    assert (result.status is Status.INFEASIBLE) == (expected[0] > 0)
    minimums = [offer.minimum for offer in problem.offers] + [quota.minimum for quota in problem.quotas]
    held = bool(problem.locks) or any(minimums)
    if expected[0] > 0 and held:
        assert result.unplaced <= expected[0]
    else:
        assert (result.unplaced, round(result.objective or 0.0, 6)) == (expected[0], round(expected[1], 6))


def drawn(examples: int) -> settings:
    """Settings of hypothesis for rounds drawn by a seed: so many, always the same, however long one takes."""
    return settings(max_examples=examples, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


def assert_optimal(problem: Problem, parameters: Parameters, most: int) -> None:
    """The solver finds what enumeration finds, where there are at most so many combinations."""
    expected = optimum(problem, parameters, most)
    if expected is not None:
        assert_as_enumerated(problem, solve(problem, parameters=parameters), expected)
