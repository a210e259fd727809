"""What names a limit: kind, place, whom it counts, time of the day and days."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple, Protocol


class Key(NamedTuple):
    """Keys are of rows: one of department, site and organisation is not `None`."""

    kind: str
    department: int | None
    site: int | None
    organisation: int | None
    scope: str
    shift: str
    first: date
    last: date


class Keyed(Protocol):
    """A limit's row, or the figure from which one is made."""

    @property
    def key(self) -> Key: ...


COLUMNS = ("kind", "department_id", "site_id", "organisation_id", "scope", "shift", "first", "last")
"""The columns of `Limit` that make a key, in its order."""
