"""What each method promises, as data: tests hold the methods to it, the command prints it, documentation quotes it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

import numpy as np

from wardbridge.engine.matching.market import Market
from wardbridge.engine.matching.result import Method


class Quality(StrEnum):
    """What a matching, or a method, may be good for; `docs/engine/matching.md` defines each."""

    STABLE = "stable"
    ENVY_FREE = "envy-free"
    NON_WASTEFUL = "non-wasteful"
    EFFICIENT = "efficient"
    STRATEGY_PROOF = "strategy-proof"
    MINIMUMS = "minimums"
    MOST_FIRST = "most-first"
    MOST_PLACED = "most-placed"


class Feature(StrEnum):
    """What a market may hold that a promise doesn't stand."""

    MINIMUMS = "minimums"
    REGIONS = "regions"
    COUPLES = "couples"
    EQUAL_WISHES = "equal-wishes"
    PARTIAL_LISTS = "partial-lists"


Q, F = Quality, Feature
Conditions = Mapping[Quality, tuple[frozenset[Feature], ...]]
"""Quality → sets of features; a promise falls when all features of one of its sets are there. What is not named: no."""


def _unless(*groups: tuple[Feature, ...]) -> tuple[frozenset[Feature], ...]:
    return tuple(frozenset(group) for group in groups)


PROMISES: Mapping[Method, Conditions] = MappingProxyType(
    {
        Method.SERIAL: {
            Q.ENVY_FREE: _unless((F.MINIMUMS,)),
            Q.NON_WASTEFUL: _unless(),
            Q.EFFICIENT: _unless((F.EQUAL_WISHES,)),
            Q.STRATEGY_PROOF: _unless((F.MINIMUMS, F.PARTIAL_LISTS)),
            Q.MINIMUMS: _unless(),
        },
        Method.DEFERRED: {
            Q.STABLE: _unless((F.MINIMUMS,)),
            Q.ENVY_FREE: _unless(),
            Q.NON_WASTEFUL: _unless((F.MINIMUMS,), (F.REGIONS,)),
            Q.STRATEGY_PROOF: _unless((F.COUPLES,)),
            Q.MINIMUMS: _unless((F.PARTIAL_LISTS,)),
        },
        Method.RANK_MAXIMAL: {
            Q.NON_WASTEFUL: _unless(),
            Q.EFFICIENT: _unless(),
            Q.MINIMUMS: _unless(),
            Q.MOST_FIRST: _unless(),
        },
        Method.GENEROUS: {
            Q.NON_WASTEFUL: _unless(),
            Q.EFFICIENT: _unless(),
            Q.MINIMUMS: _unless(),
            Q.MOST_PLACED: _unless(),
        },
    }
)


def promises(method: Method, m: Market) -> dict[Quality, bool]:
    """Which qualities a method promises on this market, in the order of `Quality`."""
    there = features(m)
    return {
        quality: quality in PROMISES[method] and not any(group <= there for group in PROMISES[method][quality])
        for quality in Quality
    }


def features(m: Market) -> frozenset[Feature]:
    """What a market holds of what promises may hang on."""
    sizes = np.diff(m.start)
    same = m.rank[1:] == m.rank[:-1]
    same[m.start[1:-1][(m.start[1:-1] > 0) & (m.start[1:-1] < len(m.rank))] - 1] = False
    found = {
        Feature.MINIMUMS: bool(m.minimum.any()),
        Feature.REGIONS: bool((m.region >= 0).any()),
        Feature.COUPLES: bool(m.couples),
        Feature.EQUAL_WISHES: bool(same.any()),
        Feature.PARTIAL_LISTS: bool((sizes < len(m.hospitals)).any()),
    }
    return frozenset(feature for feature, there in found.items() if there)
