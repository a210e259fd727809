"""What can be wrong with rows of ``exceptions``."""

from __future__ import annotations

from collections.abc import Iterator

from wardbridge.engine.errors import Fault, Place
from wardbridge.engine.io import sheets
from wardbridge.engine.io.excuses import alone, group_of, span_of


def exception_faults(book: sheets.RoundBook) -> Iterator[Fault]:
    """An exception is of somebody who moves with a group, of which someone has none, and no lock stands against it."""
    group, known = group_of(book), {row.code for row in book.learners}
    disciplines = {row.code: row.discipline for row in book.departments}
    for i, row in enumerate(book.exceptions):
        for column, codes in (("learner", known), ("discipline", set(disciplines.values()))):
            code = getattr(row, column)
            if code and code not in codes:
                yield Fault("unknown-reference", Place("exceptions", i, column), code)
        if row.learner in known and row.learner not in group:
            yield Fault("exception-no-group", Place("exceptions", i, "learner"), row.learner)
        if row.first and row.last and row.last < row.first:
            place = Place("exceptions", i, "last")
            yield Fault("span-reversed", place, row.last.isoformat(), row.first.isoformat())
        span = span_of(row)
        for lock in book.locks:
            met = span is None or (lock.first <= span.last and span.first <= lock.last)
            asked = row.discipline in {"", disciplines.get(lock.department)}
            if lock.learner == row.learner and not row.whole and met and asked:
                yield Fault("exception-locked", Place("exceptions", i, "learner"), row.learner, lock.department)
    out, partly = alone(book), {row.learner for row in book.exceptions}
    for code in sorted(set(group.values())):
        members = {learner for learner, own in group.items() if own == code} - out
        if members and members <= partly:
            i = next(i for i, row in enumerate(book.exceptions) if row.learner in members)
            yield Fault("exception-all", Place("exceptions", i, "learner"), code)
