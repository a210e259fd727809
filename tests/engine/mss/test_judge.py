"""The judge of a benchmark's solution, on an instance that can be followed by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tests.engine.mss.tiny import two_students
from wardbridge.engine.mss.instance import Assignment, Instance
from wardbridge.engine.mss.judge import judge

GOOD = [Assignment(0, 0, 0, 0), Assignment(0, 2, 0, 1), Assignment(1, 0, 1, 0)]


def test_objective_counts_the_worst_student_twice() -> None:
    verdict = judge(two_students(), GOOD)
    # 0: 5 + 1 and 3 + 2 for the disciplines, 2 + 2 for the hospital; 1: 2 x 4 + 1 + 3
    assert (verdict.breaches, verdict.scores.tolist(), verdict.objective) == ((), [15, 12], 39)


def test_change_and_wait_cost() -> None:
    rows = [Assignment(0, 0, 0, 0), Assignment(0, 2, 1, 1), Assignment(1, 1, 1, 0)]
    verdict = judge(two_students(), rows)
    assert (verdict.breaches, verdict.scores.tolist()) == ((), [11, 11])


def test_nobody_waits_after_the_last_discipline() -> None:
    late = [*GOOD[:2], Assignment(1, 2, 1, 0)]
    assert judge(two_students(), late).scores.tolist() == [15, 10]


def changed(**fields: object) -> Instance:
    return replace(two_students(), **fields)  # type: ignore[arg-type]


def zeroed(name: str, *at: int) -> Instance:
    array = getattr(two_students(), name).copy()
    array[at] = 0
    return changed(**{name: array})


@pytest.mark.parametrize(
    ("rule", "instance", "rows"),
    [
        ("group-count", two_students(), GOOD[:2]),
        ("group-count", two_students(), [*GOOD, Assignment(1, 2, 1, 1)]),
        ("once", changed(needed=np.array([[2, 0], [1, 0]])), [GOOD[0], Assignment(0, 2, 0, 0), GOOD[2]]),
        ("overlap", two_students(), [GOOD[0], Assignment(0, 1, 0, 1), GOOD[2]]),
        ("allowed", zeroed("allowed", 1, 0), GOOD),
        ("ability", zeroed("able", 0, 0, 1), GOOD),
        ("availability", zeroed("available", 0, 3), GOOD),
        ("order", changed(before=np.array([[0, 1], [0, 0]])), GOOD),
        ("per-hospital", changed(most_per_hospital=1), GOOD),
        ("ward-most", zeroed("most", 0, 1, 2), GOOD),
        ("ward-least", changed(least=np.ones((2, 2, 4), np.int64)), GOOD),
        ("range", two_students(), [*GOOD, Assignment(1, 3, 0, 0)]),
    ],
)
def test_each_rule_is_seen_broken(rule: str, instance: Instance, rows: list[Assignment]) -> None:
    assert rule in {breach.rule for breach in judge(instance, rows).breaches}


def test_an_order_kept_is_no_breach() -> None:
    instance = changed(before=np.array([[0, 0], [1, 0]]))
    assert judge(instance, GOOD).breaches == ()
