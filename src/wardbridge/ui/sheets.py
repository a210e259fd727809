"""A list as a workbook: what a page shows, with the same words, safe to open (no text becomes a formula)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

import xlsxwriter
from django.http import HttpResponse
from django.utils.http import content_disposition_header

from wardbridge.schedule.exports.sheets import safe

KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDEST = 40


def workbook_response(
    *, name: str, title: str, note: str, heads: Sequence[str], rows: Sequence[Sequence[str | int]]
) -> HttpResponse:
    """Return one sheet with a note, a head row that stays, and a filter, as a download called `name`."""
    response = HttpResponse(sheet(title=title, note=note, heads=heads, rows=rows), content_type=KIND)
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet of a workbook: its title, a note above, the heads and the rows."""

    title: str
    note: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str | int]]


def book_response(*, name: str, pages: Sequence[Page]) -> HttpResponse:
    """Return several sheets as a download called `name`."""
    response = HttpResponse(book_of(pages), content_type=KIND)
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


def sheet(*, title: str, note: str, heads: Sequence[str], rows: Sequence[Sequence[str | int]]) -> bytes:
    """Return the bytes of a one-sheet workbook; the head row is the third."""
    return book_of([Page(title, note, heads, rows)])


def book_of(pages: Sequence[Page]) -> bytes:
    """Return the bytes of a workbook; in each sheet the head row is the third."""
    held = BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        strong = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        bold = book.add_format({"bold": True})
        for one in pages:
            page = book.add_worksheet(one.title[:31])
            page.write_string(0, 0, one.note, bold)
            for column, head in enumerate(one.heads):
                page.write_string(2, column, head, strong)
                longest = max((len(str(row[column])) for row in one.rows), default=0)
                page.set_column(column, column, min(WIDEST, 2 + max(len(head), longest)))
            for line, row in enumerate(one.rows, start=3):
                for column, value in enumerate(row):
                    page.write(line, column, safe(value) if isinstance(value, str) else value)
            page.freeze_panes(3, 1)
            page.autofilter(2, 0, 2 + len(one.rows), len(one.heads) - 1)
    return held.getvalue()
