"""The records that rounds share: organisations, sites, departments, teachers, programmes, learners."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from wardbridge.cohorts.domain import learners as cohort_learners
from wardbridge.cohorts.domain import programmes as cohort_programmes
from wardbridge.cohorts.enums import GroupKind
from wardbridge.cohorts.models import Enrolment, Group, Programme, Requirement, Track
from wardbridge.core import audit
from wardbridge.core.actors import Actor
from wardbridge.core.domain import organisations
from wardbridge.core.enums import Level, OrganisationKind
from wardbridge.core.models import Organisation
from wardbridge.institutions.domain import directory
from wardbridge.institutions.models import Department, Discipline, Site
from wardbridge.people.domain.persons import PersonData
from wardbridge.people.domain.supervisors import SupervisorData, upsert_supervisors
from wardbridge.people.models import Supervisor
from wardbridge.planning.bridge import Name, RoundBook, Span
from wardbridge.planning.domain.imports.owners import Owners
from wardbridge.rulekit.disciplines import discipline_names


@dataclass
class Masters:
    """The records of a book by the book's codes."""

    organisations: dict[tuple[str, str], Organisation] = field(default_factory=dict)
    disciplines: dict[str, Discipline] = field(default_factory=dict)
    sites: dict[str, Site] = field(default_factory=dict)
    departments: dict[str, Department] = field(default_factory=dict)
    supervisors: list[Supervisor] = field(default_factory=list)
    programmes: dict[str, Programme] = field(default_factory=dict)
    tracks: dict[tuple[str, str], Track] = field(default_factory=dict)
    learners: dict[str, Enrolment] = field(default_factory=dict)
    groups: list[Group] = field(default_factory=list)


def write_masters(actor: Actor, book: RoundBook, owners: Owners) -> Masters:
    """Bring the shared records to what the book says, from left to right as they refer to each other."""
    made = Masters()
    _organisations(actor, book, owners, made)
    _wards(actor, book, made)
    _teachers(actor, book, made)
    _programmes(actor, book, made)
    _learners(actor, book, made)
    return made


def _names(name: Name) -> directory.Names:
    return directory.Names(name.vi, name.en, name.fr)


def _spans(spans: tuple[Span, ...]) -> tuple[Any, ...]:
    return tuple((span.first, span.last) for span in spans)


def _organisations(actor: Actor, book: RoundBook, owners: Owners, made: Masters) -> None:
    for (kind, said), found in owners.found.items():
        row = found or organisations.find_or_create(
            actor=actor, kind=OrganisationKind(kind), name=said, synthetic=book.round.synthetic
        )
        if found is None and row.parent_id is None:
            row.parent = owners.owner
            row.save(update_fields=["parent"])
            audit.record(actor=actor, verb="organisation.parent", target=row, after={"parent": owners.owner.code})
        made.organisations[kind, said] = made.organisations[kind, row.name_vi or row.code] = row


def _wards(actor: Actor, book: RoundBook, made: Masters) -> None:
    codes = {row.discipline for row in book.departments} | {d for row in book.requirements for d in row.disciplines}
    known = set(Discipline.objects.filter(code__in=codes).values_list("code", flat=True))
    named = {code: directory.Names(**({} if code in known else discipline_names(code))) for code in sorted(codes)}
    done = directory.upsert_disciplines(actor=actor, wanted=named)
    made.disciplines = done.rows
    sites = [
        directory.SiteData(
            made.organisations["hospital", row.organisation],
            row.code,
            _names(row.name),
            row.address,
            row.housing,
            row.housing_women,
            row.housing_men,
            row.few_schools,
        )
        for row in book.sites
    ]
    made.sites = {code: row for (_, code), row in directory.upsert_sites(actor=actor, rows=sites).rows.items()}
    departments = [
        directory.DepartmentData(
            site=made.sites[row.site],
            code=row.code,
            names=_names(row.name),
            discipline=made.disciplines[row.discipline],
            short=row.short,
            beds=row.beds,
            chairs=row.chairs,
            room=row.room,
            floor=row.floor,
        )
        for row in book.departments
    ]
    stored = directory.upsert_departments(actor=actor, rows=departments).rows
    made.departments = {code: row for (_, code), row in stored.items()}


def _teachers(actor: Actor, book: RoundBook, made: Masters) -> None:
    of_hospital: dict[int, list[SupervisorData]] = defaultdict(list)
    hospitals = {row.organisation.pk: row.organisation for row in made.sites.values()}
    site_of = {row.pk: row for row in made.sites.values()}
    for row in book.teachers:
        department = made.departments[row.department]
        person = PersonData(row.code, row.name.family, row.name.middle, row.name.given, synthetic=book.round.synthetic)
        of_hospital[site_of[department.site_id].organisation_id].append(
            SupervisorData(
                person=person,
                department=department,
                level=Level(row.level.value),
                practice_since=row.practice_since,
                licence=row.licence,
                teaching_certificate=row.teaching_certificate,
                post=row.post,
                leaves=_spans(row.leave),
                first=row.appointed_from,
                last=row.appointed_to,
                licence_until=row.licence_until,
                certificate_until=row.certificate_until,
            )
        )
    for hospital, rows in of_hospital.items():
        done = upsert_supervisors(actor=actor, hospital=hospitals[hospital], rows=rows)
        made.supervisors += done.rows.values()


def _programmes(actor: Actor, book: RoundBook, made: Masters) -> None:
    rows = {
        row.code: cohort_programmes.ProgrammeData(
            made.organisations["school", row.school], row.code, _names(row.name), row.profession, Level(row.level.value)
        )
        for row in book.programmes
    }
    done = cohort_programmes.upsert_programmes(actor=actor, rows=list(rows.values()))
    made.programmes = {code: row for (_, code), row in done.rows.items()}
    tracks = [
        cohort_programmes.TrackData(
            made.programmes[row.code],
            row.track,
            _names(row.track_name),
            tuple(made.sites[site] for site in row.sites),
            row.subjects,
        )
        for row in book.programmes
    ]
    code_of = {row.pk: code for code, row in made.programmes.items()}
    stored = cohort_programmes.upsert_tracks(actor=actor, rows=tracks).rows
    made.tracks = {(code_of[programme], code): row for (programme, code), row in stored.items()}
    _requirements(actor, book, made)
    _drop_tracks(actor, made)


def _requirements(actor: Actor, book: RoundBook, made: Masters) -> None:
    """Requirements as the book says; those it does not name any more are taken away."""
    said = {(row.programme, row.track, row.code) for row in book.requirements}
    stored = Requirement.unscoped.filter(programme__in=made.programmes.values()).select_related("programme", "track")
    for row in stored:
        if (row.programme.code, row.track.code if row.track else "", row.code) not in said:
            audit.record(actor=actor, verb="requirement.remove", target=row, before={"code": row.code})
            row.delete()
    rows = [
        cohort_programmes.RequirementData(
            programme=made.programmes[row.programme],
            code=row.code,
            disciplines=tuple(made.disciplines[code] for code in row.disciplines),
            weeks=row.weeks,
            track=made.tracks[row.programme, row.track] if row.track else None,
            choose=row.choose,
            after=row.after,
            sites=tuple(made.sites[site] for site in row.sites),
        )
        for row in book.requirements
    ]
    cohort_programmes.upsert_requirements(actor=actor, rows=rows)


def _drop_tracks(actor: Actor, made: Masters) -> None:
    """Tracks that the book does not name any more and no learner is enrolled in."""
    kept = [row.pk for row in made.tracks.values()]
    gone = Track.unscoped.filter(programme__in=made.programmes.values()).exclude(pk__in=kept)
    for row in gone.filter(enrolments=None):
        audit.record(actor=actor, verb="track.remove", target=row, before={"code": row.code})
        row.delete()


def _learners(actor: Actor, book: RoundBook, made: Masters) -> None:
    for code, programme in made.programmes.items():
        groups = [row for row in book.groups if row.programme == code]
        done = cohort_learners.upsert_groups(
            actor=actor,
            programme=programme,
            rows=[
                cohort_learners.GroupData(
                    row.code,
                    GroupKind(row.kind.value),
                    row.name,
                    together=row.together,
                    absences=_spans(row.unavailable),
                )
                for row in groups
            ],
        )
        made.groups += done.rows.values()
        learners = [row for row in book.learners if row.programme == code]
        made.learners |= cohort_learners.upsert_learners(
            actor=actor,
            programme=programme,
            rows=[
                cohort_learners.LearnerData(
                    PersonData(
                        row.code,
                        row.name.family,
                        row.name.middle,
                        row.name.given,
                        row.born,
                        row.email,
                        row.phone,
                        book.round.synthetic,
                    ),
                    made.tracks.get((code, row.track)) if row.track else None,
                    row.class_code,
                    row.group,
                    _spans(row.unavailable),
                    row.housing.value,
                )
                for row in learners
            ],
        ).rows
        leaders = {(row.kind.value, row.code): row.leader for row in groups}
        cohort_learners.set_leaders(actor=actor, programme=programme, leaders=leaders)
