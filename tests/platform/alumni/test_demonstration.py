"""The second account's memory: entered once by the platform's verbs, every fact found in the rows."""

from __future__ import annotations

import pytest

from wardbridge.alumni.models import PastStay, Recipient
from wardbridge.cli.demonstration import ceremony, memory, organisations
from wardbridge.cli.demonstration.remembered import memory_facts
from wardbridge.people.models import Person


@pytest.mark.django_db
def test_the_accounts_memory_is_in_the_rows_and_entered_once() -> None:
    organisations.authority()
    ceremony.hold()
    for _again in range(2):
        memory.remember()
    facts = memory_facts()
    assert [fact.number for fact in facts] == [
        "B2", "B2", "B3", "B3", "B3", "B3", "B4", "B6", "B6", "B6", "B9", "B10", "B11",
    ]  # fmt: skip
    assert [(fact.number, fact.found) for fact in facts if not fact.holds] == []
    assert PastStay.unscoped.count() == memory.PEOPLE
    assert Person.unscoped.exclude(synthetic=True).count() == 0
    assert Recipient.unscoped.exclude(person=None).count() == 0
