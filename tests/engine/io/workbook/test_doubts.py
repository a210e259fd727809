"""Warnings about a round that can be read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.engine.io.workbook.books import TINY
from wardbridge.engine.io.sheets import PersonName, RoundBook, Span
from wardbridge.engine.io.workbook.doubts import doubts_of
from wardbridge.rulekit.messages import LANGUAGES, render_fault

FIRST, SECOND = TINY.learners
SUMMER = (Span(date(2025, 7, 1), date(2025, 7, 2)),)


def named(name: PersonName) -> RoundBook:
    return replace(TINY, learners=(FIRST, replace(SECOND, name=name)))


def placed(last: date) -> RoundBook:
    return replace(TINY, places=(replace(TINY.places[0], last=last), *TINY.places[1:]))


def test_a_sound_round_is_not_doubted() -> None:
    assert doubts_of(TINY) == ()


@pytest.mark.parametrize(
    ("book", "code", "sheet", "row"),
    [
        (replace(TINY, learners=(FIRST, replace(SECOND, born=date(2015, 1, 1)))), "born-implausible", "learners", 1),
        (
            named(PersonName("", "", "Hạnh")),
            "name-one-word",
            "learners",
            1,
        ),
        (
            named(PersonName("Mẫu", "", "B2")),
            "name-with-digit",
            "learners",
            1,
        ),
        (replace(TINY, learners=(FIRST, replace(SECOND, unavailable=SUMMER))), "days-outside-round", "learners", 1),
        (replace(TINY, round=replace(TINY.round, holidays=(date(2024, 1, 1),))), "days-outside-round", "round", 0),
        (
            placed(last=date(2025, 1, 1)),
            "days-outside-round",
            "places",
            0,
        ),
        (replace(TINY, requirements=()), "learner-nothing-required", "learners", 0),
        (replace(TINY, places=(*TINY.places[:2], replace(TINY.places[2], maximum=1))), "quotas-too-few", "places", 2),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_doubt(book: RoundBook, code: str, sheet: str, row: int) -> None:
    (doubt,) = doubts_of(book)

    assert (doubt.code, doubt.place.sheet, doubt.place.row) == (code, sheet, row)
    assert all("{" not in render_fault(doubt, language) for language in LANGUAGES)
