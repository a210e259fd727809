"""People change a draft: tried first, written once, taken back, and never over somebody else's change."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from tests.platform.personas import Persona
from tests.platform.planning import tiny
from tests.platform.planning.fixtures import participant
from wardbridge.core import audit
from wardbridge.planning.bridge import Plan
from wardbridge.planning.domain import comparing, drafts, loads
from wardbridge.planning.domain.drafts import BlockRef, Exchange, MoveTo, verdicts
from wardbridge.planning.domain.problems import compiled, stamp_of
from wardbridge.planning.enums import DraftState
from wardbridge.planning.models import Block, Draft, Lock, Move, Round


def ref(round_: Round, code: str, requirement: str) -> BlockRef:
    discipline = {"tim": "cardiology", "ngoai": "surgery"}[requirement]
    return BlockRef(participant(round_, code).pk, requirement, discipline)


def periods(draft: Draft, code: str) -> dict[str, list[int]]:
    rows = Block.objects.filter(draft=draft, participant__enrolment__code=code)
    return dict(rows.values_list("requirement", "periods"))


def test_a_draft_holds_the_plan(draft: Draft) -> None:
    assert drafts.plan_of(draft, compiled(draft.round)).assignments == tuple(
        sorted(tiny.plan().assignments, key=lambda one: (one.learner, one.periods))
    )
    assert drafts.judge_draft(draft).violations == ()


def test_trying_writes_nothing(draft: Draft, coordinator: Persona) -> None:
    change = MoveTo(ref(draft.round, "SV1", "ngoai"), None, 0)
    verdict = drafts.try_move(actor=coordinator.actor, draft=draft, change=change)
    assert not verdict.allowed
    assert [one.rule for one in verdict.new] == ["offer-max"]
    assert periods(draft, "SV1") == {"tim": [0, 1], "ngoai": [2]}
    assert not Move.objects.exists()


def test_dropping_on_a_neighbour_turns_the_two(draft: Draft, coordinator: Persona) -> None:
    change = MoveTo(ref(draft.round, "SV1", "ngoai"), None, 0)
    moved = drafts.move(actor=coordinator.actor, draft=draft, change=change, version=1)
    assert periods(draft, "SV1") == {"tim": [1, 2], "ngoai": [0]}
    assert moved.draft.version == 2


def test_undo_and_redo(draft: Draft, coordinator: Persona) -> None:
    actor = coordinator.actor
    drafts.move(actor=actor, draft=draft, change=MoveTo(ref(draft.round, "SV1", "ngoai"), None, 3), version=1)
    drafts.undo(actor=actor, draft=draft, version=2)
    assert periods(draft, "SV1") == {"tim": [0, 1], "ngoai": [2]}
    drafts.redo(actor=actor, draft=draft, version=3)
    assert periods(draft, "SV1") == {"tim": [0, 1], "ngoai": [3]}
    with pytest.raises(drafts.NothingToUndo):
        drafts.redo(actor=actor, draft=draft, version=4)


def test_a_new_change_forgets_what_was_taken_back(draft: Draft, coordinator: Persona) -> None:
    actor, block = coordinator.actor, ref(draft.round, "SV1", "ngoai")
    drafts.move(actor=actor, draft=draft, change=MoveTo(block, None, 3), version=1)
    drafts.undo(actor=actor, draft=draft, version=2)
    drafts.move(actor=actor, draft=draft, change=MoveTo(block, None, 3), version=3)
    assert list(Move.objects.values_list("number", "undone")) == [(1, False)]


def test_two_browsers(draft: Draft, coordinator: Persona) -> None:
    actor, block = coordinator.actor, ref(draft.round, "SV1", "ngoai")
    drafts.move(actor=actor, draft=draft, change=MoveTo(block, None, 3), version=1)
    with pytest.raises(drafts.Stale) as stale:
        drafts.move(actor=actor, draft=draft, change=MoveTo(block, None, 2), version=1)
    assert stale.value.version == 2
    assert periods(draft, "SV1")["ngoai"] == [3]


def test_a_whole_group_moves(draft: Draft, coordinator: Persona) -> None:
    change = MoveTo(ref(draft.round, "SV1", "ngoai"), None, 3, whole_group=True)
    moved = drafts.move(actor=coordinator.actor, draft=draft, change=change, version=1)
    assert len(moved.verdict.touched) == 2
    assert periods(draft, "SV2")["ngoai"] == [3]


def test_two_learners_exchange_a_block(draft: Draft, coordinator: Persona) -> None:
    change = Exchange(ref(draft.round, "SV1", "tim"), ref(draft.round, "SV3", "tim"))
    drafts.move(actor=coordinator.actor, draft=draft, change=change, version=1)
    assert periods(draft, "SV1")["tim"] == [1, 2]
    assert periods(draft, "SV3")["tim"] == [0, 1]


def test_blocks_that_share_a_week_keep_their_lengths_when_one_moves(draft: Draft, coordinator: Persona) -> None:
    actor = coordinator.actor
    exchange = Exchange(ref(draft.round, "SV1", "tim"), ref(draft.round, "SV3", "tim"))
    drafts.move(actor=actor, draft=draft, change=exchange, version=1)
    assert periods(draft, "SV1") == {"tim": [1, 2], "ngoai": [2]}

    drafts.move(actor=actor, draft=draft, change=MoveTo(ref(draft.round, "SV1", "ngoai"), None, 1), version=2)

    assert periods(draft, "SV1") == {"tim": [1, 2], "ngoai": [1]}


@pytest.mark.parametrize(("requirement", "first", "code"), [("tim", 3, "outside-round"), ("tim", -1, "outside-round")])
def test_what_has_no_meaning_is_said(
    draft: Draft, coordinator: Persona, requirement: str, first: int, code: str
) -> None:
    change = MoveTo(ref(draft.round, "SV1", requirement), None, first)
    assert drafts.try_move(actor=coordinator.actor, draft=draft, change=change).impossible == code


def test_targets_name_every_place_and_week(draft: Draft, coordinator: Persona) -> None:
    found = drafts.targets(actor=coordinator.actor, draft=draft, block=ref(draft.round, "SV3", "ngoai"))
    assert [first for (_, first), verdict in sorted(found.items()) if verdict.allowed] == [0, 3]


def test_locks_hold_and_lift(draft: Draft, coordinator: Persona) -> None:
    block = ref(draft.round, "SV1", "ngoai")
    drafts.lock(actor=coordinator.actor, draft=draft, block=block, version=1)
    drafts.lock(actor=coordinator.actor, draft=draft, block=block, version=2)
    assert Lock.objects.filter(origin="board").count() == 1
    draft.refresh_from_db()
    verdict = drafts.try_move(actor=coordinator.actor, draft=draft, change=MoveTo(block, None, 3))
    assert "lock" in {one.rule for one in verdict.new}
    assert drafts.unlock(actor=coordinator.actor, draft=draft, block=block, version=draft.version) == 1
    draft.refresh_from_db()
    assert drafts.try_move(actor=coordinator.actor, draft=draft, change=MoveTo(block, None, 3)).allowed


def test_a_lock_on_what_the_reader_no_longer_sees_is_stale(draft: Draft, coordinator: Persona) -> None:
    actor, block = coordinator.actor, ref(draft.round, "SV1", "ngoai")
    drafts.move(actor=actor, draft=draft, change=MoveTo(block, None, 3), version=1)
    for verb in (drafts.lock, drafts.unlock):
        with pytest.raises(drafts.Stale):
            verb(actor=actor, draft=draft, block=block, version=1)
    assert not Lock.objects.filter(origin="board").exists()


def test_a_frozen_draft_does_not_change(draft: Draft, coordinator: Persona) -> None:
    Draft.unscoped.filter(pk=draft.pk).update(state=DraftState.FROZEN)
    with pytest.raises(drafts.Frozen):
        drafts.undo(actor=coordinator.actor, draft=draft, version=1)
    for verb in (drafts.lock, drafts.unlock):
        with pytest.raises(drafts.Frozen):
            verb(actor=coordinator.actor, draft=draft, block=ref(draft.round, "SV1", "ngoai"), version=1)


def test_who_does_not_run_the_round_changes_nothing(draft: Draft, stranger: Persona, authority_viewer: Persona) -> None:
    change = MoveTo(ref(draft.round, "SV1", "ngoai"), None, 3)
    for persona in (stranger, authority_viewer):
        with pytest.raises(PermissionDenied):
            drafts.move(actor=persona.actor, draft=draft, change=change, version=1)


def test_compare(draft: Draft, coordinator: Persona) -> None:
    actor = coordinator.actor
    other = drafts.open_copy(actor=actor, draft=draft)
    drafts.move(actor=actor, draft=other, change=MoveTo(ref(draft.round, "SV1", "ngoai"), None, 3), version=1)
    other.refresh_from_db()
    found = comparing.compare(actor=actor, before=draft, after=other)
    assert [one.participant for one in found.moved] == [participant(draft.round, "SV1").pk]
    assert sorted(found.loads.values()) == [(0, 1), (2, 1)]


def test_loads_say_what_binds(draft: Draft, coordinator: Persona) -> None:
    table = loads.of_draft(actor=coordinator.actor, draft=draft)
    surgery, cardiology = table.departments
    assert [(cell.load, cell.capacity) for cell in table.row(cardiology)] == [(2, 3), (3, 3), (2, 3), (1, 3)]
    assert [cell.binding and cell.binding.kind for cell in table.row(surgery)][:1] == ["offer"]


def test_an_empty_draft_is_judged(tiny_round: Round, coordinator: Persona) -> None:
    empty = drafts.open_from_plan(actor=coordinator.actor, round=tiny_round, plan=Plan(()))
    assert drafts.judge_draft(empty).points.unplaced == 12


@pytest.mark.django_db(transaction=True)
def test_what_a_move_found_is_not_worked_out_again(
    draft: Draft, coordinator: Persona, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page asks for the draft's figures right after the move; the judge has spoken by then."""
    change = MoveTo(ref(draft.round, "SV1", "ngoai"), None, 0)
    moved = drafts.move(actor=coordinator.actor, draft=draft, change=change, version=1)
    judge = verdicts.judge
    monkeypatch.delattr(verdicts, "judge")

    judged = drafts.judge_draft(moved.draft)

    assert judged == judge(judged.rotations, judged.round)


def test_limits_are_figured_once_for_the_same_data(draft: Draft, coordinator: Persona) -> None:
    first = loads.known_limits(draft.round, "1")

    assert loads.known_limits(draft.round, "1") is first
    assert loads.known_limits(draft.round, "2") is not first
    assert loads.of_draft(actor=coordinator.actor, draft=draft).departments == loads.table_of(first, []).departments


def test_sharing_learners_leaves_the_rounds_data_as_they_were(draft: Draft, coordinator: Persona) -> None:
    """Publishing shares learners with their hospitals; the next draft was told that its data had changed."""
    before = stamp_of(draft.round)
    member = participant(draft.round, "SV1")

    audit.record(actor=coordinator.actor, verb="enrolment.share", target=member.enrolment)
    shared = stamp_of(draft.round)
    audit.record(actor=coordinator.actor, verb="enrolment.update", target=member.enrolment)

    assert shared == before
    assert stamp_of(draft.round) != before
