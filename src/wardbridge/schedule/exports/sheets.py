"""Published placements as a workbook (.xlsx). Texts stay texts: a cell that looks like a formula never becomes one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from wardbridge.schedule.models import Placement

OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "dd/mm/yyyy",
}


def workbook_of(placements: Iterable[Placement], title: str, note: str = "") -> bytes:
    """One sheet a site, one row a placement, in the active language; rows come in the order given.

    `note` stands at the foot of each printed page and in the file's properties.
    """
    by_site: dict[str, list[Placement]] = defaultdict(list)
    for one in placements:
        by_site[one.department.site.name].append(one)
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, OPTIONS)
    book.set_properties({"title": title, "comments": note})
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    names: set[str] = set()
    for site, rows in by_site.items() or {title: []}.items():
        _sheet(book, _sheet_name(site, names), rows, head).set_footer(f"&L{note}&R&P/&N")
    book.close()
    return buffer.getvalue()


def _sheet(book: Any, name: str, rows: Sequence[Placement], head: Any) -> Any:
    sheet = book.add_worksheet(name)
    for column, (header, width) in enumerate(_headers()):
        sheet.write_string(0, column, header, head)
        sheet.set_column(column, column, width)
    for line, one in enumerate(rows, start=1):
        for column, value in enumerate(_cells(one)):
            if isinstance(value, str):
                sheet.write_string(line, column, safe(value))
            elif isinstance(value, int):
                sheet.write_number(line, column, value)
            else:
                sheet.write_datetime(line, column, value)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(1, len(rows)), len(_headers()) - 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    return sheet


def _headers() -> list[tuple[str, int]]:
    return [
        (_("Student code"), 14),
        (_("Family and middle name"), 24),
        (_("Given name"), 12),
        (_("Birth date"), 12),
        (_("School"), 34),
        (_("Class"), 12),
        (_("Group"), 14),
        (_("Department"), 28),
        (_("From"), 12),
        (_("To"), 12),
        (pgettext("how many", "Weeks"), 8),
        (_("Supervisor"), 30),
    ]


def _cells(one: Placement) -> list[Any]:
    enrolment = one.enrolment
    person = enrolment.person
    return [
        enrolment.code,
        " ".join(filter(None, (person.family, person.middle))),
        person.given,
        person.born or "",
        enrolment.programme.school.name,
        str(enrolment.class_group or ""),
        str(enrolment.group or ""),
        one.department.name,
        one.first,
        one.last,
        len(one.periods),
        ", ".join(row.supervisor.person.full_name for row in one.supervisor_rows.all()),
    ]


def safe(text: str) -> str:
    """The text with an apostrophe before what a spreadsheet program could take for a formula when it is typed again."""
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text


def _sheet_name(said: str, used: set[str]) -> str:
    """A name that Excel accepts: at most 31 letters, none of its forbidden ones, each once."""
    stem = "".join(" " if letter in "[]:*?/\\'" else letter for letter in said)[:28].strip() or "1"
    name, number = stem, 2
    while name.casefold() in used:
        name, number = f"{stem[:26]} {number}", number + 1
    used.add(name.casefold())
    return name
