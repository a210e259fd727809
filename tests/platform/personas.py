"""The people who appear in the tests, and the tiny world they live in. All names are made up.

Two schools send learners to one hospital in a round that the health authority coordinates; the stranger works at a
hospital that has nothing to do with it and must meet a 404 on every page of the others.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.test import Client

from wardbridge.cohorts.domain import learners, programmes, sharing
from wardbridge.cohorts.enums import GroupKind, ShareGround
from wardbridge.cohorts.models import Enrolment, Group, Programme, Requirement, Track
from wardbridge.core.actors import Actor
from wardbridge.core.domain import accounts, organisations
from wardbridge.core.enums import Level, OrganisationKind, Role
from wardbridge.core.models import Organisation, User
from wardbridge.institutions.domain import directory
from wardbridge.institutions.domain.directory import Names
from wardbridge.institutions.models import Department, Discipline, Site
from wardbridge.people.domain import persons, supervisors
from wardbridge.people.domain.persons import PersonData
from wardbridge.people.models import Person, Supervisor

RECORD = "tiny-round"
"""The record (a round's uid in life) on whose ground the tiny world's learners are shared."""

SYSTEM = Actor.system


@dataclass
class Persona:
    """Someone who signs in: his account, and how tests act and browse as him."""

    user: User

    @property
    def actor(self) -> Actor:
        return Actor.of(self.user)

    @property
    def client(self) -> Client:
        """A browser in which he is signed in (the password check is skipped)."""
        browser = Client()
        browser.force_login(self.user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return browser


@dataclass
class Organisations:
    authority: Organisation
    hospital: Organisation
    other_hospital: Organisation
    school_a: Organisation
    school_b: Organisation


@dataclass
class World:
    """The tiny world: one site with two departments, two schools with one programme each, 4 + 2 learners."""

    organisations: Organisations
    site: Site
    cardiology: Department
    surgery: Department
    disciplines: dict[str, Discipline]
    supervisors: dict[str, Supervisor]
    programme_a: Programme
    programme_b: Programme
    tracks: dict[str, Track] = field(default_factory=dict)
    requirements: dict[str, Requirement] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    learners: dict[str, Enrolment] = field(default_factory=dict)

    def person(self, code: str) -> Person:
        return self.learners[code].person


def make_organisations() -> Organisations:
    def make(kind: OrganisationKind, code: str, vi: str, en: str, fr: str) -> Organisation:
        return organisations.create(
            actor=SYSTEM(), kind=kind, code=code, name_vi=vi, name_en=en, name_fr=fr, synthetic=True
        )

    hospital, school = OrganisationKind.HOSPITAL, OrganisationKind.SCHOOL
    return Organisations(
        authority=make(OrganisationKind.AUTHORITY, "syt-mau", "Sở Y tế Mẫu", "Sample Health Department", "DSP Modèle"),
        hospital=make(hospital, "bv-mau", "Bệnh viện Mẫu", "Sample Hospital", "Hôpital Modèle"),
        other_hospital=make(hospital, "bv-khac", "Bệnh viện Khác", "Other Hospital", "Autre Hôpital"),
        school_a=make(school, "truong-a", "Trường Mẫu A", "Sample School A", "École Modèle A"),
        school_b=make(school, "truong-b", "Trường Mẫu B", "Sample School B", "École Modèle B"),
    )


def make_persona(username: str, *, organisation: Organisation | None = None, role: Role = Role.OFFICE) -> Persona:
    """An account, with a role in `organisation` when one is given."""
    user = accounts.open_account(actor=SYSTEM(), username=username, email=f"{username}@example.org", language="en")
    if organisation is not None:
        accounts.grant(actor=SYSTEM(), user=user, organisation=organisation, role=role)
    return Persona(user)


def link(persona: Persona, person: Person) -> Persona:
    """Say that this account is that person."""
    persons.link_account(actor=SYSTEM(), person=person, user=persona.user)
    return persona


def make_world(orgs: Organisations) -> World:
    disciplines = directory.upsert_disciplines(
        actor=SYSTEM(),
        wanted={
            "cardiology": Names("Tim mạch", "Cardiology", "Cardiologie"),
            "surgery": Names("Ngoại", "Surgery", "Chirurgie"),
        },
    ).rows
    site = directory.upsert_sites(
        actor=SYSTEM(),
        rows=[directory.SiteData(orgs.hospital, "M1", Names("Cơ sở chính", "Main site", "Site principal"))],
    ).rows[orgs.hospital.pk, "M1"]
    departments = _departments(site, disciplines)
    world = World(
        organisations=orgs,
        site=site,
        cardiology=departments["TM"],
        surgery=departments["NG"],
        disciplines=disciplines,
        supervisors=_supervisors(orgs.hospital, departments),
        programme_a=_programme(orgs.school_a, "YK6", "Y khoa"),
        programme_b=_programme(orgs.school_b, "RHM6", "Răng hàm mặt"),
    )
    _requirements(world)
    _learners(world)
    for school in (world.programme_a, world.programme_b):
        _share(school, orgs.hospital)
        _share(school, orgs.authority)
    return world


def _departments(site: Site, disciplines: dict[str, Discipline]) -> dict[str, Department]:
    rows = [
        directory.DepartmentData(
            site, "TM", Names("Khoa Tim mạch", "Cardiology", "Cardiologie"), disciplines["cardiology"], "TM", beds=30
        ),
        directory.DepartmentData(
            site, "NG", Names("Khoa Ngoại", "Surgery", "Chirurgie"), disciplines["surgery"], "NG", beds=40, room=12
        ),
    ]
    done = directory.upsert_departments(actor=SYSTEM(), rows=rows).rows
    return {code: row for (_, code), row in done.items()}


def _supervisors(hospital: Organisation, departments: dict[str, Department]) -> dict[str, Supervisor]:
    rows = [
        supervisors.SupervisorData(
            person=PersonData(code, family, middle, given, synthetic=True),
            department=departments[department],
            level=Level.POSTGRADUATE,
            practice_since=date(2015, 1, 1),
        )
        for code, family, middle, given, department in [
            ("GV1", "Trần", "Thị", "Bình", "TM"),
            ("GV2", "Lê", "Văn", "Đức", "NG"),
        ]
    ]
    done = supervisors.upsert_supervisors(actor=SYSTEM(), hospital=hospital, rows=rows).rows
    return {code: row for (_, code), row in done.items()}


def _programme(school: Organisation, code: str, name: str) -> Programme:
    data = programmes.ProgrammeData(school, code, Names(name), "doctor", Level.UNIVERSITY)
    return programmes.upsert_programmes(actor=SYSTEM(), rows=[data]).rows[school.pk, code]


def _requirements(world: World) -> None:
    """Both programmes: one track without a name, two weeks of cardiology and one of surgery."""
    both = (world.programme_a, world.programme_b)
    tracks = programmes.upsert_tracks(
        actor=SYSTEM(), rows=[programmes.TrackData(programme, "", Names()) for programme in both]
    ).rows
    world.tracks = {programme.code: tracks[programme.pk, ""] for programme in both}
    rows = [
        programmes.RequirementData(programme, f"{code}-{programme.code}", (world.disciplines[discipline],), weeks)
        for programme in both
        for code, discipline, weeks in [("tim", "cardiology", 2), ("ngoai", "surgery", 1)]
    ]
    done = programmes.upsert_requirements(actor=SYSTEM(), rows=rows).rows
    world.requirements = {code: row for (_, _, code), row in done.items()}


def _learners(world: World) -> None:
    """School A: groups N1 and N2 of two, in class A1. School B: two learners without a group."""
    groups = [
        learners.GroupData("A1", GroupKind.CLASS, "Lớp A1"),
        learners.GroupData("N1", GroupKind.GROUP, "Nhóm 1", together=True),
        learners.GroupData("N2", GroupKind.GROUP, "Nhóm 2", together=True),
    ]
    done = learners.upsert_groups(actor=SYSTEM(), programme=world.programme_a, rows=groups).rows
    world.groups = {code: row for (_, code), row in done.items()}
    at_a = [
        ("SV1", "Nguyễn", "Văn", "An", "N1"),
        ("SV2", "Phạm", "Thị", "Ánh", "N1"),
        ("SV3", "Nguyễn", "Văn", "An", "N2"),
        ("SV4", "Đỗ", "Minh", "Ước", "N2"),
    ]
    at_b = [("SV1", "Hoàng", "", "Ân", ""), ("SV9", "Bùi", "Thị", "Đào", "")]
    for programme, prefix, rows, born in [
        (world.programme_a, "A-", at_a, date(2001, 5, 1)),
        (world.programme_b, "B-", at_b, date(2001, 7, 1)),
    ]:
        data = [
            learners.LearnerData(
                PersonData(
                    code, family, middle, given, born, email=f"{prefix}{code}@example.org".lower(), synthetic=True
                ),
                class_code="A1" if group else "",
                group=group,
            )
            for code, family, middle, given, group in rows
        ]
        stored = learners.upsert_learners(actor=SYSTEM(), programme=programme, rows=data).rows
        world.learners |= {prefix + code: row for code, row in stored.items()}
    leaders = {(str(GroupKind.GROUP), "N1"): "SV1"}
    learners.set_leaders(actor=SYSTEM(), programme=world.programme_a, leaders=leaders)


def _share(programme: Programme, organisation: Organisation) -> None:
    sharing.share(
        actor=SYSTEM(),
        enrolments=Enrolment.unscoped.filter(programme=programme),
        organisation=organisation,
        ground=ShareGround.ROUND,
        record=RECORD,
    )
