"""Telling those whom a published version touches, each with what changed for him."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from wardbridge.cohorts.models import Enrolment
from wardbridge.core.enums import Role
from wardbridge.core.models import Membership, on_day
from wardbridge.notices import texts
from wardbridge.notices.domain.telling import Recipient, tell
from wardbridge.planning.models import Participant, Round
from wardbridge.schedule.domain.freezing import Key, differs, key_of
from wardbridge.schedule.models import Placement, Version

LEARNER_FIRST = texts.register(
    "schedule.published.learner",
    subject=_("Your placements are published: {round}"),
    body=_("{count} placements are yours, from {first} to {last}:\n{lines}"),
)
LEARNER_CHANGED = texts.register(
    "schedule.changed.learner",
    subject=_("Your placements have changed: {round}"),
    body=_("Version {number}. Reason: {reason}\n{lines}"),
)
OFFICE = texts.register(
    "schedule.published.office",
    subject=_("Version {number} is published: {round}"),
    body=_("{people} people, {count} placements that concern you; {changed} changed. {reason}"),
)
WARD = texts.register(
    "schedule.published.ward",
    subject=_("Learners on your ward: {round}"),
    body=_("Version {number}: {count} learners are with you, the first from {first}. {reason}"),
)


def tell_of(version: Version) -> int:
    """Tell learners, supervisors and offices of a version; returns how many were told. Run in a transaction."""
    rows = list(
        Placement.unscoped.filter(version=version)
        .select_related("enrolment__person__user", "enrolment__programme__school", "department__site__organisation")
        .prefetch_related("supervisor_rows__supervisor__person__user")
    )
    old = _previous(version)
    changed = [one for one in rows if (was := old.get(key_of(one))) is None or differs(was, one)]
    now = {key_of(one) for one in rows}
    gone = [one for key, one in old.items() if key not in now]
    told = _tell_learners(version, rows, changed, gone, first=not old)
    told += _tell_wards(version, rows, changed)
    return told + _tell_offices(version, rows, changed)


def touched(version: Version) -> tuple[int, int]:
    """People whose placements a version changed, and people in it."""
    old = _previous(version)
    rows = list(Placement.unscoped.filter(version=version))
    now = {key_of(one) for one in rows}
    changed = {one.enrolment_id for one in rows if (was := old.get(key_of(one))) is None or differs(was, one)}
    changed |= {one.enrolment_id for key, one in old.items() if key not in now}
    return len(changed), len({one.enrolment_id for one in rows})


def _previous(version: Version) -> dict[Key, Placement]:
    before = Version.unscoped.filter(round=version.round_id, number__lt=version.number).order_by("-number").first()
    if before is None:
        return {}
    found = Placement.unscoped.filter(version=before).select_related(
        "enrolment__person__user", "department__site__organisation"
    )
    return {key_of(one): one for one in found}


def _said(version: Version) -> dict[str, Any]:
    return {"round": texts.name_of(version.round), "number": version.number, "reason": version.reason}


def _line(one: Placement, mark: str = "") -> str:
    """A placement in one line that reads the same in every language: days, department, site."""
    days = f"{one.first:%d/%m/%Y}–{one.last:%d/%m/%Y}"
    return f"{mark}{days} · {one.department.name_in('vi')} · {one.department.site.name_in('vi')}"


def _tell_learners(
    version: Version, rows: list[Placement], changed: list[Placement], gone: list[Placement], *, first: bool
) -> int:
    mine: dict[int, list[Placement]] = defaultdict(list)
    for one in rows:
        mine[one.enrolment_id].append(one)
    lines: dict[int, list[str]] = defaultdict(list)
    who: dict[int, Enrolment] = {}
    for mark, group in (("", changed) if first else ("+ ", changed), ("− ", gone)):
        for one in sorted(group, key=lambda placement: placement.first):
            who[one.enrolment_id] = one.enrolment
            lines[one.enrolment_id].append(_line(one, mark))
    recipients = [
        Recipient(
            user=enrolment.person.user,
            email=enrolment.person.email,
            params=_own(mine[key]) | {"lines": "\n".join(lines[key])},
        )
        for key, enrolment in who.items()
    ]
    kind = LEARNER_FIRST if first else LEARNER_CHANGED
    return tell(kind=kind, recipients=recipients, params=_said(version), link="/learner/")


def _own(rows: list[Placement]) -> dict[str, Any]:
    days = [one.first for one in rows] + [one.last for one in rows]
    if not days:
        return {"count": 0, "first": "–", "last": "–"}
    return {"count": len(rows), "first": texts.day(min(days)), "last": texts.day(max(days))}


def _tell_wards(version: Version, rows: list[Placement], changed: list[Placement]) -> int:
    """Supervisors among whose learners something changed."""
    touched_wards = {one.department_id for one in changed}
    learners: dict[int, set[int]] = defaultdict(set)
    start: dict[int, date] = {}
    persons = {}
    for one in rows:
        if one.department_id not in touched_wards:
            continue
        for link in one.supervisor_rows.all():
            person = link.supervisor.person
            persons[person.pk] = person
            learners[person.pk].add(one.enrolment_id)
            start[person.pk] = min(one.first, start.get(person.pk, one.first))
    recipients = [
        Recipient(
            user=person.user,
            email=person.email,
            params={"count": len(learners[key]), "first": texts.day(start[key])},
        )
        for key, person in sorted(persons.items())
    ]
    return tell(kind=WARD, recipients=recipients, params=_said(version), link="/ward/")


def _tell_offices(version: Version, rows: list[Placement], changed: list[Placement]) -> int:
    """The offices of hospitals, schools and of who runs the round, each with its own figures."""
    concerned: dict[int, list[Placement]] = defaultdict(list)
    altered: dict[int, int] = defaultdict(int)
    news = {one.pk for one in changed}
    for one in rows:
        for organisation in {
            one.department.site.organisation_id,
            one.enrolment.programme.school_id,
            version.round.owner_id,
        }:
            concerned[organisation].append(one)
            altered[organisation] += one.pk in news
    officers = Membership.objects.filter(
        on_day(version.published_at.date()), organisation__in=concerned, role=Role.OFFICE
    ).select_related("user")
    recipients = [
        Recipient(
            user=row.user,
            params={
                "people": len({one.enrolment.person_id for one in concerned[row.organisation_id]}),
                "count": len(concerned[row.organisation_id]),
                "changed": altered[row.organisation_id],
            },
        )
        for row in officers
        if row.user_id != version.actor_id
    ]
    return tell(kind=OFFICE, recipients=recipients, params=_said(version))


def who_will_be_told(round_: Round) -> int:
    """How many learners of a round can be told at all (by account or e-mail)."""
    people = Participant.objects.filter(round=round_).values_list("enrolment__person__user", "enrolment__person__email")
    return sum(bool(user or email) for user, email in people)


def on_published(payload: Mapping[str, Any]) -> None:
    """The outbox's handler: once for each version, in a transaction of its own."""
    version = Version.unscoped.select_related("round").get(uid=payload["version"])
    tell_of(version)
