"""The rows that a book would meet: those stored under the same keys, and those of the round it replaces."""

from __future__ import annotations

from dataclasses import replace

from django.db.models import Q

from wardbridge.planning.bridge import RoundBook, canonical
from wardbridge.planning.domain import books, rows
from wardbridge.planning.domain.imports.owners import Owners
from wardbridge.planning.models import Round


def existing(book: RoundBook, owners: Owners, round_: Round | None) -> RoundBook:
    """What is stored now, as rows, in a fixed number of queries; the round's row is the book's own for a new round."""
    hospitals = [one.pk for (kind, _), one in owners.found.items() if one and kind == "hospital"]
    schools = [one.pk for (kind, _), one in owners.found.items() if one and kind == "school"]
    here = Q(rounds=round_) if round_ else Q(pk__in=())
    sites = books.site_rows().filter(here | Q(organisation__in=hospitals, code__in=[r.code for r in book.sites]))
    departments = books.department_rows().filter(
        here | Q(site__organisation__in=hospitals, code__in=[r.code for r in book.departments])
    )
    programmes = list(
        books.programme_rows()
        .filter(here | Q(school__in=schools, code__in={r.code for r in book.programmes}))
        .distinct()
    )
    taking_part = Q(participations__round=round_) if round_ else Q(pk__in=())
    of_book = {row.code for row in book.departments}
    found = RoundBook(
        round=rows.round_row(round_) if round_ else book.round,
        sites=tuple(rows.site_row(one) for one in sites.distinct()),
        departments=tuple(rows.department_row(one) for one in departments.distinct()),
        teachers=tuple(
            rows.teacher_row(one)
            for one in books.supervisor_rows()
            .filter(here | Q(department__site__organisation__in=hospitals, department__code__in=of_book))
            .distinct()
            if round_ is None or one.code
        ),
        programmes=tuple(rows.programme_row(one, track) for one in programmes for track in one.tracks.all()),
        requirements=tuple(
            rows.requirement_row(one) for one in books.requirement_rows().filter(programme__in=programmes)
        ),
        learners=tuple(
            rows.learner_row(one)
            for one in books.enrolment_rows()
            .filter(taking_part | Q(programme__in=programmes, code__in=[r.code for r in book.learners]))
            .distinct()
        ),
        groups=tuple(
            rows.group_row(one)
            for one in books.group_rows()
            .filter(here | Q(programme__in=programmes, code__in=[r.code for r in book.groups]))
            .distinct()
        ),
    )
    found = _narrowed(found, book, None if round_ is None else books.book_of(round_, board_locks=False))
    return canonical(found)


def _narrowed(found: RoundBook, book: RoundBook, current: RoundBook | None) -> RoundBook:
    """Teachers of the wards whom neither the book nor the round names are nobody's business here."""
    named = {(row.department, row.code) for row in book.teachers}
    named |= {(row.department, row.code) for row in (current.teachers if current else ())}
    teachers = tuple(row for row in found.teachers if (row.department, row.code) in named)
    if current is None:
        return replace(found, teachers=teachers)
    return replace(found, teachers=teachers, places=current.places, wishes=current.wishes, locks=current.locks)
