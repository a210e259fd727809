"""What can be wrong between the rows that rule a learner's time: shifts, ways, half days, imposed places, history."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from wardbridge.engine.errors import Fault, Place
from wardbridge.engine.io.sheets import Past, RequirementRow, RoundBook, Shift

HALVES = {Shift.MORNING, Shift.AFTERNOON}


def _fault(  # noqa: PLR0917  # read like a table at each call
    code: str, sheet: str, row: int, column: str, found: object = "", allowed: object = ""
) -> Fault:
    return Fault(code, Place(sheet, row, column), str(found), str(allowed))


def shift_faults(book: RoundBook) -> Iterator[Fault]:
    """Shifts are of the four."""
    for i, row in enumerate(book.requirements):
        for shift in row.shifts:
            if shift not in set(Shift):
                yield _fault("word-unknown", "requirements", i, "shifts", shift, " / ".join(Shift))


def way_faults(book: RoundBook) -> Iterator[Fault]:
    """The longest way takes the requirement's weeks, and none is part of another."""
    for i, row in enumerate(book.requirements):
        ways = [Counter(way) for way in row.ways]
        longest = max((sum(way) for way in row.ways), default=row.weeks)
        if longest != row.weeks:
            yield _fault("ways-weeks", "requirements", i, "ways", longest, row.weeks)
        if any(a <= b for a in ways for b in ways if a is not b):
            yield _fault("ways-inside", "requirements", i, "ways", "; ".join("+".join(map(str, w)) for w in row.ways))


def beside_faults(book: RoundBook) -> Iterator[Fault]:
    """What is done at the other half of the day exists, is no third one, and is alike."""
    for i, row in enumerate(book.requirements):
        if not row.beside:
            continue
        same = [x for x in book.requirements if (x.programme, x.track) == (row.programme, row.track)]
        other = next((x for x in same if x.code == row.beside and x is not row), None)
        third = [x for x in same if x is not row and x is not other and x.beside in {row.code, row.beside}]
        if other is None:
            yield _fault("unknown-reference", "requirements", i, "beside", row.beside)
        elif not _alike(row, other) or third or other.beside not in {"", row.code}:
            yield _fault("beside-differs", "requirements", i, "beside", row.beside)


def _alike(row: RequirementRow, other: RequirementRow) -> bool:
    """One discipline each, the same lengths, neither after the other, one by mornings and one by afternoons."""
    halves = any({a, b} == HALVES for a in row.shifts for b in other.shifts)
    ways = {tuple(sorted(way)) for way in row.ways} == {tuple(sorted(way)) for way in other.ways}
    after = row.code in other.after or other.code in row.after
    return halves and ways and not after and (row.weeks, row.choose, other.choose) == (other.weeks, 1, 1)


def programme_time_faults(book: RoundBook) -> Iterator[Fault]:
    """A programme's tracks share its days and its rule of nights; its last day is not before its first."""
    heads = {row.code: row for row in reversed(book.programmes)}
    for i, row in enumerate(book.programmes):
        head = heads[row.code]
        for column in ("first", "last", "nights_in_row", "rest_after_nights"):
            if getattr(row, column) != getattr(head, column):
                yield _fault("programme-differs", "programmes", i, column, getattr(row, column), getattr(head, column))
        if row.first and row.last and row.last < row.first:
            yield _fault("span-reversed", "programmes", i, "last", row.last.isoformat(), row.first.isoformat())


def _known(book: RoundBook) -> dict[str, set[str]]:
    return {
        "learner": {row.code for row in book.learners},
        "site": {row.code for row in book.sites},
        "department": {row.code for row in book.departments},
        "discipline": {row.discipline for row in book.departments},
    }


def past_faults(book: RoundBook) -> Iterator[Fault]:
    """Rows of ``imposed`` and ``history`` name what exists, and say enough."""
    known, programme = _known(book), {row.code: row.programme for row in book.learners}
    required = {(row.programme, row.code) for row in book.requirements}
    for sheet in ("imposed", "history"):
        for i, row in enumerate(getattr(book, sheet)):
            for column, codes in known.items():
                code = getattr(row, column, "")
                if code and code not in codes:
                    yield _fault("unknown-reference", sheet, i, column, code)
            if row.requirement and (programme.get(row.learner, ""), row.requirement) not in required:
                yield _fault("unknown-reference", sheet, i, "requirement", row.requirement)
    for i, imposed in enumerate(book.imposed):
        if not imposed.site and not imposed.department:
            yield _fault("required-empty", "imposed", i, "site")
    for i, past in enumerate(book.history):
        if past.effect is Past.DONE and not past.requirement:
            yield _fault("required-empty", "history", i, "requirement")
        if past.effect is Past.STAY and not past.site and not past.department:
            yield _fault("required-empty", "history", i, "site")
        if past.effect is Past.NOT_AGAIN and not (past.site or past.department or past.discipline):
            yield _fault("required-empty", "history", i, "department")


CHECKS = (shift_faults, way_faults, beside_faults, programme_time_faults, past_faults)
