"""What a repair keeps: those who need not move, groups, locks, blocks that have begun, and its word when stopped."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.engine.rounds import Shape, graduation_round
from tests.engine.ruled import ruled_problem
from tests.engine.tiny import weeks
from wardbridge.engine.errors import InputRefused
from wardbridge.engine.io.changes import Change, ChangeRow, changed
from wardbridge.engine.io.compiling import problem_of
from wardbridge.engine.io.sheets import RoundBook
from wardbridge.engine.plan import Assignment, Plan, Status
from wardbridge.engine.problem import (
    Department,
    Learner,
    Lock,
    Offer,
    Problem,
    Programme,
    Requirement,
    Teacher,
    Track,
)
from wardbridge.engine.repair import Why, repair
from wardbridge.engine.solve import solve
from wardbridge.engine.stop import CancelFlag
from wardbridge.rulekit.levels import Level


@pytest.fixture(scope="module")
def graduation() -> tuple[RoundBook, Plan]:
    """A round of ninety learners, half of them in groups, and a plan of it."""
    book = graduation_round(Shape(quotas=(30, 28, 24), dentistry=8, slack=1.4))
    plan = solve(problem_of(book)).plan
    assert plan is not None
    return book, plan


def test_who_leaves_moves_nobody(graduation: tuple[RoundBook, Plan]) -> None:
    book, plan = graduation
    leaver = book.learners[3].code
    after = changed(book, [ChangeRow(Change.GONE, learner=leaver)], 0)

    result = repair(problem_of(after), plan, 0)

    assert (result.moved, result.gone, result.status) == (0, (leaver,), Status.OPTIMAL)
    assert result.plan.assignments == tuple(row for row in plan.assignments if row.learner != leaver)


def test_a_closed_department_moves_those_who_were_there_and_keeps_groups_together(
    graduation: tuple[RoundBook, Plan],
) -> None:
    book, plan = graduation
    first = book.round.first_day
    after = changed(book, [ChangeRow(Change.CLOSED, department="A-cardio0", first=first)], 0)
    there = {row.learner for row in plan.assignments if row.department == "A-cardio0"}

    result = repair(problem_of(after), plan, 0)

    assert {one.learner for one in result.changed if one.why is Why.HIT} == there
    assert result.moved == result.moved_bound >= len(there)
    assert [violation.rule for violation in result.not_kept if violation.rule == "together"] == []


def test_a_stopped_repair_answers_with_what_it_has(graduation: tuple[RoundBook, Plan]) -> None:
    book, plan = graduation
    after = changed(book, [ChangeRow(Change.CLOSED, department="A-cardio0", first=book.round.first_day)], 0)

    result = repair(problem_of(after), plan, 0, stop=CancelFlag(lambda: True))

    assert result.status is Status.STOPPED
    assert {violation.rule for violation in result.not_kept} <= {"required-blocks", "offer-min", "quota-min"}
    assert result.moved_bound <= result.moved


def two_wards(learners: int = 2, **kept: int) -> tuple[Problem, Plan]:
    """Learners who do three weeks in K0, where K1 has the same discipline."""
    problem = Problem(
        code="two",
        periods=weeks(4),
        sites=("S",),
        disciplines=("D",),
        departments=(Department("K0", 0, 0), Department("K1", 0, 0)),
        programmes=(Programme("P", Level.UNIVERSITY, (Track("", frozenset({0})),)),),
        requirements=(Requirement("R", 0, None, (0,), 3, 1, (), frozenset({0})),),
        learners=tuple(Learner(f"L{i}", 0, 0, (True,) * 4) for i in range(learners)),
        units=tuple((i,) for i in range(learners)),
        teachers=tuple(Teacher(f"T{k}", k, Level.UNIVERSITY, weeks(1)[0].first.replace(year=2010)) for k in (0, 1)),
        offers=tuple(Offer(k, None, None, (0, 1, 2, 3), 0, kept.get(f"k{k}", learners)) for k in (0, 1)),
    )
    return problem, Plan(tuple(Assignment(f"L{i}", "R", "D", "K0", (0, 1, 2)) for i in range(learners)))


def test_a_block_that_has_begun_goes_on_elsewhere_when_its_department_closes() -> None:
    problem, plan = two_wards()
    closed = replace(problem, offers=(replace(problem.offers[0], periods=(0,)), problem.offers[1]))

    result = repair(closed, plan, 1)

    assert [(row.department, row.periods) for row in result.plan.assignments] == [("K0", (0,)), ("K1", (1, 2))] * 2
    assert (result.moved, result.unplaced, result.not_kept) == (2, 0, ())


def test_a_second_repair_keeps_what_the_first_one_split() -> None:
    problem, plan = two_wards()
    closed = replace(problem, offers=(replace(problem.offers[0], periods=(0,)), problem.offers[1]))
    split = repair(closed, plan, 1).plan

    again = repair(problem, split, 2)

    assert (again.moved, again.plan) == (0, split)


def test_where_fewer_can_stay_only_so_many_go_on_elsewhere() -> None:
    problem, plan = two_wards(3)
    fewer = replace(problem, offers=(replace(problem.offers[0], maximum=2), problem.offers[1]))

    result = repair(fewer, plan, 1)

    assert [(one.why, one.weeks) for one in result.changed] == [(Why.FULL, (1, 2))]
    assert result.not_kept == ()


def test_a_lock_holds_and_the_other_one_moves() -> None:
    problem, plan = two_wards()
    fewer = replace(
        problem, offers=(replace(problem.offers[0], maximum=1), problem.offers[1]), locks=(Lock(0, 0, (0, 1, 2)),)
    )

    result = repair(fewer, plan, 0)

    assert [one.learner for one in result.changed] == ["L1"]
    assert result.not_kept == ()


def test_a_newcomer_is_placed_without_anybody_moving() -> None:
    problem, plan = two_wards(3)
    old = Plan(plan.assignments[:2])

    result = repair(problem, old, 0)

    assert [(one.learner, one.why) for one in result.changed] == [("L2", Why.NEW)]
    assert (result.moved, result.unplaced) == (0, 0)


def test_a_week_that_the_round_does_not_have_is_refused() -> None:
    problem, plan = two_wards()

    with pytest.raises(ValueError, match="since"):
        repair(problem, plan, 9)


def test_what_a_repair_would_not_carry_is_refused() -> None:
    problem = ruled_problem("beside", 1)

    with pytest.raises(InputRefused) as refused:
        repair(problem, Plan(()), 0)

    assert [fault.code for fault in refused.value.faults] == ["repair-side-by-side"]
