"""Every rule is seen to fail once, and the checker is fast enough for a page that asks at each move."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.engine.rounds import graduation_round
from wardbridge.engine.check import check
from wardbridge.engine.io.compiling import problem_of
from wardbridge.engine.plan import Assignment, Plan
from wardbridge.engine.problem import (
    Closed,
    Department,
    Excused,
    Imposed,
    Learner,
    Lock,
    Offer,
    Period,
    Problem,
    Programme,
    Quota,
    Requirement,
    Skill,
    Teacher,
    Track,
)
from wardbridge.engine.rules import RULES
from wardbridge.engine.solve import solve
from wardbridge.engine.stop import CancelFlag, NoLimit, TimeLimit
from wardbridge.rulekit.languages import Cefr
from wardbridge.rulekit.levels import Level
from wardbridge.rulekit.messages import catalogue
from wardbridge.rulekit.shifts import Shift

MONDAY = date(2025, 3, 3)
SITES = frozenset((0, 1))
Edit = Callable[[Problem, Plan], tuple[Problem, Plan]]


def small() -> tuple[Problem, Plan]:
    """Two learners who move together, four weeks, two requirements in order: a round and a legal plan of it."""
    mondays = [MONDAY + timedelta(weeks=w) for w in range(4)]
    weeks = tuple(Period(day, tuple(day + timedelta(days=d) for d in range(5))) for day in mondays)
    problem = Problem(
        code="small",
        periods=weeks,
        sites=("A", "B"),
        disciplines=("internal", "surgery"),
        departments=(Department("INT", 0, 0, 10, None, 5), Department("SUR", 0, 1), Department("SUR-B", 1, 1)),
        programmes=(Programme("MED", Level.UNIVERSITY, (Track("here", frozenset((0,))), Track("any", SITES))),),
        requirements=(
            Requirement("int", 0, None, (0,), 2, 1, (), SITES),
            Requirement("sur", 0, None, (1,), 1, 1, (0,), SITES),
        ),
        learners=(Learner("L0", 0, None, (True,) * 4), Learner("L1", 0, None, (True,) * 4)),
        units=((0, 1),),
        teachers=tuple(Teacher(f"T{k}", k, Level.UNIVERSITY, date(2010, 1, 1)) for k in range(3)),
        offers=tuple(Offer(k, None, None, (0, 1, 2, 3), 0, 4) for k in range(3)),
        quotas=(Quota(0, 0, None, 1, 2),),
    )
    rows = [
        row
        for code in ("L0", "L1")
        for row in (Assignment(code, "int", "internal", "INT", (0, 1)), Assignment(code, "sur", "surgery", "SUR", (2,)))
    ]
    return problem, Plan(tuple(rows), {"L0": "here", "L1": "here"})


def moved(number: int, **changes: object) -> Edit:
    """Change one assignment of the plan."""

    def edit(problem: Problem, plan: Plan) -> tuple[Problem, Plan]:
        rows = list(plan.assignments)
        rows[number] = replace(rows[number], **changes)  # type: ignore[arg-type]  # fields of Assignment
        return problem, replace(plan, assignments=tuple(rows))

    return edit


def given(**changes: object) -> Edit:
    """Change the problem."""
    return lambda problem, plan: (replace(problem, **changes), plan)  # type: ignore[arg-type]  # fields of Problem


def tracked(**tracks: str) -> Edit:
    return lambda problem, plan: (problem, replace(plan, tracks={**plan.tracks, **tracks}))


def department(**changes: object) -> Edit:
    """Change the first department."""

    def edit(problem: Problem, plan: Plan) -> tuple[Problem, Plan]:
        first = replace(problem.departments[0], **changes)  # type: ignore[arg-type]  # fields of Department
        return replace(problem, departments=(first, *problem.departments[1:])), plan

    return edit


def without(number: int) -> Edit:
    return lambda problem, plan: (
        problem,
        replace(plan, assignments=tuple(row for i, row in enumerate(plan.assignments) if i != number)),
    )


def required(number: int, *, edit: Edit | None = None, **changes: object) -> Edit:
    """Change a requirement, then edit."""

    def changed(problem: Problem, plan: Plan) -> tuple[Problem, Plan]:
        rows = list(problem.requirements)
        rows[number] = replace(rows[number], **changes)  # type: ignore[arg-type]  # fields of Requirement
        if rows[number].beside is not None:
            halves = {"weeks": 1, "shifts": (Shift.MORNING,), "after": ()}
            rows[0] = replace(rows[0], **halves)  # type: ignore[arg-type]  # fields of Requirement
            rows[1] = replace(rows[1], beside=0, shifts=(Shift.AFTERNOON,), after=())
        new = replace(problem, requirements=tuple(rows))
        return edit(new, plan) if edit else (new, plan)

    return changed


def nights(**rule: int) -> Edit:
    """Nights from the first week on, under this rule of the programme."""

    def edit(problem: Problem, plan: Plan) -> tuple[Problem, Plan]:
        programme = replace(problem.programmes[0], **rule)  # type: ignore[arg-type]  # fields of Programme
        _, edited = moved(0, shift=Shift.NIGHT)(problem, plan)
        return replace(problem, programmes=(programme,)), edited

    return edit


BREAKS: list[tuple[str, Edit]] = [
    ("unknown-row", moved(0, department="NOWHERE")),
    ("requirement-unknown", moved(0, requirement="nothing")),
    ("discipline-mismatch", moved(0, discipline="surgery")),
    ("track", tracked(L0="nothing")),
    ("track-site", moved(1, department="SUR-B")),
    ("required-blocks", without(1)),
    ("block-length", moved(0, periods=(0,))),
    ("block-broken", moved(0, periods=(0, 3))),
    ("order", moved(1, periods=(0,))),
    ("overlap", moved(1, periods=(1,))),
    ("lock", given(locks=(Lock(0, 1, (0,)),))),
    ("together", moved(1, periods=(3,))),
    ("excused", given(excused=(Excused(1, 1),))),
    ("offer-max", given(offers=tuple(Offer(k, None, None, (0, 1, 2, 3), 0, 1) for k in range(3)))),
    ("offer-min", given(offers=tuple(Offer(k, None, None, (0, 1, 2, 3), 1, 4) for k in range(3)))),
    ("no-offer", given(offers=())),
    ("VN-05", given(teachers=())),
    ("VN-08", department(beds=0)),
    ("room", department(room=1)),
    ("quota-max", given(quotas=(Quota(0, 0, None, 0, 1),))),
    ("quota-min", given(quotas=(Quota(1, 0, None, 1, 2),))),
    ("max-sites", moved(1, department="SUR-B")),
    ("shift", moved(0, shift=Shift.NIGHT)),
    ("blocks-no-way", required(1, weeks=2, ways=((2,), (1, 1)), edit=moved(1, periods=(1, 2, 3)))),
    ("beside", required(0, beside=1)),
    ("nights-in-row", nights(nights_in_row=1)),
    ("rest-after-nights", nights(rest_after_nights=1)),
    ("imposed", given(imposed=(Imposed(0, 1, frozenset((2,))),))),
    ("again", given(closed=(Closed(0, frozenset((1,))),))),
    ("language", department(skills=(Skill("fr", Cefr.B2),))),
]


def test_the_legal_plan_breaks_nothing() -> None:
    assert check(*small()) == ()


@pytest.mark.parametrize(("code", "edit"), BREAKS, ids=[code for code, _ in BREAKS])
def test_each_rule_is_seen_to_fail(code: str, edit: Edit) -> None:
    problem, plan = edit(*small())

    assert code in {violation.rule for violation in check(problem, plan)}


def test_who_is_away_is_not_placed() -> None:
    problem, plan = small()
    away = replace(problem.learners[0], available=(False, True, True, True))

    found = check(replace(problem, learners=(away, problem.learners[1])), plan)

    assert ("unavailable", ("L0",), (0,)) in {(v.rule, v.learners, v.periods) for v in found}


def test_every_code_of_a_rule_has_a_sentence() -> None:
    assert {code for rule in RULES for code in rule.CODES} <= set(catalogue())


def test_the_check_of_a_whole_round_takes_milliseconds() -> None:
    problem = problem_of(graduation_round())
    plan = solve(problem, stop=TimeLimit(60)).plan
    assert plan is not None
    check(problem, plan)

    began = time.process_time()
    check(problem, plan)

    assert time.process_time() - began < 0.05


def test_a_cancelled_run_answers_at_once_with_what_it_has() -> None:
    problem = problem_of(graduation_round())

    began = time.monotonic()
    result = solve(problem, stop=NoLimit() | CancelFlag(lambda: True))

    assert result.status == "stopped"
    assert result.plan is not None
    assert time.monotonic() - began < 20
