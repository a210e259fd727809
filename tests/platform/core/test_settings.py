from __future__ import annotations

import stat
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from wardbridge.config import databases, env


@pytest.mark.parametrize(("typed", "read"), [("1", True), ("Yes", True), ("on", True), ("0", False), ("", False)])
def test_a_flag_reads_the_usual_words(monkeypatch: pytest.MonkeyPatch, typed: str, read: bool) -> None:
    monkeypatch.setenv("WARDBRIDGE_HTTPS", typed)

    assert env.flag("HTTPS") is read


def test_a_flag_that_is_neither_yes_nor_no_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WARDBRIDGE_HTTPS", "ture")

    with pytest.raises(ImproperlyConfigured, match="WARDBRIDGE_HTTPS"):
        env.flag("HTTPS")


def test_a_number_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WARDBRIDGE_SMTP_PORT", "mail")

    with pytest.raises(ImproperlyConfigured, match="WARDBRIDGE_SMTP_PORT"):
        env.number("SMTP_PORT", 25)


def test_a_list_has_commas_between(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WARDBRIDGE_HOSTS", "a.example, b.example,")

    assert env.words("HOSTS", []) == ["a.example", "b.example"]


def test_the_secret_key_is_made_once_for_its_owners_eyes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("WARDBRIDGE_SECRET_KEY", raising=False)

    first = env.secret_key(tmp_path / "var")

    assert env.secret_key(tmp_path / "var") == first
    assert len(first) >= 50
    assert stat.S_IMODE((tmp_path / "var" / "secret-key").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 53, 0), True),
    ],
)
def test_the_write_ahead_log_is_used_only_where_its_bug_is_fixed(version: tuple[int, int, int], safe: bool) -> None:
    assert databases.wal_is_safe(version) is safe


def test_sqlite_queues_writers_from_their_first_statement(tmp_path: Path) -> None:
    entry = databases.from_address("", tmp_path)

    assert entry["NAME"] == str(tmp_path / "wardbridge.sqlite3")
    assert entry["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert entry["OPTIONS"]["timeout"] == 20


def test_an_address_of_sqlite_names_its_file(tmp_path: Path) -> None:
    assert databases.from_address("sqlite:////data/w.sqlite3", tmp_path)["NAME"] == "/data/w.sqlite3"


def test_an_address_of_postgresql_is_taken_apart(tmp_path: Path) -> None:
    entry = databases.from_address("postgresql://w%40b:p%3Aw@db.example:5433/ward?sslmode=require", tmp_path)

    names = ("NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")
    assert [entry[name] for name in names] == ["ward", "w@b", "p:w", "db.example", "5433", {"sslmode": "require"}]


def test_another_kind_of_database_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured):
        databases.from_address("mysql://db.example/ward", tmp_path)
