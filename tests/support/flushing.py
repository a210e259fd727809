"""Emptying the test database although its triggers forbid it: they are taken off and put on again around the flush.

Only SQLite needs this: PostgreSQL's TRUNCATE fires no trigger of a row.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from django.db.backends.sqlite3.base import DatabaseWrapper


def around_triggers(patch: pytest.MonkeyPatch) -> None:
    """Let Django's flush pass the triggers that hold final rows."""
    operations = DatabaseWrapper.ops_class
    flush: Callable[..., list[str]] = operations.sql_flush

    def passing(self: Any, style: Any, tables: Sequence[str], **options: Any) -> list[str]:
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            triggers = cursor.fetchall()
        drop = [f"DROP TRIGGER {name}" for name, _sql in triggers]
        return [*drop, *flush(self, style, tables, **options), *(sql for _name, sql in triggers)]

    patch.setattr(operations, "sql_flush", passing)
