"""Supervisors of a hospital: who teaches where, from when, and when they are away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from wardbridge.core import audit
from wardbridge.core.actors import Actor
from wardbridge.core.enums import Level
from wardbridge.core.models import Organisation
from wardbridge.core.upserts import BATCH, Upserted, upsert
from wardbridge.institutions.models import Department
from wardbridge.people.domain.persons import PersonData, upsert_persons
from wardbridge.people.models import Leave, Person, Supervisor

Key = tuple[int, str]


@dataclass(frozen=True, slots=True)
class SupervisorData:
    """A teacher of a department; `leaves` are (first, last) days away, both inside."""

    person: PersonData
    department: Department
    level: Level
    practice_since: date
    licence: str = ""
    teaching_certificate: bool = True
    post: str = ""
    leaves: tuple[tuple[date, date], ...] = field(default=())
    first: date | None = None
    last: date | None = None
    licence_until: date | None = None
    certificate_until: date | None = None
    """Days of the appointment, and the last ones of licence and certificate; blank: what is stored stays."""

    @property
    def key(self) -> Key:
        return self.department.pk, self.person.code


@transaction.atomic
def upsert_supervisors(
    *, actor: Actor, hospital: Organisation, rows: Sequence[SupervisorData]
) -> Upserted[Key, Supervisor]:
    """Make or correct the supervisors of `rows` by (department, code), their persons by the hospital's code.

    Their days away become exactly those given. Raises `Refused` as `upsert_persons` does.
    """
    people = upsert_persons(actor=actor, issuer=hospital, rows=[row.person for row in rows]).rows
    stored = Supervisor.unscoped.filter(department__in={row.department.pk for row in rows})
    done = upsert(
        actor=actor,
        noun="supervisor",
        manager=Supervisor.unscoped,
        existing={(row.department_id, row.code): row for row in stored},
        wanted={row.key: _columns(row, people) for row in rows},
        new=lambda key: Supervisor(department_id=key[0], code=key[1]),
    )
    _set_leaves(actor, {row.key: row for row in rows}, done.rows)
    return done


def _columns(row: SupervisorData, people: dict[str, Person]) -> dict[str, str | int | date | bool]:
    days = {name: getattr(row, name) for name in ("first", "last", "licence_until", "certificate_until")}
    return {
        **{name: day for name, day in days.items() if day is not None},
        "person_id": people[row.person.code].pk,
        "level": row.level,
        "practice_since": row.practice_since,
        "licence": row.licence,
        "teaching_certificate": row.teaching_certificate,
        "post": row.post,
    }


def _set_leaves(actor: Actor, data: dict[Key, SupervisorData], rows: dict[Key, Supervisor]) -> None:
    stored: dict[int, set[tuple[date, date]]] = {}
    for leave in Leave.objects.filter(supervisor__in=[row.pk for row in rows.values()]):
        stored.setdefault(leave.supervisor_id, set()).add((leave.first, leave.last))
    changes, add = [], []
    for key, row in rows.items():
        before, after = stored.get(row.pk, set()), set(data[key].leaves)
        if before == after:
            continue
        changes.append(audit.Change(row, {"leaves": sorted(before)}, {"leaves": sorted(after)}))
        add += [Leave(supervisor=row, first=first, last=last) for first, last in sorted(after)]
    Leave.objects.filter(supervisor__in=[change.target.pk for change in changes]).delete()
    Leave.objects.bulk_create(add, batch_size=BATCH)
    audit.record_many(actor=actor, verb="supervisor.leaves", changes=changes)
