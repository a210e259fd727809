"""What is allowed in a round but may be a slip: one small function a doubt. Nothing is corrected or merged for it.

What the platform doubts of any round, however it came in (wards without teachers, people twice), it says itself.
A doubt's place is (sheet, index of the row in its tuple counted from 0, column key), as in `crosscheck`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

from wardbridge.engine.errors import Fault, Place
from wardbridge.engine.io.sheets import RoundBook
from wardbridge.engine.io.workbook.names import full_name

Doubt = Callable[[RoundBook], Iterator[Fault]]
YOUNGEST, OLDEST = 16, 70
"""Ages in the year of the round between which a birth date is believed."""


def _ages(book: RoundBook) -> Iterator[Fault]:
    for index, learner in enumerate(book.learners):
        age = book.round.first_day.year - learner.born.year
        if not YOUNGEST <= age <= OLDEST:
            place = Place("learners", index, "born")
            yield Fault("born-implausible", place, learner.born.isoformat(), params={"age": age})


def _names(book: RoundBook) -> Iterator[Fault]:
    for index, learner in enumerate(book.learners):
        name = full_name(learner.name)
        if not learner.name.family:
            yield Fault("name-one-word", Place("learners", index, "name.full"), name)
        if any(letter.isdigit() for letter in name):
            yield Fault("name-with-digit", Place("learners", index, "name.full"), name)


def _days(book: RoundBook) -> Iterator[Fault]:
    """Days that lie outside the round have no effect."""
    first = book.round.first_day
    last = first + timedelta(weeks=book.round.weeks, days=-1)
    allowed = f"{first.isoformat()} – {last.isoformat()}"
    spans = [("round", 0, "holidays", day, day) for day in book.round.holidays]
    spans += [
        ("learners", i, "unavailable", s.first, s.last) for i, r in enumerate(book.learners) for s in r.unavailable
    ]
    spans += [("groups", i, "unavailable", s.first, s.last) for i, r in enumerate(book.groups) for s in r.unavailable]
    spans += [("places", i, "first", r.first or first, r.last or last) for i, r in enumerate(book.places)]
    for sheet, row, column, start, end in spans:
        if end < first or start > last:
            shown = start.isoformat() if start == end else f"{start.isoformat()} – {end.isoformat()}"
            yield Fault("days-outside-round", Place(sheet, row, column), shown, allowed)


def _demands(book: RoundBook) -> Iterator[Fault]:
    """Learners of whom nothing is required; one warning for all, at the first of them."""
    required = {requirement.programme for requirement in book.requirements}
    idle = [index for index, learner in enumerate(book.learners) if learner.programme not in required]
    if idle:
        place, programme = Place("learners", idle[0], "programme"), book.learners[idle[0]].programme
        yield Fault("learner-nothing-required", place, programme, params={"count": len(idle)})


def _quotas(book: RoundBook) -> Iterator[Fault]:
    """All sites together receive fewer learners than there are, where every site has a quota for everybody."""
    quotas = {p.site: p.maximum for p in book.places if not p.department and not p.programme and p.level is None}
    total = sum(quotas.values())
    row = next((index for index, place in enumerate(book.places) if not place.department), 0)
    if book.sites and {site.code for site in book.sites} <= quotas.keys() and total < len(book.learners):
        yield Fault("quotas-too-few", Place("places", row, "maximum"), str(total), str(len(book.learners)))


ROW_DOUBTS: tuple[Doubt, ...] = (_ages, _names, _days)
ROUND_DOUBTS: tuple[Doubt, ...] = (_demands, _quotas)
"""Doubts about single rows, and about what a round lacks, in the order in which warnings are listed."""


def doubts_of(book: RoundBook, *, whole: bool = True) -> tuple[Fault, ...]:
    """All warnings about a round; when rows were refused it isn't `whole`, and what it lacks is not doubted."""
    doubts = ROW_DOUBTS + ROUND_DOUBTS if whole else ROW_DOUBTS
    return tuple(fault for doubt in doubts for fault in doubt(book))
