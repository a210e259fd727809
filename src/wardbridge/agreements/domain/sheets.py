"""Agreements in a workbook: the columns, and the rows as read, with every fault of every cell by its place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from wardbridge.agreements import messages
from wardbridge.agreements.domain.drafting import MOST_NOTICE
from wardbridge.agreements.domain.terms import MOST_PEOPLE
from wardbridge.agreements.enums import Direction, Kind, Renewal, Subject
from wardbridge.core.enums import Level
from wardbridge.core.errors import Reason, Refused
from wardbridge.core.text import fold

Lines = Sequence[tuple[int, Sequence[Any]]]
"""Rows of a sheet: number and cells (text, numbers, days or `None`)."""

COLUMNS = {
    "code": _("Own number"),
    "kind": _("Kind"),
    "subject": _("About"),
    "name_vi": _("Name in Vietnamese"),
    "name_en": _("Name in English"),
    "name_fr": _("Name in French"),
    "organisation": _("Partner"),
    "party_post": _("Post of the partner"),
    "party_code": _("Number at the partner"),
    "post": _("Our post"),
    "first": _("From"),
    "last": _("To"),
    "parent": _("Belongs under"),
    "renewal": _("Renewal"),
    "notice_days": _("Days of notice"),
    "people": _("Quota: people"),
    "year": _("Quota: year"),
    "direction": _("Quota: direction"),
    "level": _("Quota: level"),
}
"""Column → its head; a file may have it in any of the three languages."""

WORDS: dict[str, type[models.TextChoices]] = {
    "kind": Kind,
    "subject": Subject,
    "renewal": Renewal,
    "direction": Direction,
    "level": Level,
}
"""Column → what may stand in it, in any of the three languages."""

NEEDED = ("code", "kind", "subject", "name_vi", "organisation", "party_post", "post", "first")
QUOTA = ("people", "year", "direction")
LONGEST = {"code": 60, "party_code": 60, "party_post": 160, "post": 160} | dict.fromkeys(
    ("name_vi", "name_en", "name_fr"), 200
)
LANGUAGES = ("vi", "en", "fr")
BROKEN = "#"
"""How a formula that failed is read."""
HEAD_ROWS = 12
MOST_ROWS = 500
NOTICE = 30
YEARS = (1900, 2200)
DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y")


UNWRITABLE = {messages.ROW_MISSING, messages.ROW_LONG, messages.ROW_BROKEN, messages.ROW_TWICE}


@dataclass(frozen=True, slots=True)
class QuotaCells:
    people: int
    year: int
    direction: str
    level: str


@dataclass(slots=True)
class Row:
    """A row as read: text, words and days by column, and the faults of its cells; what is blank or wrong is absent."""

    number: int
    columns: Mapping[str, str]
    text: dict[str, str] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    days: dict[str, date] = field(default_factory=dict)
    notice_days: int = NOTICE
    quota: QuotaCells | None = None
    reasons: list[Reason] = field(default_factory=list)

    @property
    def code(self) -> str:
        return self.text.get("code", "")

    @property
    def is_whole(self) -> bool:
        """Whether a draft can be made of it, be it a faulty one."""
        codes = {reason.code for reason in self.reasons}
        return {"kind", "subject"} <= set(self.words) and "first" in self.days and not codes & UNWRITABLE

    def fault(self, code: str, column: str, **more: str | int | float) -> None:
        """Say what is wrong with a cell: the row, the column as the file calls it, and what stands there."""
        place = self.columns.get(column) or str(COLUMNS[column])
        said = {"row": self.number, "column": place, "found": self.text.get(column, "")[:80], **more}
        self.reasons.append(Reason(code, said))


def rows_of(lines: Lines) -> list[Row]:
    """All rows below the heads; Refused ``agreement-heads``, ``agreement-no-rows``, ``agreement-many-rows``."""
    start, places = _heads(lines)
    names = {name: f"{_letters(place)} ({_text(lines[start - 1][1][place])})" for name, place in places.items()}
    rows = []
    for number, cells in lines[start:]:
        said = {name: _text(cells[place]) for name, place in places.items() if place < len(cells)}
        if any(said.values()):
            rows.append(Row(number, names, {name: text for name, text in said.items() if text}))
    if not rows:
        raise Refused.because(messages.NO_ROWS)
    if len(rows) > MOST_ROWS:
        raise Refused.because(messages.MANY_ROWS, found=len(rows), allowed=MOST_ROWS)
    words = _all_words()
    for row in rows:
        _read(row, words)
    return rows


def _read(row: Row, words: Mapping[str, Mapping[str, str]]) -> None:
    for name in (*NEEDED, *(QUOTA if any(row.text.get(one) for one in (*QUOTA, "level")) else ())):
        if name not in row.text:
            row.fault(messages.ROW_MISSING, name)
    for name, said in row.text.items():
        if said == BROKEN:
            row.fault(messages.ROW_BROKEN, name)
    for name, most in LONGEST.items():
        if (long := len(row.text.get(name, ""))) > most:
            row.fault(messages.ROW_LONG, name, found=long, allowed=most)
    for name, choices in WORDS.items():
        _word(row, name, choices, words[name])
    for name in ("first", "last"):
        _day(row, name)
    notice = _number(row, "notice_days", 0, MOST_NOTICE)
    row.notice_days = NOTICE if notice is None else notice
    people, year = _number(row, "people", 1, MOST_PEOPLE), _number(row, "year", *YEARS)
    if people and year and "direction" in row.words:
        row.quota = QuotaCells(people, year, row.words["direction"], row.words.get("level", ""))


def _word(row: Row, name: str, choices: type[models.TextChoices], words: Mapping[str, str]) -> None:
    if not (said := row.text.get(name)):
        return
    if found := words.get(fold(said)):
        row.words[name] = found
    else:
        row.fault(messages.ROW_WORD, name, allowed=", ".join(str(one.label) for one in choices))


def _day(row: Row, name: str) -> None:
    said = row.text.get(name, "")
    for pattern in DAYS if said else ():
        try:
            row.days[name] = datetime.strptime(said, pattern).date()
        except ValueError:
            continue
        if YEARS[0] <= row.days[name].year <= YEARS[1]:
            return
        del row.days[name]
    if said:
        row.fault(messages.ROW_DATE, name)


def _number(row: Row, name: str, least: int, most: int) -> int | None:
    said = row.text.get(name, "")
    if re.fullmatch(r"[0-9]{1,6}", said) and least <= int(said) <= most:
        return int(said)
    if said:
        row.fault(messages.ROW_NUMBER, name, least=least, most=most)
    return None


def _all_words() -> dict[str, dict[str, str]]:
    """Column → word without marks → stored value."""
    found = {name: {fold(value): value for value in choices.values} for name, choices in WORDS.items()}
    for language in LANGUAGES:
        with override(language):
            for name, choices in WORDS.items():
                found[name] |= {fold(str(one.label)): one.value for one in choices}
    return found


def _heads(lines: Lines) -> tuple[int, dict[str, int]]:
    """Index of the first row below the heads, and column → its place; Refused with those that are missing."""
    wanted: dict[str, str] = {}
    for language in LANGUAGES:
        with override(language):
            wanted |= {fold(str(head)): name for name, head in COLUMNS.items()}
    best: dict[str, int] = {}
    start = 0
    for index, (_row, cells) in enumerate(lines[:HEAD_ROWS]):
        found = {wanted[said]: place for place, cell in enumerate(cells) if (said := fold(_text(cell))) in wanted}
        if len(found) > len(best):
            best, start = found, index + 1
    if missing := [str(COLUMNS[name]) for name in NEEDED if name not in best]:
        raise Refused.because(messages.HEADS, found=", ".join(missing))
    return start, best


def _letters(place: int) -> str:
    """The column as a spreadsheet calls it: 0 is A, 26 is AA."""
    said, rest = "", place + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        said = chr(ord("A") + digit) + said
    return said


def _text(cell: Any) -> str:
    """A cell as text in one spelling: whole numbers without a point, days as ``2027-09-01``."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, date):
        return cell.isoformat()[:10]
    return " ".join(unicodedata.normalize("NFC", str(cell)).split())
