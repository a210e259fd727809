"""Whatever people do in whatever order on a tiny round, the invariants hold: draft, move, take back, lock, publish."""

from __future__ import annotations

import contextlib
from collections import Counter
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from tests.platform.agreements.papers import cover
from tests.platform.planning import tiny
from wardbridge.capacity.models import Limit
from wardbridge.core.actors import Actor
from wardbridge.core.errors import Refused
from wardbridge.core.models import Organisation
from wardbridge.planning.domain import drafts, imports
from wardbridge.planning.domain.drafts import BlockRef, Exchange, Impossible, MoveTo
from wardbridge.planning.enums import DraftState
from wardbridge.planning.models import Draft, Participant
from wardbridge.schedule.domain import freezing, publishing
from wardbridge.schedule.models import Placement, Version

CODES = st.sampled_from(tiny.LEARNERS)
REQUIREMENTS = st.sampled_from(["tim", "ngoai"])
DISCIPLINE = {"tim": "cardiology", "ngoai": "surgery"}


class Desk(RuleBasedStateMachine):
    """One office at its desk; the versions seen are remembered to see that they never change."""

    def __init__(self) -> None:
        super().__init__()
        self.example = transaction.atomic()
        self.example.__enter__()
        self.actor = Actor.system()
        owner = Organisation.objects.create(code="syt-thu", kind="authority", name_vi="Sở Y tế Thử", synthetic=True)
        self.round = imports.apply(actor=self.actor, owner=owner, book=tiny.book())
        cover(self.round)
        first = drafts.open_from_plan(actor=self.actor, round=self.round, plan=tiny.plan())
        self.draft = first.pk
        self.rows = dict(Participant.objects.filter(round=self.round).values_list("enrolment__code", "pk"))
        self.seen: dict[int, str] = {}

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.example.__exit__(None, None, None)

    def open_draft(self) -> Draft:
        return Draft.unscoped.select_related("round").get(pk=self.draft)

    def ref(self, code: str, requirement: str) -> BlockRef:
        return BlockRef(self.rows[code], requirement, DISCIPLINE[requirement])

    @rule(code=CODES, requirement=REQUIREMENTS, first=st.integers(-1, 4), group=st.booleans())
    def move(self, code: str, requirement: str, first: int, group: bool) -> None:
        draft = self.open_draft()
        change = MoveTo(self.ref(code, requirement), None, first, group)
        tried = drafts.try_move(actor=self.actor, draft=draft, change=change)
        if tried.impossible:
            with pytest.raises(Impossible):
                drafts.move(actor=self.actor, draft=draft, change=change, version=draft.version)
            return
        done = drafts.move(actor=self.actor, draft=draft, change=change, version=draft.version)
        assert (done.verdict.new, done.verdict.violations) == (tried.new, tried.violations)
        assert done.draft.version == draft.version + 1

    @rule(one=CODES, other=CODES, requirement=REQUIREMENTS)
    def exchange(self, one: str, other: str, requirement: str) -> None:
        draft = self.open_draft()
        change = Exchange(self.ref(one, requirement), self.ref(other, requirement))
        drafts.move(actor=self.actor, draft=draft, change=change, version=draft.version)

    @rule(forward=st.booleans())
    def undo_or_redo(self, forward: bool) -> None:
        draft = self.open_draft()
        verb: Any = drafts.redo if forward else drafts.undo
        with contextlib.suppress(drafts.NothingToUndo):
            verb(actor=self.actor, draft=draft, version=draft.version)

    @rule()
    def undo_and_redo_are_inverse(self) -> None:
        draft = self.open_draft()
        before = drafts.judge_draft(draft).plan
        with contextlib.suppress(drafts.NothingToUndo):
            moved = drafts.undo(actor=self.actor, draft=draft, version=draft.version)
            drafts.redo(actor=self.actor, draft=draft, version=moved.draft.version)
        assert drafts.judge_draft(self.open_draft()).plan == before

    @rule(code=CODES, requirement=REQUIREMENTS)
    def stale(self, code: str, requirement: str) -> None:
        draft = self.open_draft()
        change = MoveTo(self.ref(code, requirement), None, 0)
        with contextlib.suppress(drafts.Stale):
            drafts.move(actor=self.actor, draft=draft, change=change, version=draft.version - 1)
            raise AssertionError("an older version was overwritten")

    @rule()
    def publish(self) -> None:
        draft = self.open_draft()
        broken = bool(drafts.judge_draft(draft).violations)
        try:
            with transaction.atomic():
                done = publishing.publish(actor=self.actor, draft=draft, reason="thử")
        except Refused as refused:
            codes = {one.code for one in refused.reasons}
            assert ("rules-broken" in codes) == broken
            assert codes <= {"rules-broken", "same-as-before"}
        else:
            assert not broken
            self.draft = done.next_draft.pk
            self.seen[done.version.pk] = done.version.digest

    @invariant()
    def no_learner_is_in_two_places(self) -> None:
        weeks = Counter(
            (one.enrolment_id, period)
            for one in Placement.unscoped.filter(version__current_for__isnull=False)
            for period in one.periods
        )
        assert all(count == 1 for count in weeks.values())

    @invariant()
    def no_limit_is_oversold(self) -> None:
        for limit in Limit.objects.prefetch_related("claims"):
            assert sum(claim.amount for claim in limit.claims.all()) <= limit.amount

    @invariant()
    def versions_never_change(self) -> None:
        for version in Version.unscoped.filter(pk__in=self.seen):
            assert version.digest == self.seen[version.pk]
            assert freezing.intact(version)

    @invariant()
    def one_draft_is_open(self) -> None:
        assert self.open_draft().state == DraftState.OPEN
        assert Draft.unscoped.filter(round=self.round, state=DraftState.OPEN).count() == 1


@pytest.mark.django_db
def test_the_desk() -> None:
    """The machine, each example in a transaction of its own that is rolled back."""
    checks = list(HealthCheck)
    run_state_machine_as_test(
        Desk,
        settings=settings(
            derandomize=True, max_examples=12, stateful_step_count=15, deadline=None, suppress_health_check=checks
        ),
    )
