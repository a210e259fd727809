"""Two learners change places: both agree, the checker and the office allow, a new version says it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from icalendar import Calendar

from tests.platform.personas import Persona, link, make_persona
from tests.platform.planning.fixtures import participant
from wardbridge.agreements.enums import State
from wardbridge.agreements.models import Agreement
from wardbridge.core.domain import outbox_delivery
from wardbridge.core.errors import Refused
from wardbridge.notices.models import Notice
from wardbridge.planning.domain import drafts
from wardbridge.planning.domain.drafts import BlockRef, MoveTo
from wardbridge.planning.enums import DraftState
from wardbridge.planning.models import Draft
from wardbridge.schedule.domain import publishing, swaps
from wardbridge.schedule.domain.warnings import warnings
from wardbridge.schedule.enums import SwapState
from wardbridge.schedule.models import Placement, SwapRequest, Version, Waiver

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


def allowed(people: People, coordinator: Persona, draft: Draft) -> None:
    """SV1 and SV3 exchange their rotations, by the verbs."""
    one, other = participant(draft.round, "SV1"), participant(draft.round, "SV3")
    swap = swaps.ask(actor=people("SV1").actor, asker=one, other=other)
    swap = swaps.answer(actor=people("SV3").actor, swap=swap, agree=True)
    swaps.decide(actor=coordinator.actor, swap=swap, allow=True)


def test_an_exchange_passes_the_door_of_agreements(draft: Draft, people: People, coordinator: Persona) -> None:
    """Refused while the agreement is suspended; on the page the office is then asked why all the same."""
    one, other = participant(draft.round, "SV1"), participant(draft.round, "SV3")
    swap = swaps.ask(actor=people("SV1").actor, asker=one, other=other)
    swap = swaps.answer(actor=people("SV3").actor, swap=swap, agree=True)
    Agreement.unscoped.update(state=State.SUSPENDED)
    client, page = coordinator.client, f"/office/rounds/{draft.round.uid}/swaps/"
    answer = client.post(f"{page}{swap.uid}/", {"decision": "allow"}, follow=True)
    assert 'name="waiver"' in answer.content.decode()
    assert Version.unscoped.count() == 1
    client.post(f"{page}{swap.uid}/", {"decision": "allow", "waiver": "Đang gia hạn"})
    assert Waiver.unscoped.get().reason == "Đang gia hạn"


def test_open_drafts_follow_an_exchange(draft: Draft, people: People, coordinator: Persona) -> None:
    """The draft that was open before the exchange would take it back when it is published."""
    following = Draft.unscoped.get(round=draft.round, state=DraftState.OPEN)
    allowed(people, coordinator, draft)
    exchanged = weeks(draft, "SV1"), weeks(draft, "SV3")
    row = participant(draft.round, "SV2").pk
    move = MoveTo(BlockRef(row, "ngoai", "surgery"), None, 3)
    drafts.move(actor=coordinator.actor, draft=following, change=move, version=following.version + 1)
    following = Draft.unscoped.get(pk=following.pk)
    done = publishing.publish(actor=coordinator.actor, draft=following, reason="Other work")
    assert (weeks(draft, "SV1"), weeks(draft, "SV3")) == exchanged
    assert "swap-undone" not in [one.code for one in done.warnings]


def test_a_draft_that_would_take_an_exchange_back_says_so(draft: Draft, people: People, coordinator: Persona) -> None:
    following = Draft.unscoped.get(round=draft.round, state=DraftState.OPEN)
    move = MoveTo(BlockRef(participant(draft.round, "SV1").pk, "ngoai", "surgery"), None, 3)
    drafts.move(actor=coordinator.actor, draft=following, change=move, version=following.version)
    allowed(people, coordinator, draft)
    following = Draft.unscoped.get(pk=following.pk)
    found = {one.code: one.params for one in warnings(actor=coordinator.actor, draft=following)}
    assert found["swap-undone"] == {"learners": "SV1, SV3"}


def test_from_the_learners_page_to_the_calendar(draft: Draft, people: People, coordinator: Persona) -> None:
    """Ask, agree and allow on the pages; both are told, and both calendars show the change as one."""
    asker, other = people("SV1"), people("SV3")
    outbox_delivery.dispatch()
    feed = asker.client.post("/learner/calendar/make/", follow=True).context["feed_address"].partition("testserver")[2]
    before = sequences(Client().get(feed).content)
    asked = {"round": str(draft.round.uid), "other": str(participant(draft.round, "SV3").enrolment.uid)}
    asker.client.post("/learner/swaps/ask/", asked | {"reason": "Gần nhà"})
    swap = SwapRequest.unscoped.get()
    for _ in range(2):  # a double press is one answer, one version
        other.client.post(f"/learner/swaps/{swap.uid}/answer/", {"agree": "yes"})
    for _ in range(2):
        coordinator.client.post(f"/office/rounds/{draft.round.uid}/swaps/{swap.uid}/", {"decision": "allow"})
    outbox_delivery.dispatch()
    assert Version.unscoped.filter(round=draft.round).count() == 2
    told = Notice.unscoped.values_list("kind", flat=True).order_by("pk")
    assert list(told.filter(user=asker.user))[-3:] == ["swap.answered", "swap.answered", "schedule.changed.learner"]
    assert list(told.filter(user=other.user))[-3:] == ["swap.asked", "swap.answered", "schedule.changed.learner"]
    after = sequences(Client().get(feed).content)
    assert before.keys() == after.keys()
    assert {(before[uid], after[uid]) for uid in after} == {(0, 1)}


def sequences(feed: bytes) -> dict[str, int]:
    return {str(one["uid"]): int(str(one["sequence"])) for one in Calendar.from_ical(feed).walk("VEVENT")}


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
