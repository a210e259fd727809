"""Old history from a workbook: a row a person, dates as well as they are known; all rows or none.

A row is found again by its code, so a workbook that was corrected and is read again corrects what stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.db import transaction

from wardbridge.alumni import messages
from wardbridge.alumni.enums import Profession
from wardbridge.alumni.models import FIRST_YEAR, History, PastStay
from wardbridge.core import audit, files
from wardbridge.core.actors import Actor
from wardbridge.core.errors import Reason, Refused
from wardbridge.core.text import fold
from wardbridge.people import names
from wardbridge.people.domain import persons
from wardbridge.people.domain.persons import PersonData
from wardbridge.planning.bridge import read_cells

COLUMNS = {
    "code": ("Mã", "Code", "Code"),
    "name": ("Họ và tên", "Full name", "Nom complet"),
    "profession": ("Nghề nghiệp", "Profession", "Profession"),
    "specialty": ("Chuyên khoa", "Specialty", "Spécialité"),
    "began": ("Bắt đầu", "Began", "Début"),
    "months": ("Số tháng", "Months", "Mois"),
    "source": ("Nguồn", "Source", "Source"),
}
"""Column → its head in Vietnamese, English and French."""

NEEDED = ("code", "profession", "specialty")
PROFESSIONS = {
    Profession.DOCTOR: ("bác sĩ", "doctor", "médecin"),
    Profession.NURSE: ("điều dưỡng", "nurse", "infirmier", "infirmière"),
    Profession.TECHNICIAN: ("kỹ thuật viên", "technician", "technicien", "technicienne"),
    Profession.MANAGER: ("quản lý bệnh viện", "hospital manager", "gestionnaire"),
    Profession.LECTURER: ("giảng viên", "lecturer", "enseignant", "enseignante"),
    Profession.OTHER: ("khác", "other", "autre"),
}
WORDS = {fold(word): kind for kind, words in PROFESSIONS.items() for word in (kind.value, *words)}
HEAD_ROWS = 12
MOST_MONTHS = 240


@dataclass(frozen=True, slots=True)
class Row:
    """A row as read; what is not known is blank or `None`."""

    code: str
    name: str
    profession: Profession
    specialty: str
    year: int | None
    month: int | None
    months: int | None
    source: str


def take(*, actor: Actor, history: History, file: File[bytes]) -> int:
    """Enter the stays of a workbook; returns how many stand now.

    Raises
    ------
    PermissionDenied
    Refused
        ``file-empty``, ``file-size``, ``alumni-unreadable``, ``alumni-heads``; every ``alumni-row-…`` there is;
        ``alumni-too-many``. Nothing is written then.
    """
    if not actor.is_office(history.owner):
        raise PermissionDenied
    rows = _rows(_cells(files.whole(file)), actor.on.year)
    with transaction.atomic():
        kept = History.unscoped.select_for_update(of=("self",)).select_related("owner").get(pk=history.pk)
        _write(actor, kept, rows)
        count = PastStay.unscoped.filter(history=kept).count()
        if kept.stated is not None and count > kept.stated:
            raise Refused.because(messages.TOO_MANY, found=count, allowed=kept.stated)
        audit.record(actor=actor, verb="history.take", target=kept, after={"rows": len(rows), "stands": count})
    return count


def _write(actor: Actor, history: History, rows: Sequence[Row]) -> None:
    named = [row for row in rows if row.name]
    data = [_person(row, history.synthetic) for row in named]
    people = persons.upsert_persons(actor=actor, issuer=history.owner, rows=data).rows if data else {}
    for row in rows:
        PastStay.unscoped.update_or_create(
            history=history,
            code=row.code,
            defaults={
                "person": people.get(row.code),
                "profession": row.profession,
                "specialty": row.specialty,
                "began_year": row.year,
                "began_month": row.month,
                "months": row.months,
                "source": row.source,
            },
        )


def _person(row: Row, synthetic: bool) -> PersonData:
    family, middle, given = names.split(row.name)
    return PersonData(code=row.code, family=family, middle=middle, given=given, synthetic=synthetic)


def _cells(content: bytes) -> list[tuple[int, list[Any]]]:
    """Row numbers and cells of the first sheet, opened in a child process under limits."""
    lines, code = read_cells(content)
    if code:
        raise Refused.because(messages.UNREADABLE, found=code)
    return lines


def _rows(lines: list[tuple[int, list[Any]]], newest: int) -> list[Row]:
    """All rows; Refused with every fault of every row."""
    start, places = _heads(lines)
    reasons: list[Reason] = []
    found: list[Row] = []
    seen: dict[str, int] = {}
    for number, cells in lines[start:]:
        said = {name: _text(cells[place]) if place < len(cells) else "" for name, place in places.items()}
        if not any(said.values()):
            continue
        reader = _Reader(number, said, reasons)
        row = reader.row(newest)
        if other := seen.get(row.code):
            reasons.append(Reason(messages.ROW_TWICE, {"row": number, "found": row.code, "other": other}))
        seen.setdefault(row.code, number)
        found.append(row)
    if reasons:
        raise Refused(reasons)
    return found


def _heads(lines: list[tuple[int, list[Any]]]) -> tuple[int, dict[str, int]]:
    """Where the data begin and which column stands where."""
    wanted = {fold(head): name for name, heads in COLUMNS.items() for head in heads}
    for index, (_number, cells) in enumerate(lines[:HEAD_ROWS]):
        places = {wanted[fold(_text(cell))]: place for place, cell in enumerate(cells) if fold(_text(cell)) in wanted}
        if all(name in places for name in NEEDED):
            return index + 1, places
    raise Refused.because(messages.HEADS, allowed=", ".join(COLUMNS[name][0] for name in NEEDED))


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the cells of one row; faults go into `reasons`, and a harmless value stands in for them."""

    number: int
    said: dict[str, str]
    reasons: list[Reason]

    def row(self, newest: int) -> Row:
        for name in NEEDED:
            if not self.said.get(name):
                self._fault(messages.ROW_MISSING, name)
        year, month = self._began(newest)
        return Row(
            code=self.said.get("code", "")[:60],
            name=self.said.get("name", "")[:180],
            profession=self._profession(),
            specialty=self.said.get("specialty", "")[:160],
            year=year,
            month=month,
            months=self._number("months", 1, MOST_MONTHS),
            source=self.said.get("source", "")[:300],
        )

    def _profession(self) -> Profession:
        found = self.said.get("profession", "")
        kind = WORDS.get(fold(found))
        if kind is None and found:
            self._fault(messages.ROW_WORD, "profession", allowed=", ".join(one[0] for one in PROFESSIONS.values()))
        return kind or Profession.OTHER

    def _began(self, newest: int) -> tuple[int | None, int | None]:
        """``1991``, ``9/1991``, ``1991-09``, a whole day; blank when it is not known."""
        found = self.said.get("began", "")
        if not found:
            return None, None
        match = (
            re.fullmatch(r"(?P<y>\d{4})", found)
            or re.fullmatch(r"(?:\d{1,2}[/.-])?(?P<m>\d{1,2})[/.-](?P<y>\d{4})", found)
            or re.fullmatch(r"(?P<y>\d{4})-(?P<m>\d{1,2})(?:-\d{1,2})?", found)
        )
        parts = match.groupdict() if match else {}
        year, month = int(parts.get("y") or 0), int(parts["m"]) if parts.get("m") else None
        if not FIRST_YEAR <= year <= newest or (month is not None and not 1 <= month <= 12):
            self._fault(messages.ROW_DATE, "began")
            return None, None
        return year, month

    def _number(self, name: str, least: int, most: int) -> int | None:
        found = self.said.get(name, "")
        if not found:
            return None
        if not re.fullmatch(r"\d{1,6}", found) or not least <= int(found) <= most:
            self._fault(messages.ROW_NUMBER, name, least=least, most=most)
            return None
        return int(found)

    def _fault(self, code: str, name: str, **more: str | int) -> None:
        said = {"row": self.number, "column": COLUMNS[name][0], "found": self.said.get(name, "")[:80], **more}
        self.reasons.append(Reason(code, said))


def _text(cell: Any) -> str:
    """A cell as text: whole numbers without a point, days as ``1991-09-01``."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if hasattr(cell, "isoformat"):
        return str(cell.isoformat())[:10]
    return " ".join(str(cell).split())
