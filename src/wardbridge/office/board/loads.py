"""Loads of departments by week against capacity, with what binds: the board's lower table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wardbridge.capacity.domain.usage import Cell as LoadCell
from wardbridge.capacity.domain.usage import LimitUse
from wardbridge.capacity.enums import LimitKind
from wardbridge.core.actors import Actor
from wardbridge.institutions.models import Department
from wardbridge.office.board.filters import Filters
from wardbridge.planning.domain import loads
from wardbridge.planning.models import Draft
from wardbridge.ui.palette import colour_class, heat_class


@dataclass(frozen=True, slots=True)
class LoadLine:
    """A department's row."""

    key: str
    short: str
    name: str
    colour: str
    cells: tuple[LoadView, ...]


@dataclass(frozen=True, slots=True)
class LoadView:
    """A cell: figures, heat, and what binds in words."""

    period: int
    text: str
    heat: str
    say: str
    mark: str = ""


def load_lines(actor: Actor, draft: Draft, filters: Filters) -> list[LoadLine]:
    """The departments of the round (of the site and department asked for), each with its weeks."""
    table = loads.of_draft(actor=actor, draft=draft)
    shown = [
        one
        for one in table.departments
        if filters.site in {"", one.site.code} and filters.department in {"", str(one.uid)}
    ]
    return [_line(department, table.row(department)) for department in shown]


def _line(department: Department, cells: Sequence[LoadCell]) -> LoadLine:
    views = [_view(department, cell) for cell in cells]
    short = department.short or department.code
    name = f"{department.name}, {department.site.name}"
    return LoadLine(str(department.uid), short, name, colour_class(department.discipline_id), tuple(views))


def _view(department: Department, cell: LoadCell) -> LoadView:
    week = _("week %(number)s") % {"number": cell.period + 1}
    learners = ngettext("%(count)s learner", "%(count)s learners", cell.load) % {"count": cell.load}
    parts = [department.name, week, learners]
    mark = ""
    if cell.binding is None:
        parts.append(_("no place offered"))
    else:
        parts.append(_binds(cell))
        mark = MARKS[cell.binding.kind] if cell.load and cell.binding.left <= 0 else ""
    text = f"{cell.load}/{cell.capacity}" if cell.capacity is not None else (str(cell.load) if cell.load else "·")
    return LoadView(cell.period, text, heat_class(cell.load, cell.capacity), " · ".join(parts), mark)


MARKS = {LimitKind.OFFER: "▪", LimitKind.TEACHERS: "▲", LimitKind.BEDS: "▬", LimitKind.ROOM: "◆", LimitKind.QUOTA: "●"}
"""Shape of what binds, where nothing is left."""


def _binds(cell: LoadCell) -> str:
    """Which limit binds, and how much it leaves."""
    binding = cell.binding
    assert binding is not None  # noqa: S101 - the caller asked
    what = _what(binding)
    if binding.left > 0:
        text = ngettext("%(left)s place left (%(what)s)", "%(left)s places left (%(what)s)", binding.left)
        return text % {"left": binding.left, "what": what}
    if binding.left < 0:
        text = ngettext("%(over)s too many for %(what)s", "%(over)s too many for %(what)s", -binding.left)
        return text % {"over": -binding.left, "what": what}
    return _("full: %(what)s") % {"what": what}


def _what(binding: LimitUse) -> str:
    return {
        LimitKind.OFFER: _("offered places"),
        LimitKind.TEACHERS: _("practice teachers"),
        LimitKind.BEDS: _("beds or chairs"),
        LimitKind.ROOM: _("teaching room"),
        LimitKind.QUOTA: _("quota of the agreement"),
    }[binding.kind]
