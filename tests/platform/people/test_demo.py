from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.platform.personas import World
from wardbridge.config import landing
from wardbridge.core.actors import Actor
from wardbridge.core.errors import Refused
from wardbridge.core.models import Membership, User
from wardbridge.people.domain import demo
from wardbridge.people.models import Person


@pytest.fixture
def cast(world: World) -> demo.Cast:
    orgs = world.organisations
    return demo.Cast(
        owner=orgs.authority,
        hospital=orgs.hospital,
        school=orgs.school_a,
        authority=orgs.authority,
        learner=world.person("A-SV1"),
        supervisor=world.supervisors["GV1"].person,
    )


def test_each_audience_signs_in_and_lands_on_its_work(cast: demo.Cast) -> None:
    landed = {}
    for sign_in in demo.open_sign_ins(actor=Actor.system(), cast=cast):
        client = Client()
        said = {"login": sign_in.username, "password": sign_in.password}
        assert client.post(reverse("account_login"), said).status_code == 302
        user = User.objects.get(username=sign_in.username)
        landed[sign_in.audience] = landing.landing(Actor.of(user))

    assert landed == {
        "coordinator": "office:rounds",
        "hospital": "office:rounds",
        "school": "office:rounds",
        "authority": "authority:province",
        "ward": "ward:week",
        "learner": "learner:weeks",
    }


def test_opening_them_again_keeps_the_passwords_that_are_known(cast: demo.Cast) -> None:
    first = demo.open_sign_ins(actor=Actor.system(), cast=cast)

    again = demo.open_sign_ins(actor=Actor.system(), cast=cast, passwords={one.username: one.password for one in first})

    assert again == first
    assert User.objects.count() == len(first)
    assert Membership.objects.count() == 4


def test_a_new_cast_takes_the_accounts_over(cast: demo.Cast, world: World) -> None:
    demo.open_sign_ins(actor=Actor.system(), cast=cast)

    other = demo.Cast(cast.owner, cast.hospital, cast.school, cast.authority, world.person("A-SV4"), cast.supervisor)
    demo.open_sign_ins(actor=Actor.system(), cast=other)

    assert Person.unscoped.get(user__username="learner") == world.person("A-SV4")


def test_a_real_person_gets_no_demonstration_account(cast: demo.Cast) -> None:
    Person.unscoped.filter(pk=cast.learner.pk).update(synthetic=False)
    cast.learner.refresh_from_db()

    with pytest.raises(Refused):
        demo.open_sign_ins(actor=Actor.system(), cast=cast)

    assert User.objects.count() == 0
