"""Doubts about a round's data that forbid nothing: one small function each, answers as data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from wardbridge.people.names import fold
from wardbridge.planning.bridge import Fault, GroupKind, Place, RoundBook


def doubts(book: RoundBook) -> Iterator[Fault]:
    """All doubts, in the order of the sheets."""
    yield from _wards_without_teachers(book)
    yield from _wards_without_places(book)
    yield from _same_person_twice(book)
    yield from _groups(book)
    yield from _no_wishes(book)


def _wards_without_teachers(book: RoundBook) -> Iterator[Fault]:
    taught = {row.department for row in book.teachers}
    for i, row in enumerate(book.departments):
        if row.code not in taught:
            yield Fault("ward-without-teacher", Place("departments", i, "code"), row.code)


def _wards_without_places(book: RoundBook) -> Iterator[Fault]:
    offered = {row.department for row in book.places if row.maximum}
    for i, row in enumerate(book.departments):
        if row.code not in offered:
            yield Fault("ward-without-offer", Place("departments", i, "code"), row.code)


def _same_person_twice(book: RoundBook) -> Iterator[Fault]:
    """The same name and birth date under two student codes: one person, or two of the same name?"""
    seen: dict[tuple[str, str], str] = {}
    for i, row in enumerate(book.learners):
        name = " ".join(filter(None, (row.name.family, row.name.middle, row.name.given)))
        key = (fold(name), row.born.isoformat())
        if key in seen:
            yield Fault("same-name-and-birth", Place("learners", i, "code"), row.code, seen[key], {"name": name})
        seen.setdefault(key, row.code)


def _groups(book: RoundBook) -> Iterator[Fault]:
    members = Counter(row.group for row in book.learners if row.group)
    for i, row in enumerate(book.groups):
        if row.kind is not GroupKind.GROUP:
            continue
        if not members[row.code]:
            yield Fault("group-without-member", Place("groups", i, "code"), row.code)
        elif not row.leader:
            yield Fault("group-without-leader", Place("groups", i, "leader"), row.code)


def _no_wishes(book: RoundBook) -> Iterator[Fault]:
    """Learners without a wish, counted once, when others have some."""
    wishing = {row.learner for row in book.wishes}
    silent = sum(row.code not in wishing for row in book.learners)
    if wishing and silent:
        yield Fault("learners-without-wish", Place("wishes"), str(silent), str(len(book.learners)))
