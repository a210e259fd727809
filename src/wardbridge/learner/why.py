"""Why a learner is where he is: his own explanations beside his weeks."""

from __future__ import annotations

from collections.abc import Sequence

from wardbridge.core.actors import Actor
from wardbridge.people.models import Person
from wardbridge.planning.queries.explanations import holds, own_published
from wardbridge.planning.queries.names import names_of
from wardbridge.ui.schedules import Schedule
from wardbridge.ui.why import Part, parts_of


def with_reasons(actor: Actor, person: Person, schedules: Sequence[Schedule]) -> list[tuple[Schedule, list[Part]]]:
    """Each schedule with its explanation; an empty one where the rotation was changed since, or none was kept."""
    kept = {row.participant.enrolment_id: row for row in own_published(actor)} if schedules else {}
    found: list[tuple[Schedule, list[Part]]] = []
    for one in schedules:
        row = kept.get(one.enrolment.pk)
        blocks = [(placement.department.code, placement.periods) for placement in one.placements]
        if row is None or row.participant.round_id != one.round.pk or not holds(row, blocks):
            found.append((one, []))
            continue
        names = names_of(one.round) | {one.enrolment.code: person.full_name}
        found.append((one, parts_of(row, one.round, names)))
    return found
