"""Couples: stable for the capacities that the answer names, and rounded only as the answer says."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engine.matching import markets
from wardbridge.engine.errors import InputRefused
from wardbridge.engine.matching.couples import rounded
from wardbridge.engine.matching.market import Couple, Market, market
from wardbridge.engine.matching.result import Method
from wardbridge.engine.matching.run import match

Key = tuple[float, int]


def blocked(m: Market, places: list[int], draw: list[int]) -> bool:
    """Whether anybody would rather be, and would be taken, elsewhere; written from the definition."""
    rank = markets.lists(m)
    key = [{int(m.wish[e]): (-float(m.priority[e]), draw[i]) for e in m.wishes(i)} for i in range(len(places))]
    coupled = {i for couple in m.couples for i in (couple.first, couple.second)}

    def taken(members: tuple[int, ...], to: tuple[int, ...]) -> bool:
        for h in set(to) - {-1}:
            comers = [i for i, place in zip(members, to, strict=True) if place == h]
            others = [i for i in range(len(places)) if places[i] == h and i not in members]
            best = sorted([*comers, *others], key=lambda i: key[i][h])[: m.maximum[h]]
            if not set(comers) <= set(best):
                return False
        return True

    def offers() -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
        for couple in m.couples:
            now = (places[couple.first], places[couple.second])
            better = couple.pairs[: couple.pairs.index(now)] if now in couple.pairs else couple.pairs
            yield from (((couple.first, couple.second), pair) for pair in better)
        for i in set(range(len(places))) - coupled:
            yield from (((i,), (h,)) for h, r in rank[i].items() if r < markets.rank_of(rank[i], places[i]))

    return any(taken(members, to) for members, to in offers())


def stable_exists(m: Market, draw: list[int]) -> bool:
    coupled = {i for couple in m.couples for i in (couple.first, couple.second)}
    singles = [i for i in range(len(m.learners)) if i not in coupled]
    sides = [[(-1, -1), *couple.pairs] for couple in m.couples]
    for pairs in itertools.product(*sides):
        for alone in itertools.product(*[[-1, *markets.lists(m)[i]] for i in singles]):
            places = [-1] * len(m.learners)
            for couple, (first, second) in zip(m.couples, pairs, strict=True):
                places[couple.first], places[couple.second] = first, second
            for i, h in zip(singles, alone, strict=True):
                places[i] = h
            fits = all(places.count(h) <= most for h, most in enumerate(m.maximum.tolist()))
            if fits and not blocked(m, places, draw):
                return True
    return False


@settings(max_examples=60)
@given(st.randoms(use_true_random=False))
def test_stable_for_the_capacities_used(random: Random) -> None:
    m = markets.drawn_couples(random)
    found = match(m, Method.DEFERRED, "1")
    places = found.hospital.tolist()
    used = rounded(m, found)
    assert all(places.count(h) <= most for h, most in enumerate(used.maximum.tolist()))
    assert all(r.used == places.count(m.hospitals.index(r.hospital)) > r.given for r in found.roundings)
    for couple in m.couples:
        assert (places[couple.first], places[couple.second]) in {(-1, -1), *couple.pairs}
    assert not blocked(used, places, found.place.tolist())


def roth() -> Market:
    """No stable matching: a couple wants (x, y); a single, whom both hospitals prefer in a circle, wants x or y."""
    couple = Couple(0, 1, ((0, 1),))
    return market("abc", "xy", [[0], [1], [0, 1]], [1, 1], priorities=[[3], [2], [2, 3]], couples=[couple])


def test_where_no_stable_matching_is_a_capacity_is_rounded_and_said() -> None:
    m = roth()
    found = match(m, Method.DEFERRED, "1")
    assert not stable_exists(m, found.place.tolist())
    assert [rounding.used - rounding.given for rounding in found.roundings] == [1]
    assert not blocked(rounded(m, found), found.hospital.tolist(), found.place.tolist())


def test_a_couple_gets_the_pair_and_nothing_is_rounded() -> None:
    couple = Couple(0, 1, ((0, 0), (1, 1)))
    m = market("abc", "xy", [[0, 1], [0, 1], [0, 1]], [2, 2], priorities=[[1, 1], [2, 2], [3, 3]], couples=[couple])
    found = match(m, Method.DEFERRED, "1")
    assert (found.hospital.tolist(), found.roundings) == ([1, 1, 0], ())


def test_couples_need_deferred_acceptance_and_no_minimum() -> None:
    m = market("ab", "xy", [[0], [1]], [1, 1], minimum=[1, 0], couples=[Couple(0, 1, ((0, 1),))])
    with pytest.raises(InputRefused) as refused:
        match(m, Method.SERIAL, "1")
    assert {fault.code for fault in refused.value.faults} == {"market-couples-method", "market-couples-quotas"}
    assert np.array_equal(m.minimum, [1, 0])
