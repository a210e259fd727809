"""How the gates stand for stays in departments: met or not, who must do what by when. Never the paper itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from wardbridge.compliance.enums import ItemState, Verdict, Verifier
from wardbridge.compliance.models import Gate, Item


@dataclass(frozen=True, slots=True)
class Stay:
    """A learner in a department from a day to a day; ids, so that whoever asks decides what he shows."""

    enrolment: int
    programme: int
    site: int
    department: int
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Standing:
    """One gate for one learner, over all his stays that it concerns.

    `first` and `last` span those stays; `due` is the day by which it must be met; `until` the day to which what was
    shown holds (`None`: without end).
    """

    gate: Gate
    enrolment: int
    verdict: Verdict
    first: date
    last: date
    due: date
    until: date | None = None
    words: str = ""

    @property
    def open(self) -> bool:
        return self.verdict.open

    @property
    def who(self) -> str:
        """Who must act: ``learner``, ``school``, ``site``, or "" when nobody must."""
        if self.verdict.open:
            return ""
        if self.gate.verifier == Verifier.SITE:
            return "site"
        return "school" if self.verdict == Verdict.WAITING else "learner"


def standings(stays: Iterable[Stay]) -> dict[int, list[Standing]]:
    """Enrolment → its gates, the most pressing first: two queries.

    What expires before the last day of the last stay counts as not met; so does a clearance that ends before it.
    """
    of_learner: dict[int, list[Stay]] = defaultdict(list)
    for stay in stays:
        of_learner[stay.enrolment].append(stay)
    gates = _gates([stay for rows in of_learner.values() for stay in rows])
    items = {
        (row.gate_id, row.enrolment_id): row
        for row in Item.unscoped.filter(gate__in=gates, enrolment__in=of_learner).defer("paper")
    }
    found: dict[int, list[Standing]] = {}
    for enrolment, rows in of_learner.items():
        lines = [
            _standing(gate, concerned, items.get((gate.pk, enrolment)))
            for gate in gates
            if (concerned := [stay for stay in rows if _concerns(gate, stay)])
        ]
        found[enrolment] = sorted(lines, key=lambda line: (line.open, line.due, line.gate.pk))
    return found


def _gates(stays: Sequence[Stay]) -> list[Gate]:
    if not stays:
        return []
    first, last = min(stay.first for stay in stays), max(stay.last for stay in stays)
    running = (Q(first=None) | Q(first__lte=last)) & (Q(last=None) | Q(last__gte=first))
    return list(Gate.objects.filter(running).select_related("owner"))


def _concerns(gate: Gate, stay: Stay) -> bool:
    """Whether the gate holds for the stay: its place and programme, and in force on the day it starts."""
    return (
        gate.holds_on(stay.first)
        and gate.programme_id in {None, stay.programme}
        and gate.site_id in {None, stay.site}
        and gate.department_id in {None, stay.department}
    )


def _standing(gate: Gate, stays: Sequence[Stay], item: Item | None) -> Standing:
    first, last = min(stay.first for stay in stays), max(stay.last for stay in stays)
    due = first - timedelta(days=gate.days_before)
    if item is None:
        return Standing(gate, stays[0].enrolment, Verdict.MISSING, first, last, due)
    return Standing(gate, stays[0].enrolment, _verdict(item, last), first, last, due, item.valid_until, item.words)


def _verdict(item: Item, last: date) -> Verdict:
    state = ItemState(item.state)
    if state in {ItemState.SUBMITTED, ItemState.REJECTED, ItemState.EXEMPT}:
        return {
            ItemState.SUBMITTED: Verdict.WAITING,
            ItemState.REJECTED: Verdict.REJECTED,
            ItemState.EXEMPT: Verdict.EXEMPT,
        }[state]
    if item.valid_until is not None and item.valid_until < last:
        return Verdict.EXPIRES
    return Verdict.MET if state == ItemState.VERIFIED else Verdict.TEMPORARY
