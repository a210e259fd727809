"""Lists ruled by their address: filters with chips, sorting, pages. What a reader sees, he can share as a link."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest

M = TypeVar("M", bound=Model)

PAGE_ROWS = 50
YEARS = range(1900, 2200)
MOST_TYPED = 100


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in force: its parameter, the filter's name and the chosen value, both as the reader reads them."""

    field: str
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter by a closed set of values.

    Parameters
    ----------
    field
        Name of the address's parameter.
    options
        (value, label) of each choice.
    """

    field: str
    label: str
    options: Sequence[tuple[str, str]]
    chosen: str = ""

    @property
    def chip(self) -> Chip | None:
        """The chip of the chosen value, `None` when the filter is open."""
        labels = dict(self.options)
        return Chip(self.field, self.label, labels[self.chosen]) if self.chosen else None


def chosen_filter(request: HttpRequest, field: str, label: str, options: Sequence[tuple[str, str]]) -> Filter:
    """Return the filter as the address sets it; a value that isn't among the options counts as none."""
    asked = request.GET.get(field, "")
    return Filter(field, label, options, asked if asked in dict(options) else "")


def chips_of(filters: Sequence[Filter]) -> list[Chip]:
    """Return the chips of the filters in force."""
    return [chip for one in filters if (chip := one.chip) is not None]


def ordered(request: HttpRequest, rows: QuerySet[M], orders: Mapping[str, Sequence[str]], default: str) -> QuerySet[M]:
    """Sort `rows` as the address asks (``sort=name`` up, ``sort=-name`` down), by `default` when it asks nothing known.

    `orders` gives the columns behind each name; a tie is broken by the key, so that pages never repeat a row.
    """
    asked = request.GET.get("sort", "")
    name = asked if asked.removeprefix("-") in orders else default
    columns = orders[name.removeprefix("-")]
    if name.startswith("-"):
        columns = [column.removeprefix("-") if column.startswith("-") else f"-{column}" for column in columns]
    return rows.order_by(*columns, "pk")


def paged(request: HttpRequest, rows: QuerySet[M], size: int = PAGE_ROWS) -> Page[M]:
    """Return the page that the address asks for; one that doesn't exist counts as the nearest that does."""
    return Paginator(rows, size).get_page(request.GET.get("page"))


def asked_day(request: HttpRequest, field: str, default: date) -> date:
    """Return the day of the address (``week=2025-03-03``), `default` when there is none or it is unreadable."""
    return day_of(request.GET.get(field, "")) or default


def day_of(text: str) -> date | None:
    """Read a day of an address; `None` when it is none, or so far off that no calendar reaches it."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.year in YEARS else None


def asked_text(request: HttpRequest, field: str = "q") -> str:
    """Return the text of the address's search: trimmed, of a length people type, without signs no database stores."""
    return request.GET.get(field, "").replace("\x00", "").strip()[:MOST_TYPED]
