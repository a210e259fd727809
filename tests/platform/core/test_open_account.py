from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from tests.platform.personas import Organisations
from wardbridge.core.actors import Actor
from wardbridge.core.models import Organisation, User


def open_account(*words: str) -> str:
    said = StringIO()
    call_command("open_account", *words, stdout=said)
    return said.getvalue()


def test_the_printed_password_signs_in_with_the_role(organisations: Organisations) -> None:
    said = open_account("huong", "--organisation", "Bệnh viện Mẫu", "--name", "Hương")

    password = said.split()[2]
    client = Client()
    assert client.post("/accounts/login/", {"login": "huong", "password": password}).status_code == 302
    assert Actor.of(User.objects.get(username="huong")).is_office(organisations.hospital)


def test_with_a_kind_an_unknown_organisation_is_made(db: None) -> None:
    open_account("lan", "--organisation", "Trường Mẫu", "--kind", "school", "--role", "viewer")

    assert Organisation.objects.get().code == "truong-mau"


@pytest.mark.parametrize("words", [["--organisation", "unknown"], ["--organisation", "bv-mau", "--role", "king"]])
def test_what_is_unknown_is_refused_and_no_account_is_opened(organisations: Organisations, words: list[str]) -> None:
    with pytest.raises(CommandError):
        open_account("huong", *words)

    assert User.objects.count() == 0


def test_an_account_that_exists_is_left_as_it_is(organisations: Organisations) -> None:
    open_account("huong", "--organisation", "bv-mau")
    kept = User.objects.get().password

    with pytest.raises(CommandError):
        open_account("huong", "--organisation", "bv-mau")

    assert User.objects.get().password == kept
