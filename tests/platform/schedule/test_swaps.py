"""Two learners change places: both agree, the checker and the office allow, a new version says it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied

from tests.platform.personas import Persona, link, make_persona
from tests.platform.planning.fixtures import participant
from wardbridge.core.errors import Refused
from wardbridge.planning.models import Draft
from wardbridge.schedule.domain import publishing, swaps
from wardbridge.schedule.enums import SwapState
from wardbridge.schedule.models import Placement, Version

People = Callable[[str], Persona]


@pytest.fixture
def people(draft: Draft, coordinator: Persona) -> People:
    """Learners of the published tiny round, by student code."""
    publishing.publish(actor=coordinator.actor, draft=draft)
    codes = ("SV1", "SV2", "SV3", "SV4")
    known = {code: link(make_persona(code.lower()), participant(draft.round, code).enrolment.person) for code in codes}
    return known.__getitem__


def weeks(draft: Draft, code: str) -> list[list[int]]:
    rows = Placement.unscoped.filter(version__current_for__round=draft.round, enrolment__code=code)
    return [one.periods for one in rows.order_by("requirement")]


def test_the_whole_way(draft: Draft, people: People, coordinator: Persona) -> None:
    one, other = participant(draft.round, "SV1"), participant(draft.round, "SV3")
    before = weeks(draft, "SV1"), weeks(draft, "SV3")
    swap = swaps.ask(actor=people("SV1").actor, asker=one, other=other, reason="Gần nhà")
    swap = swaps.answer(actor=people("SV3").actor, swap=swap, agree=True)
    assert swap.verdict["allowed"]
    swap = swaps.decide(actor=coordinator.actor, swap=swap, allow=True)
    assert (swap.state, swap.version and swap.version.number) == (SwapState.ALLOWED, 2)
    assert (weeks(draft, "SV3"), weeks(draft, "SV1")) == before


def test_a_locked_learner_is_refused_by_the_checker(draft: Draft, people: People, coordinator: Persona) -> None:
    one, other = participant(draft.round, "SV1"), participant(draft.round, "SV4")
    swap = swaps.ask(actor=people("SV1").actor, asker=one, other=other)
    swap = swaps.answer(actor=people("SV4").actor, swap=swap, agree=True)
    assert not swap.verdict["allowed"]
    with pytest.raises(Refused) as refused:
        swaps.decide(actor=coordinator.actor, swap=swap, allow=True)
    assert [one.code for one in refused.value.reasons] == ["swap-rules"]
    assert Version.unscoped.count() == 1
    assert swaps.decide(actor=coordinator.actor, swap=swap, allow=False).state == SwapState.REFUSED


def test_nobody_answers_for_another(draft: Draft, people: People, coordinator: Persona) -> None:
    one, other = participant(draft.round, "SV1"), participant(draft.round, "SV3")
    with pytest.raises(PermissionDenied):
        swaps.ask(actor=people("SV3").actor, asker=one, other=other)
    swap = swaps.ask(actor=people("SV1").actor, asker=one, other=other)
    with pytest.raises(PermissionDenied):
        swaps.answer(actor=people("SV1").actor, swap=swap, agree=True)
    with pytest.raises(PermissionDenied):
        swaps.withdraw(actor=people("SV3").actor, swap=swap)
    with pytest.raises(PermissionDenied):
        swaps.decide(actor=people("SV1").actor, swap=swap, allow=True)
    with pytest.raises(Refused):
        swaps.decide(actor=coordinator.actor, swap=swap, allow=True)


def test_one_request_at_a_time_and_taken_back(draft: Draft, people: People) -> None:
    one, other = participant(draft.round, "SV1"), participant(draft.round, "SV3")
    swap = swaps.ask(actor=people("SV1").actor, asker=one, other=other)
    with pytest.raises(Refused):
        swaps.ask(actor=people("SV3").actor, asker=other, other=one)
    with pytest.raises(Refused):
        swaps.ask(actor=people("SV1").actor, asker=one, other=one)
    assert swaps.withdraw(actor=people("SV1").actor, swap=swap).state == SwapState.WITHDRAWN
    assert swaps.ask(actor=people("SV3").actor, asker=other, other=one).state == SwapState.ASKED


def test_who_fits(draft: Draft, people: People) -> None:
    found = swaps.fitting(actor=people("SV1").actor, asker=participant(draft.round, "SV1"))
    assert [one.enrolment.code for one in found] == ["SV4", "SV2", "SV3"]
