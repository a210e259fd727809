"""Who bears what, in plan.json, plan.xlsx and the report, where the round states burdens and only there."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import openpyxl
import pytest
from jsonschema import Draft202012Validator

from tests.cli.tiny import tiny_book, tiny_judged
from wardbridge.cli.language import activate
from wardbridge.cli.report.page import report_html
from wardbridge.engine.io.compiling import problem_of
from wardbridge.engine.io.planbook import write_planbook
from wardbridge.engine.io.planfile import Judged, document_of


def burdened() -> Judged:
    """The tiny round, where a week at hospital B counts 1, one in its surgery 3; 003 has borne 4 before, 004 none."""
    book = tiny_book()
    sites = tuple(replace(row, burden=row.code == "B") for row in book.sites)
    departments = tuple(replace(row, burden=2 * (row.code == "B-SUR")) for row in book.departments)
    carried = {"003": 4, "004": 0}
    learners = tuple(replace(row, carried=carried.get(row.code)) for row in book.learners)
    book = replace(book, sites=sites, departments=departments, learners=learners)
    return replace(tiny_judged(), book=book, problem=problem_of(book))


def test_the_plan_file_says_who_bears_what() -> None:
    document = json.loads(json.dumps(document_of(burdened())))

    schema = json.loads(files("wardbridge.engine.io").joinpath("plan.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(document)
    assert document["equity"] == {
        "learners": [
            {"learner": "001", "borne": 0, "carried": 2, "carry_over": 2},
            {"learner": "002", "borne": 0, "carried": 2, "carry_over": 2},
            {"learner": "003", "borne": 8, "carried": 4, "carry_over": 12},
            {"learner": "004", "borne": 8, "carried": 0, "carry_over": 8},
        ],
        "groups": [{"code": "K", "learners": 4, "borne": 16, "carried": 0.0, "fair": 16.0, "beyond": 0.0}],
        "schools": [{"code": "Trường Mẫu", "learners": 4, "borne": 16, "carried": 0.0, "fair": 16.0, "beyond": 0.0}],
    }


def test_a_round_without_burdens_says_nothing(tmp_path: Path) -> None:
    write_planbook(tmp_path / "plan.xlsx", tiny_judged(), "en")

    assert "equity" not in document_of(tiny_judged())
    assert "Equity" not in openpyxl.load_workbook(tmp_path / "plan.xlsx").sheetnames
    activate("en")
    assert "How evenly burdens are shared" not in report_html(tiny_judged(), "en")


def test_the_workbook_has_a_sheet_of_it(tmp_path: Path) -> None:
    write_planbook(tmp_path / "plan.xlsx", burdened(), "vi")

    page = openpyxl.load_workbook(tmp_path / "plan.xlsx")["Công bằng"]
    rows = [[cell for cell in row if cell is not None] for row in page.iter_rows(values_only=True)]
    assert ["Trường Mẫu", 4, 16, 0, 16, 0] in rows
    assert ["003", 8, 4, 12] in rows


@pytest.mark.parametrize(("language", "heading"), [("vi", "Điểm vất vả theo cơ sở"), ("fr", "Pénibilité par établi")])
def test_the_report_has_a_section_of_it(language: str, heading: str) -> None:
    activate(language)
    assert heading in report_html(burdened(), language)
    activate("en")
