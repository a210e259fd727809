"""A round's book with learners of a school's own list put into it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from wardbridge.planning.bridge import GroupKind, GroupRow, LearnerRow, RoundBook, canonical
from wardbridge.planning.domain.books import book_of
from wardbridge.planning.models import Round


def book_with_list(round_: Round, learners: Iterable[LearnerRow]) -> RoundBook:
    """The round as it stands, with these learners added or corrected (nobody is taken out) and their groups made."""
    book = book_of(round_, board_locks=False)
    rows = {row.code: row for row in book.learners}
    for row in learners:
        old = rows.get(row.code)
        rows[row.code] = row if old is None else _merged(old, row)
    known = {row.code for row in book.groups}
    fresh: dict[str, GroupRow] = {}
    for row in rows.values():
        for code, kind in ((row.class_code, GroupKind.CLASS), (row.group, GroupKind.GROUP)):
            if code and code not in known:
                fresh.setdefault(code, GroupRow(code, kind, code, row.programme))
    return canonical(replace(book, learners=tuple(rows.values()), groups=(*book.groups, *fresh.values())))


def _merged(old: LearnerRow, new: LearnerRow) -> LearnerRow:
    """The learner as the list says; what the list has no column for stays."""
    return replace(
        new,
        track=new.track or old.track,
        class_code=new.class_code or old.class_code,
        group=new.group or old.group,
        email=new.email or old.email,
        phone=new.phone or old.phone,
        unavailable=new.unavailable or old.unavailable,
    )
