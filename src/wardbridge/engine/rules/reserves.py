"""Places kept for some are not others' places: in an offer or a quota to more people, a reserve counts as taken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, product

from wardbridge.engine.plan import Violation
from wardbridge.engine.problem import Offer, Problem, Quota
from wardbridge.engine.view import PlanView, at_time
from wardbridge.rulekit.shifts import meet

CODES = ("offer-reserved", "quota-reserved")

Share = Offer | Quota


def _meant(problem: Problem, share: Share) -> frozenset[int]:
    """Programmes whose learners it counts."""
    return frozenset(
        p
        for p, programme in enumerate(problem.programmes)
        if (share.programme is None or share.programme == p)
        and (share.level is None or share.level == programme.level)
        and (not share.school or share.school == programme.school)
    )


def _wrong(problem: Problem, shares: Sequence[Share], learners: Sequence[int]) -> Iterator[tuple[list[int], int, int]]:
    """For each share whose others take kept places: who they are, how many places are left to them, and the kept.

    Of all sets of reserves that fit into the share, the one that is wronged most.
    """
    programme = {i: problem.learners[i].programme for i in learners}
    reserves = [(_meant(problem, share), share.reserved) for share in shares if share.reserved]
    for share in shares:
        meant = _meant(problem, share)
        inside = [reserve for reserve in reserves if reserve[0] < meant]
        worst: tuple[list[int], int, int] = [], 0, 0
        for size in range(1, len(inside) + 1):
            for full in combinations(inside, size):
                kept = sum(count for _, count in full)
                own = frozenset[int]().union(*(whom for whom, _ in full))
                others = [i for i in learners if programme[i] in meant - own]
                left = share.maximum - kept
                if left >= 0 and len(others) - left > len(worst[0]) - worst[1]:
                    worst = others, left, kept
        if worst[0]:
            yield worst


def violations(problem: Problem, view: PlanView) -> Iterator[Violation]:
    """Department-weeks, and sites over the round, where others take places that are kept."""
    for ((k, t), held), time in product(problem.index.offers.items(), problem.index.times):
        offers = [offer for offer in held if meet(offer.shift, time)]
        if any(offer.reserved for offer in offers):
            department = problem.departments[k]
            site = problem.sites[department.site]
            for who, allowed, kept in _wrong(problem, offers, view.at_one_time.get((k, t, time), ())):
                codes = tuple(problem.learners[i].code for i in who)
                params: dict[str, str | int | float] = {"reserved": kept, **at_time(problem, time)}
                yield Violation("offer-reserved", codes, department.code, site, (t,), len(who), allowed, params=params)
    for site_, name in enumerate(problem.sites):
        quotas = [quota for quota in problem.quotas if quota.site == site_]
        if any(quota.reserved for quota in quotas):
            for who, allowed, kept in _wrong(problem, quotas, view.visitors(problem, site_)):
                codes = tuple(problem.learners[i].code for i in who)
                yield Violation("quota-reserved", codes, "", name, (), len(who), allowed, params={"reserved": kept})
