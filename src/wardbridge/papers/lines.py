"""The lines of the papers pages: a learner, a gate, how it stands, and who must do what by when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext as _

from wardbridge.cohorts.models import Enrolment
from wardbridge.compliance.enums import Verdict, Verifier
from wardbridge.compliance.queries.standing import Standing
from wardbridge.core.actors import Actor
from wardbridge.core.middleware import ActorRequest
from wardbridge.schedule.models import Placement
from wardbridge.schedule.queries import held
from wardbridge.ui.lists import Filter, chosen_filter

SHAPES = {
    Verdict.MET: "good",
    Verdict.TEMPORARY: "wait",
    Verdict.EXEMPT: "good",
    Verdict.MISSING: "none",
    Verdict.WAITING: "wait",
    Verdict.REJECTED: "bad",
    Verdict.EXPIRES: "bad",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One gate of one learner as a reader sees it; `late` when its day has passed and it is not met."""

    enrolment: Enrolment
    standing: Standing
    own: bool
    school: bool
    site: bool
    late: bool

    @property
    def shape(self) -> str:
        return SHAPES[self.standing.verdict]

    @property
    def word(self) -> str:
        return str(self.standing.verdict.label)

    @property
    def who(self) -> str:
        """Who must act, in words."""
        words = {"learner": _("the learner"), "school": _("the school"), "site": _("the practice site"), "": ""}
        return words[self.standing.who]

    @property
    def may_send(self) -> bool:
        return self.own and self.standing.gate.verifier == Verifier.SCHOOL

    @property
    def may_decide(self) -> bool:
        """Whether the reader decides on it: his school's office; for what the site confirms, the site's office."""
        return self.site if self.standing.gate.verifier == Verifier.SITE else self.school


def lines_of(actor: Actor, placements: Iterable[Placement]) -> list[Line]:
    """Every gate of the learners of these placements, what is not met first."""
    rows = list(placements)
    learners = {row.enrolment_id: row.enrolment for row in rows}
    found = [
        _line(actor, learners[enrolment], one)
        for enrolment, standings in held.of_placements(rows).items()
        for one in standings
    ]
    return sorted(found, key=lambda one: (one.standing.open, one.standing.due, one.enrolment.person.sort_key))


def _line(actor: Actor, enrolment: Enrolment, standing: Standing) -> Line:
    return Line(
        enrolment,
        standing,
        own=actor.user_id is not None and enrolment.person.user_id == actor.user_id,
        school=actor.is_office(enrolment.programme.school_id),
        site=actor.is_office(standing.gate.owner_id),
        late=not standing.open and standing.due < actor.on,
    )


def line_or_404(request: ActorRequest, enrolment: UUID, gate: UUID) -> Line:
    """The line of the address, among those that the reader sees."""
    rows = held.coming(request.actor).filter(enrolment__uid=enrolment)
    found = next((one for one in lines_of(request.actor, rows) if one.standing.gate.uid == gate), None)
    if found is None:
        raise Http404
    return found


def filters_of(request: ActorRequest, lines: Sequence[Line]) -> list[Filter]:
    """Filters by how it stands and by gate, with the values that occur."""
    verdicts = {one.standing.verdict for one in lines}
    gates = {str(one.standing.gate.uid): one.standing.gate.name for one in lines}
    options = [("open", _("not met")), *((v.value, str(v.label)) for v in Verdict if v in verdicts)]
    return [
        chosen_filter(request, "state", _("State"), options),
        chosen_filter(request, "gate", _("What must be shown"), sorted(gates.items(), key=lambda item: item[1])),
    ]


def fits(line: Line, filters: Sequence[Filter]) -> bool:
    """Whether a line passes the filters of `filters_of`."""
    state, gate = (one.chosen for one in filters)
    of_state = not state or (not line.standing.open if state == "open" else line.standing.verdict == state)
    return of_state and gate in {"", str(line.standing.gate.uid)}
