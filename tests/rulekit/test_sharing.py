"""The published rule that shares a ward's places: what it promises, for any figures."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from wardbridge.rulekit.sharing import Asking, Share, shared

figures = st.builds(
    Asking,
    school=st.text("abcdef", min_size=1, max_size=3),
    asked=st.integers(0, 30),
    cohort=st.integers(0, 200),
    reserve=st.integers(0, 10),
    received=st.integers(0, 500),
    refused=st.integers(0, 500),
)
several = st.lists(figures, min_size=1, max_size=5, unique_by=lambda one: one.school)
places = st.integers(-2, 60)


def given_of(rows: tuple[Share, ...]) -> dict[str, int]:
    return {one.asking.school: one.given for one in rows}


def test_equal_schools_get_equal_places() -> None:
    rows = shared(10, [Asking("a", 8, 100), Asking("b", 8, 100)])

    assert given_of(rows) == {"a": 5, "b": 5}
    assert [one.fair for one in rows] == [Fraction(1, 2)] * 2


def test_places_follow_the_cohorts() -> None:
    assert given_of(shared(12, [Asking("a", 12, 300), Asking("b", 12, 100)])) == {"a": 9, "b": 3}


def test_a_reserve_comes_first() -> None:
    rows = shared(4, [Asking("a", 4, 900), Asking("b", 4, 100, reserve=3)])

    assert given_of(rows) == {"a": 1, "b": 3}
    assert [one.reserved for one in rows] == [0, 3]


def test_who_had_more_than_a_fair_share_waits_and_who_was_refused_comes_forward() -> None:
    had = shared(9, [Asking("a", 9, 100, received=90), Asking("b", 9, 100, received=30)])
    refused = shared(9, [Asking("a", 9, 100, received=50), Asking("b", 9, 100, received=50, refused=50)])

    assert [one.correction for one in had] == [Fraction(2, 3), Fraction(2)]
    assert given_of(had) == {"a": 2, "b": 7}
    assert [one.history for one in refused] == [Fraction(1), Fraction(3, 2)]
    assert given_of(refused) == {"a": 4, "b": 5}


@given(places, several)
def test_no_place_is_lost_and_nobody_gets_more_than_he_asks(left: int, asking: list[Asking]) -> None:
    rows = shared(left, asking)

    assert sum(one.given for one in rows) == min(max(0, left), sum(one.asked for one in asking))
    assert all(0 <= one.reserved <= one.given <= one.asking.asked for one in rows)
    assert all(Fraction(1, 2) <= one.correction <= 2 and 1 <= one.history <= 2 for one in rows)


@given(places, several)
def test_reserves_are_kept_when_there_is_room_for_them(left: int, asking: list[Asking]) -> None:
    kept = sum(min(one.asked, one.reserve) for one in asking)
    if kept <= left:
        assert all(one.given >= min(one.asking.asked, one.asking.reserve) for one in shared(left, asking))


@given(places, several)
def test_one_place_more_takes_none_away(left: int, asking: list[Asking]) -> None:
    before, after = given_of(shared(left, asking)), given_of(shared(left + 1, asking))

    assert all(after[school] >= number for school, number in before.items())


@given(places, several, st.randoms())
def test_the_order_of_asking_does_not_matter(left: int, asking: list[Asking], random: object) -> None:
    mixed = list(asking)
    random.shuffle(mixed)  # type: ignore[attr-defined]  # a random.Random

    assert shared(left, mixed) == shared(left, asking)


@given(places, several, st.integers(1, 300))
def test_more_refusals_never_give_a_school_less(left: int, asking: list[Asking], more: int) -> None:
    first = asking[0]
    after = shared(left, [replace(first, refused=first.refused + more), *asking[1:]])

    assert given_of(after)[first.school] >= given_of(shared(left, asking))[first.school]


@given(places, several, st.integers(1, 20))
def test_asking_for_more_never_gives_less(left: int, asking: list[Asking], more: int) -> None:
    first = asking[0]
    after = shared(left, [replace(first, asked=first.asked + more), *asking[1:]])

    assert given_of(after)[first.school] >= given_of(shared(left, asking))[first.school]
