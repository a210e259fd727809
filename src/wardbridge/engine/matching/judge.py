"""The independent judge of a matching: numpy over the market, nothing of the methods."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from wardbridge.engine.matching.market import Floats, Ints, Market

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a matching breaks: a code of the message catalogue, who, where, the figures."""

    code: str
    learner: str = ""
    hospital: str = ""
    found: int = 0
    allowed: int = 0


def owners(m: Market) -> Ints:
    """The learner of each wish; shape m."""
    return np.repeat(np.arange(len(m.learners)), np.diff(m.start))


def rank_now(m: Market, hospital: Ints) -> Ints:
    """Rank of what each learner has, `2**31` for no place or one that he didn't list; shape n."""
    rank = np.full(len(m.learners), 2**31, dtype=np.int64)
    owner = owners(m)
    here = m.wish == hospital[owner]
    rank[owner[here]] = m.rank[here]
    return rank


def quota_findings(m: Market, hospital: Ints) -> Iterator[Finding]:
    """Places not listed, quotas and caps of regions that are broken."""
    rank = rank_now(m, hospital)
    for i in np.flatnonzero((hospital >= 0) & (rank == 2**31)):
        yield Finding("match-not-listed", m.learners[i], m.hospitals[hospital[i]])
    filled = np.bincount(hospital[hospital >= 0], minlength=len(m.hospitals))
    for h in np.flatnonzero(filled > m.maximum):
        yield Finding("match-over", hospital=m.hospitals[h], found=int(filled[h]), allowed=int(m.maximum[h]))
    for h in np.flatnonzero(filled < m.minimum):
        yield Finding("match-under", hospital=m.hospitals[h], found=int(filled[h]), allowed=int(m.minimum[h]))
    for r, cap in enumerate(m.region_maximum.tolist()):
        there = int(filled[m.region == r].sum())
        if there > cap:
            yield Finding("match-region-over", hospital=m.regions[r], found=there, allowed=cap)


def last_admitted(m: Market, hospital: Ints, priority: Floats, place: Ints) -> tuple[Floats, Ints]:
    """Priority and place in the draw of each hospital's last learner, ``(inf, -1)`` where it has none; shape H."""
    lowest = np.full(len(m.hospitals), np.inf)
    turn = np.full(len(m.hospitals), -1, dtype=np.int64)
    owner = owners(m)
    mine = np.flatnonzero(m.wish == hospital[owner])
    mine = mine[np.lexsort((place[owner[mine]], -priority[mine]))]
    lowest[m.wish[mine]] = priority[mine]
    turn[m.wish[mine]] = place[owner[mine]]
    return lowest, turn


def envies(m: Market, hospital: Ints, priority: Floats, place: Ints) -> Flags:
    """Wishes for a hospital dearer than what the learner has, that took somebody who stands behind him; shape m."""
    lowest, turn = last_admitted(m, hospital, priority, place)
    owner = owners(m)
    before = (priority > lowest[m.wish]) | ((priority == lowest[m.wish]) & (place[owner] < turn[m.wish]))
    found: Flags = before & (m.rank < rank_now(m, hospital)[owner])
    return found


def empties(m: Market, hospital: Ints) -> Flags:
    """Wishes dearer than what the learner has, for which there is a place that no quota and no cap forbids; shape m."""
    filled = np.bincount(hospital[hospital >= 0], minlength=len(m.hospitals))
    group = np.append(np.where(m.region < 0, len(m.regions), m.region), len(m.regions))
    room = np.append(m.region_maximum, 2**62) - np.bincount(group[hospital], minlength=len(m.regions) + 1)
    owner = owners(m)
    stays = (hospital < 0) | (filled[hospital] > m.minimum[hospital])
    same = (group[m.wish] == group[hospital[owner]]) & (hospital[owner] >= 0)
    fits = (filled < m.maximum)[m.wish] & ((room[group[m.wish]] > 0) | same)
    found: Flags = fits & stays[owner] & (m.rank < rank_now(m, hospital)[owner])
    return found


def blocking_pairs(m: Market, hospital: Ints, place: Ints, targets: Ints | None = None) -> Flags:
    """Wishes of learner and hospital who would rather have each other (couples are not asked); shape m.

    With caps of regions, stable as Kamada and Kojima (2015) define it: an empty place in a full region is no claim,
    unless the learner comes from the same region and the hospital is no farther above its target than his own.
    """
    free = empties(m, hospital)
    owner = owners(m)
    now = hospital[owner]
    if targets is not None:
        filled = np.bincount(hospital[hospital >= 0], minlength=len(m.hospitals))
        beyond = filled - targets
        inside = (now >= 0) & (m.region[m.wish] >= 0) & (m.region[m.wish] == m.region[now])
        region_filled = np.array([int(filled[m.region == r].sum()) for r in range(len(m.regions))], dtype=np.int64)
        full = np.append(region_filled >= m.region_maximum, False)[m.region[m.wish]]
        free &= ~(inside & full & (beyond[m.wish] + 1 > beyond[now] - 1))
    found: Flags = free | envies(m, hospital, m.priority, place)
    return found
