"""The demand of a round, beside who takes part in it: what central planning has to meet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count

from wardbridge.core.actors import Actor
from wardbridge.demand.enums import DemandState
from wardbridge.demand.models import Demand, Line
from wardbridge.institutions.models import Discipline
from wardbridge.planning.models import Participant, Round


@dataclass(frozen=True, slots=True)
class Filed:
    """A demand, and how many learners of its programme the round has."""

    demand: Demand
    takes_part: int

    @property
    def missing(self) -> int:
        """Learners demanded who are not in the round yet."""
        return max(0, self.demand.learners - self.takes_part)


@dataclass(frozen=True, slots=True)
class Needed:
    """A discipline: learner-weeks demanded in the round, and the most learners wanted at one time."""

    discipline: Discipline
    learner_weeks: int
    at_once: int


def filed(actor: Actor, round_: Round) -> list[Filed]:
    """The filed demand of the round that the actor sees, by school and programme; three queries."""
    rows = Demand.objects.visible_to(actor).filter(round=round_, state=DemandState.FILED)
    counts = Participant.objects.filter(round=round_).values_list("enrolment__programme").annotate(Count("pk"))
    takes_part = dict(counts.order_by())
    related = rows.select_related("school", "programme").order_by("school__code", "programme__code", "cohort")
    return [Filed(one, takes_part.get(one.programme_id, 0)) for one in related]


def needed(rows: Sequence[Filed]) -> list[Needed]:
    """What these demands need, by discipline."""
    lines = Line.unscoped.filter(demand__in=[one.demand for one in rows]).select_related("discipline")
    of_discipline: dict[Discipline, list[Line]] = defaultdict(list)
    for line in lines:
        of_discipline[line.discipline].append(line)
    return [
        Needed(discipline, sum(one.learners * one.weeks for one in those), _at_once(those))
        for discipline, those in sorted(of_discipline.items(), key=lambda pair: pair[0].code)
    ]


def _at_once(lines: Sequence[Line]) -> int:
    starts = {one.first for one in lines}
    return max(sum(one.learners for one in lines if one.first <= day <= one.last) for day in starts)
