"""Who is at which hospital while singles and couples propose: rosters in the hospitals' order, and who is put out."""

from __future__ import annotations

from bisect import insort
from copy import copy

import numpy as np

from wardbridge.engine.matching.market import Couple, Ints, Market

Agent = int | Couple
"""Who proposes: a learner on his own, or a couple."""

Key = tuple[float, int, int]
"""Place in a hospital's order: less priority, place in the draw, learner."""

NOWHERE = 2**31

_ROOM: Key = (np.inf, 0, 0)
_CLOSED: Key = (-np.inf, 0, 0)


class Rosters:
    """The state of a search.

    Parameters
    ----------
    place
        Place of each learner in the order of the lots.
    alone
        Where the singles begin, -1 for none.
    """

    def __init__(self, m: Market, place: Ints, alone: Ints) -> None:
        self.m, self.place = m, place
        self.hospital: Ints = alone.copy()
        self.spare = 0
        """Times that hospitals may still take more instead of putting somebody out."""
        self.capacity = [int(most) for most in m.maximum]
        self.couple = {i: couple for couple in m.couples for i in (couple.first, couple.second)}
        self.owner = np.repeat(np.arange(len(m.learners)), np.diff(m.start))
        self._entries: dict[int, dict[int, int]] = {}
        self._applicants: dict[int, list[int]] = {}
        self.rosters: list[list[Key]] = [[] for _ in m.hospitals]
        for i in np.flatnonzero(alone >= 0).tolist():
            self.rosters[alone[i]].append(self.key(i, int(alone[i])))
        for roster in self.rosters:
            roster.sort()

    def copy(self) -> Rosters:
        """A state of its own over the same look-ups."""
        other = copy(self)
        other.hospital = self.hospital.copy()
        other.capacity = list(self.capacity)
        other.rosters = [list(roster) for roster in self.rosters]
        return other

    @property
    def excess(self) -> tuple[int, int]:
        """Places beyond the capacities given: most at one hospital, and all together."""
        over = [max(0, len(roster) - int(most)) for roster, most in zip(self.rosters, self.m.maximum, strict=True)]
        return max(over), sum(over)

    def entries(self, learner: int) -> dict[int, int]:
        """Hospital → place in the market's wishes, for one learner."""
        if learner not in self._entries:
            self._entries[learner] = {int(self.m.wish[e]): e for e in self.m.wishes(learner)}
        return self._entries[learner]

    def key(self, learner: int, hospital: int) -> Key:
        return (-float(self.m.priority[self.entries(learner)[hospital]]), int(self.place[learner]), learner)

    def propose(self, agent: Agent) -> list[Agent]:
        """Let an agent take the best that he prefers to what he has and that takes him; who must propose after him."""
        members = self.members(agent)
        for places in self.better(agent):
            put_out = self.put_out(members, places)
            if put_out is not None:
                return self._move(members, places, put_out)
        return []

    @staticmethod
    def members(agent: Agent) -> tuple[int, ...]:
        return (agent.first, agent.second) if isinstance(agent, Couple) else (agent,)

    def better(self, agent: Agent) -> list[tuple[int, ...]]:
        """Places that the agent prefers to those it has, best first."""
        if isinstance(agent, Couple):
            now = (int(self.hospital[agent.first]), int(self.hospital[agent.second]))
            return list(agent.pairs[: agent.pairs.index(now)] if now in agent.pairs else agent.pairs)
        entry = self.entries(agent).get(int(self.hospital[agent]))
        limit = np.inf if entry is None else self.m.rank[entry]
        return [(int(self.m.wish[e]),) for e in self.m.wishes(agent) if self.m.rank[e] < limit]

    def put_out(self, members: tuple[int, ...], places: tuple[int, ...]) -> list[int] | None:
        """Who has to leave when the members come to these places, `None` when a hospital would not take them."""
        out: list[int] = []
        for h in {place for place in places if place >= 0}:
            comers = sorted(self.key(i, h) for i, place in zip(members, places, strict=True) if place == h)
            roster = self.rosters[h]
            leaving = sum(int(self.hospital[i]) == h for i in members)
            excess = len(roster) - leaving + len(comers) - self.capacity[h]
            if excess <= 0:
                continue
            last = [key for key in roster[max(0, len(roster) - excess - leaving) :] if key[2] not in members]
            if excess > len(last) or last[-excess] < comers[-1]:
                return None
            out += [key[2] for key in last[-excess:]]
        return out

    def _move(self, members: tuple[int, ...], places: tuple[int, ...], put_out: list[int]) -> list[Agent]:
        if put_out and self.spare:
            self.spare -= 1
            for i in put_out:
                self.capacity[self.hospital[i]] += 1
            put_out = []
        left: list[int] = []
        agents: list[Agent] = []
        for i in put_out:
            agent = self.couple.get(i, i)
            agents.append(agent)
            left += [self._leave(one) for one in self.members(agent) if one not in members]
        left += [self._leave(i) for i in members]
        for i, h in zip(members, places, strict=True):
            self.hospital[i] = h
            if h >= 0:
                insort(self.rosters[h], self.key(i, h))
        for h in left:
            if h >= 0 and len(self.rosters[h]) < self.capacity[h]:
                agents += self.wanting(h)
        return list(dict.fromkeys(agents))

    def _leave(self, learner: int) -> int:
        """Take a learner out of his hospital; which it was, -1 for none."""
        h = int(self.hospital[learner])
        if h >= 0:
            self.rosters[h].remove(self.key(learner, h))
            self.hospital[learner] = -1
        return h

    def wanting(self, hospital: int) -> list[Agent]:
        """Who is likely to gain by room at a hospital: couples that want it, and the first single in its order."""
        agents: list[Agent] = []
        for i in self._in_order(hospital):
            if i in self.couple:
                if any(hospital in places for places in self.better(self.couple[i])):
                    agents.append(self.couple[i])
            elif self._rank(i, hospital) < self._rank(i, int(self.hospital[i])):
                return [*agents, i]
        return agents

    def _rank(self, learner: int, hospital: int) -> int:
        """A single's rank of a hospital, or of no place (-1)."""
        entry = self.entries(learner).get(hospital)
        return NOWHERE if entry is None else int(self.m.rank[entry])

    def blocking(self) -> list[Agent]:
        """Everybody who would rather be, and would be taken, elsewhere; nobody in a stable matching."""
        last = [self._last(h) for h in range(len(self.rosters))]
        limit, turn = np.array([key[0] for key in last]), np.array([key[1] for key in last])
        rank_now = np.full(len(self.m.learners), np.iinfo(np.int32).max, dtype=np.int64)
        here = self.m.wish == self.hospital[self.owner]
        rank_now[self.owner[here]] = self.m.rank[here]
        want, place = -self.m.priority, self.place[self.owner]
        taken = (want < limit[self.m.wish]) | ((want == limit[self.m.wish]) & (place < turn[self.m.wish]))
        found = np.unique(self.owner[taken & (self.m.rank < rank_now[self.owner])]).tolist()
        pairs = [
            couple
            for couple in self.m.couples
            if any(self.put_out(self.members(couple), places) is not None for places in self.better(couple))
        ]
        return [*(i for i in found if i not in self.couple), *pairs]

    def _last(self, hospital: int) -> Key:
        """Whom a newcomer has to stand before."""
        if not self.capacity[hospital]:
            return _CLOSED
        roster = self.rosters[hospital]
        return roster[-1] if len(roster) >= self.capacity[hospital] else _ROOM

    def _in_order(self, hospital: int) -> list[int]:
        """Learners who list a hospital, in its order."""
        if hospital not in self._applicants:
            at = np.flatnonzero(self.m.wish == hospital)
            learners = self.owner[at]
            order = np.lexsort((self.place[learners], -self.m.priority[at]))
            self._applicants[hospital] = learners[order].tolist()
        return self._applicants[hospital]
