"""Publishing: what it refuses, what it freezes, whom it tells, and what a new version does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.platform.agreements.papers import cover
from tests.platform.personas import Persona, link, make_persona
from tests.platform.planning import tiny
from tests.platform.planning.fixtures import participant
from wardbridge.capacity.models import Claim, Limit
from wardbridge.core.domain import outbox_delivery
from wardbridge.core.errors import Refused
from wardbridge.core.models import RowIsFinal
from wardbridge.notices.models import Delivery, Notice
from wardbridge.planning.bridge import Plan
from wardbridge.planning.domain import drafts, imports
from wardbridge.planning.domain.drafts import BlockRef, MoveTo
from wardbridge.planning.enums import DraftState
from wardbridge.planning.models import Draft, Round
from wardbridge.schedule.domain import freezing, publishing
from wardbridge.schedule.domain.publishing import Published
from wardbridge.schedule.models import Current, Placement, PlacementSupervisor, Version
from wardbridge.schedule.queries import current


def published(draft: Draft, persona: Persona, reason: str = "") -> Published:
    return publishing.publish(actor=persona.actor, draft=draft, reason=reason)


def moved(draft: Draft, persona: Persona, code: str, first: int) -> None:
    block = BlockRef(participant(draft.round, code).pk, "ngoai", "surgery")
    drafts.move(actor=persona.actor, draft=draft, change=MoveTo(block, None, first), version=draft.version)
    draft.refresh_from_db()


def test_the_first_version(draft: Draft, coordinator: Persona) -> None:
    done = published(draft, coordinator)
    draft.refresh_from_db()
    assert (done.version.number, draft.state, done.next_draft.state) == (1, DraftState.FROZEN, DraftState.OPEN)
    assert Placement.unscoped.filter(version=done.version).count() == 8
    assert Current.objects.get(round=draft.round).version == done.version
    assert freezing.intact(done.version)
    first = Placement.unscoped.get(enrolment__code="SV1", requirement="tim")
    assert (first.first, first.last) == (date(2027, 3, 1), date(2027, 3, 14))
    guides = PlacementSupervisor.objects.filter(placement=first).values_list("supervisor__code", flat=True)
    assert list(guides) == ["GV1"]


def test_what_breaks_a_rule_is_not_published(draft: Draft, coordinator: Persona) -> None:
    moved(draft, coordinator, "SV1", 0)
    with pytest.raises(Refused) as refused:
        published(draft, coordinator)
    assert [one.code for one in refused.value.reasons] == ["rules-broken"]
    assert not Version.unscoped.exists()
    assert not Claim.objects.exists()


def test_an_empty_draft_is_not_published(tiny_round: Round, coordinator: Persona) -> None:
    empty = drafts.open_from_plan(actor=coordinator.actor, round=tiny_round, plan=Plan(()))
    with pytest.raises(Refused):
        published(empty, coordinator)


def test_a_published_version_never_changes(draft: Draft, coordinator: Persona) -> None:
    version = published(draft, coordinator).version
    placement = Placement.unscoped.filter(version=version).first()
    assert placement is not None
    for act in (
        placement.save,
        placement.delete,
        version.save,
        version.delete,
        Placement.unscoped.filter(version=version).delete,
        lambda: Placement.unscoped.filter(version=version).update(requirement="x"),
        PlacementSupervisor.objects.all().delete,
        lambda: Version.unscoped.update(reason="x"),
    ):
        with pytest.raises(RowIsFinal):
            act()
    assert freezing.intact(version)


def test_a_change_behind_our_back_shows(draft: Draft, coordinator: Persona) -> None:
    version = published(draft, coordinator).version
    with connection.cursor() as cursor:
        cursor.execute("UPDATE schedule_placement SET periods = '[0]' WHERE version_id = %s", [version.pk])
    assert not freezing.intact(version)


def test_a_new_version_needs_a_reason_and_keeps_events(draft: Draft, coordinator: Persona) -> None:
    done = published(draft, coordinator)
    before = {freezing.key_of(one): one for one in Placement.unscoped.filter(version=done.version)}
    moved(done.next_draft, coordinator, "SV1", 3)
    with pytest.raises(Refused) as refused:
        published(done.next_draft, coordinator)
    assert [one.code for one in refused.value.reasons] == ["reason-needed"]
    second = published(done.next_draft, coordinator, "Khoa sửa chữa")
    after = {freezing.key_of(one): one for one in Placement.unscoped.filter(version=second.version)}
    assert {key: one.series for key, one in before.items()} == {key: one.series for key, one in after.items()}
    assert sorted(one.sequence for one in after.values()) == [0] * 7 + [1]
    assert Current.objects.get(round=draft.round).version == second.version
    assert freezing.intact(done.version)


def test_the_same_schedule_is_not_published_twice(draft: Draft, coordinator: Persona) -> None:
    done = published(draft, coordinator)
    with pytest.raises(Refused) as refused:
        published(done.next_draft, coordinator, "lại")
    assert [one.code for one in refused.value.reasons] == ["same-as-before"]
    with pytest.raises(drafts.Frozen):
        published(draft, coordinator)


def test_who_changed_it_meanwhile_is_noticed(draft: Draft, coordinator: Persona) -> None:
    moved(draft, coordinator, "SV1", 3)
    with pytest.raises(drafts.Stale):
        publishing.publish(actor=coordinator.actor, draft=draft, version=1)


def test_places_are_taken_and_others_find_them_taken(draft: Draft, coordinator: Persona) -> None:
    published(draft, coordinator)
    for limit in Limit.objects.all():
        assert sum(limit.claims.values_list("amount", flat=True)) <= limit.amount
    offer = Limit.objects.get(kind="offer", department__code="TM", first=tiny.MONDAY, shift="morning")
    assert [claim.amount for claim in offer.claims.all()] == [2]


def test_places_that_others_hold_are_refused_with_what_binds(draft: Draft, coordinator: Persona) -> None:
    from wardbridge.capacity.domain import ledger
    from wardbridge.capacity.domain.limits import set_limits
    from wardbridge.planning.domain import loads

    set_limits(loads.limits_of(draft.round).figures)
    beds = Limit.objects.get(kind="beds", department__code="TM", first=tiny.MONDAY, shift="afternoon")
    ledger.take(holder="round:other", wants={beds.pk: beds.amount - 1})
    with pytest.raises(Refused) as refused:
        published(draft, coordinator)
    assert [(one.code, one.params["missing"]) for one in refused.value.reasons] == [("places-taken", 1)]
    assert not Version.unscoped.exists()


def test_nobody_is_in_two_places(draft: Draft, coordinator: Persona) -> None:
    """Invariant 1 across rounds: the second round that places a learner in the same weeks is refused."""
    published(draft, coordinator)
    book = tiny.book()
    other = replace(book, round=replace(book.round, code="TINY-2"))
    round_ = imports.apply(actor=coordinator.actor, owner=draft.round.owner, book=other)
    cover(round_)
    second = drafts.open_from_plan(actor=coordinator.actor, round=round_, plan=tiny.plan())
    with pytest.raises(Refused) as refused:
        published(second, coordinator)
    assert {one.code for one in refused.value.reasons} == {"two-places"}


def test_everyone_touched_is_told_what_changed_for_him(
    draft: Draft, coordinator: Persona, hospital_office: Persona, learner_of: Callable[[str], Persona]
) -> None:
    mine, other = learner_of("SV1"), learner_of("SV3")
    done = published(draft, coordinator)
    outbox_delivery.dispatch()
    kinds = Notice.unscoped.values_list("kind", flat=True)
    assert list(kinds.filter(user=mine.user)) == ["schedule.published.learner"]
    assert list(kinds.filter(user=hospital_office.user)) == ["schedule.published.office"]
    assert Delivery.objects.filter(address="sv2@example.org").count() == 1
    moved(done.next_draft, coordinator, "SV1", 3)
    published(done.next_draft, coordinator, "Khoa sửa chữa")
    outbox_delivery.dispatch()
    last = Notice.unscoped.filter(user=mine.user).first()
    assert last is not None
    assert (last.kind, last.params["reason"]) == ("schedule.changed.learner", "Khoa sửa chữa")
    assert Notice.unscoped.filter(user=other.user).count() == 1


@pytest.fixture
def learner_of(draft: Draft) -> Callable[[str], Persona]:
    def make(code: str) -> Persona:
        return link(make_persona(code.lower()), participant(draft.round, code).enrolment.person)

    return make


def test_each_sees_what_is_his(
    draft: Draft, coordinator: Persona, hospital_office: Persona, stranger: Persona, authority_viewer: Persona
) -> None:
    published(draft, coordinator)
    himself = link(make_persona("sv1"), participant(draft.round, "SV1").enrolment.person)
    everyone = (himself, hospital_office, coordinator, stranger, authority_viewer)
    assert [current.bare(one.actor).count() for one in everyone] == [2, 8, 8, 0, 0]


def test_only_who_runs_the_round_publishes(draft: Draft, hospital_office: Persona) -> None:
    with pytest.raises(PermissionDenied):
        published(draft, hospital_office)


def test_lists_take_the_same_queries_for_one_row_and_for_more(draft: Draft, coordinator: Persona) -> None:
    published(draft, coordinator)

    def queries(most: int) -> int:
        with CaptureQueriesContext(connection) as caught:
            for one in current.placements(coordinator.actor)[:most]:
                [row.supervisor.person.full_name for row in one.supervisor_rows.all()]
                str(one.enrolment.programme.school.name + one.department.site.name)
        return len(caught)

    assert queries(1) == queries(3)
