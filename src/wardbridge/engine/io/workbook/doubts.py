"""What is allowed in a round but may be a slip: one small function a doubt. Nothing is corrected or merged for it.

A doubt's place is (sheet, index of the row in its tuple counted from 0, column key), as in `crosscheck`; one about
many rows stands at the first of them and says how many they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

from wardbridge.engine.errors import Fault, Place
from wardbridge.engine.io.sheets import LearnerRow, RoundBook
from wardbridge.engine.io.workbook.names import full_name

Doubt = Callable[[RoundBook], Iterator[Fault]]
YOUNGEST, OLDEST = 16, 70
"""Ages in the year of the round between which a birth date is believed."""


def _gathered(code: str, sheet: str, column: str, rows: Iterable[tuple[int, str]]) -> Iterator[Fault]:
    """One warning for many rows."""
    held = list(rows)
    if held:
        row, shown = held[0]
        yield Fault(code, Place(sheet, row, column), shown, params={"count": len(held)})


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


def _twins(book: RoundBook) -> Iterator[Fault]:
    """Same name and birth date under two codes."""
    seen: dict[tuple[str, date], LearnerRow] = {}
    for index, learner in enumerate(book.learners):
        name = full_name(learner.name)
        twin = seen.setdefault((name.casefold(), learner.born), learner)
        if twin is not learner and twin.code != learner.code:
            place = Place("learners", index, "code")
            yield Fault("same-name-and-birth", place, learner.code, twin.code, {"name": name})


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


def _departments(book: RoundBook) -> Iterator[Fault]:
    """A department without teachers or places receives nobody."""
    taught = {teacher.department for teacher in book.teachers}
    offered = {place.department for place in book.places if place.maximum > 0}
    rows = [(index, department.code) for index, department in enumerate(book.departments)]
    yield from _gathered("department-no-teacher", "departments", "code", [row for row in rows if row[1] not in taught])
    yield from _gathered("department-no-places", "departments", "code", [row for row in rows if row[1] not in offered])


def _demands(book: RoundBook) -> Iterator[Fault]:
    """A learner of whom nothing is required, and one who wishes nothing when others do."""
    required = {requirement.programme for requirement in book.requirements}
    wishing = {wish.learner for wish in book.wishes}
    learners = list(enumerate(book.learners))
    idle = [(index, learner.programme) for index, learner in learners if learner.programme not in required]
    yield from _gathered("learner-nothing-required", "learners", "programme", idle)
    silent = [(index, learner.code) for index, learner in learners if wishing and learner.code not in wishing]
    yield from _gathered("learner-no-wish", "learners", "code", silent)


def _groups(book: RoundBook) -> Iterator[Fault]:
    members = {code for learner in book.learners for code in (learner.class_code, learner.group)}
    empty = [(index, group.code) for index, group in enumerate(book.groups) if group.code not in members]
    yield from _gathered("group-empty", "groups", "code", empty)


def _quotas(book: RoundBook) -> Iterator[Fault]:
    """All sites together receive fewer learners than there are, where every site has a quota for everybody."""
    quotas = {p.site: p.maximum for p in book.places if not p.department and not p.programme and p.level is None}
    total = sum(quotas.values())
    row = next((index for index, place in enumerate(book.places) if not place.department), 0)
    if book.sites and {site.code for site in book.sites} <= quotas.keys() and total < len(book.learners):
        yield Fault("quotas-too-few", Place("places", row, "maximum"), str(total), str(len(book.learners)))


ROW_DOUBTS: tuple[Doubt, ...] = (_ages, _names, _twins, _days)
ROUND_DOUBTS: tuple[Doubt, ...] = (_departments, _demands, _groups, _quotas)
"""Doubts about single rows, and about what a round lacks, in the order in which warnings are listed."""


def doubts_of(book: RoundBook, *, whole: bool = True) -> tuple[Fault, ...]:
    """All warnings about a round; when rows were refused it isn't `whole`, and what it lacks is not doubted."""
    doubts = ROW_DOUBTS + ROUND_DOUBTS if whole else ROW_DOUBTS
    return tuple(fault for doubt in doubts for fault in doubt(book))
