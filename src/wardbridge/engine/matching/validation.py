"""What can be wrong with a market: one function a rule, all faults together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np

from wardbridge.engine.errors import Fault
from wardbridge.engine.matching.market import Couple, Market

MOST = 1_000_000_000
"""Largest quota that is taken for a figure and not for a slip."""


def market_faults(m: Market) -> list[Fault]:
    """Every fault of a market; where the shapes are wrong, only those, for nothing else can be asked."""
    faults = [*_empty(m), *_shapes(m)]
    if faults:
        return faults
    faults = [*_twice(m), *_quotas(m), *_regions(m), *_figures(m), *_lists(m)]
    return faults + [fault for couple in m.couples for fault in _couple(m, couple)] + _coupled_twice(m)


def _empty(m: Market) -> Iterator[Fault]:
    for name, codes in (("learner", m.learners), ("hospital", m.hospitals)):
        if not codes:
            yield Fault(f"market-no-{name}")


def _shapes(m: Market) -> Iterator[Fault]:
    n, h, e = len(m.learners), len(m.hospitals), len(m.wish)
    shapes = (
        ("start", m.start, n + 1), ("rank", m.rank, e), ("priority", m.priority, e), ("score", m.score, n),
        ("minimum", m.minimum, h), ("maximum", m.maximum, h), ("region", m.region, h),
        ("region_maximum", m.region_maximum, len(m.regions)),
    )  # fmt: skip
    for name, array, length in shapes:
        if array.shape != (length,):
            yield Fault("market-shape", found=f"{name} {array.shape}", allowed=f"({length},)")
    if m.start.shape == (n + 1,) and (m.start[0] != 0 or m.start[-1] != e or bool((np.diff(m.start) < 0).any())):
        yield Fault("market-shape", found="start", allowed=f"0 … {e}")


def _twice(m: Market) -> Iterator[Fault]:
    for name, codes in (("learner", m.learners), ("hospital", m.hospitals), ("region", m.regions)):
        for code, times in Counter(codes).items():
            if times > 1:
                yield Fault(f"market-{name}-twice", found=code, params={"count": times})


def _quotas(m: Market) -> Iterator[Fault]:
    for code, least, most in zip(m.hospitals, m.minimum.tolist(), m.maximum.tolist(), strict=True):
        for figure in (least, most):
            if not 0 <= figure <= MOST:
                yield Fault("market-quota-range", found=str(figure), allowed=f"0-{MOST}", params={"hospital": code})
        if 0 <= most < least:
            yield Fault("market-quota-crossed", found=str(least), allowed=str(most), params={"hospital": code})
    if int(m.minimum.sum()) > len(m.learners):
        yield Fault("market-minimums-many", found=str(int(m.minimum.sum())), allowed=str(len(m.learners)))


def _regions(m: Market) -> Iterator[Fault]:
    for h in np.flatnonzero((m.region < -1) | (m.region >= len(m.regions))):
        yield Fault("market-index", found=f"region {m.region[h]}", allowed=str(len(m.regions)))
    for r, (code, most) in enumerate(zip(m.regions, m.region_maximum.tolist(), strict=True)):
        least = int(m.minimum[m.region == r].sum())
        if not 0 <= most <= MOST:
            yield Fault("market-region-range", found=str(most), allowed=f"0-{MOST}", params={"region": code})
        elif least > most:
            yield Fault("market-region-crossed", found=str(least), allowed=str(most), params={"region": code})


def _figures(m: Market) -> Iterator[Fault]:
    for i in np.flatnonzero(~np.isfinite(m.score)):
        yield Fault("market-score", found=str(m.score[i]), params={"learner": m.learners[i]})
    owner = _owners(m)
    for e in np.flatnonzero(~np.isfinite(m.priority)):
        learner = m.learners[owner[e]]
        if np.isfinite(m.score[owner[e]]):  # otherwise said once already
            yield Fault("market-priority", found=str(m.priority[e]), params={"learner": learner})


def _owners(m: Market) -> np.ndarray:
    return np.repeat(np.arange(len(m.learners)), np.diff(m.start))


def _lists(m: Market) -> Iterator[Fault]:
    """Wishes point at hospitals, none twice, ranks begin at 1 or above and don't fall."""
    outside = np.flatnonzero((m.wish < 0) | (m.wish >= len(m.hospitals)))
    for e in outside:
        yield Fault("market-index", found=f"wish {m.wish[e]}", allowed=str(len(m.hospitals)))
    owner = _owners(m)
    if not len(outside):
        key = np.sort(owner * len(m.hospitals) + m.wish)
        for repeated in np.unique(key[1:][key[1:] == key[:-1]]).tolist():
            i, h = divmod(repeated, len(m.hospitals))
            yield Fault("market-wish-twice", found=m.hospitals[h], params={"learner": m.learners[i]})
    falling = (owner[1:] == owner[:-1]) & (m.rank[1:] < m.rank[:-1])
    for i in np.unique(np.concatenate([owner[np.flatnonzero(falling)], owner[np.flatnonzero(m.rank < 1)]])):
        yield Fault("market-rank", params={"learner": m.learners[i]})


def _couple(m: Market, couple: Couple) -> Iterator[Fault]:
    members = (couple.first, couple.second)
    inside = all(0 <= i < len(m.learners) for i in members)
    named = [h for pair in couple.pairs for h in pair]
    if not inside or any(not -1 <= h < len(m.hospitals) for h in named):
        yield Fault("market-index", found=f"couple {members} {named}", allowed=f"{len(m.learners)}, {len(m.hospitals)}")
        return
    names = _names(m, members)
    if couple.first == couple.second:
        yield Fault("market-couple-alone", params=names)
    if len(set(couple.pairs)) < len(couple.pairs):
        yield Fault("market-couple-pair-twice", params=names)
    if any(len(m.wishes(i)) == 0 for i in members) and couple.pairs:
        yield Fault("market-couple-unlisted", params=names)
    for i, place in ((couple.first, 0), (couple.second, 1)):
        listed = {int(m.wish[e]) for e in m.wishes(i)} | {-1}
        for h in sorted({pair[place] for pair in couple.pairs} - listed):
            yield Fault("market-couple-wish", found=m.hospitals[h], params={"learner": m.learners[i]})


def _names(m: Market, members: Sequence[int]) -> dict[str, str | int | float]:
    return {"first": m.learners[members[0]], "second": m.learners[members[1]]}


def _coupled_twice(m: Market) -> list[Fault]:
    members = Counter(i for couple in m.couples for i in {couple.first, couple.second})
    return [
        Fault("market-couple-twice", params={"learner": m.learners[i]})
        for i, times in sorted(members.items())
        if times > 1 and 0 <= i < len(m.learners)
    ]
