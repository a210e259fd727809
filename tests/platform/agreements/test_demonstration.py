"""The sample's agreements: signed by posts alone, once, and covering the sample's placements."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from wardbridge.agreements.domain import watch
from wardbridge.agreements.enums import State
from wardbridge.agreements.models import Agreement, Party, Quota, Signature
from wardbridge.agreements.queries.coverage import Need, uncovered
from wardbridge.cli.demonstration import agreements, organisations
from wardbridge.core.enums import Level, OrganisationKind


@pytest.mark.django_db
def test_the_samples_agreements_cover_its_placements_and_are_made_once() -> None:
    organisations.authority()
    for _again in range(2):
        agreements.sign_all()
    assert Agreement.unscoped.filter(state=State.IN_FORCE).count() == 6
    assert {one.signatory for one in Party.unscoped.all()} == {""}
    assert {one.signatory for one in Signature.unscoped.all()} == {""}
    assert sorted(Quota.unscoped.values_list("people", flat=True)) == [71, 84, 115]
    watch.look(timezone.localdate())
    school = organisations.organisation(OrganisationKind.SCHOOL, organisations.SCHOOL[1])
    needs = [
        Need(
            school.pk,
            organisations.organisation(OrganisationKind.HOSPITAL, names[1]).pk,
            date(2025, 3, 3),
            date(2025, 5, 4),
            level=Level.UNIVERSITY,
        )
        for names in organisations.HOSPITALS
    ]
    assert not uncovered(needs)
