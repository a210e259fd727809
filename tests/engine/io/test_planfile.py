"""plan.json: written after its schema, read back equal, and refused with every fault at once."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.cli.tiny import tiny_judged, tiny_plan
from wardbridge.engine.errors import InputRefused
from wardbridge.engine.io.planfile import document_of, write_plan
from wardbridge.engine.io.planreading import plan_of_document, read_plan
from wardbridge.engine.plan import Assignment, Plan, Violation

JUDGED = tiny_judged()


@pytest.fixture
def document() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(json.dumps(document_of(JUDGED)))
    return loaded


def codes(document: object) -> list[tuple[str, str]]:
    with pytest.raises(InputRefused) as caught:
        plan_of_document(document, JUDGED.problem)
    return [(fault.code, fault.place.column) for fault in caught.value.faults]


def test_reads_back_equal(tmp_path: Path) -> None:
    write_plan(tmp_path / "plan.json", document_of(JUDGED))
    assert read_plan(tmp_path / "plan.json", JUDGED.problem) == tiny_plan()


def test_follows_the_published_schema(document: dict[str, Any]) -> None:
    schema = json.loads(files("wardbridge.engine.io").joinpath("plan.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(document)


def test_headline(document: dict[str, Any]) -> None:
    names = ("status", "objective", "bound", "gap", "seconds", "learners", "placed", "placements", "violations")
    assert [document[name] for name in names] == ["optimal", 20.0, 20.0, 0.0, 0.75, 4, 4, 8, []]


def test_a_block_has_its_dates(document: dict[str, Any]) -> None:
    assert document["assignments"][1] == {
        "learner": "001",
        "requirement": "SUR",
        "discipline": "surgery",
        "site": "A",
        "department": "A-SUR",
        "weeks": [4, 5],
        "first": "2025-03-24",
        "last": "2025-04-06",
    }


def test_wishes_and_loads(document: dict[str, Any]) -> None:
    assert document["wishes"] == {
        "by_rank": [{"rank": 1, "asked": 2, "met": 2}, {"rank": 2, "asked": 1, "met": 0}],
        "met_by_learner": {"001": [1], "002": [1]},
    }
    beds = next(row for row in document["loads"] if row["department"] == "B-MED" and row["week"] == 1)
    assert beds == {
        "department": "B-MED",
        "week": 1,
        "load": 1,
        "limit": 2,
        "cause": "offer",
        "limits": {"offer": 2, "teachers": 10, "beds": 3},
    }


def test_a_violation_says_who_where_when_and_the_figures() -> None:
    judged = tiny_judged(Plan(tiny_plan().assignments[1:], tiny_plan().tracks))
    assert {row["rule"] for row in judged.headline["violations"]} == {row.rule for row in judged.violations} != set()
    named = Violation("VN-05", ("001",), "A-MED", "A", (0, 1), 1.2, 1.0, ("T0",))
    from wardbridge.engine.io.planfile import violation_data

    assert violation_data(named, judged.book.round.first_day) == {
        "rule": "VN-05",
        "learners": ["001"],
        "department": "A-MED",
        "site": "A",
        "weeks": [1, 2],
        "dates": ["2025-03-03", "2025-03-10"],
        "found": 1.2,
        "allowed": 1.0,
        "records": ["T0"],
        "params": {},
    }


def test_all_faults_at_once(document: dict[str, Any]) -> None:
    rows = document["assignments"]
    rows[0]["learner"] = "nobody"
    rows[1]["weeks"] = [0, 1]
    rows[2]["weeks"] = [True]
    rows[3]["department"] = 5
    rows[4] = "row"
    rows[5]["weeks"] = [1, 1]
    document["tracks"] = {"nobody": "TA", "001": None}
    assert codes(document) == [
        ("plan-learner", "assignments[0].learner"),
        ("plan-weeks", "assignments[1].weeks"),
        ("plan-weeks", "assignments[2].weeks"),
        ("plan-field", "assignments[3].department"),
        ("plan-field", "assignments[4]"),
        ("plan-weeks", "assignments[5].weeks"),
        ("plan-learner", "tracks.nobody"),
        ("plan-field", "tracks.001"),
    ]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"schema": "other"}, ("plan-schema", "schema")),
        ({"version": 2}, ("plan-version", "version")),
        ({"round": {"code": "OTHER"}}, ("plan-other-round", "round.code")),
        ({"round": None}, ("plan-other-round", "round.code")),
        ({"assignments": {}}, ("plan-field", "assignments")),
        ({"tracks": []}, ("plan-field", "tracks")),
    ],
)
def test_refuses_another_document(document: dict[str, Any], change: dict[str, Any], expected: tuple[str, str]) -> None:
    assert codes(document | change) == [expected]


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe\x00", b"[" * 100_000, b"[]", b"null", b'"plan"'])
def test_refuses_what_is_no_plan(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "plan.json").write_bytes(content)
    with pytest.raises(InputRefused):
        read_plan(tmp_path / "plan.json", JUDGED.problem)


def test_an_illegal_block_is_the_checkers_business(document: dict[str, Any]) -> None:
    document["assignments"][0]["weeks"] = [1, 4]
    plan = plan_of_document(document, JUDGED.problem)
    assert Assignment("001", "MED", "medicine", "A-MED", (0, 3)) in plan.assignments
