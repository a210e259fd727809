"""Rounds that can't be: each way out makes them possible, each conflict is minimal, by plain enumeration."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engine.explain.test_learners import wanted
from tests.engine.ruled import CHANGES, ruled_problem
from tests.engine.tiny import drawn, optimum, tiny_problem
from wardbridge.engine.check import check
from wardbridge.engine.explain.alone import copies
from wardbridge.engine.explain.conflict import conflict_of, records_of
from wardbridge.engine.explain.edits import edited
from wardbridge.engine.explain.hindrances import hindrances
from wardbridge.engine.explain.own import minimal, possible
from wardbridge.engine.explain.records import Hindrance
from wardbridge.engine.explain.ways import hopeless, ways_out
from wardbridge.engine.parameters import Parameters
from wardbridge.engine.plan import Result, Status, Violation
from wardbridge.engine.problem import Lock, Offer, Problem
from wardbridge.engine.solve import solve
from wardbridge.engine.stop import NoLimit
from wardbridge.rulekit.messages import render_violation

PARAMETERS = Parameters.default()
SETTINGS = drawn(6)


def short(groups: bool = False) -> Problem:
    """Four learners who must all do cardiology in the one week, where two have place; in pairs when `groups`."""
    problem = wanted(4, 2)
    requirement = replace(problem.requirements[0], disciplines=(0,))
    units = ((0, 1), (2, 3)) if groups else problem.units
    return replace(problem, requirements=(requirement,), units=units)


def impossible(problem: Problem) -> Result:
    result = solve(problem)
    assert result.status is Status.INFEASIBLE
    assert result.plan is not None
    return result


def told(violations: tuple[Violation, ...]) -> list[str]:
    return [render_violation(one, "en") for one in violations]


def test_the_least_change_comes_first_and_the_others_differ() -> None:
    problem = short()
    plan = impossible(problem).plan
    assert plan is not None

    ways = ways_out(problem, plan, PARAMETERS, 0, NoLimit())

    assert [(told(way.said), way.cost) for way in ways] == [
        (["TM at H, W1: places: 4 instead of 2 (+2)"], 12.0),
        (["To another round (2): " + ", ".join(ways[1].said[0].learners)], 50.0),
    ]


def test_groups_get_whole_figures() -> None:
    problem = replace(short(groups=True), offers=(Offer(0, None, None, (0,), 0, 3), Offer(1, None, None, (0,), 0, 4)))
    plan = impossible(problem).plan
    assert plan is not None

    first, *_ = ways_out(problem, plan, PARAMETERS, 0, NoLimit())

    assert told(first.said) == ["TM at H, W1: places: 4 instead of 3 (+1)"]


def test_teachers_and_places_that_are_short_together_are_asked_for_together() -> None:
    problem = wanted(12, 9)
    problem = replace(problem, requirements=(replace(problem.requirements[0], disciplines=(0,)),))
    plan = impossible(problem).plan
    assert plan is not None

    first, *_ = ways_out(problem, plan, PARAMETERS, 0, NoLimit())

    assert sorted(one.rule for one in first.said) == ["edit-places", "edit-teachers"]


def test_a_learner_without_a_legal_rotation_is_told_which_of_his_rules_forbid_it() -> None:
    problem = wanted(2, 2)
    problem = replace(
        problem,
        requirements=(replace(problem.requirements[0], disciplines=(0,)),),
        locks=(Lock(0, 1, (0,)),),
    )
    plan = impossible(problem).plan
    assert plan is not None

    ((_, alone),) = hopeless(problem, PARAMETERS)
    first, *_ = ways_out(problem, plan, PARAMETERS, 0, NoLimit())

    assert (alone.learners, [(one.rule, one.department) for one in alone.conflict]) == (("L0",), [("own-lock", "NG")])
    assert told(first.said) == ["Lift the imposed placement of L0 in NG, W1"]


def test_the_records_that_conflict_are_named_and_no_other() -> None:
    problem = short()

    conflict = conflict_of(problem, PARAMETERS, 0, NoLimit())

    assert conflict is not None
    assert [(one.rule, one.department, one.allowed) for one in conflict.records] == [("conflict-offer", "TM", 2)]
    assert conflict.verified


def test_the_deletion_filter_keeps_a_part_that_no_item_can_leave() -> None:
    def forbidden(held: Sequence[int]) -> bool:
        return set(held) >= {2, 5}

    assert minimal(range(8), forbidden) == (2, 5)
    assert minimal(range(2), forbidden) == ()


@pytest.mark.parametrize("name", ["plain", "shifts", "history", "excuses"])
@SETTINGS
@given(seed=st.integers(0, 10_000_000))
def test_every_way_out_of_a_tiny_round_makes_it_possible(name: str, seed: int) -> None:
    problem = tiny_problem(seed) if name == "plain" else ruled_problem(name, seed)
    result = solve(problem)
    if result.status is not Status.INFEASIBLE or result.plan is None:
        return

    ways = ways_out(problem, result.plan, PARAMETERS, 0, NoLimit())

    assert ways
    for way in ways:
        changed = edited(problem, way.edits)
        again = solve(changed)
        assert again.plan is not None
        assert (again.unplaced, check(changed, again.plan)) == (0, ())
    assert [way.cost for way in ways] == sorted(way.cost for way in ways)
    assert max(Counter(str(way.said) for way in ways).values()) == 1


@pytest.mark.parametrize("name", CHANGES)
@SETTINGS
@given(seed=st.integers(0, 10_000_000))
def test_who_has_no_rotation_is_told_which_rules_forbid_it_and_none_of_them_could_stay_away(
    name: str, seed: int
) -> None:
    problem = ruled_problem(name, seed)
    for units, alone in hopeless(problem, PARAMETERS):
        copy = copies(problem, [problem.units[units[0]]])
        held = [one for one in hindrances(copy) if one.said in alone.conflict]
        others = [one for one in hindrances(copy) if one.said not in alone.conflict]
        without = lift(copy, others)
        assert not possible(without, None, PARAMETERS)
        for one in held:
            assert possible(lift(without, [one]), None, PARAMETERS)
        assert all(render_violation(one, "vi") != one.rule for one in alone.conflict)


def lift(problem: Problem, hindrances: Sequence[Hindrance]) -> Problem:
    for one in hindrances:
        problem = one.without(problem)
    return problem


@SETTINGS
@given(st.integers(0, 10_000_000))
def test_a_conflict_of_a_tiny_round_is_minimal(seed: int) -> None:
    problem = tiny_problem(seed)
    if solve(problem).status is not Status.INFEASIBLE:
        return

    conflict = conflict_of(problem, PARAMETERS, 0, NoLimit())

    if conflict is None:
        assert hopeless(problem, PARAMETERS)
        return
    assert conflict.verified
    assert not _possible(_holding(problem, list(conflict.records)))
    for left_out in conflict.records:
        fewer = [one for one in conflict.records if one is not left_out]
        assert _possible(_holding(problem, fewer)) is not False


def _holding(problem: Problem, held: list[Violation]) -> Problem:
    relaxed, left = problem, Counter(map(str, held))
    for record in records_of(problem):
        if left[str(record.said)]:
            left[str(record.said)] -= 1
        else:
            relaxed = record.without(relaxed)
    return relaxed


def _possible(problem: Problem) -> bool | None:
    """By enumeration; `None` where there is too much to enumerate."""
    best = optimum(problem, PARAMETERS, most=8_000)
    if best is None:
        return None
    return best[0] == 0


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("vi", "TM tại H, T1: số chỗ: 4 thay vì 2 (+2)"),
        ("fr", "TM à H, S1\u00a0: places\u00a0: 4 au lieu de 2 (+2)"),
    ],
)
def test_a_way_out_in_words(language: str, said: str) -> None:
    problem = short()
    plan = impossible(problem).plan
    assert plan is not None

    first, *_ = ways_out(problem, plan, PARAMETERS, 0, NoLimit())

    assert [render_violation(one, language) for one in first.said] == [said]
