"""No placement without an agreement (invariant 3): what a draft would publish that none covers, and who let it pass.

Asked of the placements that a version makes or changes: what stood before it stands. A waiver is a named person's, with
his reason, for one school and hospital in one round; it is written once and audited.
"""

from __future__ import annotations

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
from wardbridge.schedule.domain.freezing import Key, differs, key_of
from wardbridge.schedule.models import Placement, Version, Waiver


@dataclass(frozen=True, slots=True)
class Gap:
    """A school's learners in a hospital that no agreement covers, from the first day to the last of them."""

    school: Organisation
    hospital: Organisation
    first: date
    last: date
    learners: int


def gaps_of(round_: Round, rows: Iterable[Placement], before: Mapping[Key, Placement]) -> list[Gap]:
    """The gaps of what would be made or changed, without those waived in this round; by school and hospital."""
    changed = [one for one in rows if (old := before.get(key_of(one))) is None or differs(old, one)]
    schools = dict(
        Enrolment.unscoped.filter(participations__round=round_).values_list("pk", "programme__school").distinct()
    )
    sites = dict(Department.objects.filter(rounds=round_).values_list("pk", "site__organisation"))
    needs = {
        (one.enrolment_id, Need(schools[one.enrolment_id], sites[one.department_id], one.first, one.last))
        for one in changed
    }
    waived = set(Waiver.unscoped.filter(version__round=round_).values_list("school", "hospital"))
    missing = {one for one in uncovered(need for _, need in needs) if (one.school, one.hospital) not in waived}
    found: dict[tuple[int, int], list[tuple[int, Need]]] = {}
    for learner, need in needs:
        if need in missing:
            found.setdefault((need.school, need.hospital), []).append((learner, need))
    known = Organisation.objects.in_bulk({pk for pair in found for pk in pair})
    return [
        Gap(
            known[school],
            known[hospital],
            min(need.first for _, need in rows_),
            max(need.last for _, need in rows_),
            len({learner for learner, _ in rows_}),
        )
        for (school, hospital), rows_ in sorted(found.items())
    ]


def waive(actor: Actor, version: Version, gaps: Iterable[Gap], reason: str) -> None:
    """Keep that `actor` let these gaps pass, in the transaction that publishes."""
    rows = [
        Waiver(version=version, school=one.school, hospital=one.hospital, actor=actor.user, reason=reason.strip())
        for one in gaps
    ]
    Waiver.unscoped.bulk_create(rows)
    said = [{"school": one.school.code, "hospital": one.hospital.code, "learners": one.learners} for one in gaps]
    audit.record(actor=actor, verb="schedule.waive", target=version, after={"reason": reason.strip(), "gaps": said})
