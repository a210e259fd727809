"""The sheet of loads: departments × weeks, then one row a cell with the limit that binds."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from wardbridge.engine.io.planbook.look import Look
from wardbridge.engine.io.planfile import Judged
from wardbridge.engine.io.planview import Load, loads_of
from wardbridge.rulekit.messages import format_week, text

_HEADERS = ("department-code", "week", "from", "to", "load", "limit", "free", "cause")


def write_loads(page: Any, judged: Judged, look: Look, language: str) -> None:
    """Fill the sheet: the matrix of learners at one time on top, the list with limits and causes below."""
    loads = loads_of(judged.problem, judged.plan)
    page.set_column(0, 0, 14)
    page.set_column(1, 1, 30)
    page.freeze_panes(1, 2)
    page.set_landscape()
    _matrix(page, judged, look, loads, language)
    _list(page, judged, look, loads, language)


def _matrix(page: Any, judged: Judged, look: Look, loads: tuple[Load, ...], language: str) -> None:
    for column, code in enumerate(("plan-department-code", "plan-department-name")):
        page.write_string(0, column, text(code, language), look.head)
    for period in range(judged.book.round.weeks):
        page.write_string(0, 2 + period, format_week(period, language), look.head)
    row_of = {}
    for row, department in enumerate(judged.book.departments, start=1):
        row_of[department.code] = row
        name = department.name
        page.write_string(row, 0, department.code, look.text)
        page.write_string(row, 1, {"vi": name.vi, "en": name.en, "fr": name.fr}[language] or name.vi, look.text)
    for load in loads:
        page.write_number(row_of[load.department], 2 + load.period, load.load, look.full if load.full else look.number)


def _list(page: Any, judged: Judged, look: Look, loads: tuple[Load, ...], language: str) -> None:
    top = len(judged.book.departments) + 3
    for column, header in enumerate(_HEADERS):
        page.write_string(top, column, text(f"plan-{header}", language), look.head)
    for row, load in enumerate(loads, start=top + 1):
        monday = judged.book.round.first_day + timedelta(weeks=load.period)
        page.write_string(row, 0, load.department, look.text)
        page.write_string(row, 1, format_week(load.period, language), look.text)
        page.write_datetime(row, 2, monday, look.day)
        page.write_datetime(row, 3, monday + timedelta(days=6), look.day)
        for column, figure in enumerate((load.load, load.limit, load.limit - load.load), start=4):
            page.write_number(row, column, figure, look.number)
        page.write_string(row, 7, text(f"cause-{load.cause}", language), look.text)
    page.autofilter(top, 0, top + len(loads), len(_HEADERS) - 1)
