"""Days are written as readers of each language write them."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import translation

from wardbridge.ui import dates
from wardbridge.ui.templatetags.ui import counted, grouped

DAY = date(2025, 3, 3)


@pytest.mark.parametrize(("language", "text"), [("vi", "03/03/2025"), ("fr", "03/03/2025"), ("en", "3 Mar 2025")])
def test_day(language: str, text: str) -> None:
    with translation.override(language):
        assert dates.written(DAY) == text


@pytest.mark.parametrize(
    ("last", "text"),
    [(date(2025, 3, 16), "03/03 – 16/03/2025"), (DAY, "03/03/2025"), (date(2026, 1, 4), "03/03/2025 – 04/01/2026")],
)
def test_span_says_the_year_once(last: date, text: str) -> None:
    with translation.override("vi"):
        assert dates.span(DAY, last) == text


def test_week_begins_on_monday() -> None:
    assert dates.monday_of(date(2025, 3, 9)) == DAY


@pytest.mark.parametrize(("language", "text"), [("vi", "2.430"), ("fr", "2\u202f430"), ("en", "2,430")])
def test_thousands(language: str, text: str) -> None:
    with translation.override(language):
        assert grouped(2430) == text


@pytest.mark.parametrize(
    ("language", "unit", "text"),
    [("vi", "people", "250 người"), ("vi", "placements", "250 lượt"), ("fr", "placements", "250 affectations"),
     ("en", "people", "250 people")],
)  # fmt: skip
def test_numbers_say_what_they_count(language: str, unit: str, text: str) -> None:
    with translation.override(language):
        assert counted(250, unit) == text
