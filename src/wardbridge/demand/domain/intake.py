"""A school's demand from a workbook: a row a line. Good rows become drafts; each other one is kept with its reasons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.core.files.base import File
from django.db import transaction

from wardbridge.cohorts.models import Programme
from wardbridge.core import audit, files
from wardbridge.core.actors import Actor
from wardbridge.core.errors import Reason, Refused
from wardbridge.core.models import Organisation
from wardbridge.core.text import fold
from wardbridge.demand import messages
from wardbridge.demand.domain import filing
from wardbridge.demand.domain.access import must_ask
from wardbridge.demand.domain.filing import DemandData, LineData
from wardbridge.demand.enums import DemandState
from wardbridge.demand.models import Demand, Intake, Line
from wardbridge.institutions.models import Discipline, Site
from wardbridge.planning.bridge import read_cells

COLUMNS = {
    "programme": ("Chương trình", "Programme", "Programme"),
    "cohort": ("Khóa", "Cohort", "Promotion"),
    "size": ("Số người học của khóa", "Learners of the cohort", "Apprenants de la promotion"),
    "discipline": ("Chuyên khoa", "Discipline", "Discipline"),
    "learners": ("Số người học cùng lúc", "Learners at one time", "Apprenants en même temps"),
    "first": ("Từ thứ hai ngày", "From Monday", "À partir du lundi"),
    "weeks": ("Số tuần", "Weeks", "Semaines"),
    "sites": ("Cơ sở mong muốn", "Sites wished for", "Terrains souhaités"),
    "notes": ("Ghi chú", "Notes", "Notes"),
}
"""Column → its head in Vietnamese, English and French."""

NEEDED = ("programme", "cohort", "size", "discipline", "learners", "first", "weeks")
HEAD_ROWS = 12
DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y")


@dataclass(frozen=True, slots=True)
class Row:
    """A row that could be read."""

    programme: Programme
    cohort: str
    size: int
    line: LineData
    sites: tuple[Site, ...]
    notes: str


class _Faults(list[Reason]):
    """What is wrong with one row, each with its column."""

    def add(self, code: str, column: str, found: object = "") -> None:
        self.append(Reason(code, {"column": column, "found": str(found)}))


def take_in(*, actor: Actor, school: Organisation, file: File[bytes]) -> Intake:
    """Read a workbook (.xlsx, .xls, .ods …): drafts by programme and cohort, and the rows that were refused.

    A row joins the draft of its programme and cohort; the same discipline and Monday again replaces what stood there.

    Raises
    ------
    PermissionDenied
    Refused
        ``file-empty``, ``file-size``, ``intake-unreadable``, ``intake-heads``. Nothing is written then.
    """
    must_ask(actor, school)
    lines = _cells(files.whole(file))
    start, heads = _heads(lines)
    known = _Known.of(actor, school)
    good: list[tuple[int, list[Any], Row]] = []
    bad: list[tuple[int, list[Any], list[Reason]]] = []
    for number, cells in lines[start:]:
        row, faults = _row({key: cells[at] if at < len(cells) else None for key, at in heads.items()}, known)
        if row is not None and not faults:
            good.append((number, cells, row))
        else:
            bad.append((number, cells, faults))
    with transaction.atomic():
        taken, refused = _write(actor, school, good)
        kept = sorted([*bad, *refused], key=lambda one: one[0])
        made = Intake.unscoped.create(
            school=school,
            name=files.name_of(file.name or "", "file"),
            taken=taken,
            heads=[str(cell or "") for cell in lines[start - 1][1]],
            rows=[_kept(number, cells, faults) for number, cells, faults in kept],
            created_by=actor.user,
        )
        said = {"file": made.name, "taken": taken, "refused": len(kept)}
        audit.record(actor=actor, verb="demand.intake", target=made, after=said)
    return made


@transaction.atomic
def clear(*, actor: Actor, intake: Intake) -> None:
    """Forget the refused rows of a workbook."""
    must_ask(actor, intake.school)
    audit.record(actor=actor, verb="demand.intake_clear", target=intake, before={"rows": len(intake.rows)})
    intake.delete()


def reasons_of(row: Mapping[str, Any]) -> list[Reason]:
    """The reasons kept beside a refused row."""
    return [Reason(one["code"], one["params"]) for one in row["faults"]]


def head_of(column: str, language: str) -> str:
    """The head of a column as readers of `language` know it; blank for none."""
    names = COLUMNS.get(column)
    return names[{"vi": 0, "en": 1, "fr": 2}.get(language[:2], 0)] if names else ""


@dataclass(frozen=True, slots=True)
class _Known:
    """What a row may name, by folded code and name."""

    programmes: Mapping[str, Programme]
    disciplines: Mapping[str, Discipline]
    sites: Mapping[str, Site]

    @classmethod
    def of(cls, actor: Actor, school: Organisation) -> _Known:
        return cls(
            _by_name(Programme.objects.visible_to(actor).filter(school=school)),
            _by_name(Discipline.objects.all()),
            _by_name(Site.objects.select_related("organisation")),
        )


def _by_name(rows: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for row in rows:
        for name in (row.code, row.name_vi, row.name_en, row.name_fr):
            if name:
                found.setdefault(fold(name), row)
    return found


def _cells(content: bytes) -> list[tuple[int, list[Any]]]:
    lines, refused = read_cells(content)
    if refused:
        raise Refused.because(messages.UNREADABLE, found=refused)
    return lines


def _heads(lines: Sequence[tuple[int, list[Any]]]) -> tuple[int, dict[str, int]]:
    """Index of the first row below the heads, and column → its place; Refused ``intake-heads``."""
    names = {fold(name): key for key, said in COLUMNS.items() for name in (*said, key)}
    best: dict[str, int] = {}
    start = 0
    for index, (_number, cells) in enumerate(lines[:HEAD_ROWS]):
        found = {names[fold(str(cell))]: at for at, cell in enumerate(cells) if cell and fold(str(cell)) in names}
        if len(found) > len(best):
            best, start = found, index + 1
    missing = [COLUMNS[key] for key in NEEDED if key not in best]
    if missing:
        raise Refused.because(messages.NO_HEADS, found=", ".join(" / ".join(dict.fromkeys(one)) for one in missing))
    return start, best


def _row(cells: Mapping[str, Any], known: _Known) -> tuple[Row | None, _Faults]:
    faults = _Faults()
    programme = _one_of(cells, "programme", known.programmes, faults)
    discipline = _one_of(cells, "discipline", known.disciplines, faults)
    numbers = {name: _number(cells, name, faults) for name in ("size", "learners", "weeks")}
    first, cohort = _day(cells, faults), _text(cells, "cohort")
    if not cohort:
        faults.add(messages.NO_CELL, "cohort")
    sites = []
    for word in _text(cells, "sites").replace(";", ",").split(","):
        if word.strip() and fold(word) not in known.sites:
            faults.add(messages.UNKNOWN, "sites", word.strip())
        elif word.strip():
            sites.append(known.sites[fold(word)])
    if faults or programme is None or discipline is None or first is None:
        return None, faults
    line = LineData(discipline, numbers["learners"], first, numbers["weeks"])
    faults.extend(filing.faults_of_line(line, numbers["size"], None))
    if not 1 <= numbers["size"] <= filing.MOST_LEARNERS:
        faults.add(messages.NO_NUMBER, "size", numbers["size"])
    return Row(programme, cohort[:60], numbers["size"], line, tuple(sites), _text(cells, "notes")), faults


def _text(cells: Mapping[str, Any], column: str) -> str:
    value = cells.get(column)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value).strip()


def _one_of(cells: Mapping[str, Any], column: str, rows: Mapping[str, Any], faults: _Faults) -> Any:
    said = _text(cells, column)
    if not said:
        faults.add(messages.NO_CELL, column)
    elif fold(said) not in rows:
        faults.add(messages.UNKNOWN, column, said)
    return rows.get(fold(said))


def _number(cells: Mapping[str, Any], column: str, faults: _Faults) -> int:
    said = _text(cells, column)
    if not said:
        faults.add(messages.NO_CELL, column)
    elif said.lstrip("-").isdecimal() and len(said) < 10:
        return int(said)
    else:
        faults.add(messages.NO_NUMBER, column, said)
    return 0


def _day(cells: Mapping[str, Any], faults: _Faults) -> date | None:
    value = cells.get("first")
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    said = _text(cells, "first")
    for form in DAYS:
        try:
            return datetime.strptime(said, form).date()
        except ValueError:
            continue
    faults.add(messages.NO_DAY if said else messages.NO_CELL, "first", said)
    return None


def _write(
    actor: Actor, school: Organisation, rows: Sequence[tuple[int, list[Any], Row]]
) -> tuple[int, list[tuple[int, list[Any], list[Reason]]]]:
    """Write the drafts; how many rows they took, and the rows of cohorts that are filed already."""
    cohorts: dict[tuple[int, str], list[tuple[int, list[Any], Row]]] = defaultdict(list)
    for one in rows:
        cohorts[one[2].programme.pk, one[2].cohort].append(one)
    taken, refused = 0, []
    for (programme, cohort), those in cohorts.items():
        known = Demand.unscoped.filter(school=school, programme=programme, cohort=cohort)
        stored = known.exclude(state=DemandState.WITHDRAWN).order_by("pk").last()
        if stored is not None and stored.state == DemandState.FILED:
            refused += [(number, cells, [Reason(messages.FILED_ALREADY)]) for number, cells, _row in those]
            continue
        filing.write(actor=actor, school=school, data=_merged(stored, [row for _number, _cells, row in those]))
        taken += len(those)
    return taken, refused


def _merged(stored: Demand | None, rows: Sequence[Row]) -> DemandData:
    lines: dict[tuple[int, date], LineData] = {}
    sites: list[Site] = []
    if stored is not None:
        for line in Line.unscoped.filter(demand=stored).select_related("discipline"):
            lines[line.discipline_id, line.first] = LineData(line.discipline, line.learners, line.first, line.weeks)
        sites = [one.site for one in stored.preferences.select_related("site")]
    for row in rows:
        lines[row.line.discipline.pk, row.line.first] = row.line
        sites += [site for site in row.sites if site not in sites]
    notes = dict.fromkeys(row.notes for row in rows if row.notes)
    said = DemandData(
        rows[0].programme,
        rows[0].cohort,
        max(row.size for row in rows),
        tuple(lines.values()),
        round=stored.round if stored else None,
        sites=sites,
        notes="\n".join(notes)[:2000] or (stored.notes if stored else ""),
    )
    return said if stored is None else replace(said, uid=stored.uid)


def _kept(number: int, cells: Sequence[Any], faults: Sequence[Reason]) -> dict[str, Any]:
    said = [{"code": one.code, "params": dict(one.params)} for one in faults]
    return {"row": number, "cells": ["" if cell is None else str(cell) for cell in cells], "faults": said}
