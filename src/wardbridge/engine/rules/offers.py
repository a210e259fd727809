"""A department takes the learners it offers to take: within every offer that covers them, and nobody without one."""

from __future__ import annotations

from collections.abc import Iterator

from wardbridge.engine.plan import Violation
from wardbridge.engine.problem import Offer, Problem
from wardbridge.engine.view import PlanView

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
    """Learners that no offer covers, offers exceeded, and minimums not reached."""
    offers = problem.index.offers
    for cell, learners in view.present.items():
        held = offers.get(cell, ())
        if any(_open(offer) for offer in held):
            continue
        uncovered = [i for i in learners if not any(_covers(problem, i, offer) for offer in held)]
        if uncovered:
            yield _violation(problem, "no-offer", cell, uncovered, 0)
    for cell, held in offers.items():
        learners = view.present.get(cell, ())
        for offer in held:
            who = list(learners) if _open(offer) else [i for i in learners if _covers(problem, i, offer)]
            if len(who) > offer.maximum:
                yield _violation(problem, "offer-max", cell, who, offer.maximum)
            elif len(who) < offer.minimum:
                yield _violation(problem, "offer-min", cell, who, offer.minimum)


def _violation(problem: Problem, code: str, cell: tuple[int, int], who: list[int], allowed: int) -> Violation:
    department = problem.departments[cell[0]]
    names = tuple(problem.learners[i].code for i in who)
    return Violation(code, names, department.code, problem.sites[department.site], (cell[1],), len(who), allowed)
