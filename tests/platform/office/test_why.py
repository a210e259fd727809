"""Why a learner is where he is on the board, and the ways out on the run's page."""

from __future__ import annotations

from typing import Any

import pytest

from tests.platform.office.rounds import Desk
from wardbridge.core.models import JobRun
from wardbridge.planning.bridge import Violation, violation_to_json
from wardbridge.planning.models import Explanation, Run

WISH = Violation("why-unmet", ("M1",), records=("internal",), params={"rank": 1})
FULL = Violation(
    "why-full", ("M1",), "NOI", "BV", (0, 1), 2, 2, params={"wanted": 3, "limit": "offer-max"}
)  # fmt: skip


def explain(desk: Desk, code: str, blocks: list[list[Any]]) -> None:
    who = desk.round.participants.get(enrolment__code=code)
    said = [violation_to_json(one) for one in (WISH, FULL)]
    Explanation.unscoped.create(run=desk.run, participant=who, said=said, blocks=blocks)


def panel(desk: Desk, code: str) -> str:
    who = desk.round.participants.select_related("enrolment").get(enrolment__code=code)
    answer = desk.coordinator.client.get(f"{desk.draft_address}learners/{who.enrolment.uid}/")
    return " ".join(answer.content.decode().split())


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "3 people ask for this; Medicine at Bệnh viện Nhỏ has 2 places in W1–W2"),
        ("vi", "3 người có nguyện vọng này; Nội tại Bệnh viện Nhỏ có 2 chỗ trong T1–T2"),
        ("fr", "3 personnes le demandent ; Médecine à Bệnh viện Nhỏ a 2 places en S1–S2"),
    ],
)
def test_the_side_panel_says_why_here(desk: Desk, language: str, said: str) -> None:
    explain(desk, "M1", [["NOI", [0, 1]], ["NGO", [2, 3]]])
    desk.coordinator.user.language = language
    desk.coordinator.user.save()

    assert said in panel(desk, "M1")


def test_it_is_silent_of_a_rotation_that_was_changed_since(desk: Desk) -> None:
    explain(desk, "M1", [["NOI", [2, 3]], ["NGO", [0, 1]]])

    assert "3 people ask for this" not in panel(desk, "M1")


def test_a_way_out_is_a_button_that_starts_a_run_with_its_changes(desk: Desk) -> None:
    said = Violation("edit-places", (), "NOI", "BV", (0, 1), 3, 2, params={"more": 1})
    source = Violation("offer-max", (), "NOI", "BV", (0, 1), 3, 2)
    changes = [{"said": violation_to_json(said), "source": violation_to_json(source)}]
    Run.unscoped.filter(pk=desk.run.pk).update(ways=[{"cost": 12.0, "changes": changes}])

    page = desk.coordinator.client.get(desk.address("runs/1/")).content.decode()
    answer = desk.coordinator.client.post(desk.address("runs/1/ways/1/"))

    assert "Medicine at Bệnh viện Nhỏ, W1–W2" in page
    assert desk.address("runs/1/ways/1/") in page
    assert answer.headers["Location"] == desk.address("runs/2/")
    assert Run.unscoped.get(round=desk.round, number=2).changes == changes
    assert JobRun.unscoped.filter(kind="planning.run").exists()
    assert "What if" in desk.coordinator.client.get(desk.address("runs/2/")).content.decode()
