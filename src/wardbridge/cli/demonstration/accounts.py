"""One sign-in per audience of the sample round; passwords are drawn once and kept beside the database."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from wardbridge.cli.demonstration import intake
from wardbridge.cli.demonstration.ceremony import PARTNERS
from wardbridge.cli.demonstration.exchange import ABROAD, HOME
from wardbridge.cli.demonstration.organisations import (
    AUTHORITY,
    COORDINATOR,
    HOSPITALS,
    MADE_UP_HOSPITAL,
    MADE_UP_SCHOOL,
    SCHOOL,
    organisation,
)
from wardbridge.cli.language import N_
from wardbridge.cohorts.models import Enrolment
from wardbridge.core.actors import Actor
from wardbridge.core.domain import accounts
from wardbridge.core.enums import OrganisationKind, Role
from wardbridge.core.models import User
from wardbridge.people.domain import persons
from wardbridge.people.models import Person
from wardbridge.schedule.models import Placement, PlacementSupervisor, Version


@dataclass(frozen=True, slots=True)
class SignIn:
    """Audience (an English source text of the catalogue), user name, password."""

    audience: str
    username: str
    password: str


COMING_LEARNER = "learner-mau"

OFFICES = (
    (N_("coordinator of the round"), COORDINATOR, OrganisationKind.AUTHORITY, AUTHORITY[1], Role.OFFICE),
    (N_("hospital office"), "hospital", OrganisationKind.HOSPITAL, HOSPITALS[1][1], Role.OFFICE),
    (N_("school office"), "school", OrganisationKind.SCHOOL, SCHOOL[1], Role.OFFICE),
    (N_("authority"), "authority", OrganisationKind.AUTHORITY, AUTHORITY[1], Role.VIEWER),
    (N_("hospital office, round under way"), "bv-mau", OrganisationKind.HOSPITAL, MADE_UP_HOSPITAL[1], Role.OFFICE),
    (N_("exchange: sending office"), "gui-di", OrganisationKind.HOSPITAL, PARTNERS[HOME][2], Role.OFFICE),
    (N_("exchange: hosting office"), "tiep-nhan", OrganisationKind.HOSPITAL, PARTNERS[ABROAD][2], Role.OFFICE),
    (N_("school office, papers that lack"), "truong-mau", OrganisationKind.SCHOOL, MADE_UP_SCHOOL[1], Role.OFFICE),
)


def sign_ins(version: Version, kept: Path) -> list[SignIn]:
    """Open what is missing and answer all, in the order of the chain.

    Parameters
    ----------
    kept
        File that holds the passwords in clear for this demonstration, readable by its owner alone.
    """
    passwords: dict[str, str] = json.loads(kept.read_text(encoding="utf-8")) if kept.exists() else {}
    found = []
    for audience, user in (*_offices(), *_people(version)):
        name = user.get_username()
        if name not in passwords or not user.check_password(passwords[name]):
            passwords[name] = accounts.new_password()
            accounts.set_password(actor=Actor.system(), user=user, password=passwords[name])
        found.append(SignIn(audience, name, passwords[name]))
    _keep(kept, passwords)
    return found


def _keep(path: Path, passwords: dict[str, str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(passwords, file, indent=1)


def _account(username: str, display_name: str) -> User:
    user = User.objects.filter(username=username).first()
    return user or accounts.open_account(actor=Actor.system(), username=username, display_name=display_name)


def _offices() -> Iterator[tuple[str, User]]:
    for audience, username, kind, name, role in OFFICES:
        place = organisation(kind, name)
        user = _account(username, f"{name} (mẫu)")
        accounts.grant(actor=Actor.system(), user=user, organisation=place, role=role)
        yield audience, user


def _people(version: Version) -> Iterator[tuple[str, User]]:
    """A supervisor who guides someone and the learner with the first placement, each linked to the person he is."""
    guided = PlacementSupervisor.objects.filter(placement__version=version).select_related(
        "supervisor__person", "supervisor__department__site__organisation"
    )
    first = guided.order_by("supervisor__department__code", "supervisor__code").first()
    if first is not None:
        yield N_("ward: a supervisor"), _linked("ward", first.supervisor.person)
    placement = (
        Placement.unscoped.filter(version=version).select_related("enrolment__person").order_by("first", "pk").first()
    )
    if placement is not None:
        yield N_("learner"), _linked("learner", placement.enrolment.person)
    coming = Enrolment.unscoped.filter(programme__code=intake.PROGRAMME, class_group__code=intake.COMING)
    last = coming.select_related("person__user").order_by("code").last()
    if last is not None:
        yield N_("learner held back until papers are shown"), last.person.user or _linked(COMING_LEARNER, last.person)


def _linked(username: str, person: Person) -> User:
    """The account of a person; one that another person holds since an earlier demonstration stays with that person."""
    user = _account(username, person.full_name)
    holder = Person.unscoped.filter(user=user).first()
    if holder is None:
        persons.link_account(actor=Actor.system(), person=person, user=user)
    return user
