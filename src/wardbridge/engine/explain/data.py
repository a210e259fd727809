"""Answers as plain data, for JSON; weeks count from 1 as in ``plan.json``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from wardbridge.engine.explain.crowd import Binding
from wardbridge.engine.explain.impossible import Impossible
from wardbridge.engine.explain.learners import LearnerAnswer, WishAnswer
from wardbridge.engine.explain.worth import Worth
from wardbridge.engine.plan import Assignment, Violation

Told = Callable[[Violation], dict[str, Any]]
"""A statement as data (`planfile.violation_data`)."""


def learner_data(answer: LearnerAnswer, told: Told) -> dict[str, Any]:
    """One learner's answer."""
    return {
        "learner": answer.learner,
        "points": round(answer.own, 6),
        "rotation": [_block(row) for row in answer.rotation],
        "wishes": [_wish(wish, told) for wish in answer.wishes],
    }


def _wish(wish: WishAnswer, told: Told) -> dict[str, Any]:
    return {
        "rank": wish.rank,
        "wish": dict(wish.wish),
        "share": round(wish.share, 6),
        "possible": wish.possible,
        "conflict": [told(one) for one in wish.conflict],
        "limits": [_binding(one) for one in wish.binding],
        "rotation": [_block(row) for row in wish.rotation],
        "points": round(wish.own, 6),
        "loss_least": wish.loss,
        "loss_most": wish.most,
        "proven": wish.proven,
    }


def _block(row: Assignment) -> dict[str, Any]:
    return {"requirement": row.requirement, "department": row.department, "weeks": [t + 1 for t in row.periods]}


def _binding(one: Binding) -> dict[str, Any]:
    return {
        "rules": list(one.rules),
        "department": one.department,
        "site": one.site,
        "weeks": [t + 1 for t in one.periods],
        "wanted": one.wanted,
        "places": one.places,
        "taken": one.taken,
        "in_people": one.people,
        "price": one.price,
    }


def worth_data(one: Worth, told: Told) -> dict[str, Any]:
    """What one more is worth."""
    return {
        "rules": list(one.rules),
        "department": one.department,
        "site": one.site,
        "weeks": [t + 1 for t in one.periods],
        "amount": one.amount,
        "price": one.price,
        "changes": [told(edit.said) for edit in one.edits],
        "gain": one.gain,
    }


def impossible_data(answer: Impossible, told: Told) -> dict[str, Any]:
    """Ways out, the conflict and the learners without a rotation."""
    return {
        "ways": [
            {
                "cost": way.cost,
                "objective": way.objective,
                "changes": [told(one) for one in way.said],
            }
            for way in answer.ways
        ],
        "conflict": None
        if answer.conflict is None
        else {
            "records": [told(one) for one in answer.conflict.records],
            "verified": answer.conflict.verified,
        },
        "alone": [
            {"learners": list(one.learners), "conflict": [told(said) for said in one.conflict]} for one in answer.alone
        ],
    }
