"""Tiny markets drawn at random, every matching of one enumerated, and what tests ask of a matching; plain Python."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator
from random import Random

from wardbridge.engine.matching.market import Couple, Market, market

Places = tuple[int, ...]
"""A hospital for each learner, -1 for none."""

NEVER = 99
"""Rank of no place."""


def drawn(
    random: Random, *, regions: bool = True, minimums: bool = True, full: bool = False, strict: bool = False
) -> Market:
    """A market of up to six learners and four hospitals, with ties on both sides unless `strict`."""
    n, size = random.randint(1, 6), random.randint(1, 4)
    wishes = [random.sample(range(size), size if full else random.randint(0, size)) for _ in range(n)]
    maximum = [random.randint(0, 3) for _ in range(size)]
    groups = random.randint(0, 2) if regions else 0
    region = [random.randint(-1, groups - 1) for _ in range(size)]
    minimum, left = [0] * size, n if minimums else 0
    for h in range(size):
        minimum[h] = random.randint(0, min(maximum[h], left, 2))
        left -= minimum[h]
    caps = [sum(minimum[h] for h in range(size) if region[h] == g) + random.randint(0, 3) for g in range(groups)]
    return market(
        [f"L{i}" for i in range(n)],
        [f"H{h}" for h in range(size)],
        wishes,
        maximum,
        ranks=[_ranks(random, len(one), strict=strict) for one in wishes],
        scores=[random.randint(0, 2) for _ in range(n)],
        priorities=[[random.randint(0, 2) for _ in one] for one in wishes],
        minimum=minimum,
        region=region,
        regions=[f"R{g}" for g in range(groups)],
        region_maximum=caps,
    )


def _ranks(random: Random, length: int, *, strict: bool) -> list[int]:
    steps = [1 if strict or k == 0 else random.choice((0, 1, 1)) for k in range(length)]
    return list(itertools.accumulate(steps))


def drawn_couples(random: Random) -> Market:
    """A market of up to six learners, at least two of whom choose together."""
    n, size = random.randint(2, 6), random.randint(1, 3)
    wishes = [random.sample(range(size), random.randint(1, size)) for _ in range(n)]
    coupled = random.sample(range(n), 2 * random.randint(1, n // 2))
    couples = []
    for first, second in zip(coupled[::2], coupled[1::2], strict=True):
        pairs = [pair for pair in itertools.product([*wishes[first], -1], [*wishes[second], -1]) if pair != (-1, -1)]
        couples.append(Couple(first, second, tuple(random.sample(pairs, random.randint(1, len(pairs))))))
    priorities = [[random.random() for _ in one] for one in wishes]
    most = [random.randint(1, 2) for _ in range(size)]
    codes = [f"L{i}" for i in range(n)], [f"H{h}" for h in range(size)]
    return market(*codes, wishes, most, priorities=priorities, couples=couples)


def lists(m: Market) -> list[dict[int, int]]:
    """Each learner's hospitals with their ranks, in the order of the list."""
    return [{int(m.wish[e]): int(m.rank[e]) for e in m.wishes(i)} for i in range(len(m.learners))]


def every(m: Market) -> Iterator[Places]:
    """Every assignment within the lists, the maximums and the caps of regions."""
    sides = range(len(m.hospitals))
    for places in itertools.product(*[[-1, *one] for one in lists(m)]):
        filled = Counter(places)
        regions = Counter(int(m.region[h]) for h in places if h >= 0)
        over = any(filled[h] > m.maximum[h] for h in sides)
        if not over and all(regions[g] <= cap for g, cap in enumerate(m.region_maximum.tolist())):
            yield places


def kept(m: Market, places: Places) -> int:
    """Places of the minimums that are filled."""
    return sum(min(places.count(h), least) for h, least in enumerate(m.minimum.tolist()))


def profile(m: Market, places: Places) -> list[int]:
    """How many have a wish of rank 1, 2, …"""
    ranks = Counter(one[h] for one, h in zip(lists(m), places, strict=True) if h >= 0)
    return [ranks[rank] for rank in range(1, 6)]


def rank_of(one: dict[int, int], hospital: int) -> int:
    return one.get(hospital, NEVER)


def untruthful(m: Market, learner: int, *, complete: bool) -> Iterator[Market]:
    """The market with every other list of one learner, shorter ones too unless all lists are to be complete."""
    own = lists(m)[learner]
    priorities = {int(m.wish[e]): float(m.priority[e]) for e in m.wishes(learner)}
    for length in range(len(own) if complete else 0, len(own) + 1):
        for told in itertools.permutations(own, length):
            yield retold(m, learner, told, [priorities[h] for h in told])


def retold(m: Market, learner: int, told: tuple[int, ...], priorities: list[float]) -> Market:
    """The market in which one learner tells another list."""
    ours = lists(m)
    wishes = [list(one) for one in ours]
    ranks = [list(one.values()) for one in ours]
    orders = [[float(m.priority[e]) for e in m.wishes(i)] for i in range(len(m.learners))]
    wishes[learner], ranks[learner], orders[learner] = list(told), list(range(1, len(told) + 1)), priorities
    return market(
        m.learners,
        m.hospitals,
        wishes,
        m.maximum.tolist(),
        ranks=ranks,
        priorities=orders,
        scores=m.score.tolist(),
        minimum=m.minimum.tolist(),
        region=m.region.tolist(),
        regions=m.regions,
        region_maximum=m.region_maximum.tolist(),
    )
