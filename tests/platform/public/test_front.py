"""The front page: open to all, in three languages, without a single record."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.platform.published import Published


@pytest.mark.parametrize(("language", "words"), [("vi", "Đăng nhập"), ("en", "Sign in"), ("fr", "Se connecter")])
def test_in_the_readers_language(language: str, words: str, client: Client, db: None) -> None:
    client.cookies["django_language"] = language
    page = client.get("/public/").content.decode()
    assert words in page
    assert f'<html lang="{language}">' in page


def test_it_reads_nothing(
    client: Client, published: Published, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        page = client.get("/public/").content.decode()
    assert "Bệnh viện Mẫu" not in page
