from __future__ import annotations

import pytest
from allauth.mfa.totp.internal import auth as totp_auth
from django.conf import settings as real
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.platform.personas import Persona, World, make_persona
from wardbridge.config import landing
from wardbridge.core.actors import Actor
from wardbridge.core.domain import accounts
from wardbridge.core.models import AuditEntry, User

PASSWORD = "kd7mp-2wxha-q9fzt"


@pytest.fixture
def known(db: None) -> User:
    return accounts.open_account(
        actor=Actor.system(), username="huong", password=PASSWORD, email="huong@example.org", display_name="Hương"
    )


def sign_in(client: Client, login: str, password: str) -> int:
    return client.post(reverse("account_login"), {"login": login, "password": password}).status_code


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


@pytest.mark.parametrize("login", ["huong", "huong@example.org"])
def test_sign_in_by_name_or_by_e_mail(known: User, client: Client, login: str) -> None:
    assert sign_in(client, login, PASSWORD) == 302
    assert is_signed_in(client)


def test_a_wrong_password_does_not_sign_in(known: User, client: Client) -> None:
    assert sign_in(client, "huong", "wrong") == 200
    assert not is_signed_in(client)


@pytest.mark.parametrize(("language", "said"), [("vi", "15 phút"), ("en", "15 minutes"), ("fr", "15 minutes")])
def test_too_many_wrong_passwords_lock_the_name_and_say_for_how_long(
    known: User, client: Client, language: str, said: str
) -> None:
    client.cookies[real.LANGUAGE_COOKIE_NAME] = language
    for _ in range(real.AXES_FAILURE_LIMIT):
        sign_in(client, "huong", "wrong")

    response = client.post(reverse("account_login"), {"login": "huong", "password": PASSWORD})

    assert response.status_code == 429
    assert said in response.content.decode()
    assert not is_signed_in(client)


def test_a_lock_of_one_name_leaves_the_others_open(known: User, client: Client) -> None:
    accounts.open_account(actor=Actor.system(), username="lan", password=PASSWORD)
    for _ in range(real.AXES_FAILURE_LIMIT + 1):
        sign_in(client, "huong", "wrong")

    assert sign_in(client, "lan", PASSWORD) == 302


def test_nobody_registers_himself(client: Client, db: None) -> None:
    client.post(
        "/accounts/signup/", {"username": "new", "email": "n@example.org", "password1": PASSWORD, "password2": PASSWORD}
    )

    assert not get_user_model().objects.filter(username="new").exists()


def test_a_password_set_anew_signs_out_who_used_the_old_one(known: User, client: Client) -> None:
    sign_in(client, "huong", PASSWORD)

    accounts.set_password(actor=Actor.system(), user=known, password="another-long-one")

    assert client.get(reverse("account_change_password")).status_code == 302
    assert AuditEntry.objects.filter(verb="account.password").count() == 1


def test_new_passwords_differ_and_pass_the_rules() -> None:
    from django.contrib.auth.password_validation import validate_password

    made = {accounts.new_password() for _ in range(50)}

    assert len(made) == 50
    for password in made:
        validate_password(password)


@pytest.mark.parametrize(
    ("who", "address"),
    [
        ("coordinator", "office:rounds"),
        ("hospital_office", "office:rounds"),
        ("school_office", "office:rounds"),
        ("authority_viewer", "authority:province"),
        ("ward_supervisor", "ward:week"),
        ("learner", "learner:weeks"),
    ],
)
def test_each_persona_lands_on_his_work(world: World, who: str, address: str, request: pytest.FixtureRequest) -> None:
    persona: Persona = request.getfixturevalue(who)

    assert landing.landing(persona.actor) == address
    response = persona.client.get("/")
    assert (response.status_code, response.headers.get("Location")) == (302, reverse(address))


def test_who_has_no_role_is_told_what_to_do(db: None) -> None:
    response = make_persona("nobody").client.get("/")

    assert response.status_code == 200
    assert "no organisation has given you a role" in response.content.decode()


def test_a_visitor_is_sent_to_the_public_front(client: Client, db: None) -> None:
    assert client.get("/").headers["Location"] == reverse("public:front")


@pytest.mark.parametrize("path", ["login/", "password/reset/", "signup/"])
def test_pages_of_a_visitor_are_drawn(client: Client, db: None, path: str) -> None:
    assert client.get(f"/accounts/{path}").status_code == 200


@pytest.mark.parametrize("path", ["logout/", "password/change/", "email/", "2fa/", "reauthenticate/"])
def test_pages_of_an_account_are_drawn(known: User, client: Client, path: str) -> None:
    sign_in(client, "huong", PASSWORD)

    assert client.get(f"/accounts/{path}").status_code == 200


def test_setting_up_a_second_step_asks_for_the_password_and_shows_the_secret(known: User, client: Client) -> None:
    sign_in(client, "huong", PASSWORD)
    activate = reverse("mfa_activate_totp")
    asked = client.get(activate).headers["Location"]

    assert client.post(asked, {"password": PASSWORD}).headers["Location"] == activate

    assert client.get(activate).status_code == 200


def test_a_second_step_is_asked_for_once_it_is_set_up(known: User, client: Client) -> None:
    totp_auth.TOTP.activate(known, totp_auth.generate_totp_secret())

    sign_in(client, "huong", PASSWORD)

    assert not is_signed_in(client)
    assert client.get(reverse("mfa_authenticate")).status_code == 200


def test_the_first_page_costs_few_queries(
    hospital_office: Persona, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = hospital_office.client

    with django_assert_num_queries(3):  # session, user, memberships
        client.get("/")
