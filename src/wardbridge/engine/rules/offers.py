"""A department takes the learners it offers to take: within every offer that covers them, and nobody without one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from wardbridge.engine.plan import Violation
from wardbridge.engine.problem import Offer, Problem
from wardbridge.engine.view import PlanView, at_time
from wardbridge.rulekit.shifts import Shift, meet

CODES = ("no-offer", "offer-max", "offer-min")


def _open(offer: Offer) -> bool:
    """Whether it is meant for everyone."""
    return offer.programme is None and offer.level is None and not offer.school


def _covers(problem: Problem, learner: int, offer: Offer) -> bool:
    programme = problem.programmes[problem.learners[learner].programme]
    return (
        offer.programme in {None, problem.learners[learner].programme}
        and offer.level in {None, programme.level}
        and offer.school in {"", programme.school}
    )


def violations(problem: Problem, view: PlanView) -> Iterator[Violation]:
    """Learners that no offer covers, offers exceeded, and minimums not reached, at each time of the day."""
    offers = problem.index.offers
    for (k, t, time), learners in view.at_one_time.items():
        held = [offer for offer in offers.get((k, t), ()) if meet(offer.shift, time)]
        if any(_open(offer) for offer in held):
            continue
        uncovered = [i for i in learners if not any(_covers(problem, i, offer) for offer in held)]
        if uncovered:
            yield _violation(problem, "no-offer", (k, t, time), uncovered, 0)
    for (k, t), all_held in offers.items():
        for offer, time in product(all_held, problem.index.times):
            if not meet(offer.shift, time):
                continue
            learners = view.at_one_time.get((k, t, time), ())
            who = list(learners) if _open(offer) else [i for i in learners if _covers(problem, i, offer)]
            if len(who) > offer.maximum:
                yield _violation(problem, "offer-max", (k, t, time), who, offer.maximum)
            elif len(who) < offer.minimum:
                yield _violation(problem, "offer-min", (k, t, time), who, offer.minimum)


def _violation(problem: Problem, code: str, cell: tuple[int, int, Shift], who: list[int], allowed: int) -> Violation:
    department = problem.departments[cell[0]]
    names = tuple(problem.learners[i].code for i in who)
    site, params = problem.sites[department.site], at_time(problem, cell[2])
    return Violation(code, names, department.code, site, (cell[1],), len(who), allowed, params=params)
