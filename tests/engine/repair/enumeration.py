"""The best repair of a tiny round by plain enumeration, which shares nothing with the search."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace

from tests.engine.tiny import Piece, Rotation, legal_rotations, plan_with
from wardbridge.engine.parameters import Parameters
from wardbridge.engine.plan import Plan
from wardbridge.engine.problem import Learner, Offer, Problem, Teacher
from wardbridge.engine.repair.search import CHANGED
from wardbridge.engine.rules import RULES
from wardbridge.engine.score import score
from wardbridge.engine.view import PlanView, view_of
from wardbridge.rulekit.shifts import Shift

Key = tuple[int, int, float]
"""Learner-weeks unplaced, learners moved, points lost (a changed week counted too)."""


def disturbed(problem: Problem, rng: random.Random) -> Problem:
    """The round after one or two random changes."""
    for _ in range(rng.randint(1, 2)):
        problem = rng.choice([_closed, _lowered, _left, _away])(problem, rng)
    return problem


def _closed(problem: Problem, rng: random.Random) -> Problem:
    k, weeks = rng.randrange(len(problem.departments)), len(problem.periods)
    shut = set(rng.sample(range(weeks), rng.randint(1, weeks)))

    def kept(offer: Offer) -> Offer:
        return replace(offer, periods=tuple(t for t in offer.periods if offer.department != k or t not in shut))

    return replace(problem, offers=tuple(found for offer in problem.offers if (found := kept(offer)).periods))


def _lowered(problem: Problem, rng: random.Random) -> Problem:
    k, most = rng.randrange(len(problem.departments)), rng.randint(0, 1)

    def lowered(offer: Offer) -> Offer:
        return replace(offer, maximum=most, minimum=min(most, offer.minimum)) if offer.department == k else offer

    return replace(problem, offers=tuple(lowered(offer) for offer in problem.offers))


def _left(problem: Problem, rng: random.Random) -> Problem:
    gone, weeks = rng.randrange(len(problem.teachers)), len(problem.periods)
    absent = frozenset(range(rng.randrange(weeks), weeks))

    def away(number: int, teacher: Teacher) -> Teacher:
        return replace(teacher, absent=teacher.absent | absent) if number == gone else teacher

    return replace(problem, teachers=tuple(away(n, teacher) for n, teacher in enumerate(problem.teachers)))


def _away(problem: Problem, rng: random.Random) -> Problem:
    who, week = rng.randrange(len(problem.learners)), rng.randrange(len(problem.periods))

    def without(number: int, learner: Learner) -> Learner:
        free = tuple(flag and (number != who or t != week) for t, flag in enumerate(learner.available))
        return replace(learner, available=free)

    return replace(problem, learners=tuple(without(n, learner) for n, learner in enumerate(problem.learners)))


def weeks_of(view: PlanView, learner: int, since: int) -> dict[int, tuple[int, Shift]]:
    """Period → department and shift from `since` on."""
    return {t: (b.department, b.shift) for b in view.blocks[learner] for t in b.periods if t >= since}


def moved(problem: Problem, old: Plan, new: Plan, since: int) -> tuple[int, int]:
    """Learners moved, and learner-weeks changed."""
    before, after = view_of(problem, old), view_of(problem, new)
    people = weeks = 0
    for i in range(len(problem.learners)):
        was, now = weeks_of(before, i, since), weeks_of(after, i, since)
        people += bool(was) and was != now
        weeks += sum(was.get(t) != now.get(t) for t in range(len(problem.periods)))
    return people, weeks


def key_of(problem: Problem, old: Plan, new: Plan, since: int, parameters: Parameters) -> Key:
    points = score(problem, new, parameters)
    people, weeks = moved(problem, old, new, since)
    return points.unplaced, people, round(CHANGED * weeks - points.total, 6)


def broken(problem: Problem, plan: Plan, since: int) -> set[str]:
    """Rules broken in a week that is still open; what is missing is no such rule."""
    view = view_of(problem, plan)
    return {
        violation.rule
        for rule in RULES
        for violation in rule.violations(problem, view)
        if not violation.periods or max(violation.periods) >= since
    } - {"required-blocks"}


def _with_past(problem: Problem, old: PlanView, learner: int, since: int) -> list[Rotation]:
    """Rotations whose blocks that begin before `since` are those of the old plan."""

    def past(blocks: tuple[Piece, ...]) -> list[Piece]:
        return sorted(block for block in blocks if block[3][0] < since)

    was = tuple(
        (b.requirement, b.discipline, b.department, b.periods, b.shift)
        for b in old.blocks[learner]
        if b.requirement is not None and b.discipline is not None
    )
    return [rotation for rotation in legal_rotations(problem, learner) if past(rotation[1]) == past(was)]


def best_repair(problem: Problem, old: Plan, since: int, parameters: Parameters, most: int = 4_000) -> Key | None:
    """The best there is; `None` where there are too many combinations, or none that keeps the past as it was."""
    view, choices = view_of(problem, old), []
    for unit in problem.units:
        common = _with_past(problem, view, unit[0], since)
        for i in unit[1:]:
            others = set(_with_past(problem, view, i, since))
            common = [rotation for rotation in common if rotation in others]
        choices.append([dict.fromkeys(unit, rotation) for rotation in common])
    total = 1
    for options in choices:
        total *= len(options)
    if not 0 < total <= most:
        return None
    best: Key | None = None
    for combination in itertools.product(*choices):
        plan = plan_with(problem, {i: rotation for part in combination for i, rotation in part.items()})
        key = key_of(problem, old, plan, since, parameters)
        if (best is None or key < best) and not broken(problem, plan, since):
            best = key
    return best
