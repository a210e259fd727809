"""Assignments by profile: how many get a wish of rank 1, of rank 2, and so on, settled rank by rank.

Rank-maximal (Irving, Kavitha, Mehlhorn, Michail and Paluch 2006): most first wishes, among these most second wishes,
and so on. Generous (Manlove 2013): most learners placed, among these fewest wishes of the worst rank, then of the next
worst, and so on. Both are one question asked for one rank after the other: how few learners can be served worse than
rank r? Each answer is a flow of costs 0 and 1, and by complementary slackness its best solutions are the flows of a
smaller network, in which the next rank is asked (as Huang, Kavitha, Mehlhorn and Michail 2016 do for matchings). So no
weight is needed that grows as n to the power of the ranks.
"""

from __future__ import annotations

import numpy as np

from wardbridge.engine.matching.draw import draw, merit_order
from wardbridge.engine.matching.market import Ints, Market
from wardbridge.engine.matching.network import NOWHERE, Network, with_minimums
from wardbridge.engine.matching.result import Matching, Method, Shortfall


def rank_maximal(m: Market, seed: str) -> Matching:
    """Most first wishes, then most second wishes, …; minimums and caps of regions are kept."""
    return _by_ranks(m, seed, Method.RANK_MAXIMAL)


def generous(m: Market, seed: str) -> Matching:
    """Most learners placed, then fewest at the worst rank, then at the next worst, …; minimums and caps are kept."""
    return _by_ranks(m, seed, Method.GENEROUS)


def _by_ranks(m: Market, seed: str, method: Method) -> Matching:
    place = draw(seed, m.learners)
    order = merit_order(m.score, place)
    ranks = [int(rank) for rank in np.unique(m.rank)]
    if method is Method.RANK_MAXIMAL:
        network, shortfalls = with_minimums(m, order)
    else:
        network, shortfalls, ranks = _most_placed(m, order, ranks)
    asked = 0
    for threshold in ranks:
        asked += 1
        if network.settle(threshold) == len(m.learners):
            break
    found: Ints = np.empty(len(m.learners), dtype=np.int64)
    found[order] = network.hospital
    return Matching(method, seed, found, place, shortfalls, counts={"ranks": asked})


def _most_placed(m: Market, order: Ints, ranks: list[int]) -> tuple[Network, tuple[Shortfall, ...], list[int]]:
    """A network in which as many as can be are placed, by the fewest ranks found that allow it; its ranks, worst first.

    Long lists are mostly not needed to their ends: twice as many ranks are tried until they place as many.
    """
    network, shortfalls = with_minimums(m, order)
    network.settle(NOWHERE - 1)
    most = int((network.hospital >= 0).sum())
    size = 1
    while size < len(ranks) and not shortfalls:
        smaller, missing = with_minimums(m, order, ranks[size - 1])
        smaller.settle(NOWHERE - 1)
        if not missing and int((smaller.hospital >= 0).sum()) == most:
            return smaller, (), ranks[:size][::-1]
        size *= 2
    return network, shortfalls, ranks[::-1]
