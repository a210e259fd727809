"""Quotas of agreements, schools of a site and places to sleep, in the same ledger as teachers and beds."""

from __future__ import annotations

import pytest

from tests.platform.personas import Organisations, Persona
from tests.platform.planning import tiny
from tests.platform.schedule import overlap
from wardbridge.agreements.enums import Exchanged
from wardbridge.agreements.models import Agreement, Quota
from wardbridge.capacity.models import Limit
from wardbridge.cohorts.models import Enrolment
from wardbridge.institutions.models import Site
from wardbridge.planning.domain import drafts
from wardbridge.planning.domain.problems import compiled
from wardbridge.planning.models import Draft, Round
from wardbridge.schedule.domain import publishing
from wardbridge.schedule.domain.places import PlacesTaken


def quota(round_: Round, people: int) -> Quota:
    """The agreement of the round's school states so many students in the round's year."""
    school = round_.programmes(manager="unscoped").get().school
    agreement = Agreement.unscoped.get(owner=school)
    host = round_.sites.get().organisation
    return Quota.unscoped.create(
        agreement=agreement, sender=school, host=host, who=Exchanged.STUDENT, year=2027, people=people
    )


def conflicts(draft: Draft, persona: Persona) -> list[tuple[str, int, int, int]]:
    with pytest.raises(PlacesTaken) as refused:
        publishing.publish(actor=persona.actor, draft=draft)
    return [(one.limit.kind, one.limit.amount, one.taken, one.missing) for one in refused.value.conflicts]


def test_an_agreement_quota_counts_people_once_a_year(draft: Draft, coordinator: Persona) -> None:
    row = quota(draft.round, 3)
    assert conflicts(draft, coordinator) == [("quota", 3, 0, 1)]
    Quota.unscoped.filter(pk=row.pk).update(people=4)
    publishing.publish(actor=coordinator.actor, draft=draft)
    limit = Limit.objects.get(kind="quota", organisation__isnull=False)
    assert [(claim.amount, len(claim.names)) for claim in limit.claims.all()] == [(4, 4)]


def test_a_site_of_few_schools_takes_no_third_university(organisations: Organisations, coordinator: Persona) -> None:
    rounds = [
        overlap.import_round(overlap.second_book(f"R{n}", f"B{n}", f"Trường {n}"), organisations, coordinator)
        for n in range(3)
    ]
    Site.objects.update(few_schools=True)
    made = [
        drafts.open_from_plan(actor=coordinator.actor, round=round_, plan=overlap.plan(0, 1, ngoai=2, learner=f"B{n}"))
        for n, round_ in enumerate(rounds)
    ]
    for draft in made[:2]:
        publishing.publish(actor=coordinator.actor, draft=draft)
    assert set(conflicts(made[2], coordinator)) == {("schools", 2, 2, 1)}
    problem = compiled(rounds[2]).problem
    assert [(one.universities, one.colleges) for one in problem.few_schools] == [(2, 1)]


def test_places_to_sleep_are_counted_by_sort_of_room(draft: Draft, coordinator: Persona) -> None:
    Site.objects.update(housing=4, housing_women=1)
    Enrolment.unscoped.filter(code__in=["SV1", "SV2"]).update(housing="women")
    found = conflicts(draft, coordinator)
    assert set(found) == {("housing", 1, 0, 1)}
    Site.objects.update(housing_women=2)
    publishing.publish(actor=coordinator.actor, draft=draft)
    first = Limit.objects.get(kind="housing", scope="women", first=tiny.MONDAY)
    assert [claim.amount for claim in first.claims.all()] == [2]
