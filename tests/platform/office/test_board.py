"""The board's answers: verdicts, moves, undo, locks, conflicts, and a query count that does not grow."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.platform.office.rounds import Desk, book, make_desk
from tests.platform.personas import Organisations, Persona
from wardbridge.planning.models import Block, Lock


def post(desk: Desk, act: str, **body: Any) -> Any:
    return browser(desk).post(f"{desk.draft_address}{act}/", body, content_type="application/json")


def browser(desk: Desk) -> Client:
    return desk.coordinator.client


def periods(desk: Desk, code: str, requirement: str = "R-NOI") -> list[int]:
    found: list[int] = Block.objects.get(
        draft=desk.draft, participant__enrolment__code=code, requirement=requirement
    ).periods
    return found


def other_block(desk: Desk) -> str:
    """What M3 does while M1 is in medicine."""
    return desk.block("M3", "R-NGO", "surgery")


def test_board_is_a_table_of_weeks_and_learners(desk: Desk) -> None:
    page = browser(desk).get(desk.address("board/")).content.decode()

    assert '<table class="board-table"' in page
    assert "Nguyễn Văn Số M1" in page
    assert page.count('data-block="R-NOI/internal/0"') == 3 * 2


def test_name_filter_knows_no_diacritics(desk: Desk) -> None:
    page = browser(desk).get(desk.address("board/"), {"q": "so m2"}).content.decode()

    assert "Nguyễn Văn Số M2" in page
    assert "Nguyễn Văn Số M1" not in page


def test_targets_tell_each_place_and_week(desk: Desk) -> None:
    answer = post(desk, "targets", block=desk.block("M3")).json()

    assert answer["ok"]
    assert answer["weeks"] == 2
    assert answer["week"] == 2
    assert {choice["week"] for choice in answer["choices"]} == {0, 1, 2, 3}
    assert not next(choice for choice in answer["choices"] if choice["week"] == 0)["ok"]


def test_check_writes_nothing(desk: Desk) -> None:
    answer = post(desk, "check", block=desk.block("M1"), partner=other_block(desk)).json()

    assert answer["ok"]
    desk.draft.refresh_from_db()
    assert desk.draft.version == 1
    assert periods(desk, "M1") == [0, 1]


def test_exchange_then_undo_then_redo(desk: Desk) -> None:
    moved = post(desk, "move", block=desk.block("M1"), partner=other_block(desk), revision=1).json()
    assert (moved["ok"], moved["revision"]) == (True, 2)
    assert periods(desk, "M1") == [2, 3]

    undone = post(desk, "undo", revision=2).json()
    assert undone["revision"] == 3
    assert periods(desk, "M1") == [0, 1]

    redone = post(desk, "redo", revision=3).json()
    assert redone["revision"] == 4
    assert periods(desk, "M1") == [2, 3]


def test_second_browser_gets_a_conflict_and_nothing_is_lost(desk: Desk) -> None:
    post(desk, "move", block=desk.block("M1"), week=2, revision=1)

    late = post(desk, "move", block=desk.block("M2"), week=2, revision=1)

    assert late.status_code == 409
    assert late.json()["stale"]
    assert periods(desk, "M2") == [0, 1]


def test_a_move_that_breaks_a_rule_is_made_and_says_so(desk: Desk) -> None:
    answer = post(desk, "move", block=desk.block("M3"), week=0, revision=1).json()

    assert not answer["ok"]
    assert answer["say"]
    assert periods(desk, "M3") == [0, 1]


def test_answer_carries_rows_head_loads_and_bar(desk: Desk) -> None:
    answer = post(desk, "move", block=desk.block("M3"), week=0, revision=1).json()

    kinds = {key.split("-")[0] for key in answer["html"]}
    assert kinds == {"learner", "group", "board"}
    assert {"board-loads", "board-bar"} <= set(answer["html"])


def test_lock_and_unlock(desk: Desk) -> None:
    assert post(desk, "lock", block=desk.block("M1"), revision=1).json()["ok"]
    assert Lock.objects.count() == 1

    late = post(desk, "lock", block=desk.block("M1"), revision=1)
    assert late.status_code == 409
    assert Lock.objects.count() == 1

    assert post(desk, "lock", block=desk.block("M1"), revision=2).json()["ok"]
    assert Lock.objects.count() == 0


@pytest.mark.parametrize("body", ["", "[]", "nonsense", '{"block": 7}', '{"block": "a/b"}', '{"block": "x"}'])
def test_what_the_board_would_not_send_is_404(desk: Desk, body: str) -> None:
    response = browser(desk).post(f"{desk.draft_address}move/", body, content_type="application/json")

    assert response.status_code == 404


def test_side_panel_explains_a_learner(desk: Desk) -> None:
    uid = desk.block("M1").split("/")[0]
    page = browser(desk).get(f"{desk.draft_address}learners/{uid}/", headers={"X-Requested-With": "fetch"})

    text = page.content.decode()
    assert "Nguyễn Văn Số M1" in text
    assert "<html" not in text


def queries(desk: Desk) -> int:
    client = browser(desk)
    client.get(desk.address("board/"))
    with CaptureQueriesContext(
        connection,
    ) as found:
        client.get(desk.address("board/"))
    return len(found)


def test_query_count_does_not_grow_with_learners(coordinator: Persona, organisations: Organisations) -> None:
    few = queries(make_desk(coordinator, organisations.authority))
    more = tuple(f"M{n}" for n in range(1, 10))
    many = queries(make_desk_again(coordinator, organisations, more))

    assert many == few


def make_desk_again(coordinator: Persona, organisations: Organisations, learners: tuple[str, ...]) -> Desk:
    """The same round imported with more learners and a further draft."""
    from wardbridge.planning.models import Run

    Run.unscoped.all().delete()
    return make_desk(coordinator, organisations.authority, of=book(learners=learners))


def test_a_great_board_fetches_the_rows_of_a_group_when_it_is_opened(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wardbridge.office.board.cells.MANY", 2)
    group = desk.round.participants.select_related("enrolment__group").first().enrolment.group  # type: ignore[union-attr]
    assert group is not None
    page = browser(desk).get(desk.address("board/")).content.decode()
    rows = browser(desk).get(f"{desk.draft_address}groups/{group.uid}/").content.decode()

    assert "data-learner" not in page
    assert rows.count("data-learner=") == 3
    assert browser(desk).get(f"{desk.draft_address}groups/none/").status_code == 404
    assert browser(desk).get(f"{desk.draft_address}groups/not-a-key/").status_code == 404
