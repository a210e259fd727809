"""The list of requests: whose turn it is, by when, and the filters of the address."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _

from wardbridge.core.middleware import ActorRequest
from wardbridge.demand.enums import WAITING, State
from wardbridge.demand.models import Request
from wardbridge.requests.access import answers, asked, asks
from wardbridge.ui.lists import Filter, chosen_filter

NEAR = timedelta(days=3)
SHAPES = {
    State.DRAFT: "none",
    State.SENT: "wait",
    State.CONDITIONS: "wait",
    State.ACCEPTED: "good",
    State.REDIRECTED: "info",
    State.DECLINED: "bad",
    State.WITHDRAWN: "none",
    State.EXPIRED: "bad",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A request as its reader sees it: `mine` when his office has the word, `near` when its day is close."""

    row: Request
    asks: bool
    answers: bool
    near: bool

    @property
    def mine(self) -> bool:
        return (self.answers and self.row.state == State.SENT) or (
            self.asks and self.row.state in {State.CONDITIONS, State.DRAFT}
        )

    @property
    def shape(self) -> str:
        return SHAPES[State(self.row.state)]


def lines_of(request: ActorRequest, rows: Iterable[Request]) -> list[Line]:
    """Those whose turn is the reader's first, then by the day due, then the newest."""
    today = request.actor.on
    lines = [
        Line(
            one,
            asks(request, one),
            answers(request, one),
            one.state in WAITING and one.due is not None and one.due <= today + NEAR,
        )
        for one in rows
    ]
    return sorted(lines, key=lambda one: (not one.mine, one.row.due is None, one.row.due or today, -one.row.pk))


def filters_of(request: ActorRequest, rows: Sequence[Request]) -> list[Filter]:
    """Filters by state, hospital, school and discipline, each with what the reader's requests have."""
    states = [(value, label) for value, label in State.choices if any(one.state == value for one in rows)]
    hospitals = {one.site.organisation.code: one.site.organisation.name for one in rows}
    schools = {one.line.demand.school.code: one.line.demand.school.name for one in rows}
    disciplines = {one.line.discipline.code: one.line.discipline.name for one in rows}
    shown = [chosen_filter(request, "state", _("State"), [(value, str(label)) for value, label in states])]
    for field, label, options in (
        ("hospital", _("Hospital"), hospitals),
        ("school", _("School"), schools),
        ("discipline", _("Discipline"), disciplines),
    ):
        if len(options) > 1:
            shown.append(chosen_filter(request, field, label, sorted(options.items(), key=lambda pair: pair[1])))
    return shown


def chosen(rows: Iterable[Request], filters: Sequence[Filter]) -> list[Request]:
    """The requests that the filters leave."""
    value = {one.field: one.chosen for one in filters}
    return [
        one
        for one in rows
        if value.get("state", "") in {"", one.state}
        and value.get("hospital", "") in {"", one.site.organisation.code}
        and value.get("school", "") in {"", one.line.demand.school.code}
        and value.get("discipline", "") in {"", one.line.discipline.code}
    ]


def everything(request: ActorRequest) -> list[Request]:
    return list(asked(request))
