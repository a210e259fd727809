from __future__ import annotations

import pytest
from django.db import OperationalError, connection
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.utils import translation

from tests.platform.personas import Persona
from wardbridge.core import pages
from wardbridge.core.models import User


def test_a_signed_in_reader_keeps_his_language_on_every_machine(hospital_office: Persona) -> None:
    hospital_office.client.post("/language/", {"language": "fr", "next": "/"})

    elsewhere = hospital_office.client.get("/accounts/password/change/")

    assert User.objects.get(pk=hospital_office.user.pk).language == "fr"
    assert elsewhere.headers["Content-Language"] == "fr"


def test_a_visitor_keeps_his_language_in_a_cookie(client: Client, db: None) -> None:
    client.post("/language/", {"language": "en"})

    assert client.get("/accounts/login/").headers["Content-Language"] == "en"


def test_vietnamese_comes_first(client: Client, db: None) -> None:
    assert client.get("/accounts/login/").headers["Content-Language"] == "vi"


def test_an_unknown_language_changes_nothing(hospital_office: Persona) -> None:
    hospital_office.client.post("/language/", {"language": "tlh"})

    assert User.objects.get(pk=hospital_office.user.pk).language == "en"


@pytest.mark.parametrize(
    ("wanted", "given"),
    [("/accounts/login/", "/accounts/login/"), ("https://elsewhere.example/", "/"), ("//elsewhere.example", "/")],
)
def test_the_language_switch_returns_only_to_our_own_pages(client: Client, db: None, wanted: str, given: str) -> None:
    response = client.post("/language/", {"language": "en", "next": wanted})

    assert response.headers["Location"] == given


def test_the_language_switch_is_a_post(client: Client, db: None) -> None:
    assert client.get("/language/").status_code == 405


def test_health_says_that_the_database_answers(client: Client, db: None) -> None:
    response = client.get("/health/")

    assert (response.status_code, response.json()) == (200, {"database": "ok"})


def test_health_says_when_it_does_not(rf: RequestFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone() -> None:
        raise OperationalError

    monkeypatch.setattr(connection, "cursor", gone)

    assert pages.health(rf.get("/health/")).status_code == 503


@pytest.mark.parametrize("language", ["vi", "en", "fr"])
def test_error_pages_speak_the_readers_language(client: Client, db: None, language: str) -> None:
    client.post("/language/", {"language": language})

    response = client.get("/no/such/page/")

    said = {
        "vi": "Không tìm thấy trang này",
        "en": "There is no such page for you",
        "fr": "existe pas pour vous",
    }
    assert response.status_code == 404
    assert said[language] in response.content.decode()


@pytest.mark.parametrize(("view", "status"), [(pages.bad_request, 400), (pages.forbidden, 403), (pages.not_found, 404)])
def test_each_error_page_is_drawn(rf: RequestFactory, db: None, view: object, status: int) -> None:
    request: HttpRequest = rf.get("/")

    assert view(request).status_code == status  # type: ignore[operator]


def test_the_page_for_our_own_faults_needs_nothing_that_may_be_broken(rf: RequestFactory) -> None:
    with translation.override("en"):
        response = pages.server_error(rf.get("/"))

    assert response.status_code == 500
    assert "The fault is ours" in response.content.decode()


def test_scripts_come_only_from_ourselves(client: Client, db: None) -> None:
    policy = client.get("/accounts/login/").headers["Content-Security-Policy"]

    assert "script-src 'self'" in policy
    assert "unsafe-eval" not in policy
    assert "frame-ancestors 'none'" in policy
