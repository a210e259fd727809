"""Learners of a programme and the groups they move in.

The caller has checked that the actor may write for the school.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import transaction

from wardbridge.cohorts.domain.absences import Span, set_absences
from wardbridge.cohorts.enums import GroupKind
from wardbridge.cohorts.models import Enrolment, Group, Programme, Track
from wardbridge.core import audit
from wardbridge.core.actors import Actor
from wardbridge.core.upserts import Upserted, upsert
from wardbridge.people.domain.persons import PersonData, upsert_persons

GroupKey = tuple[str, str]


@dataclass(frozen=True, slots=True)
class GroupData:
    """A class or a group; `leader` is the student code of its leader."""

    code: str
    kind: GroupKind
    name: str = ""
    leader: str = ""
    together: bool = False
    absences: tuple[Span, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class LearnerData:
    """A learner; `person.code` is the student code; class and group by code, blank for none."""

    person: PersonData
    track: Track | None = None
    class_code: str = ""
    group: str = ""
    absences: tuple[Span, ...] = field(default=())
    housing: str = ""


@transaction.atomic
def upsert_groups(*, actor: Actor, programme: Programme, rows: Sequence[GroupData]) -> Upserted[GroupKey, Group]:
    """Classes and groups of a programme by (kind, code), with their absences; leaders come by `set_leaders`."""
    stored = Group.unscoped.filter(programme=programme)
    done = upsert(
        actor=actor,
        noun="group",
        manager=Group.unscoped,
        existing={(row.kind, row.code): row for row in stored},
        wanted={(str(row.kind), row.code): {"name": row.name, "together": row.together} for row in rows},
        new=lambda key: Group(programme=programme, kind=key[0], code=key[1]),
    )
    set_absences(actor=actor, of={done.rows[str(row.kind), row.code]: row.absences for row in rows})
    return done


@transaction.atomic
def upsert_learners(*, actor: Actor, programme: Programme, rows: Sequence[LearnerData]) -> Upserted[str, Enrolment]:
    """Learners of a programme by student code: their persons, their class and group, their absences.

    Raises
    ------
    Refused
        ``identity-conflict`` (as `upsert_persons`); then nothing is written.
    KeyError
        A class or group that `upsert_groups` has not made.
    """
    people = upsert_persons(actor=actor, issuer=programme.school, rows=[row.person for row in rows]).rows
    groups = {(row.kind, row.code): row.pk for row in Group.unscoped.filter(programme=programme)}
    existing = {row.code: row for row in Enrolment.unscoped.filter(programme=programme)}
    done = upsert(
        actor=actor,
        noun="enrolment",
        manager=Enrolment.unscoped,
        existing=existing,
        wanted={
            row.person.code: {
                "person_id": people[row.person.code].pk,
                "track_id": row.track.pk if row.track else None,
                "housing": row.housing,
                "class_group_id": groups[GroupKind.CLASS, row.class_code] if row.class_code else None,
                "group_id": groups[GroupKind.GROUP, row.group] if row.group else None,
            }
            for row in rows
        },
        new=lambda code: Enrolment(programme=programme, code=code),
    )
    set_absences(actor=actor, of={done.rows[row.person.code]: row.absences for row in rows})
    return done


@transaction.atomic
def set_leaders(*, actor: Actor, programme: Programme, leaders: dict[GroupKey, str]) -> None:
    """Say who leads each group, (kind, code) → student code; blank for nobody. KeyError for an unknown code."""
    enrolments = {
        row.code: row.pk
        for row in Enrolment.unscoped.filter(programme=programme, code__in=filter(None, leaders.values()))
    }
    groups = {(row.kind, row.code): row for row in Group.unscoped.filter(programme=programme)}
    changes = []
    for key, code in leaders.items():
        group, leader = groups[key], enrolments[code] if code else None
        if group.leader_id != leader:
            changes.append(audit.Change(group, {"leader": group.leader_id}, {"leader": leader}))
            group.leader_id = leader
    Group.unscoped.bulk_update([groups[key] for key in leaders], ["leader"])
    audit.record_many(actor=actor, verb="group.leader", changes=changes)
