"""Which agreement covers a placement (invariant 3): in force on its days, between its school and its hospital.

A detailed contract or an annex covers, when it and everything above it is in force; a framework alone does not (VN-16),
and an amendment changes what it amends.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from wardbridge.agreements.enums import SIGNED, Kind, State, Subject
from wardbridge.agreements.models import Agreement, Party

COVERING = (Kind.SPECIFIC, Kind.ANNEX)


@dataclass(frozen=True, slots=True, order=True)
class Need:
    """Learners of a school in a hospital from a day to a day, both inside (keys of the organisations)."""

    school: int
    hospital: int
    first: date
    last: date


def uncovered(needs: Iterable[Need]) -> list[Need]:
    """The needs that no agreement covers on all their days; a fixed number of queries."""
    wanted = sorted(set(needs))
    rows = _signed()
    pairs: dict[tuple[int, int], list[Agreement]] = {}
    for pk, members in _members(rows).items():
        for school in members:
            for hospital in members - {school}:
                pairs.setdefault((school, hospital), []).append(rows[pk])
    return [
        one for one in wanted if not any(_holds(row, rows, one) for row in pairs.get((one.school, one.hospital), ()))
    ]


def _signed() -> dict[int, Agreement]:
    found = Agreement.unscoped.filter(subject=Subject.PLACEMENT, state__in=SIGNED)
    return {row.pk: row for row in found}


def _members(rows: dict[int, Agreement]) -> dict[int, set[int]]:
    """Agreement that may cover → its parties' keys."""
    able = [pk for pk, row in rows.items() if row.kind in COVERING]
    found: dict[int, set[int]] = {}
    for pk, organisation in Party.unscoped.filter(agreement__in=able).values_list("agreement", "organisation"):
        found.setdefault(pk, set()).add(organisation)
    return found


def _holds(row: Agreement | None, rows: dict[int, Agreement], need: Need) -> bool:
    """Whether the agreement and all above it hold from the need's first day to its last."""
    depth = 0
    while row is not None and depth < 20:
        if row.state == State.SUSPENDED or not (row.holds_on(need.first) and row.holds_on(need.last)):
            return False
        if row.parent_id is None:
            return True
        row, depth = rows.get(row.parent_id), depth + 1
    return False
