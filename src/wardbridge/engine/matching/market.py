"""Who chooses what: learners with their lists, hospitals with their quotas; frozen, by index, valid once built."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from wardbridge.engine.errors import InputRefused

Ints = npt.NDArray[np.int64]
Small = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Couple:
    """Two learners who choose together: pairs of hospitals in the order of their choice, -1 for no place."""

    first: int
    second: int
    pairs: tuple[tuple[int, int], ...]


@dataclass(frozen=True, eq=False)
class Market:
    """A market; the arrays of a valid one can't be written to. Omitted fields are given as `market` below does.

    Parameters
    ----------
    learners, hospitals, regions
        Codes (n, H, G of them), each once.
    start, wish, rank
        Learner i's wishes are the entries ``start[i]:start[i+1]`` of `wish` (indices of hospitals, shape m, best
        first) and `rank` (from 1, not falling; equal ranks are wishes equally dear).
    priority
        Shape m: how the hospital orders the learner of each wish, the higher the better; equal is a tie.
    score
        Shape n: the order of a choice by merit, the higher the earlier; equal is a tie.
    minimum, maximum
        Shape H: fewest and most learners of a hospital.
    region, region_maximum
        Shape H: index of a hospital's region, -1 for none; shape G: most learners of all its hospitals together.
    couples
        Learners who choose together; their own lists are empty.

    Raises
    ------
    InputRefused
        With every fault (`market_faults`).
    """

    learners: tuple[str, ...]
    hospitals: tuple[str, ...]
    start: Ints
    wish: Small
    rank: Small
    priority: Floats
    score: Floats
    minimum: Ints
    maximum: Ints
    region: Ints
    regions: tuple[str, ...]
    region_maximum: Ints
    couples: tuple[Couple, ...] = ()

    def __post_init__(self) -> None:
        from wardbridge.engine.matching.validation import market_faults

        faults = market_faults(self)
        if faults:
            raise InputRefused(faults)
        for array in (self.start, self.wish, self.rank, self.priority, self.score):
            array.setflags(write=False)
        for array in (self.minimum, self.maximum, self.region, self.region_maximum):
            array.setflags(write=False)

    def wishes(self, learner: int) -> range:
        """Places of a learner's wishes in `wish`, `rank` and `priority`."""
        return range(int(self.start[learner]), int(self.start[learner + 1]))


def market(
    learners: Sequence[str],
    hospitals: Sequence[str],
    wishes: Sequence[Sequence[int]],
    maximum: Sequence[int],
    *,
    ranks: Sequence[Sequence[int]] | None = None,
    priorities: Sequence[Sequence[float]] | None = None,
    scores: Sequence[float] | None = None,
    minimum: Sequence[int] | None = None,
    region: Sequence[int] | None = None,
    regions: Sequence[str] = (),
    region_maximum: Sequence[int] = (),
    couples: Iterable[Couple] = (),
) -> Market:
    """A market from lists: each learner's wishes, best first, with their `ranks` (1, 2, 3, … when omitted).

    `priorities` are by learner and wish; without them every hospital goes by the scores, and without scores all tie.
    No minimum and no region when omitted.
    """
    sizes = np.array([len(one) for one in wishes], dtype=np.int64)
    positions = [range(1, len(one) + 1) for one in wishes] if ranks is None else ranks
    merit = np.zeros(len(learners)) if scores is None else np.array(scores, dtype=np.float64)
    own = np.repeat(merit, sizes) if len(merit) == len(sizes) else np.zeros(int(sizes.sum()))
    return Market(
        tuple(learners),
        tuple(hospitals),
        np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64),
        np.array([h for one in wishes for h in one], dtype=np.int32),
        np.array([r for one in positions for r in one], dtype=np.int32),
        own if priorities is None else np.array([p for one in priorities for p in one], dtype=np.float64),
        merit,
        np.zeros(len(hospitals), dtype=np.int64) if minimum is None else np.array(minimum, dtype=np.int64),
        np.array(maximum, dtype=np.int64),
        np.full(len(hospitals), -1, dtype=np.int64) if region is None else np.array(region, dtype=np.int64),
        tuple(regions),
        np.array(region_maximum, dtype=np.int64),
        tuple(couples),
    )
