"""The database: SQLite in one file, or PostgreSQL by an address."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

WAIT_SECONDS = 20
WAL_FIXED = ((3, 44, 6), (3, 50, 7), (3, 51, 3))
"""First versions of the 3.44, 3.50 and later lines without the WAL-reset corruption bug (sqlite.org, March 2026)."""


def wal_is_safe(version: tuple[int, int, int]) -> bool:
    """Whether this SQLite may use the write-ahead log: 3.7.0 to 3.51.2 may corrupt it, but for the fixed lines."""
    return version >= WAL_FIXED[-1] or any(version[:2] == fixed[:2] and version >= fixed for fixed in WAL_FIXED)


def sqlite(path: Path) -> dict[str, Any]:
    """One file; writers queue from their first statement (IMMEDIATE), so none fails half-way on a lock."""
    journal = "wal" if wal_is_safe(sqlite3.sqlite_version_info[:3]) else "delete"
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": WAIT_SECONDS,
            "init_command": f"PRAGMA journal_mode={journal}; PRAGMA foreign_keys=ON;",
        },
        # A file, not memory: tests with two connections must meet the same locks as a real start.
        "TEST": {"NAME": str(Path(tempfile.gettempdir()) / f"wardbridge-test-{os.getpid()}.sqlite3")},
    }


def postgresql(address: str) -> dict[str, Any]:
    """``postgresql://user:password@host:port/name?option=value`` (host may be a socket folder in ``?host=``)."""
    parts = urlsplit(address)
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or options.pop("port", "")),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


def from_address(address: str, folder: Path) -> dict[str, Any]:
    """The Django entry for `address`; blank means SQLite in `folder`."""
    if not address:
        folder.mkdir(parents=True, exist_ok=True)
        return sqlite(folder / "wardbridge.sqlite3")
    scheme = address.partition("://")[0]
    if scheme in {"postgresql", "postgres"}:
        return postgresql(address)
    if scheme == "sqlite":
        return sqlite(Path(address.partition("://")[2].removeprefix("/")))
    raise ImproperlyConfigured(f"WARDBRIDGE_DATABASE_URL: unknown kind of database {scheme!r}")
