"""Which agreement covers a placement (invariant 3): in force on its days, between its school and its hospital.

A detailed contract or an annex covers, when it and everything above it is in force; a framework alone does not (VN-16),
and an amendment changes what it amends. Where it states quotas, one of them must be meant: from this school to this
hospital, in the year in which the placement begins, for its discipline and level (a blank means any).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from wardbridge.agreements.enums import SIGNED, Exchanged, Kind, State, Subject
from wardbridge.agreements.models import Agreement, Party, Quota

COVERING = (Kind.SPECIFIC, Kind.ANNEX)
LEARNERS = (Exchanged.STUDENT, Exchanged.POSTGRADUATE, Exchanged.RESIDENT)
"""Whom a quota may name so that it covers placements of learners."""


@dataclass(frozen=True, slots=True, order=True)
class Need:
    """Learners of a school in a hospital from a day to a day, both inside (keys of organisations and discipline)."""

    school: int
    hospital: int
    first: date
    last: date
    discipline: int = 0
    level: str = ""


def uncovered(needs: Iterable[Need]) -> dict[Need, bool]:
    """The needs that no agreement covers on all their days; a fixed number of queries.

    The value says whether one is in force then, so that only its quotas leave this discipline, level, year or direction
    out.
    """
    wanted = sorted(set(needs))
    papers = _Papers.read()
    found = {}
    for one in wanted:
        holding = [row for row in papers.between.get((one.school, one.hospital), ()) if papers.holds(row, one)]
        if not any(papers.means(row, one) for row in holding):
            found[one] = bool(holding)
    return found


def covering(needs: Iterable[Need]) -> dict[Need, list[Agreement]]:
    """Need → the agreements in force on all its days that mean it, with those above them at hand (`parent`)."""
    papers = _Papers.read()
    found: dict[Need, list[Agreement]] = {}
    for one in set(needs):
        rows = papers.between.get((one.school, one.hospital), ())
        found[one] = [row for row in rows if papers.holds(row, one) and papers.means(row, one)]
        for row in found[one]:
            row.parent = papers.rows.get(row.parent_id or 0)
    return found


@dataclass(frozen=True, slots=True)
class _Papers:
    """Signed agreements on placements by key, those able to cover by (school, hospital), quotas by agreement."""

    rows: Mapping[int, Agreement]
    between: Mapping[tuple[int, int], list[Agreement]]
    quotas: Mapping[int, list[Quota]]

    @classmethod
    def read(cls) -> _Papers:
        rows = {row.pk: row for row in Agreement.unscoped.filter(subject=Subject.PLACEMENT, state__in=SIGNED)}
        members: dict[int, set[int]] = defaultdict(set)
        able = [pk for pk, row in rows.items() if row.kind in COVERING]
        for pk, organisation in Party.unscoped.filter(agreement__in=able).values_list("agreement", "organisation"):
            members[pk].add(organisation)
        between: dict[tuple[int, int], list[Agreement]] = defaultdict(list)
        for pk, parties in members.items():
            for school in parties:
                for hospital in parties - {school}:
                    between[school, hospital].append(rows[pk])
        quotas: dict[int, list[Quota]] = defaultdict(list)
        for quota in Quota.unscoped.filter(agreement__in=rows):
            quotas[quota.agreement_id].append(quota)
        return cls(rows, between, quotas)

    def holds(self, row: Agreement | None, need: Need) -> bool:
        """Whether the agreement and all above it hold from the need's first day to its last."""
        return all(one is not None and _in_force(one, need) for one in self._upwards(row))

    def means(self, row: Agreement, need: Need) -> bool:
        """Whether the nearest quotas stated, its own with those of its amendments or else those above it, mean it."""
        for one in self._upwards(row):
            stated = self._stated(one, need) if one else []
            if stated:
                return any(_means(quota, need) for quota in stated)
        return True

    def _stated(self, row: Agreement, need: Need) -> list[Quota]:
        amending = (
            one
            for one in self.rows.values()
            if one.parent_id == row.pk and one.kind == Kind.AMENDMENT and _in_force(one, need)
        )
        return [quota for one in (row, *amending) for quota in self.quotas.get(one.pk, ())]

    def _upwards(self, row: Agreement | None) -> Iterable[Agreement | None]:
        """The agreement and those above it; `None` in place of one that is not signed."""
        for _depth in range(20):
            yield row
            if row is None or row.parent_id is None:
                return
            row = self.rows.get(row.parent_id)
        yield None


def _in_force(row: Agreement, need: Need) -> bool:
    return row.state != State.SUSPENDED and row.holds_on(need.first) and row.holds_on(need.last)


def _means(quota: Quota, need: Need) -> bool:
    return (
        (quota.sender_id, quota.host_id, quota.year) == (need.school, need.hospital, need.first.year)
        and quota.who in LEARNERS
        and quota.discipline_id in {None, need.discipline}
        and quota.level in {"", need.level}
    )
