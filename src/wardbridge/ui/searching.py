"""One search over what the reader may see: people, departments, agreements, rounds; marks and capitals don't matter."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Prefetch
from django.urls import reverse

from wardbridge.agreements.models import Agreement, Party
from wardbridge.cohorts.models import Enrolment
from wardbridge.core.actors import Actor
from wardbridge.core.enums import OrganisationKind, Role
from wardbridge.core.models import on_day
from wardbridge.core.text import fold
from wardbridge.institutions.models import Department
from wardbridge.people.models import Person, Supervisor
from wardbridge.people.queries import persons
from wardbridge.planning.models import Round

MOST = 20
"""Hits shown of each kind."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found; a blank `address` says that this reader has no page for it."""

    name: str
    detail: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, by kind; `more` when a kind has more than `MOST`."""

    people: list[Hit]
    departments: list[Hit]
    agreements: list[Hit]
    rounds: list[Hit]
    more: bool

    @property
    def nothing(self) -> bool:
        return not (self.people or self.departments or self.agreements or self.rounds)


def find(actor: Actor, text: str) -> Found:
    """Search in a fixed number of queries; a text without a letter or figure finds nothing."""
    if not fold(text):
        return Found([], [], [], [], more=False)
    kinds = [search(actor, text) for search in (_people, _departments, _agreements, _rounds)]
    people, departments, agreements, rounds = (kind[:MOST] for kind in kinds)
    return Found(people, departments, agreements, rounds, more=any(len(kind) > MOST for kind in kinds))


def _has_words(text: str, *where: str) -> bool:
    held = fold(" ".join(where))
    return all(word in held for word in fold(text).split())


def _people(actor: Actor, text: str) -> list[Hit]:
    found = list(persons.search(actor, text)[: MOST + 1])
    enrolments = Enrolment.objects.visible_to(actor).filter(person__in=found)
    learners = {row.person_id: row for row in enrolments.select_related("programme__school", "group")}
    posts = Supervisor.objects.visible_to(actor).filter(on_day(actor.on), person__in=found)
    teachers = {row.person_id: row for row in posts.select_related("department__site")}
    own_schools = {one.pk for one in actor.of_kind(OrganisationKind.SCHOOL, {Role.OFFICE, Role.WARD})}
    return [_person(actor, one, learners.get(one.pk), teachers.get(one.pk), own_schools) for one in found]


def _person(
    actor: Actor, person: Person, learner: Enrolment | None, teacher: Supervisor | None, own_schools: Iterable[int]
) -> Hit:
    if learner is not None:
        detail = " · ".join(filter(None, (learner.code, str(learner.group or ""), learner.programme.school.name)))
        own = learner.programme.school_id in own_schools
        return Hit(person.full_name, detail, reverse("school:student", args=[learner.uid]) if own else "")
    if teacher is not None:
        detail = f"{teacher.department.name}, {teacher.department.site.name}"
        return Hit(person.full_name, detail, _department_address(actor, teacher.department))
    return Hit(person.full_name, "")


def _departments(actor: Actor, text: str) -> list[Hit]:
    """Departments of the public directory: few enough to be read whole."""
    rows = Department.objects.select_related("site", "discipline").order_by("site__code", "code")
    return [
        Hit(f"{row.name} ({row.short or row.code})", row.site.name, _department_address(actor, row))
        for row in rows
        if _has_words(text, row.name_vi, row.name_en, row.name_fr, row.short, row.code, row.site.name_vi, row.site.name)
    ]


def _department_address(actor: Actor, department: Department) -> str:
    readers = {one.pk for one in actor.of_kind(OrganisationKind.HOSPITAL, {Role.OFFICE, Role.WARD})}
    if department.site.organisation_id not in readers:
        return ""
    return f"{reverse('ward:week')}?{urlencode({'department': department.uid})}"


def _agreements(actor: Actor, text: str) -> list[Hit]:
    """By name, by the number of any party, and by who the parties are."""
    rows = Agreement.objects.visible_to(actor).prefetch_related(
        Prefetch("parties", Party.objects.visible_to(actor).select_related("organisation"))
    )
    found = []
    for row in rows:
        parties = list(row.parties.all())
        named = [said for one in parties for said in (one.code, one.organisation.name_vi, one.organisation.name)]
        if _has_words(text, row.code, row.name_vi, row.name_en, row.name_fr, *named):
            detail = " · ".join((row.code, *(one.organisation.name for one in parties)))
            found.append(Hit(row.name, detail, reverse("partners:agreement", args=[row.uid])))
    return found


def _rounds(actor: Actor, text: str) -> list[Hit]:
    rows = Round.objects.visible_to(actor).select_related("owner")
    return [
        Hit(row.name, f"{row.code} · {row.owner.name}", _round_address(actor, row))
        for row in rows
        if _has_words(text, row.name_vi, row.name_en, row.name_fr, row.code)
    ]


def _round_address(actor: Actor, row: Round) -> str:
    if actor.is_office(row.owner_id):
        return reverse("office:round", args=[row.uid])
    asked = f"?{urlencode({'round': row.uid})}"
    if actor.of_kind(OrganisationKind.SCHOOL, {Role.OFFICE, Role.WARD}):
        return reverse("school:students") + asked
    if actor.of_kind(OrganisationKind.HOSPITAL):
        return reverse("hospital:loads") + asked
    return reverse("authority:province") + asked if actor.of_kind(OrganisationKind.AUTHORITY) else ""
