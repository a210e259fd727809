"""A learner's swap page: who may be asked, by whom, and what strangers find (nothing)."""

from __future__ import annotations

from uuid import uuid4

import pytest

from tests.platform import personas
from tests.platform.personas import Persona
from tests.platform.published import Published
from wardbridge.planning.models import Participant
from wardbridge.schedule.enums import SwapState
from wardbridge.schedule.models import SwapRequest

INDEX, ASK = "/learner/swaps/", "/learner/swaps/ask/"


@pytest.fixture
def partner(published: Published) -> Persona:
    """SV3, of the learner's programme."""
    return personas.link(personas.make_persona("partner"), published.world.person("A-SV3"))


@pytest.fixture
def swap(learner: Persona, partner: Persona, published: Published) -> SwapRequest:
    """The learner has asked SV3."""

    def part(code: str) -> Participant:
        return Participant.objects.get(round=published.round, enrolment=published.world.learners[code])

    return SwapRequest.unscoped.create(
        round=published.round, asker=part("A-SV1"), other=part("A-SV3"), reason="Nearer to home"
    )


def state(swap: SwapRequest) -> str:
    return SwapRequest.unscoped.get(pk=swap.pk).state


def test_those_of_the_programme_may_be_asked(learner: Persona, published: Published) -> None:
    page = learner.client.get(INDEX).content.decode()
    assert "SV3" in page
    assert "Đào" not in page


def test_another_programme_can_not_be_asked(learner: Persona, published: Published) -> None:
    other = published.world.learners["B-SV9"]
    answer = learner.client.post(ASK, {"round": str(published.round.uid), "other": str(other.uid)})
    assert answer.status_code == 404
    assert SwapRequest.unscoped.count() == 0


@pytest.mark.parametrize("asked", [{}, {"round": "x", "other": "y"}, {"round": str(uuid4()), "other": str(uuid4())}])
def test_nonsense_is_not_found(asked: dict[str, str], learner: Persona, published: Published) -> None:
    assert learner.client.post(ASK, asked).status_code == 404


def test_the_one_asked_sees_it_first_and_may_decline(partner: Persona, swap: SwapRequest) -> None:
    assert "asks to change places with you" in partner.client.get("/learner/").content.decode()
    partner.client.post(f"/learner/swaps/{swap.uid}/answer/", {"agree": "no"})
    assert state(swap) == SwapState.REFUSED


def test_the_asker_may_withdraw_once(learner: Persona, swap: SwapRequest) -> None:
    browser = learner.client
    browser.post(f"/learner/swaps/{swap.uid}/withdraw/")
    assert state(swap) == SwapState.WITHDRAWN
    page = browser.post(f"/learner/swaps/{swap.uid}/withdraw/", follow=True).content.decode()
    assert "flash-error" in page


def test_the_asker_can_not_answer_himself(learner: Persona, swap: SwapRequest) -> None:
    assert learner.client.post(f"/learner/swaps/{swap.uid}/answer/", {"agree": "yes"}).status_code == 404
    assert state(swap) == SwapState.ASKED


@pytest.mark.parametrize("who", ["stranger", "school_office", "ward_supervisor", "coordinator"])
@pytest.mark.parametrize("act", ["answer", "withdraw"])
def test_nobody_else_touches_a_request(who: str, act: str, request: pytest.FixtureRequest, swap: SwapRequest) -> None:
    persona: Persona = request.getfixturevalue(who)
    assert persona.client.post(f"/learner/swaps/{swap.uid}/{act}/").status_code == 404
    assert state(swap) == SwapState.ASKED
