"""A hospital's practice teachers by hand: qualifications, licence, certificate, dates, leave; what can be undone.

Whoever counts learners against teachers learns of a change by the outbox (`CHANGED`), after the commit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from wardbridge.core import audit, outbox
from wardbridge.core.actors import Actor
from wardbridge.core.enums import Level
from wardbridge.core.errors import Reason, Refused
from wardbridge.people import messages
from wardbridge.people.models import Leave, Supervisor

CHANGED = "people.teachers"
LONGEST_LEAVE = 730


@dataclass(frozen=True, slots=True)
class Facts:
    """What a hospital states of a teacher; blank days are open."""

    level: Level
    practice_since: date
    licence: str
    licence_scope: str
    licence_until: date | None
    teaching_certificate: bool
    certificate_until: date | None
    first: date | None
    last: date | None
    post: str = ""


def facts_of(row: Supervisor) -> Facts:
    """The facts as they stand."""
    said = {one.name: getattr(row, one.name) for one in fields(Facts)}
    return Facts(**{**said, "level": Level(row.level)})


def change(*, actor: Actor, teacher: Supervisor, facts: Facts) -> Facts:
    """Store the facts; answer those before, by which the change is undone.

    Raises
    ------
    PermissionDenied
    Refused
        ``teacher-dates`` (ends before it begins), ``teacher-future`` (practice begins later than today).
    """
    _must_keep(actor, teacher)
    checks = {
        messages.TEACHER_DATES: facts.first is not None and facts.last is not None and facts.first > facts.last,
        messages.TEACHER_FUTURE: facts.practice_since > actor.on,
    }
    broken = [Reason(code) for code, bad in checks.items() if bad]
    if broken:
        raise Refused(broken)
    with transaction.atomic():
        row = Supervisor.unscoped.select_for_update().get(pk=teacher.pk)
        before = facts_of(row)
        changed = {name: value for name, value in asdict(facts).items() if value != getattr(before, name)}
        if not changed:
            return before
        for name, value in changed.items():
            setattr(row, name, value)
        row.save(update_fields=list(changed))
        was = {name: getattr(before, name) for name in changed}
        audit.record(actor=actor, verb="supervisor.change", target=row, before=_plain(was), after=_plain(changed))
        _tell(row)
    return before


def add_leave(*, actor: Actor, teacher: Supervisor, first: date, last: date) -> Leave:
    """Record days on which the teacher is away; Refused ``leave-dates`` or ``leave-twice`` (they overlap others)."""
    _must_keep(actor, teacher)
    if first > last or last - first > timedelta(days=LONGEST_LEAVE):
        raise Refused.because(messages.LEAVE_DATES)
    with transaction.atomic():
        row = Supervisor.unscoped.select_for_update().get(pk=teacher.pk)
        if Leave.objects.filter(supervisor=row, first__lte=last, last__gte=first).exists():
            raise Refused.because(messages.LEAVE_TWICE)
        leave = Leave.objects.create(supervisor=row, first=first, last=last)
        audit.record(actor=actor, verb="supervisor.leave", target=row, after=_plain({"first": first, "last": last}))
        _tell(row)
    return leave


def drop_leave(*, actor: Actor, leave: Leave) -> None:
    """Take a leave back."""
    _must_keep(actor, leave.supervisor)
    with transaction.atomic():
        row = Supervisor.unscoped.select_for_update().get(pk=leave.supervisor_id)
        said = _plain({"first": leave.first, "last": leave.last})
        leave.delete()
        audit.record(actor=actor, verb="supervisor.leave", target=row, before=said)
        _tell(row)


def _tell(row: Supervisor) -> None:
    outbox.put(topic=CHANGED, payload={"department": row.department_id})


def _must_keep(actor: Actor, teacher: Supervisor) -> None:
    if not actor.is_office(teacher.department.site.organisation_id):
        raise PermissionDenied


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}
