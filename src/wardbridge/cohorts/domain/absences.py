"""Days on which a learner, or a whole class or group, can't be placed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.db import transaction
from django.db.models import Model, Q, QuerySet

from wardbridge.cohorts.models import Absence, Enrolment, Group
from wardbridge.core import audit
from wardbridge.core.actors import Actor
from wardbridge.core.upserts import BATCH

Span = tuple[date, date]
"""First and last day, both inside."""


@transaction.atomic
def set_absences(*, actor: Actor, of: Mapping[Enrolment | Group, Iterable[Span]]) -> int:
    """Make the absences of each learner or group exactly those given; returns how many owners changed."""
    changes, add = [], []
    stored = _stored(of)
    for owner, spans in of.items():
        before, after = stored.get(_key(owner), set()), set(spans)
        if before == after:
            continue
        changes.append(audit.Change(owner, {"absences": sorted(before)}, {"absences": sorted(after)}))
        add += [Absence(**{_column(owner): owner}, first=first, last=last) for first, last in sorted(after)]
    _owned([change.target for change in changes]).delete()
    Absence.unscoped.bulk_create(add, batch_size=BATCH)
    audit.record_many(actor=actor, verb="absence.set", changes=changes)
    return len(changes)


def _column(owner: object) -> str:
    return "enrolment" if isinstance(owner, Enrolment) else "group"


def _key(owner: Enrolment | Group) -> tuple[str, int]:
    return _column(owner), owner.pk


def _owned(owners: Iterable[Model]) -> QuerySet[Absence]:
    owners = list(owners)
    learners = [row.pk for row in owners if isinstance(row, Enrolment)]
    groups = [row.pk for row in owners if isinstance(row, Group)]
    return Absence.unscoped.filter(Q(enrolment__in=learners) | Q(group__in=groups))


def _stored(owners: Iterable[Enrolment | Group]) -> dict[tuple[str, int], set[Span]]:
    found: dict[tuple[str, int], set[Span]] = {}
    for row in _owned(owners).select_related("enrolment", "group"):
        owner = row.enrolment or row.group
        if owner is None:  # the database forbids it
            continue
        found.setdefault(_key(owner), set()).add((row.first, row.last))
    return found
