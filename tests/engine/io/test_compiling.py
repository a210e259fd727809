"""From rows to the problem: what the calendar does to offers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.cli.tiny import tiny_book
from wardbridge.engine.io.compiling import problem_of
from wardbridge.engine.io.sheets import PlaceRow


def test_a_minimum_does_not_hold_in_a_week_of_holidays_only() -> None:
    book = tiny_book()
    monday = book.round.first_day
    closed = tuple(date.fromordinal(monday.toordinal() + 7 + day) for day in range(5))
    department = book.departments[0]
    place = PlaceRow(department.site, department.code, minimum=2, maximum=9)
    problem = problem_of(replace(book, round=replace(book.round, holidays=closed), places=(place,)))

    every = set(range(book.round.weeks))
    assert {(frozenset(offer.periods), offer.minimum, offer.maximum) for offer in problem.offers} == {
        (frozenset({1}), 0, 9),
        (frozenset(every - {1}), 2, 9),
    }


def test_the_order_of_the_rows_makes_no_difference() -> None:
    book = tiny_book()
    backwards = replace(
        book,
        sites=book.sites[::-1],
        departments=book.departments[::-1],
        requirements=book.requirements[::-1],
        learners=book.learners[::-1],
        places=book.places[::-1],
        wishes=book.wishes[::-1],
    )
    assert problem_of(backwards) == problem_of(book)
    assert backwards != book
