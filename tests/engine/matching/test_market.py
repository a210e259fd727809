"""A market is valid once built; all its faults come together; the draw can be repeated with nothing of ours."""

from __future__ import annotations

import math
from collections import Counter
from hashlib import sha256

import pytest

from wardbridge.engine.errors import InputRefused
from wardbridge.engine.matching.draw import draw, lot, merit_order
from wardbridge.engine.matching.explain import Explainer
from wardbridge.engine.matching.market import Couple, Market, market
from wardbridge.engine.matching.result import Method, Shortfall
from wardbridge.engine.matching.run import match


def codes(build: object) -> Counter[str]:
    assert callable(build)
    with pytest.raises(InputRefused) as refused:
        build()
    return Counter(fault.code for fault in refused.value.faults)


def test_all_faults_come_together() -> None:
    found = codes(
        lambda: market(
            ["a", "a", "b"],
            ["x", "y"],
            [[0, 0], [5], [1]],
            [1, 2],
            ranks=[[2, 1], [1], [0]],
            scores=[math.nan, 1, 2],
            priorities=[[1, 1], [math.inf], [1]],
            minimum=[2, -1],
            region=[0, 3],
            regions=["r"],
            region_maximum=[1],
            couples=[Couple(2, 2, ((1, 0), (1, 0)))],
        )
    )
    assert set(found) == {
        "market-learner-twice", "market-quota-range", "market-quota-crossed", "market-index", "market-region-crossed",
        "market-score", "market-priority", "market-rank", "market-couple-alone", "market-couple-pair-twice",
        "market-couple-wish",
    }  # fmt: skip
    assert found["market-rank"] == 2


def test_a_wish_twice_and_minimums_beyond_the_learners() -> None:
    found = codes(lambda: market(["a"], ["x", "y"], [[0, 1, 0]], [3, 3], minimum=[1, 1]))
    assert set(found) == {"market-wish-twice", "market-minimums-many"}


def test_nobody_and_nowhere_and_wrong_shapes() -> None:
    assert set(codes(lambda: market([], [], [], []))) == {"market-no-learner", "market-no-hospital"}
    assert set(codes(lambda: market(["a"], ["x"], [[0]], [1, 2]))) == {"market-shape"}
    assert set(codes(lambda: market(["a", "b"], ["x"], [[0]], [1]))) == {"market-shape"}


def test_couples_are_checked() -> None:
    pairs = [Couple(0, 1, ((0, 1),)), Couple(1, 2, ((1, -1),))]
    found = codes(lambda: market("abc", "xy", [[0], [1], []], [1, 1], couples=pairs))
    assert set(found) == {"market-couple-twice", "market-couple-unlisted"}
    assert set(codes(lambda: market("ab", "x", [[0], [0]], [1], couples=[Couple(0, 9, ())]))) == {"market-index"}


def test_a_market_can_t_be_written_to() -> None:
    m = market(["a"], ["x"], [[0]], [1])
    with pytest.raises(ValueError, match="read-only"):
        m.maximum[0] = 5


def test_the_lot_is_the_hash_of_seed_and_code() -> None:
    assert lot("2026", "SV001") == sha256(b"2026:SV001").hexdigest()
    assert lot("2026", "Đ1") == sha256("2026:Đ1".encode()).hexdigest()
    place = draw("2026", ["SV001", "SV002", "SV003"])
    lots = [lot("2026", code) for code in ("SV001", "SV002", "SV003")]
    assert [sorted(lots).index(one) for one in lots] == place.tolist()


def test_the_draw_tells_only_ties_apart() -> None:
    m = market("abc", "x", [[0]] * 3, [1], scores=[1, 2, 2])
    place = draw("7", m.learners)
    assert merit_order(m.score, place).tolist() == [*sorted([1, 2], key=lambda i: int(place[i])), 0]


def reasons(m: Market, method: Method, learner: int) -> list[tuple[str, str]]:
    explainer = Explainer(m, match(m, method, "7"))
    return [(reason.code, reason.hospital) for reason in explainer.of(learner)]


def test_reasons_say_what_decided() -> None:
    m = market("abcd", "xy", [[0, 1], [0, 1], [0], []], [1, 1], scores=[9, 8, 7, 6])
    for method in (Method.SERIAL, Method.DEFERRED):
        assert reasons(m, method, 0) == []
        assert reasons(m, method, 1) == [("reason-score", "x")]
        assert reasons(m, method, 3) == [("reason-no-wish", "")]
    assert reasons(m, Method.GENEROUS, 2) == [("reason-generous", "x")]
    (reason,) = Explainer(m, match(m, Method.SERIAL, "7")).of(2)
    assert dict(reason.params) == {"last": 9.0, "own": 7.0, "filled": 1}
    tied = market("ab", "x", [[0], [0]], [1])
    loser = int(draw("7", "ab").tolist().index(1))
    assert reasons(tied, Method.DEFERRED, loser) == [("reason-drawn", "x")]


def test_reasons_name_region_minimum_and_closed_hospital() -> None:
    full = market("ab", "xy", [[0], [1]], [1, 1], scores=[2, 1], region=[0, 0], regions=["r"], region_maximum=[1])
    assert reasons(full, Method.SERIAL, 1) == [("reason-region", "y")]
    bound = market("ab", "xy", [[0, 1], [0, 1]], [2, 1], scores=[2, 1], minimum=[0, 1])
    assert reasons(bound, Method.SERIAL, 1) == [("reason-minimum", "x")]
    assert reasons(market("a", "xy", [[0, 1]], [0, 1]), Method.SERIAL, 0) == [("reason-no-place", "x")]


def test_a_minimum_that_nobody_can_fill_is_named() -> None:
    m = market("ab", "xy", [[0], [0]], [2, 2], minimum=[0, 1])
    for method in (Method.SERIAL, Method.RANK_MAXIMAL, Method.GENEROUS):
        assert match(m, method, "1").shortfalls == (Shortfall("y", 1, 0),)
