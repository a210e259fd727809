"""From records to the rows of a round's book, one function a sheet.

Each function reads what its docstring says is prefetched and no more, so that a whole round is read in a fixed
number of queries.
"""

from __future__ import annotations

from datetime import date
from typing import Protocol

from wardbridge.capacity.models import Offer, SiteQuota
from wardbridge.cohorts.models import Enrolment, Group, Programme, Requirement, Track
from wardbridge.core.models import Named, Organisation
from wardbridge.institutions.models import Department, Site
from wardbridge.people.models import Person, Supervisor
from wardbridge.planning.bridge import (
    DepartmentRow,
    GroupKind,
    GroupRow,
    LearnerRow,
    Level,
    LockRow,
    Name,
    PersonName,
    PlaceRow,
    ProgrammeRow,
    RequirementRow,
    RoundRow,
    SiteRow,
    Span,
    TeacherRow,
    WishRow,
)
from wardbridge.planning.models import Lock, Round, Wish
from wardbridge.rulekit.housing import Need


class _Days(Protocol):
    first: date
    last: date


def name_of(record: Named) -> Name:
    return Name(record.name_vi, record.name_en, record.name_fr)


def organisation_label(organisation: Organisation) -> str:
    """How a book names an organisation: its Vietnamese name, or its code."""
    return organisation.name_vi or organisation.code


def _person_name(person: Person) -> PersonName:
    return PersonName(person.family, person.middle, person.given)


def _spans(rows: object) -> tuple[Span, ...]:
    return tuple(sorted((Span(row.first, row.last) for row in rows.all()), key=lambda s: (s.first, s.last)))  # type: ignore[attr-defined]


def _level(value: str) -> Level | None:
    return Level(value) if value else None


def round_row(round_: Round) -> RoundRow:
    return RoundRow(
        code=round_.code,
        name=name_of(round_),
        first_day=round_.first_day,
        weeks=round_.weeks,
        holidays=tuple(date.fromisoformat(day) for day in round_.holidays),
        max_sites_per_learner=round_.max_sites,
        synthetic=round_.synthetic,
    )


def site_row(site: Site) -> SiteRow:
    """Reads `organisation`."""
    return SiteRow(
        site.code,
        name_of(site),
        organisation_label(site.organisation),
        site.address,
        housing=site.housing,
        housing_women=site.housing_women,
        housing_men=site.housing_men,
        few_schools=site.few_schools,
    )


def department_row(department: Department) -> DepartmentRow:
    """Reads `site` and `discipline`."""
    return DepartmentRow(
        code=department.code,
        site=department.site.code,
        name=name_of(department),
        discipline=department.discipline.code,
        short=department.short,
        beds=department.beds,
        chairs=department.chairs,
        room=department.room,
        floor=department.floor,
    )


def teacher_row(supervisor: Supervisor) -> TeacherRow:
    """Reads `person`, `department` and `leaves`."""
    return TeacherRow(
        code=supervisor.code,
        name=_person_name(supervisor.person),
        department=supervisor.department.code,
        level=Level(supervisor.level),
        practice_since=supervisor.practice_since,
        licence=supervisor.licence,
        teaching_certificate=supervisor.teaching_certificate,
        leave=_spans(supervisor.leaves),
        post=supervisor.post,
        appointed_from=supervisor.first,
        appointed_to=supervisor.last,
        certificate_until=supervisor.certificate_until,
        licence_until=supervisor.licence_until,
    )


def programme_row(programme: Programme, track: Track) -> ProgrammeRow:
    """Reads `school` and the track's `sites`; a programme without tracks has one track with a blank code."""
    return ProgrammeRow(
        code=programme.code,
        school=organisation_label(programme.school),
        name=name_of(programme),
        profession=programme.profession,
        level=Level(programme.level),
        track=track.code,
        track_name=name_of(track),
        sites=tuple(sorted(site.code for site in track.sites.all())),
        subjects=tuple(track.subjects),
    )


def requirement_row(requirement: Requirement) -> RequirementRow:
    """Reads `programme`, `track`, `disciplines`, `after` and `sites`."""
    return RequirementRow(
        code=requirement.code,
        programme=requirement.programme.code,
        disciplines=tuple(sorted(one.code for one in requirement.disciplines.all())),
        weeks=requirement.weeks,
        track=requirement.track.code if requirement.track else "",
        choose=requirement.choose,
        after=tuple(sorted({one.code for one in requirement.after.all()})),
        sites=tuple(sorted(site.code for site in requirement.sites.all())),
    )


def learner_row(enrolment: Enrolment) -> LearnerRow:
    """Reads `person`, `programme`, `track`, `class_group`, `group` and `absences`."""
    person = enrolment.person
    return LearnerRow(
        code=enrolment.code,
        name=_person_name(person),
        born=person.born or date.min,
        programme=enrolment.programme.code,
        track=enrolment.track.code if enrolment.track else "",
        class_code=enrolment.class_group.code if enrolment.class_group else "",
        group=enrolment.group.code if enrolment.group else "",
        email=person.email,
        phone=person.phone,
        unavailable=_spans(enrolment.absences),
        housing=Need(enrolment.housing),
    )


def group_row(group: Group) -> GroupRow:
    """Reads `programme`, `leader` and `absences`."""
    return GroupRow(
        code=group.code,
        kind=GroupKind(group.kind),
        name=group.name,
        programme=group.programme.code,
        leader=group.leader.code if group.leader else "",
        together=group.together,
        unavailable=_spans(group.absences),
    )


def offer_row(offer: Offer) -> PlaceRow:
    """Reads `department.site` and `programme`."""
    return PlaceRow(
        site=offer.department.site.code,
        department=offer.department.code,
        programme=offer.programme.code if offer.programme else "",
        level=_level(offer.level),
        first=offer.first,
        last=offer.last,
        minimum=offer.minimum,
        maximum=offer.slots,
    )


def quota_row(quota: SiteQuota) -> PlaceRow:
    """Reads `site` and `programme`."""
    return PlaceRow(
        site=quota.site.code,
        programme=quota.programme.code if quota.programme else "",
        level=_level(quota.level),
        first=quota.first,
        last=quota.last,
        minimum=quota.minimum,
        maximum=quota.maximum,
    )


def wish_row(wish: Wish) -> WishRow:
    """Reads `participant.enrolment`, `site`, `discipline`, `department` and `track`."""
    return WishRow(
        learner=wish.participant.enrolment.code,
        rank=wish.rank,
        site=wish.site.code if wish.site else "",
        discipline=wish.discipline.code if wish.discipline else "",
        department=wish.department.code if wish.department else "",
        track=wish.track.code if wish.track else "",
    )


def lock_row(lock: Lock) -> LockRow:
    """Reads `participant.enrolment` and `department`."""
    return LockRow(lock.participant.enrolment.code, lock.department.code, lock.first, lock.last, lock.reason)
