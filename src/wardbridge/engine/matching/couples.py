"""Deferred acceptance with couples, who rank pairs of hospitals (Roth and Peranson 1999).

Singles first propose among themselves; then the couples come in one after the other, and whoever is put out, or may
gain by a place that a couple left, proposes anew. With couples a stable matching need not exist (Roth 1984), and to
know whether one does is NP-complete (Ronn 1990). So steps are counted: orders of the couples, drawn from the seed, are
tried; when none ends, a hospital at which the last one turns in a circle gets one place more, and what was given is in
`Matching.roundings`. Nguyen and Vohra (2018) prove that capacities changed by at most 2 each always suffice; this
search doesn't know their bound, it ends because whoever moves without putting anybody out only gains.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np

from wardbridge.engine.matching.deferred import propose, seats_of
from wardbridge.engine.matching.draw import draw
from wardbridge.engine.matching.market import Ints, Market
from wardbridge.engine.matching.result import Matching, Method, Rounding
from wardbridge.engine.matching.rosters import Agent, Rosters

Waiting = dict[Agent, None]
"""Who has to propose, each once, the next one last."""

ORDERS = 40
"""Orders of the couples that are tried before a capacity is rounded, as long as `STEPS` last."""

ORDERS_ROUNDED = 10
"""Orders that are tried with rounding; the least largest change, then the least sum of them, is kept."""

STEPS = 2_000
"""Proposals after which no further order is tried, and so many for each couple beside: `STEPS_EACH`."""

STEPS_EACH = 5

CIRCLE = 24
"""Proposals of one couple, or of one single, after which a search counts as turning in a circle."""

NO_END = 2**62

ROUNDED_SINGLY = 3
"""Most places given one at a time before they are given wherever somebody would be put out, so that the search ends."""


def with_couples(m: Market, seed: str) -> Matching:
    """A stable matching of learners and couples, for capacities that are rounded up where none was found without."""
    place = draw(seed, m.learners)
    alone, proposals = _singles(m, place)
    rosters, steps, tried = _search(m, seed, Rosters(m, place, alone))
    counts = {"proposals": proposals, "steps": steps, "orders": tried}
    return Matching(Method.DEFERRED, seed, rosters.hospital, place, (), False, _roundings(m, rosters), counts)


def _search(m: Market, seed: str, begin: Rosters) -> tuple[Rosters, int, int]:
    """The first order that ends, else of those with rounding the one that rounds least; steps and orders tried."""
    limit = STEPS + STEPS_EACH * len(m.couples)
    steps = 0
    for number in range(ORDERS):
        rosters = begin.copy()
        done, taken = _settle(rosters, _order(m, seed, number), 0)
        steps += taken
        if done:
            return rosters, steps, number + 1
        if steps > limit:
            break
    best: Rosters | None = None
    for again in range(ORDERS_ROUNDED):
        rosters = begin.copy()
        steps += _settle(rosters, _order(m, seed, again), 1 + again % ROUNDED_SINGLY)[1]
        if best is None or rosters.excess < best.excess:
            best = rosters
        if steps > 2 * limit:
            break
    return best or begin, steps, number + again + 2


def _singles(m: Market, place: Ints) -> tuple[Ints, int]:
    """Where the singles would be without the couples, and the proposals made."""
    coupled = np.zeros(len(m.learners), dtype=bool)
    coupled[[i for couple in m.couples for i in (couple.first, couple.second)]] = True
    sizes = np.diff(m.start)
    kept = ~np.repeat(coupled, sizes)
    start = np.concatenate([[0], np.cumsum(np.where(coupled, 0, sizes))]).astype(np.int64)
    found, proposals = propose(*seats_of(m), start, m.wish[kept], m.priority[kept], place)
    return found, int(proposals)


def _order(m: Market, seed: str, number: int) -> Waiting:
    """The couples in the order of one draw, the last first, as what waits."""
    names = [f"{m.learners[couple.first]}+{m.learners[couple.second]}" for couple in m.couples]
    drawn = draw(f"{seed}/{number}", names)
    return {m.couples[c]: None for c in np.argsort(-drawn)}


def _settle(rosters: Rosters, waiting: Waiting, rounds: int) -> tuple[bool, int]:
    """Let all who wait propose until nobody could gain (True), or they turn in a circle; and the steps taken.

    Where they do, `rounds` places are given, one after the other, and at last wherever somebody would be put out.
    """
    done, steps = _propose(rosters, waiting, CIRCLE)
    for number in range(rounds):
        if done:
            break
        last = number + 1 == rounds
        rosters.spare = NO_END if last else 1
        done, taken = _propose(rosters, waiting, NO_END if last else CIRCLE)
        steps += taken
    return done, steps


def _propose(rosters: Rosters, waiting: Waiting, circle: int) -> tuple[bool, int]:
    """Let all who wait propose, the last first, until nobody could gain (True) or one has proposed `circle` times."""
    times: Counter[Agent] = Counter()
    steps = 0
    while True:
        if not waiting:
            waiting.update(dict.fromkeys(rosters.blocking()))
        if not waiting:
            return True, steps
        agent = next(reversed(waiting))
        if times[agent] == circle:
            return False, steps
        del waiting[agent]
        times[agent] += 1
        steps += 1
        for other in rosters.propose(agent):
            waiting.pop(other, None)
            waiting[other] = None


def _roundings(m: Market, rosters: Rosters) -> tuple[Rounding, ...]:
    """Capacities that the matching needs beyond those given."""
    return tuple(
        Rounding(m.hospitals[h], int(m.maximum[h]), len(roster))
        for h, roster in enumerate(rosters.rosters)
        if len(roster) > m.maximum[h]
    )


def rounded(m: Market, matching: Matching) -> Market:
    """The market with the capacities that a matching uses."""
    maximum = m.maximum.copy()
    for rounding in matching.roundings:
        maximum[m.hospitals.index(rounding.hospital)] = rounding.used
    return replace(m, maximum=maximum)
