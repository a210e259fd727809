from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from tests.platform.personas import Organisations, Persona, make_persona
from wardbridge.core.actors import Actor
from wardbridge.core.domain import accounts
from wardbridge.core.enums import OrganisationKind, Role
from wardbridge.core.models import AuditEntry, Membership

DAY = date(2025, 3, 3)


@pytest.mark.parametrize(
    ("first", "last", "in_force"),
    [
        (None, None, True),
        (DAY, DAY, True),
        (DAY + timedelta(days=1), None, False),
        (None, DAY - timedelta(days=1), False),
        (DAY - timedelta(days=9), DAY + timedelta(days=9), True),
    ],
)
def test_only_memberships_in_force_on_the_day_count(
    organisations: Organisations, first: date | None, last: date | None, in_force: bool
) -> None:
    persona = make_persona("someone")
    accounts.grant(
        actor=Actor.system(),
        user=persona.user,
        organisation=organisations.hospital,
        role=Role.OFFICE,
        first=first,
        last=last,
    )

    actor = Actor.of(persona.user, DAY)

    assert actor.is_office(organisations.hospital) is in_force
    assert bool(actor.memberships) is in_force


def test_a_membership_that_ends_today_holds_until_tonight(hospital_office: Persona) -> None:
    today = timezone.localdate()
    membership = hospital_office.actor.memberships[0]

    accounts.end(actor=Actor.system(), membership=membership, last=today)

    assert Actor.of(hospital_office.user, today).memberships
    assert not Actor.of(hospital_office.user, today + timedelta(days=1)).memberships


def test_a_membership_ended_before_it_began_holds_no_longer_than_its_last_day(organisations: Organisations) -> None:
    persona = make_persona("later")
    begins = DAY + timedelta(days=10)
    membership = accounts.grant(
        actor=Actor.system(), user=persona.user, organisation=organisations.hospital, role=Role.WARD, first=begins
    )

    accounts.end(actor=Actor.system(), membership=membership, last=DAY)

    assert Membership.in_force.on(begins).count() == 0


def test_a_role_is_granted_once(organisations: Organisations, hospital_office: Persona) -> None:
    accounts.grant(
        actor=Actor.system(), user=hospital_office.user, organisation=organisations.hospital, role=Role.OFFICE
    )

    assert Membership.objects.filter(user=hospital_office.user).count() == 1
    assert AuditEntry.objects.filter(verb="membership.grant").count() == 1


def test_a_viewer_reads_no_names_and_acts_for_no_office(
    organisations: Organisations, authority_viewer: Persona
) -> None:
    actor = authority_viewer.actor

    assert actor.is_member(organisations.authority)
    assert not actor.is_office(organisations.authority)
    assert actor.reader_ids == frozenset()
    assert actor.of_kind(OrganisationKind.AUTHORITY) == (organisations.authority,)
    assert actor.of_kind(OrganisationKind.AUTHORITY, {Role.OFFICE}) == ()


def test_an_organisation_is_found_only_when_it_is_the_actors_own(
    organisations: Organisations, hospital_office: Persona
) -> None:
    actor = hospital_office.actor

    assert actor.organisation(organisations.hospital.uid) == organisations.hospital
    assert actor.organisation(organisations.other_hospital.uid) is None


def test_who_is_not_signed_in_or_not_active_is_nobody(hospital_office: Persona) -> None:
    hospital_office.user.is_active = False

    for actor in (Actor.of(None), Actor.of(AnonymousUser()), Actor.of(hospital_office.user)):
        assert actor.user is None
        assert actor.memberships == ()
        assert actor.label == "anonymous"


def test_the_system_acts_for_every_office(organisations: Organisations) -> None:
    assert Actor.system().is_office(organisations.hospital)
    assert Actor.system().label == "system"
