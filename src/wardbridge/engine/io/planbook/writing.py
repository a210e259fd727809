"""Write ``plan.xlsx``: a sheet a hospital, one a learner list (programme), and one of loads."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import xlsxwriter

from wardbridge.engine.equity import fairness_of
from wardbridge.engine.io.atomic import replacing
from wardbridge.engine.io.planbook.equity import write_equity
from wardbridge.engine.io.planbook.kept import weeks_of
from wardbridge.engine.io.planbook.layout import ABSENT, BESIDE, KEPT, KEPT_COLUMNS, TITLE_ROWS, sheet_name
from wardbridge.engine.io.planbook.loads import write_loads
from wardbridge.engine.io.planbook.look import Look
from wardbridge.engine.io.planfile import Judged
from wardbridge.engine.io.planview import wishes_met
from wardbridge.engine.io.sheets import LearnerRow, Name
from wardbridge.engine.plan import Assignment
from wardbridge.rulekit.messages import format_week, text
from wardbridge.rulekit.shifts import Shift

Column = tuple[str, int, Callable[[LearnerRow], str | date]]
"""Message code of the header, width in characters, and the value for a learner."""


def write_planbook(path: Path, judged: Judged, language: str) -> None:
    """Write the plan in a language; every text is written as text, so nothing in it can become a formula.

    Raises
    ------
    OSError
        The file can't be written.
    """
    with replacing(path) as part:
        options = {"strings_to_formulas": False, "strings_to_urls": False}
        workbook = xlsxwriter.Workbook(str(part), options)
        title = text(
            "plan-book-title", language, round=_named(judged.book.round.name, judged.book.round.code, language)
        )
        created = datetime.combine(judged.book.round.first_day, datetime.min.time())
        workbook.set_properties({"title": title, "created": created})
        _Book(workbook, judged, language, title).write()
        workbook.close()


def _named(name: Name, code: str, language: str) -> str:
    return {"vi": name.vi, "en": name.en, "fr": name.fr}[language] or name.vi or code


class _Book:
    """What the sheets of one file share."""

    def __init__(self, workbook: Any, judged: Judged, language: str, title: str) -> None:
        self.workbook, self.judged, self.language, self.title = workbook, judged, language, title
        self.look = Look(workbook, judged.book)
        self.taken = {KEPT.casefold()}
        book, plan = judged.book, judged.plan
        self.site = {row.code: row.site for row in book.departments}
        blocks: dict[str, list[Assignment]] = {row.code: [] for row in book.learners}
        for block in plan.assignments:
            blocks[block.learner].append(block)
        self.cells = {learner: weeks_of(some) for learner, some in blocks.items()}
        self.available = {learner.code: learner.available for learner in judged.problem.learners}
        self.met: dict[str, list[str]] = {}
        for wish in wishes_met(judged.problem, plan):
            if wish.met:
                self.met.setdefault(wish.learner, []).append(str(wish.rank))

    def write(self) -> None:
        book = self.judged.book
        for site in book.sites:
            there = [row for row in book.learners if site.code in self.sites_of(row)]
            self._sheet(site.code, _named(site.name, site.code, self.language), there, self._hospital_columns())
        for code in dict.fromkeys(row.code for row in book.programmes):
            name = next(row.name for row in book.programmes if row.code == code)
            learners = [row for row in book.learners if row.programme == code]
            sheet = text("plan-list", self.language, code=code)
            self._sheet(sheet, _named(name, code, self.language), learners, self._list_columns())
        page = self.workbook.add_worksheet(sheet_name(text("plan-loads", self.language), self.taken))
        write_loads(page, self.judged, self.look, self.language)
        fairness = fairness_of(self.judged.problem, self.judged.plan)
        if fairness is not None:
            page = self.workbook.add_worksheet(sheet_name(text("plan-equity", self.language), self.taken))
            write_equity(page, fairness, self.look, self.language)
        self._kept()

    def sites_of(self, learner: LearnerRow) -> list[str]:
        """Sites where the learner works, in the order of his weeks."""
        weeks = self.cells[learner.code]
        return list(dict.fromkeys(self.site[weeks[period].split(BESIDE)[0]] for period in sorted(weeks)))

    def _hospital_columns(self) -> list[Column]:
        return [*self._person(), ("plan-group", 8, lambda row: row.group), self._track_column(), self._wish_column()]

    def _list_columns(self) -> list[Column]:
        return [
            *self._person(),
            ("plan-born", 11, lambda row: row.born),
            ("plan-class", 10, lambda row: row.class_code),
            ("plan-group", 8, lambda row: row.group),
            self._track_column(),
            ("plan-hospital", 12, lambda row: ", ".join(self.sites_of(row))),
            self._wish_column(),
        ]

    def _person(self) -> list[Column]:
        return [
            ("plan-code", 14, lambda row: row.code),
            ("plan-family", 11, lambda row: row.name.family),
            ("plan-middle", 11, lambda row: row.name.middle),
            ("plan-given", 11, lambda row: row.name.given),
        ]

    def _track_column(self) -> Column:
        return ("plan-track-name", 10, lambda row: self.judged.plan.tracks.get(row.code, row.track))

    def _wish_column(self) -> Column:
        return ("plan-wishes", 10, lambda row: ", ".join(self.met.get(row.code, ())))

    def _sheet(self, name: str, heading: str, learners: list[LearnerRow], columns: list[Column]) -> None:
        page = self.workbook.add_worksheet(sheet_name(name, self.taken))
        page.write_string(0, 0, f"{heading} · {self.title}", self.look.title)
        page.write_string(1, 0, text("plan-book-edit", self.language), self.look.note)
        page.freeze_panes(TITLE_ROWS + 1, 4)
        page.set_landscape()
        page.fit_to_pages(1, 0)
        page.repeat_rows(TITLE_ROWS)
        for place, (code, width, _value) in enumerate(columns):
            page.set_column(place, place, width)
            page.write_string(TITLE_ROWS, place, text(code, self.language), self.look.head)
        weeks = range(self.judged.book.round.weeks)
        page.set_column(len(columns), len(columns) + len(weeks) - 1, 11)
        for period in weeks:
            page.write_string(TITLE_ROWS, len(columns) + period, self._week(period), self.look.head)
        for row, learner in enumerate(learners, start=TITLE_ROWS + 1):
            self._line(page, row, learner, columns)
        self._help(page, len(columns), len(weeks), len(learners))

    def _week(self, period: int) -> str:
        monday = self.judged.book.round.first_day + timedelta(weeks=period)
        return f"{format_week(period, self.language)} {monday:%d/%m}"

    def _line(self, page: Any, row: int, learner: LearnerRow, columns: list[Column]) -> None:
        for place, (_code, _width, value_of) in enumerate(columns):
            value = value_of(learner)
            if isinstance(value, date):
                page.write_datetime(row, place, value, self.look.day)
            else:
                page.write_string(row, place, value, self.look.text)
        weeks = self.cells[learner.code]
        for period in range(self.judged.book.round.weeks):
            absent = not self.available[learner.code][period]
            shown = weeks.get(period, ABSENT if absent else "")
            look = self.look.absent if shown == ABSENT else self.look.week
            page.write_string(row, len(columns) + period, shown, look)

    def _help(self, page: Any, first: int, weeks: int, rows: int) -> None:
        """Filter, colours by department that follow an edit, and the list of codes to choose from."""
        last_row, last = TITLE_ROWS + max(rows, 1), first + weeks - 1
        page.autofilter(TITLE_ROWS, 0, last_row, last)
        area = (TITLE_ROWS + 1, first, last_row, last)
        self.look.colour(page, area)
        count = len(self.judged.book.departments)
        source = f"={KEPT}!$H$2:$H${count + 1}"
        page.data_validation(*area, {"validate": "list", "source": source, "error_type": "warning"})

    def _kept(self) -> None:
        page = self.workbook.add_worksheet(KEPT)
        page.very_hidden()
        _write_rows(page, 0, [KEPT_COLUMNS, *self._kept_rows()])
        _write_rows(page, 7, [("departments",), *((row.code,) for row in self.judged.book.departments)])

    def _kept_rows(self) -> Iterable[tuple[str, ...]]:
        for block in self.judged.plan.assignments:
            weeks = " ".join(str(period + 1) for period in block.periods)
            track = self.judged.plan.tracks.get(block.learner, "")
            shift = "" if block.shift is Shift.DAY else block.shift.value
            yield block.learner, track, block.requirement, block.discipline, block.department, weeks, shift


def _write_rows(page: Any, column: int, rows: Iterable[tuple[str, ...]]) -> None:
    for number, row in enumerate(rows):
        for place, value in enumerate(row):
            page.write_string(number, column + place, value)
