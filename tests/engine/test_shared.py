"""What learners of several schools share: the solver against plain enumeration, and each rule seen to fail."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engine.io.workbook.books import TINY
from tests.engine.shared import few_schools_problem, shared_problem
from tests.engine.test_rules import small
from tests.engine.tiny import assert_as_enumerated, assert_optimal, drawn, optimum
from wardbridge.engine.check import check
from wardbridge.engine.errors import InputRefused
from wardbridge.engine.io.compiling import problem_of
from wardbridge.engine.io.sheets import PlaceRow
from wardbridge.engine.parameters import Parameters
from wardbridge.engine.plan import Plan, Status
from wardbridge.engine.problem import FewSchools, Housing, Offer, Problem, Programme, Quota
from wardbridge.engine.solve import solve
from wardbridge.rulekit.housing import Need

EXACT = Parameters.from_toml("[search]\ntarget_gap = 0\ndescent_steps = 500")
SETTINGS = drawn(25)


@SETTINGS
@given(st.integers(0, 10_000_000))
def test_the_solver_finds_the_optimum_that_enumeration_finds(seed: int) -> None:
    assert_optimal(shared_problem(seed), EXACT, 2_000)


@SETTINGS
@given(st.integers(0, 10_000_000))
def test_the_solver_opens_the_schools_that_enumeration_opens(seed: int) -> None:
    problem = few_schools_problem(seed)
    expected = optimum(problem, EXACT, most=2_000)
    if expected is None:
        return

    result = solve(problem, parameters=EXACT)

    assert result.plan is not None
    assert_as_enumerated(problem, result, expected)
    assert "VN-11" not in {violation.rule for violation in check(problem, result.plan)}


def test_a_stop_at_once_keeps_the_rule_of_few_schools() -> None:
    for seed in range(20):
        problem = few_schools_problem(seed)

        result = solve(problem, parameters=EXACT, stop=lambda: True)

        assert "VN-11" not in {violation.rule for violation in check(problem, result.plan or Plan(()))}


@SETTINGS
@given(st.integers(0, 10_000_000))
def test_a_plan_breaks_nothing_but_what_it_leaves_out(seed: int) -> None:
    problem = shared_problem(seed)

    result = solve(problem, parameters=EXACT)

    assert result.plan is not None
    broken = {violation.rule for violation in check(problem, result.plan)}
    assert broken <= (
        set() if result.status is Status.OPTIMAL else {"required-blocks", "offer-min", "quota-min", "lock"}
    )


def two_schools() -> tuple[Problem, Plan]:
    """The round of two learners, who come from school A beside a school B, and need housing."""
    problem, plan = small()
    here = replace(problem.programmes[0], school="A")
    there = Programme("NUR", here.level, here.tracks, "B")
    learners = tuple(replace(x, housing=Need.WOMEN) for x in problem.learners)
    return replace(problem, programmes=(here, there), learners=learners), plan


WEEKS = (0, 1, 2, 3)
SHARES: list[tuple[str, dict[str, tuple[Offer | Quota | Housing | FewSchools, ...]]]] = [
    ("offer-max", {"offers": tuple(Offer(k, None, None, WEEKS, 0, 1, "A") for k in range(3))}),
    ("no-offer", {"offers": tuple(Offer(k, None, None, WEEKS, 0, 4, "B") for k in range(3))}),
    (
        "offer-reserved",
        {
            "offers": (
                *(Offer(k, None, None, WEEKS, 0, 3) for k in range(3)),
                *(Offer(k, None, None, WEEKS, 0, 3, "B", 2) for k in range(3)),
            )
        },
    ),
    ("quota-max", {"quotas": (Quota(0, None, None, 0, 1, "A"),)}),
    ("quota-reserved", {"quotas": (Quota(0, None, None, 0, 3), Quota(0, None, None, 0, 3, "B", 2))}),
    ("housing", {"housing": (Housing(0, Need.ANY, 1),)}),
    ("VN-11", {"few_schools": (FewSchools(0, 0, 1),)}),
    ("housing-women", {"housing": (Housing(0, Need.WOMEN, 1),)}),
]


@pytest.mark.parametrize(("code", "changes"), SHARES, ids=[code for code, _ in SHARES])
def test_each_shared_rule_is_seen_to_fail(
    code: str, changes: dict[str, tuple[Offer | Quota | Housing | FewSchools, ...]]
) -> None:
    problem, plan = two_schools()

    changed = replace(problem, **changes)  # type: ignore[arg-type]  # fields of Problem

    assert {violation.rule for violation in check(changed, plan)} == {code}


def test_rooms_for_men_do_not_limit_women() -> None:
    problem, plan = two_schools()

    assert check(replace(problem, housing=(Housing(0, Need.MEN, 0),)), plan) == ()


def test_a_reserve_is_for_its_own_people_whether_they_come_or_not() -> None:
    problem, plan = two_schools()
    reserved = tuple(Offer(k, None, None, WEEKS, 0, 3, "A", 2) for k in range(3))
    offers = tuple(Offer(k, None, None, WEEKS, 0, 2) for k in range(3)) + reserved

    assert check(replace(problem, offers=offers), plan) == ()


def test_a_teacher_counts_until_a_paper_expires_and_while_appointed() -> None:
    first = TINY.round.first_day
    (teacher, *others) = TINY.teachers

    def absent(**changes: date) -> set[int]:
        book = replace(TINY, teachers=(replace(teacher, leave=(), **changes), *others))  # type: ignore[arg-type]  # dates
        return set(problem_of(book).teachers[0].absent)

    weeks = set(range(TINY.round.weeks))
    friday = first + timedelta(weeks=1, days=4)
    assert absent(certificate_until=friday) == absent(licence_until=friday) == weeks - {0, 1}
    assert absent(appointed_to=friday - timedelta(days=1)) == weeks - {0}
    assert absent(appointed_from=first + timedelta(weeks=1)) == {0}


def test_a_quota_of_a_year_counts_who_came_before_and_leaves_other_years_aside() -> None:
    year = TINY.round.first_day.year
    places = (
        PlaceRow("BVM", minimum=4, maximum=10, year=year, used=3),
        PlaceRow("BVM", maximum=1, year=year + 1),
    )

    quotas = problem_of(replace(TINY, places=places)).quotas

    assert [(quota.minimum, quota.maximum) for quota in quotas] == [(1, 7)]


def test_a_released_reserve_keeps_nothing() -> None:
    released = TINY.round.first_day + timedelta(weeks=1)
    school = TINY.programmes[0].school
    row = PlaceRow("BVM", "BVM-TM", maximum=5, school=school, reserved=2, released=released)

    offers = problem_of(replace(TINY, places=(row,))).offers

    assert [(offer.periods[0], offer.reserved) for offer in offers] == [(0, 2), (1, 0)]


def test_reserves_that_meet_and_schools_that_do_not_exist_are_refused() -> None:
    school = TINY.programmes[0].school
    row = PlaceRow("BVM", "BVM-TM", maximum=5, school=school, reserved=2)
    places = (
        row,
        replace(row, programme="Y6"),
        replace(row, school="?", reserved=0, year=2025),
        replace(row, reserved=6),
    )

    with pytest.raises(InputRefused) as refused:
        problem_of(replace(TINY, places=places))

    assert sorted((fault.code, fault.place.column) for fault in refused.value.faults) == [
        ("bounds-crossed", "reserved"),
        ("quota-column", "year"),
        ("reserve-overlap", "reserved"),
        ("reserve-overlap", "reserved"),
        ("unknown-reference", "school"),
    ]
