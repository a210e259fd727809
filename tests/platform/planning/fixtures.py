"""Fixtures of the tiny round, for the tests of planning and schedule."""

from __future__ import annotations

import pytest

from tests.platform.agreements.papers import cover
from tests.platform.personas import Organisations, Persona
from tests.platform.planning import tiny
from wardbridge.planning.domain import drafts, imports
from wardbridge.planning.models import Draft, Participant, Round


@pytest.fixture
def tiny_round(organisations: Organisations, coordinator: Persona) -> Round:
    """The tiny round, imported by the authority's coordinator; its hospital and school belong to his province."""
    for one in (organisations.hospital,):
        one.parent = organisations.authority
        one.save()
    round_ = imports.apply(actor=coordinator.actor, owner=organisations.authority, book=tiny.book())
    cover(round_)
    return round_


@pytest.fixture
def draft(tiny_round: Round, coordinator: Persona) -> Draft:
    """A draft with the tiny plan."""
    return drafts.open_from_plan(actor=coordinator.actor, round=tiny_round, plan=tiny.plan())


def participant(round_: Round, code: str) -> Participant:
    """The participant with this student code."""
    found: Participant = Participant.objects.select_related("enrolment__person", "round").get(
        round=round_, enrolment__code=code
    )
    return found
