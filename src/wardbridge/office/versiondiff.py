"""Who moved between two versions, or between two drafts, and how."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from wardbridge.core.actors import Actor
from wardbridge.schedule.models import Placement, Version
from wardbridge.ui import dates


@dataclass(frozen=True, slots=True)
class Changed:
    """A learner's name, and his placements that differ, in words, on each side."""

    name: str
    before: str
    after: str


Spell = tuple[date, date, str]
"""First and last day, and the department's name."""


def changes_between(actor: Actor, before: Version, after: Version) -> list[Changed]:
    """Learners whose placements differ between two versions, in the Vietnamese order of their names: two queries."""
    return differing(_spells(actor, before), _spells(actor, after))


def differing(before: dict[tuple[str, str], set[Spell]], after: dict[tuple[str, str], set[Spell]]) -> list[Changed]:
    """Only what differs is told of each learner; keys are (sort key, name)."""
    found = []
    for key in sorted({*before, *after}):
        old, new = before.get(key, set()), after.get(key, set())
        if old != new:
            found.append(Changed(key[1], _told(old - new), _told(new - old)))
    return found


def _spells(actor: Actor, version: Version) -> dict[tuple[str, str], set[Spell]]:
    rows: QuerySet[Placement] = Placement.objects.visible_to(actor).filter(version=version)
    found: dict[tuple[str, str], set[Spell]] = defaultdict(set)
    for row in rows.select_related("enrolment__person", "department"):
        person = row.enrolment.person
        found[person.sort_key + row.enrolment.code, person.full_name].add((row.first, row.last, row.department.name))
    return found


def _told(spells: Iterable[Spell]) -> str:
    return "; ".join(f"{name} {dates.span(first, last)}" for first, last, name in sorted(spells))
