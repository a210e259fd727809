"""The round after its changes: the same rows, those that a change touches written anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from wardbridge.engine.io.changes.rows import Change, ChangeRow
from wardbridge.engine.io.sheets import LearnerRow, PlaceRow, RoundBook, Span
from wardbridge.engine.io.workbook.names import split_name

DAY = timedelta(days=1)


def first_open(rows: Sequence[ChangeRow], book: RoundBook) -> int:
    """The week (from 0) in which the earliest change begins; the first one where no change says when."""
    days = [row.first for row in rows if row.first is not None and row.change is not Change.LATE]
    return week_of(min(days), book) if days else 0


def week_of(day: date, book: RoundBook) -> int:
    """The week (from 0) in which a day lies, counted on beyond the round's ends."""
    return (day - book.round.first_day).days // 7


def changed(book: RoundBook, rows: Sequence[ChangeRow], since: int) -> RoundBook:
    """The round after the changes; who comes late is away from week `since` on.

    Whoever is away or late by himself leaves the group that he moves with: it does not wait for him.
    """
    for row in rows:
        book = _APPLY[row.change](book, row, since)
    return book


def _end(book: RoundBook) -> date:
    return book.round.first_day + timedelta(weeks=book.round.weeks) - DAY


def _spans(book: RoundBook, row: ChangeRow) -> Span:
    return Span(row.first or book.round.first_day, row.last or _end(book))


def _places(book: RoundBook, row: ChangeRow, most: int) -> RoundBook:
    """Cap the offers of a department within a span; with no place left they end before it and begin anew after it."""
    span = _spans(book, row)
    return replace(book, places=tuple(_cut(book.places, row, span, most)))


def _cut(places: Iterable[PlaceRow], row: ChangeRow, span: Span, most: int) -> Iterator[PlaceRow]:
    for place in places:
        meant = place.department and place.department == row.department and row.programme in {"", place.programme}
        outside = (place.last and place.last < span.first) or (place.first and place.first > span.last)
        if not meant or outside or place.maximum <= most:
            yield place
            continue
        if place.first is None or place.first < span.first:
            yield replace(place, last=span.first - DAY)
        if most:
            within = replace(place, maximum=most, minimum=min(place.minimum, most), reserved=min(place.reserved, most))
            yield replace(
                within,
                first=max(span.first, place.first or span.first),
                last=min(span.last, place.last or span.last),
            )
        if place.last is None or place.last > span.last:
            yield replace(place, first=span.last + DAY)


def _leave(book: RoundBook, row: ChangeRow, _since: int) -> RoundBook:
    span = _spans(book, row)
    teachers = tuple(
        replace(one, leave=(*one.leave, span)) if one.code == row.teacher else one for one in book.teachers
    )
    return replace(book, teachers=teachers)


def _late(book: RoundBook, row: ChangeRow, since: int) -> RoundBook:
    from_day = book.round.first_day + timedelta(weeks=since)
    if row.first is None or row.first <= from_day:
        return book
    return _alone(book, row.learner, Span(from_day, row.first - DAY))


def _away(book: RoundBook, row: ChangeRow, _since: int) -> RoundBook:
    return _alone(book, row.learner, _spans(book, row))


def _alone(book: RoundBook, code: str, span: Span) -> RoundBook:
    """Let a learner be away, out of the class and group that move as one, with the absences that he had by them."""
    groups = {row.code: row for row in book.groups}

    def apart(one: LearnerRow) -> LearnerRow:
        spans = [*one.unavailable, span]
        left: dict[str, str] = {}
        for field in ("class_code", "group"):
            group = groups.get(getattr(one, field))
            if group is not None and group.together:
                spans += [old for old in group.unavailable if old not in spans]
                left[field] = ""
        return replace(one, unavailable=tuple(spans), **left)  # type: ignore[arg-type]  # two texts of the row

    learners = tuple(apart(one) if one.code == code else one for one in book.learners)
    return _led(replace(book, learners=learners))


def _led(book: RoundBook) -> RoundBook:
    """Groups without leaders who are no members of them any more."""
    of = {row.code: {row.class_code, row.group} for row in book.learners}
    groups = tuple(
        row if row.code in of.get(row.leader, {row.code}) else replace(row, leader="") for row in book.groups
    )
    return replace(book, groups=groups)


def _gone(book: RoundBook, row: ChangeRow, _since: int) -> RoundBook:
    return replace(
        book,
        learners=tuple(one for one in book.learners if one.code != row.learner),
        wishes=tuple(one for one in book.wishes if one.learner != row.learner),
        locks=tuple(one for one in book.locks if one.learner != row.learner),
        groups=tuple(replace(one, leader="") if one.leader == row.learner else one for one in book.groups),
    )


def _new(book: RoundBook, row: ChangeRow, _since: int) -> RoundBook:
    if row.born is None:
        raise ValueError("a new learner has a birth date")
    away = (
        () if row.first is None or row.first <= book.round.first_day else (Span(book.round.first_day, row.first - DAY),)
    )
    learner = LearnerRow(
        row.learner, split_name(row.name), row.born, row.programme, row.track, row.class_code, row.group,
        unavailable=away,
    )  # fmt: skip
    return replace(book, learners=(*book.learners, learner))


_APPLY = {
    Change.CLOSED: lambda book, row, _since: _places(book, row, 0),
    Change.PLACES: lambda book, row, _since: _places(book, row, row.places or 0),
    Change.LEAVE: _leave,
    Change.LATE: _late,
    Change.AWAY: _away,
    Change.GONE: _gone,
    Change.NEW: _new,
}
"""How each sort of change is written into the rows."""
