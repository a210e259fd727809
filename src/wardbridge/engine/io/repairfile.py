"""``repair.json``: who moved, what was and what is, and what was proven; weeks count from 1 and dates are ISO 8601."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from wardbridge.engine.io.changes import ChangeRow
from wardbridge.engine.io.planfile import Judged, block_dates, violation_data
from wardbridge.engine.plan import Assignment, Result, Status
from wardbridge.engine.repair import Repaired, RepairResult

SCHEMA = "wardbridge.repair"
VERSION = 1


@dataclass(frozen=True, slots=True)
class RepairedRound:
    """A round after its changes with the repaired plan; `judged` holds them as ``plan.json`` has them."""

    judged: Judged
    result: RepairResult
    changes: tuple[ChangeRow, ...]

    @property
    def headline(self) -> dict[str, Any]:
        """The figures that ``repair --json`` prints."""
        result = self.result
        return {
            "status": str(result.status),
            "moved": result.moved,
            "moved_bound": result.moved_bound,
            "unplaced_weeks": result.unplaced,
            "unplaced_bound": result.unplaced_bound,
            "changed": len(result.changed),
            "stayed": result.stayed,
            "gone": list(result.gone),
            "points_before": result.before.total,
            "points_after": result.after.total,
            "from_week": result.since + 1,
            "seconds": round(self.judged.seconds, 3),
            "violations": [violation_data(one, self.judged.book.round.first_day) for one in result.not_kept],
        }


def as_planned(result: RepairResult) -> Result:
    """The repaired plan as a run's answer: placed as far as it says, its points not compared with other plans'."""
    return Result(
        status=Status.INFEASIBLE if result.unplaced else Status.STOPPED,
        plan=result.plan,
        objective=result.after.total,
        bound=None,
        gap=None,
        unplaced=result.unplaced,
        seed=result.seed,
        seconds=result.seconds,
        counts=result.counts,
        points=result.after.by_part(),
        reasons=result.not_kept if result.unplaced else (),
    )


def repair_document(repaired: RepairedRound) -> dict[str, Any]:
    """The whole content of ``repair.json`` as plain data."""
    judged, result = repaired.judged, repaired.result
    first_day = judged.book.round.first_day
    return {
        "schema": SCHEMA,
        "version": VERSION,
        "round": {"code": judged.book.round.code, "synthetic": judged.book.round.synthetic},
        "workbook": {"name": judged.workbook, "sha256": judged.digest},
        **repaired.headline,
        "points_bound": result.points_bound,
        "seed": result.seed,
        "counts": dict(result.counts),
        "changes": [_change(row) for row in repaired.changes],
        "learners": [_learner(one, first_day) for one in result.changed],
    }


def _change(row: ChangeRow) -> dict[str, Any]:
    found = {name: getattr(row, name) for name in row.__slots__}
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in found.items()
        if value not in {None, ""}
    }


def _learner(one: Repaired, first_day: date) -> dict[str, Any]:
    return {
        "learner": one.learner,
        "why": str(one.why),
        "rules": sorted({violation.rule for violation in one.causes}),
        "weeks": [t + 1 for t in one.weeks],
        "unplaced_weeks": one.unplaced,
        "was": _blocks(one.was, first_day),
        "now": _blocks(one.now, first_day),
    }


def _blocks(rows: Sequence[Assignment], first_day: date) -> list[dict[str, Any]]:
    return [
        {
            "requirement": row.requirement,
            "department": row.department,
            "weeks": [t + 1 for t in row.periods],
            "first": block_dates(row.periods, first_day)[0].isoformat(),
            "last": block_dates(row.periods, first_day)[1].isoformat(),
        }
        for row in rows
    ]
