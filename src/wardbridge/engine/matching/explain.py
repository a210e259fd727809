"""Why a learner is not where he would rather be: codes and figures, from the matching alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from wardbridge.engine.matching.judge import last_admitted, rank_now
from wardbridge.engine.matching.market import Couple, Floats, Ints, Market
from wardbridge.engine.matching.result import Matching, Method


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a wish is not met: a code of the message catalogue, the hospital, the figures."""

    code: str
    hospital: str
    params: Mapping[str, str | int | float] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Explainer:
    """Reasons for every learner of one matching.

    Parameters
    ----------
    ranked
        Hospitals that order their learners by rank: a priority is there the rank below zero.
    """

    market: Market
    matching: Matching
    ranked: frozenset[int] = frozenset()

    @cached_property
    def rank(self) -> Ints:
        """Rank of what each learner has (of the pair, for couples), `2**31` for nothing; shape n."""
        rank = rank_now(self.market, self.matching.hospital)
        for i, couple in self.couple.items():
            pair = self._pair(couple)
            rank[i] = couple.pairs.index(pair) + 1 if pair in couple.pairs else 2**31
        return rank

    @cached_property
    def couple(self) -> dict[int, Couple]:
        """Learner → his couple."""
        return {i: couple for couple in self.market.couples for i in (couple.first, couple.second)}

    def _pair(self, couple: Couple) -> tuple[int, int]:
        return int(self.matching.hospital[couple.first]), int(self.matching.hospital[couple.second])

    @cached_property
    def filled(self) -> Ints:
        there = self.matching.hospital[self.matching.hospital >= 0]
        return np.bincount(there, minlength=len(self.market.hospitals))

    @cached_property
    def priority(self) -> Floats:
        """What decided between learners, for each wish: the score, or the hospital's own order."""
        if self.matching.method is Method.DEFERRED:
            return self.market.priority
        return np.repeat(self.market.score, np.diff(self.market.start))

    @cached_property
    def last(self) -> tuple[Floats, Ints]:
        return last_admitted(self.market, self.matching.hospital, self.priority, self.matching.place)

    def of(self, learner: int) -> tuple[Reason, ...]:
        """Why each dearer wish is not met, in the order of the wishes."""
        if learner in self.couple:
            return self._of_couple(self.couple[learner])
        wishes = [e for e in self.market.wishes(learner) if self.market.rank[e] < self.rank[learner]]
        if not len(self.market.wishes(learner)):
            return (Reason("reason-no-wish", ""),)
        return tuple(self._of_wish(learner, e) for e in wishes)

    def _of_wish(self, learner: int, entry: int) -> Reason:
        m, h = self.market, int(self.market.wish[entry])
        code = m.hospitals[h]
        if self.matching.method in {Method.RANK_MAXIMAL, Method.GENEROUS}:
            return Reason(f"reason-{self.matching.method}", code, {"filled": int(self.filled[h])})
        return self._of_quota(h) or self._of_order(learner, entry, h)

    def _of_couple(self, couple: Couple) -> tuple[Reason, ...]:
        now = self._pair(couple)
        dearer = couple.pairs[: couple.pairs.index(now)] if now in couple.pairs else couple.pairs
        names = [*self.market.hospitals, "–"]
        return tuple(Reason("reason-couple", f"{names[a]} + {names[b]}") for a, b in dearer)

    def _of_quota(self, h: int) -> Reason | None:
        """The quota that left nobody more in, whatever his place in the order; `None` when the order decided."""
        m, code, r = self.market, self.market.hospitals[h], int(self.market.region[h])
        if not m.maximum[h]:
            return Reason("reason-no-place", code)
        if self.filled[h] >= m.maximum[h]:
            return None
        if r >= 0 and self.filled[m.region == r].sum() >= m.region_maximum[r]:
            return Reason("reason-region", code, {"region": m.regions[r], "cap": int(m.region_maximum[r])})
        return Reason("reason-minimum", code)

    def _of_order(self, learner: int, entry: int, h: int) -> Reason:
        """What the hospital's order, the draw or, against the order, a minimum elsewhere decided."""
        code = self.market.hospitals[h]
        own, last = float(self.priority[entry]), float(self.last[0][h])
        if own > last or (own == last and self.matching.place[learner] < self.last[1][h]):
            return Reason("reason-minimum", code)
        if own == last:
            lots = {"lot": int(self.matching.place[learner]) + 1, "last_lot": int(self.last[1][h]) + 1}
            return Reason("reason-drawn", code, {"seed": self.matching.seed, **lots})
        if h in self.ranked and self.matching.method is Method.DEFERRED:
            return Reason("reason-rank", code, {"last": int(-last), "own": int(-own), "filled": int(self.filled[h])})
        return Reason("reason-score", code, {"last": last, "own": own, "filled": int(self.filled[h])})
