"""Each method is held to what it promises, by enumeration on tiny markets and by the judge."""

from __future__ import annotations

from collections import Counter
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engine.matching import markets
from tests.engine.matching.markets import Places, every, kept, lists, profile, rank_of
from wardbridge.engine.matching.deferred import seats_of
from wardbridge.engine.matching.draw import draw, merit_order
from wardbridge.engine.matching.judge import blocking_pairs, empties, envies, quota_findings
from wardbridge.engine.matching.market import Market
from wardbridge.engine.matching.properties import Quality, promises
from wardbridge.engine.matching.result import Matching, Method
from wardbridge.engine.matching.run import match

SEED = "2026"
randoms = st.randoms(use_true_random=False)
some = settings(max_examples=60)


def places(matching: Matching) -> Places:
    return tuple(int(h) for h in matching.hospital)


def feasible(m: Market, matching: Matching) -> list[Places]:
    """Assignments that keep the minimums, lowered where the matching says that they can't be reached."""
    lowered = {short.hospital: short.reached for short in matching.shortfalls}
    least = [lowered.get(code, int(own)) for code, own in zip(m.hospitals, m.minimum, strict=True)]
    return [one for one in every(m) if all(one.count(h) >= low for h, low in enumerate(least))]


@pytest.mark.parametrize("method", [Method.SERIAL, Method.RANK_MAXIMAL, Method.GENEROUS])
@some
@given(randoms)
def test_minimums_are_kept_as_far_as_any_assignment_can(method: Method, random: Random) -> None:
    m = markets.drawn(random)
    found = match(m, method, SEED)
    assert promises(method, m)[Quality.MINIMUMS]
    assert places(found) in set(every(m))
    assert kept(m, places(found)) == max(kept(m, one) for one in every(m))
    assert (kept(m, places(found)) < m.minimum.sum()) == bool(found.shortfalls)


@some
@given(randoms)
def test_rank_maximal_is_best_by_ranks_of_all(random: Random) -> None:
    m = markets.drawn(random)
    found = match(m, Method.RANK_MAXIMAL, SEED)
    assert profile(m, places(found)) == max(profile(m, one) for one in feasible(m, found))


def generosity(m: Market, one: Places) -> tuple[int, list[int]]:
    return sum(h >= 0 for h in one), [-count for count in reversed(profile(m, one))]


@some
@given(randoms)
def test_generous_places_most_and_then_has_fewest_at_the_worst_ranks(random: Random) -> None:
    m = markets.drawn(random)
    found = match(m, Method.GENEROUS, SEED)
    assert generosity(m, places(found)) == max(generosity(m, one) for one in feasible(m, found))


@some
@given(randoms)
def test_serial_dictatorship_gives_each_in_turn_the_best_that_is_feasible(random: Random) -> None:
    m = markets.drawn(random)
    found = match(m, Method.SERIAL, SEED)
    left = feasible(m, found)
    for i in merit_order(m.score, draw(SEED, m.learners)):
        for h in [*lists(m)[i], -1]:
            those = [one for one in left if one[i] == h]
            if those:
                left = those
                break
    assert places(found) == left[0]


@pytest.mark.parametrize("method", [Method.SERIAL, Method.RANK_MAXIMAL, Method.GENEROUS])
@some
@given(randoms)
def test_nobody_can_gain_without_another_s_loss(method: Method, random: Random) -> None:
    m = markets.drawn(random)
    found = match(m, method, SEED)
    if not promises(method, m)[Quality.EFFICIENT]:
        return
    now = [rank_of(one, h) for one, h in zip(lists(m), places(found), strict=True)]
    for other in feasible(m, found):
        then = [rank_of(one, h) for one, h in zip(lists(m), other, strict=True)]
        assert then == now or any(a > b for a, b in zip(then, now, strict=True))


@pytest.mark.parametrize("method", list(Method))
@some
@given(randoms)
def test_the_judge_finds_what_no_promise_allows(method: Method, random: Random) -> None:
    m = markets.drawn(random)
    found = match(m, method, SEED)
    promised = promises(method, m)
    allowed = {"match-under"} if found.shortfalls else set()
    assert {finding.code for finding in quota_findings(m, found.hospital)} <= allowed
    order = m.priority if method is Method.DEFERRED else np.repeat(m.score, np.diff(m.start))
    if promised[Quality.ENVY_FREE]:
        assert not envies(m, found.hospital, order, found.place).any()
    if promised[Quality.NON_WASTEFUL] and not found.shortfalls:
        assert not empties(m, found.hospital).any()
    if promised[Quality.STABLE]:
        assert not blocking_pairs(m, found.hospital, found.place, seats_of(m)[4]).any()


@settings(max_examples=150)
@given(randoms)
def test_deferred_acceptance_leaves_no_blocking_pair_seen_by_hand(random: Random) -> None:
    """Kamada and Kojima's stability, asked pair by pair."""
    m = markets.drawn(random, minimums=False)
    found = match(m, Method.DEFERRED, SEED)
    now, filled, targets = places(found), Counter(places(found)), seats_of(m)[4]
    for i, own in enumerate(lists(m)):
        for h in [h for h, rank in own.items() if rank < rank_of(own, now[i])]:
            mine = m.priority[int(m.start[i]) + list(own).index(h)]
            there = [m.priority[int(m.start[j]) + list(lists(m)[j]).index(h)] for j in range(len(now)) if now[j] == h]
            assert not any(mine > theirs for theirs in there)
            if filled[h] < m.maximum[h]:
                g = int(m.region[h])
                assert g >= 0
                assert sum(filled[k] for k in range(len(m.hospitals)) if m.region[k] == g) == m.region_maximum[g]
                if now[i] >= 0 and m.region[now[i]] == g:
                    assert filled[h] + 1 - targets[h] > filled[now[i]] - 1 - targets[now[i]]


@settings(max_examples=60)
@given(randoms)
def test_deferred_acceptance_is_the_learners_best_stable_matching(random: Random) -> None:
    m = markets.drawn(random, minimums=False, regions=False, strict=True)
    found = match(m, Method.DEFERRED, SEED)
    best = [rank_of(own, h) for own, h in zip(lists(m), places(found), strict=True)]
    for other in every(m):
        if not blocking_pairs(m, np.array(other, dtype=np.int64), found.place).any():
            assert all(b <= rank_of(own, h) for b, own, h in zip(best, lists(m), other, strict=True))


@pytest.mark.parametrize("method", [Method.SERIAL, Method.DEFERRED])
@pytest.mark.parametrize("minimums", [False, True])
@settings(max_examples=15)
@given(random=randoms)
def test_no_learner_gains_by_a_false_list(method: Method, minimums: bool, random: Random) -> None:
    m = markets.drawn(random, minimums=minimums, full=minimums, strict=True)
    if not promises(method, m)[Quality.STRATEGY_PROOF]:
        return
    honest = places(match(m, method, SEED))
    for i, own in enumerate(lists(m)):
        for told in markets.untruthful(m, i, complete=minimums):
            assert rank_of(own, honest[i]) <= rank_of(own, places(match(told, method, SEED))[i])


@settings(max_examples=40)
@given(randoms)
def test_deferred_acceptance_keeps_minimums_where_everybody_lists_every_hospital(random: Random) -> None:
    m = markets.drawn(random, full=True)
    assert match(m, Method.DEFERRED, SEED).shortfalls == ()


def gains(m: Market, method: Method) -> bool:
    honest = places(match(m, method, SEED))
    return any(
        rank_of(own, places(match(told, method, SEED))[i]) < rank_of(own, honest[i])
        for i, own in enumerate(lists(m))
        for told in markets.untruthful(m, i, complete=False)
    )


@pytest.mark.parametrize("method", [Method.RANK_MAXIMAL, Method.GENEROUS])
def test_where_no_promise_is_made_a_false_list_can_pay(method: Method) -> None:
    drawn = [markets.drawn(Random(number), minimums=False, strict=True) for number in range(40)]  # noqa: S311 - tiny markets, no secret
    assert not any(promises(method, m)[Quality.STRATEGY_PROOF] for m in drawn)
    assert any(gains(m, method) for m in drawn)
