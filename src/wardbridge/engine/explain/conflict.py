"""A minimal set of records that contradict each other: why no plan can place everyone.

The set is irreducible (an IIS; Chinneck 2008): together its records forbid every plan, with all others left out of
account; without any single one of them a plan exists. It is found by the deletion filter over the records that the
prices of phase one name, and each removal is planned to see that it does make a plan possible.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from wardbridge.engine.columns.generate import Aim, generate
from wardbridge.engine.columns.limits import limits_of
from wardbridge.engine.columns.master import Master, Weights
from wardbridge.engine.columns.model import model_of
from wardbridge.engine.columns.pricing import Pricing
from wardbridge.engine.explain.own import minimal
from wardbridge.engine.explain.records import Hindrance
from wardbridge.engine.parameters import Parameters
from wardbridge.engine.plan import Status, Violation
from wardbridge.engine.problem import Department, Lock, Offer, Problem, Quota, Requirement, Teacher
from wardbridge.engine.solve import solve
from wardbridge.engine.stop import Stop
from wardbridge.rulekit.capacity import beds_allow, teacher_weights
from wardbridge.rulekit.housing import Need
from wardbridge.rulekit.levels import LEVELS, Level


@dataclass(frozen=True, slots=True)
class Conflict:
    """Records as data to be told; `verified` when each removal was planned and places everyone."""

    records: tuple[Violation, ...]
    verified: bool


class _Rounds:
    """Answers whether a round can be, with some records held and the others of the list left out."""

    def __init__(self, problem: Problem, parameters: Parameters, seed: int, stop: Stop) -> None:
        self.problem, self.parameters, self.seed, self.stop = problem, parameters, seed, stop
        self.every: tuple[Hindrance, ...] = tuple(records_of(problem))

    def holding(self, held: Sequence[Hindrance]) -> Problem:
        kept = {id(one) for one in held}
        relaxed = self.problem
        for one in self.every:
            if id(one) not in kept:
                relaxed = one.without(relaxed)
        return relaxed

    def fractions_forbid(self, held: Sequence[Hindrance]) -> bool:
        """Whether phase one proves that someone, or some minimum, stays out."""
        return self.phase_one(self.holding(held))[0] > 1e-6

    def wholes_forbid(self, held: Sequence[Hindrance]) -> bool:
        """Whether a run proves it in whole units."""
        found = solve(self.holding(held), stop=self.stop, seed=self.seed, parameters=self.parameters)
        return found.status is Status.INFEASIBLE

    def possible(self, held: Sequence[Hindrance]) -> bool:
        """Whether a run places everyone."""
        found = solve(self.holding(held), stop=self.stop, seed=self.seed, parameters=self.parameters)
        return found.status in {Status.OPTIMAL, Status.GAP} and not found.unplaced and found.gap is not None

    def phase_one(self, problem: Problem) -> tuple[float, set[str]]:
        """Proven least that stays out, and the places (departments, sites) whose limits have a price in that proof."""
        model = model_of(problem, self.parameters)
        limits = limits_of(model)
        pricing = Pricing(model, limits, self.parameters.search.workers)
        master = Master(model, limits, self.seed)
        proof = _Proof(self.stop)
        aim = Aim(Weights(0.0, 1.0, master.share), partial=True)
        generated = generate(master, pricing, aim, proof, proof.hear)
        named: set[str] = set()
        if generated.dual is not None:
            for r in np.flatnonzero(np.abs(generated.dual) > 1e-9).tolist():
                row = limits.rows[r]
                named.add(problem.sites[row.at_site(problem)])
                named.update(problem.departments[k].code for k, _ in row.cells)
        return max(0.0, generated.bound), named


class _Proof:
    """Ends a phase one as soon as it has proven that something stays out."""

    def __init__(self, stop: Stop) -> None:
        self._stop, self._proven = stop, False

    def hear(self, bound: float) -> None:
        self._proven = self._proven or bound > 1e-6

    def __call__(self) -> bool:
        return self._proven or self._stop()


def conflict_of(problem: Problem, parameters: Parameters, seed: int, stop: Stop) -> Conflict | None:
    """The records that contradict each other; `None` when the contradiction is not among records (or not proven)."""
    rounds = _Rounds(problem, parameters, seed, stop)
    least, named = rounds.phase_one(problem)
    forbid = rounds.fractions_forbid if least > 1e-6 else rounds.wholes_forbid
    priced = [
        one
        for one in rounds.every
        if one.said.department in named or (not one.said.department and one.said.site in named)
    ]
    begin = priced if least > 1e-6 and forbid(priced) else rounds.every
    found = minimal(begin, forbid)
    if not found or stop():
        return None
    verified = all(rounds.possible([other for other in found if other is not one]) for one in found)
    return Conflict(tuple(one.said for one in found), verified)


def records_of(problem: Problem) -> Iterator[Hindrance]:
    """Every record that limits what learners share, or imposes, and the round without it."""
    every = tuple(range(len(problem.periods)))
    for k, department in enumerate(problem.departments):
        yield from _of_department(problem, k, department, every)
    for x, quota in enumerate(problem.quotas):
        yield from _of_quota(problem, x, quota)
    for x, housing in enumerate(problem.housing):
        params = {"limit": "housing" if housing.need is Need.ANY else f"housing-{housing.need}"}
        said = Violation("conflict-housing", (), "", problem.sites[housing.site], allowed=housing.places, params=params)
        yield Hindrance(said, _housed(x))
    for lock in problem.locks:
        department = problem.departments[lock.department]
        place = (department.code, problem.sites[department.site], lock.periods)
        said = Violation("own-lock", (problem.learners[lock.learner].code,), *place)
        yield Hindrance(said, _lifted(lock))
    for r, requirement in enumerate(problem.requirements):
        if requirement.after:
            before = ", ".join(problem.requirements[b].code for b in requirement.after)
            said = Violation("own-order", params={"requirement": requirement.code, "before": before})
            yield Hindrance(said, _without_order(r))
    for u, unit in enumerate(problem.units):
        if len(unit) > 1:
            code = problem.unit_codes[u] if problem.unit_codes else problem.learners[unit[0]].code
            said = Violation(
                "conflict-together",
                tuple(problem.learners[i].code for i in unit),
                found=len(unit),
                params={"group": code},
            )
            yield Hindrance(said, _apart(unit))


def _of_department(problem: Problem, k: int, department: Department, every: tuple[int, ...]) -> Iterator[Hindrance]:
    place = (department.code, problem.sites[department.site])
    offers = [(x, offer) for x, offer in enumerate(problem.offers) if offer.department == k]
    for x, offer in offers:
        said = Violation("conflict-offer", (), *place, offer.periods, allowed=offer.maximum)
        yield Hindrance(said, _with_offer(x, lambda one: replace(one, maximum=max(one.maximum, len(problem.learners)))))
        if offer.minimum:
            said = Violation("conflict-minimum", (), *place, offer.periods, allowed=offer.minimum)
            yield Hindrance(said, _with_offer(x, lambda one: replace(one, minimum=0)))
        if offer.reserved:
            said = Violation("conflict-reserved", (), *place, offer.periods, allowed=offer.reserved)
            yield Hindrance(said, _with_offer(x, lambda one: replace(one, reserved=0)))
    if department.room is not None:
        said = Violation("conflict-room", (), *place, allowed=department.room)
        yield Hindrance(said, _with_department(k, lambda one: replace(one, room=None)))
    allowed = beds_allow(department.beds, department.chairs, problem.periods[0].first, problem.law)
    if allowed is not None:
        said = Violation("conflict-beds", (), *place, allowed=allowed)
        yield Hindrance(said, _with_department(k, lambda one: replace(one, beds=None, chairs=None)))
    if offers:
        said = Violation("conflict-teachers", (), *place, every, allowed=_taught(problem, k))
        yield Hindrance(said, _teachers_enough(k))


def _taught(problem: Problem, k: int) -> float:
    """Learners of the round's commonest level whom the teachers may teach in the week in which fewest are there."""
    levels = [problem.programmes[learner.programme].level for learner in problem.learners]
    level = max(LEVELS, key=levels.count)
    there = [len(problem.index.teachers.get((k, t), {}).get(level, ())) for t in range(len(problem.periods))]
    whole, weight = teacher_weights(problem.periods[0].first, problem.law)
    return float(min(there) * whole // weight[level])


def _with_offer(x: int, change: Callable[[Offer], Offer]) -> Callable[[Problem], Problem]:
    return lambda p: replace(p, offers=tuple(change(one) if y == x else one for y, one in enumerate(p.offers)))


def _with_department(k: int, change: Callable[[Department], Department]) -> Callable[[Problem], Problem]:
    return lambda p: replace(
        p, departments=tuple(change(one) if x == k else one for x, one in enumerate(p.departments))
    )


def _teachers_enough(k: int) -> Callable[[Problem], Problem]:
    """Teachers of the highest level, always there, for all learners at once."""

    def change(p: Problem) -> Problem:
        since = p.periods[0].first.replace(year=p.periods[0].first.year - 10, day=1)
        added = tuple(Teacher(f"+{k}-{n}", k, Level.POSTGRADUATE, since) for n in range(1 + len(p.learners) // 5))
        return replace(p, teachers=(*p.teachers, *added))

    return change


def _of_quota(problem: Problem, x: int, quota: Quota) -> Iterator[Hindrance]:
    site = problem.sites[quota.site]

    def changed(change: Callable[[Quota], Quota]) -> Callable[[Problem], Problem]:
        return lambda p: replace(p, quotas=tuple(change(one) if y == x else one for y, one in enumerate(p.quotas)))

    said = Violation("conflict-quota", (), "", site, allowed=quota.maximum)
    yield Hindrance(said, changed(lambda one: replace(one, maximum=max(one.maximum, len(problem.learners)))))
    if quota.minimum:
        said = Violation("conflict-quota-minimum", (), "", site, allowed=quota.minimum)
        yield Hindrance(said, changed(lambda one: replace(one, minimum=0)))
    if quota.reserved:
        said = Violation("conflict-quota-reserved", (), "", site, allowed=quota.reserved)
        yield Hindrance(said, changed(lambda one: replace(one, reserved=0)))


def _housed(x: int) -> Callable[[Problem], Problem]:
    return lambda p: replace(p, housing=tuple(one for y, one in enumerate(p.housing) if y != x or one.places < 0))


def _lifted(lock: Lock) -> Callable[[Problem], Problem]:
    return lambda p: replace(p, locks=tuple(one for one in p.locks if one != lock))


def _without_order(r: int) -> Callable[[Problem], Problem]:
    def loose(x: int, one: Requirement) -> Requirement:
        return replace(one, after=()) if x == r else one

    return lambda p: replace(p, requirements=tuple(loose(x, one) for x, one in enumerate(p.requirements)))


def _apart(unit: tuple[int, ...]) -> Callable[[Problem], Problem]:
    def change(p: Problem) -> Problem:
        units = [part for one in p.units for part in (((i,) for i in one) if one == unit else (one,))]
        excused = tuple(row for row in p.excused if row.learner not in unit)
        return replace(p, units=tuple(units), unit_codes=(), excused=excused)

    return change
