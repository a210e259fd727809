"""No placement without an agreement nor with a paper overdue (invariant 3): what hinders a draft, who let it pass.

Asked of the placements that a version makes or changes: what stood before it stands. A waiver is a named person's, with
his reason, for one school and hospital; it is written once and audited. One for an agreement holds for the whole round,
one for papers for the version alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from wardbridge.agreements.queries.coverage import Need, uncovered
from wardbridge.cohorts.models import Enrolment
from wardbridge.core import audit
from wardbridge.core.actors import Actor
from wardbridge.core.models import Organisation
from wardbridge.institutions.models import Department
from wardbridge.planning.models import Round
from wardbridge.schedule.domain import gating
from wardbridge.schedule.domain.freezing import Key, differs, key_of
from wardbridge.schedule.enums import Ground
from wardbridge.schedule.models import Placement, Version, Waiver

NO_AGREEMENT, NO_QUOTA, GATE_OVERDUE = "no-agreement", "no-quota", "gate-overdue"
WAIVABLE = frozenset({NO_AGREEMENT, NO_QUOTA, GATE_OVERDUE})
"""Codes of what a named person may let pass with a reason; a broken rule is not among them."""


@dataclass(frozen=True, slots=True)
class Gap:
    """What hinders a school's learners in a hospital, from the first day to the last of them.

    `gate` names the paper that is not there though it was due by `due`; blank: an agreement is what lacks.
    """

    code: str
    school: Organisation
    hospital: Organisation
    first: date
    last: date
    learners: tuple[str, ...]
    gate: str = ""
    due: date | None = None

    @property
    def ground(self) -> Ground:
        return Ground.GATE if self.code == GATE_OVERDUE else Ground.AGREEMENT


@dataclass(frozen=True, slots=True)
class _Sent:
    """A learner's placement with who sends and who receives him (keys), and what an agreement must name."""

    code: str
    placement: Placement
    need: Need

    @property
    def pair(self) -> tuple[int, int]:
        return self.need.school, self.need.hospital


def gaps_of(round_: Round, rows: Iterable[Placement], before: Mapping[Key, Placement]) -> list[Gap]:
    """The gaps of what would be made or changed, without those waived in this round; by school and hospital."""
    sent = _sent(round_, [one for one in rows if (old := before.get(key_of(one))) is None or differs(old, one)])
    known = Organisation.objects.in_bulk({pk for one in sent for pk in one.pair})
    return [*_unagreed(round_, sent, known), *_overdue(sent, known)]


def _sent(round_: Round, rows: Iterable[Placement]) -> list[_Sent]:
    people = Enrolment.unscoped.filter(participations__round=round_)
    learners = {
        pk: (code, school, level)
        for pk, code, school, level in people.values_list(
            "pk", "code", "programme__school", "programme__level"
        ).distinct()
    }
    sites = dict(Department.objects.filter(rounds=round_).values_list("pk", "site__organisation"))
    found = []
    for one in rows:
        code, school, level = learners[one.enrolment_id]
        need = Need(school, sites[one.department_id], one.first, one.last, one.discipline_id, level)
        found.append(_Sent(code, one, need))
    return found


def _unagreed(round_: Round, sent: Iterable[_Sent], known: Mapping[int, Organisation]) -> list[Gap]:
    waived = set(
        Waiver.unscoped.filter(version__round=round_, ground=Ground.AGREEMENT).values_list("school", "hospital")
    )
    missing = uncovered(one.need for one in sent)
    found: dict[tuple[int, int, str], list[_Sent]] = defaultdict(list)
    for one in sent:
        if one.need in missing and one.pair not in waived:
            found[*one.pair, NO_QUOTA if missing[one.need] else NO_AGREEMENT].append(one)
    return [
        Gap(
            code,
            known[school],
            known[hospital],
            min(one.need.first for one in those),
            max(one.need.last for one in those),
            _codes(those),
        )
        for (school, hospital, code), those in sorted(found.items())
    ]


def _overdue(sent: Iterable[_Sent], known: Mapping[int, Organisation]) -> list[Gap]:
    of_learner: dict[int, list[_Sent]] = defaultdict(list)
    for one in sent:
        of_learner[one.placement.enrolment_id].append(one)
    found: dict[tuple[int, int, int], list[tuple[_Sent, gating.Standing]]] = defaultdict(list)
    for standing in gating.overdue(one.placement for one in sent):
        first = next(one for one in of_learner[standing.enrolment] if one.need.first == standing.first)
        found[*first.pair, standing.gate.pk].append((first, standing))
    return [
        Gap(
            GATE_OVERDUE,
            known[school],
            known[hospital],
            min(standing.first for _, standing in those),
            max(standing.last for _, standing in those),
            _codes(one for one, _ in those),
            those[0][1].gate.name,
            min(standing.due for _, standing in those),
        )
        for (school, hospital, _gate), those in sorted(found.items())
    ]


def _codes(sent: Iterable[_Sent]) -> tuple[str, ...]:
    return tuple(sorted({one.code for one in sent}))


def waive(actor: Actor, version: Version, gaps: Iterable[Gap], reason: str) -> None:
    """Keep that `actor` let these gaps pass, in the transaction that publishes."""
    said = reason.strip()
    rows = {
        (one.school.pk, one.hospital.pk, one.ground): Waiver(
            version=version,
            school=one.school,
            hospital=one.hospital,
            ground=one.ground,
            actor=actor.user,
            reason=said,
        )
        for one in gaps
    }
    Waiver.unscoped.bulk_create(rows.values())
    let = [
        {
            "code": one.code,
            "school": one.school.code,
            "hospital": one.hospital.code,
            "gate": one.gate,
            "learners": list(one.learners),
        }
        for one in gaps
    ]
    audit.record(actor=actor, verb="schedule.waive", target=version, after={"reason": said, "gaps": let})
