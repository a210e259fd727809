"""``plan.json``: a plan with what was proven of it, in a documented and versioned form (``plan.schema.json``).

Weeks count from 1 and dates are ISO 8601 in the file; periods count from 0 everywhere else.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from wardbridge.engine.equity import Fairness, Share, fairness_of
from wardbridge.engine.errors import Fault, InputRefused
from wardbridge.engine.io.atomic import write_text
from wardbridge.engine.io.planview import Load, WishMet, loads_of, placed_learners, wishes_met
from wardbridge.engine.io.sheets import RoundBook
from wardbridge.engine.plan import Assignment, Plan, Result, Violation
from wardbridge.engine.problem import Problem
from wardbridge.rulekit.shifts import Shift

SCHEMA = "wardbridge.plan"
VERSION = 1
"""Raised when a reader of the former version could go wrong; new optional fields leave it."""

MAX_BYTES = 64 * 1024 * 1024
"""Most that is read of a plan: a national round of 40,000 learners takes about 30 MB."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A round read from a file, what the engine answered, and the independent checker's verdict.

    Parameters
    ----------
    digest
        SHA-256 of the workbook's bytes, hexadecimal.
    seconds
        From the file to the judged plan.
    """

    book: RoundBook
    problem: Problem
    result: Result
    violations: tuple[Violation, ...]
    workbook: str
    digest: str
    seconds: float

    @property
    def plan(self) -> Plan:
        """The plan, empty when none was found."""
        return self.result.plan or Plan(())

    @property
    def headline(self) -> dict[str, Any]:
        """The figures that ``plan --json`` prints."""
        return {
            "status": str(self.result.status),
            "objective": self.result.objective,
            "bound": self.result.bound,
            "gap": self.result.gap,
            "seconds": round(self.seconds, 3),
            "learners": len(self.book.learners),
            "placed": placed_learners(self.problem, self.plan) if self.result.plan else 0,
            "placements": len(self.plan.assignments),
            "violations": [violation_data(violation, self.book.round.first_day) for violation in self.violations],
        }


def document_of(judged: Judged) -> dict[str, Any]:
    """The whole content of ``plan.json`` as plain data."""
    first_day = judged.book.round.first_day
    result = judged.result
    return {
        "schema": SCHEMA,
        "version": VERSION,
        "round": {
            "code": judged.book.round.code,
            "first_day": first_day.isoformat(),
            "weeks": judged.book.round.weeks,
            "synthetic": judged.book.round.synthetic,
        },
        "workbook": {"name": judged.workbook, "sha256": judged.digest},
        **judged.headline,
        "unplaced_weeks": result.unplaced,
        "seed": result.seed,
        "counts": dict(result.counts),
        "points": {part: points + 0.0 for part, points in result.points.items()},  # no minus zero
        "reasons": [violation_data(reason, first_day) for reason in result.reasons],
        "tracks": dict(sorted(judged.plan.tracks.items())),
        "assignments": [_assignment(judged.problem, block, first_day) for block in judged.plan.assignments],
        **_equity(fairness_of(judged.problem, judged.plan)),
        "wishes": _wishes(wishes_met(judged.problem, judged.plan)),
        "loads": [_load(load) for load in loads_of(judged.problem, judged.plan)],
        "worth_of_one_more_place": [
            {"department": department, "week": period + 1, "points": round(points, 6)}
            for (department, period), points in sorted(result.duals.items())
        ],
    }


def write_plan(path: Path, document: Mapping[str, Any]) -> None:
    """Write ``plan.json``, whole or not at all; keys keep the order of the schema's documentation."""
    write_text(path, json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False) + "\n")


def violation_data(violation: Violation, first_day: date) -> dict[str, Any]:
    """A broken rule as data: rule, who, where, when, found, allowed, records."""
    return {
        "rule": violation.rule,
        "learners": list(violation.learners),
        "department": violation.department,
        "site": violation.site,
        "weeks": [period + 1 for period in violation.periods],
        "dates": [(first_day + timedelta(weeks=period)).isoformat() for period in violation.periods],
        "found": violation.found,
        "allowed": violation.allowed,
        "records": list(violation.records),
        "params": dict(violation.params),
    }


def block_dates(periods: tuple[int, ...], first_day: date) -> tuple[date, date]:
    """First Monday and last Sunday of a block."""
    return first_day + timedelta(weeks=periods[0]), first_day + timedelta(weeks=periods[-1], days=6)


def _assignment(problem: Problem, block: Assignment, first_day: date) -> dict[str, Any]:
    department = problem.departments[problem.index.department[block.department]]
    first, last = block_dates(block.periods, first_day)
    return {
        "learner": block.learner,
        "requirement": block.requirement,
        "discipline": block.discipline,
        "site": problem.sites[department.site],
        "department": block.department,
        "weeks": [period + 1 for period in block.periods],
        "first": first.isoformat(),
        "last": last.isoformat(),
        **({} if block.shift is Shift.DAY else {"shift": block.shift.value}),
    }


def _equity(fairness: Fairness | None) -> dict[str, Any]:
    """Who bears what; nothing where the round knows no burden."""
    if fairness is None:
        return {}
    people = [
        {"learner": one.code, "borne": one.borne, "carried": one.carried, "carry_over": one.carry_over}
        for one in fairness.learners
    ]
    return {"equity": {"learners": people, "groups": _shares(fairness.groups), "schools": _shares(fairness.schools)}}


def _shares(shares: tuple[Share, ...]) -> list[dict[str, Any]]:
    return [
        {
            "code": one.code,
            "learners": one.learners,
            "borne": one.borne,
            "carried": round(one.carried, 6) + 0.0,
            "fair": round(one.fair, 6),
            "beyond": round(one.beyond, 6) + 0.0,
        }
        for one in shares
    ]


def _wishes(wishes: tuple[WishMet, ...]) -> dict[str, Any]:
    ranks = sorted({wish.rank for wish in wishes})
    learners: dict[str, list[int]] = {}
    for wish in wishes:
        learners.setdefault(wish.learner, []).extend([wish.rank] if wish.met else [])
    return {
        "by_rank": [
            {
                "rank": rank,
                "asked": sum(wish.rank == rank for wish in wishes),
                "met": sum(wish.rank == rank and wish.met for wish in wishes),
            }
            for rank in ranks
        ],
        "met_by_learner": learners,
    }


def _load(load: Load) -> dict[str, Any]:
    return {
        "department": load.department,
        "week": load.period + 1,
        "load": load.load,
        "limit": load.limit,
        "cause": load.cause,
        "limits": dict(load.limits),
    }


def read_text(path: Path) -> str:
    """The text of a plan file.

    Raises
    ------
    InputRefused
        ``plan-too-large`` or ``plan-not-utf8``; OSError when it can't be read at all.
    """
    with path.open("rb") as file:
        content = file.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise InputRefused([Fault("plan-too-large", allowed=f"{MAX_BYTES // 2**20} MB")])
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputRefused([Fault("plan-not-utf8", found=str(error.start))]) from error
