"""Limits in words: what binds a department, what it allows, and the records that give it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wardbridge.capacity.domain.ledger import Conflict
from wardbridge.capacity.domain.shortages import Shortage, shortage_of
from wardbridge.capacity.domain.usage import Cell, LimitUse
from wardbridge.capacity.enums import LimitKind
from wardbridge.capacity.models import Offer
from wardbridge.people.models import Supervisor
from wardbridge.rulekit.levels import Level

BASIS = {
    LimitKind.OFFER: gettext_lazy("what the hospital offers"),
    LimitKind.TEACHERS: gettext_lazy("Decree 111/2017, Article 8: learners per practice teacher at one time (VN-05)"),
    LimitKind.BEDS: gettext_lazy("Decree 111/2017, Article 9: at most 3 learners a bed or dental chair (VN-08)"),
    LimitKind.ROOM: gettext_lazy("places in the department's teaching room"),
    LimitKind.QUOTA: gettext_lazy("what the agreement fixes"),
    LimitKind.HOUSING: gettext_lazy("places to sleep at the site"),
    LimitKind.SCHOOLS: gettext_lazy("letter 5471/BYT-K2ĐT: a site under Article 10(2) serves few schools (VN-11)"),
}
LEVELS = {
    Level.POSTGRADUATE: gettext_lazy("postgraduate learners"),
    Level.UNIVERSITY: gettext_lazy("university learners and above"),
    Level.COLLEGE: gettext_lazy("learners of all levels"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A limit as the page shows it; `allowed` and `left` count learners at one time."""

    name: str
    basis: str
    allowed: int
    left: int
    binds: bool
    records: list[str]


def lines(limits: Iterable[LimitUse], cell: Cell) -> list[Line]:
    """Put the limits of a cell in words: two queries, for the records behind them."""
    shown = list(limits)
    records = records_of((one.kind, one.records, cell.department) for one in shown)
    return [
        Line(
            name_of(one.kind, one.scope),
            str(BASIS[one.kind]),
            one.left + (cell.load if one.everyone else one.used),
            one.left,
            one is cell.binding,
            [records.get(record, record) for record in one.records if records.get(record, record)],
        )
        for one in shown
    ]


def name_of(kind: str, scope: str) -> str:
    """The limit as a reader calls it; of the nested law of teachers, with the learners whom its row counts."""
    label = str(LimitKind(kind).label)
    if kind == LimitKind.TEACHERS:
        return _("%(kind)s, for %(level)s") % {"kind": label, "level": LEVELS[Level(scope)]}
    return label


def records_of(limits: Iterable[tuple[str, Iterable[str], int | None]]) -> dict[str, str]:
    """Record of a limit → what it is, as a reader calls it; limits as kind, records and department."""
    wanted: dict[str, set[str]] = {kind: set() for kind in LimitKind}
    departments = set()
    for kind, records, department in limits:
        wanted[kind].update(records)
        departments.add(department)
    found: dict[str, str] = {}
    # A site publishes its practice teachers (VN-12): who may see the limit may see who makes it.
    teachers = Supervisor.unscoped.filter(  # unscoped: named by a limit that the reader sees
        department__in=departments - {None}, code__in=wanted[LimitKind.TEACHERS]
    )
    for teacher in teachers.select_related("person"):
        found[teacher.code] = f"{teacher.person.full_name} ({teacher.code})"
    for offer in Offer.objects.filter(uid__in=wanted[LimitKind.OFFER]).select_related("programme"):
        whom = offer.programme.name if offer.programme else _("all programmes")
        found[str(offer.uid)] = _("%(slots)s places for %(whom)s") % {"slots": offer.slots, "whom": whom}
    found.update({record: _furniture(record) for record in wanted[LimitKind.BEDS] | wanted[LimitKind.ROOM]})
    return found


@dataclass(frozen=True, slots=True)
class ShortLine:
    """A conflict as the page shows it, in learners."""

    place: str
    first: date
    last: date
    name: str
    basis: str
    short: Shortage
    records: list[str]


def shortages(conflicts: Iterable[Conflict]) -> list[ShortLine]:
    """Put conflicts in words: two queries, for the records behind them."""
    shown = [shortage_of(one) for one in conflicts]
    records = records_of((one.limit.kind, one.limit.records, one.limit.department_id) for one in shown)
    return [
        ShortLine(
            one.limit.place.name,
            one.limit.first,
            one.limit.last,
            name_of(one.limit.kind, one.limit.scope),
            str(BASIS[LimitKind(one.limit.kind)]),
            one,
            [said for record in one.limit.records if (said := records.get(record, record))],
        )
        for one in shown
    ]


def _furniture(record: str) -> str:
    """Put ``beds=36 chairs=0`` or ``room=12`` in words."""
    words = {"beds": _("%(number)s beds"), "chairs": _("%(number)s dental chairs"), "room": _("%(number)s places")}
    parts = (part.partition("=") for part in record.split())
    return ", ".join(words[name] % {"number": figure} for name, _sign, figure in parts if figure != "0")
