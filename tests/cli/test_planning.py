"""``plan`` and ``check`` from end to end on a small round: files, JSON line, exit codes, languages, interruption."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import openpyxl
import pytest

from tests.cli.support import RUN, SAMPLE, environment, wardbridge
from tests.cli.tiny import tiny_book, tiny_judged
from wardbridge.cli.language import activate
from wardbridge.engine.io.sheets import Name, PlaceRow
from wardbridge.engine.io.workbook import write_book

FIELDS = ["status", "objective", "bound", "gap", "seconds", "learners", "placed", "placements", "violations"]


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("round") / "tiny.xlsx"
    write_book(tiny_book(), path, "en")
    return path


@pytest.fixture(scope="module")
def out(workbook: Path) -> Path:
    folder = workbook.parent / "new" / "out"
    answer = wardbridge("plan", workbook, "--out", folder, "--json")
    assert answer.code == 0, answer.err
    headline = json.loads(answer.out.splitlines()[-1])
    assert list(headline) == FIELDS
    assert (headline["status"], headline["learners"], headline["placed"]) == ("optimal", 4, 4)
    assert (headline["placements"], headline["violations"], headline["gap"]) == (8, [], 0)
    return folder


@pytest.mark.slow
def test_writes_the_three_files_and_nothing_else(out: Path) -> None:
    assert sorted(path.name for path in out.iterdir()) == ["plan.json", "plan.xlsx", "report.html"]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["plan.json", "plan.xlsx"])
def test_check_finds_its_own_plan_clean(workbook: Path, out: Path, name: str) -> None:
    answer = wardbridge("check", workbook, out / name)
    assert (answer.code, answer.out) == (0, "The plan is clean: no rule is broken.\n")
    assert "[text-like-formula]" in answer.err


@pytest.mark.slow
def test_check_names_what_is_broken(workbook: Path, out: Path, tmp_path: Path) -> None:
    document = json.loads((out / "plan.json").read_text(encoding="utf-8"))
    del document["assignments"][0]
    (tmp_path / "plan.json").write_text(json.dumps(document), encoding="utf-8")
    answer = wardbridge("check", workbook, tmp_path / "plan.json", "--json")
    verdict = json.loads(answer.out.splitlines()[-1])
    assert answer.code == 1
    assert (verdict["clean"], verdict["unplaced_weeks"], verdict["placements"]) == (False, 2, 7)
    assert {"rule", "learners", "department", "weeks", "found", "allowed"} <= set(verdict["violations"][0])
    assert "001" in wardbridge("check", workbook, tmp_path / "plan.json").out


@pytest.mark.slow
def test_the_same_seed_gives_the_same_plan(workbook: Path, out: Path, tmp_path: Path) -> None:
    assert wardbridge("plan", workbook, "--out", tmp_path).code == 0
    once, again = (json.loads((folder / "plan.json").read_text(encoding="utf-8")) for folder in (out, tmp_path))
    assert once.pop("seconds") > 0 < again.pop("seconds")
    assert once == again


def test_faults_bear_their_code_and_the_rows_are_counted(tmp_path: Path) -> None:
    round_ = tiny_book()
    rows = (*round_.learners, replace(round_.learners[0], code="099", programme="NONE", class_code=""))
    write_book(replace(round_, learners=rows), tmp_path / "a.xlsx", "en")

    answer = wardbridge("plan", tmp_path / "a.xlsx", "--out", tmp_path / "out", "--json")

    said = json.loads(answer.out)
    (fault,) = said["faults"]
    assert answer.code == 2
    assert (fault["sheet"], fault["row"], fault["column"]) == ("learners", len(rows) + 1, "Programme")
    assert (fault["code"], fault["found"]) == ("unknown-reference", "NONE")
    assert said["rows"]["read"] == said["rows"]["accepted"] + 1
    assert said["rows"]["rejected"] == 1
    assert "[unknown-reference]" in answer.err
    assert f"Rows read: {said['rows']['read']} = accepted {said['rows']['accepted']} + rejected 1." in answer.err
    assert not (tmp_path / "out").exists()


@pytest.mark.slow
def test_a_row_left_out_is_never_left_out_in_silence(workbook: Path, out: Path, tmp_path: Path) -> None:
    twice = openpyxl.load_workbook(workbook)
    page = twice["learners"]
    page.append([cell.value for cell in page[2]])
    twice.save(tmp_path / "a.xlsx")

    answer = wardbridge("check", tmp_path / "a.xlsx", out / "plan.json")

    assert answer.code == 0
    assert "[row-repeated]" in answer.err


def test_a_plan_that_breaks_rules_says_which() -> None:
    from wardbridge.cli.report.page import report_html
    from wardbridge.cli.summary import percent, reason_lines
    from wardbridge.engine.plan import Violation

    activate("en")
    broken = replace(tiny_judged(), violations=(Violation("offer-min", department="A-MED", periods=(0,), allowed=2),))
    assert "offer-min" in reason_lines(broken, "en")[0]
    assert "Why not everyone is placed" not in report_html(broken, "en")
    assert "p { overflow-wrap: anywhere; }" in report_html(broken, "en")  # a digest has no place to break on a phone
    assert reason_lines(tiny_judged(), "en") == []
    assert (percent(8.7e-13), percent(0.00001)) == ("0.00", "0.01")


@pytest.mark.slow
def test_infeasible_says_why_and_exits_3(tmp_path: Path) -> None:
    book = tiny_book()
    places = (*(PlaceRow(row.site, row.code, maximum=1) for row in book.departments[:3]),)
    write_book(replace(book, places=places), tmp_path / "round.xlsx", "en")
    answer = wardbridge("plan", tmp_path / "round.xlsx", "--out", tmp_path, "--json")
    headline = json.loads(answer.out.splitlines()[-1])
    assert (answer.code, headline["status"]) == (3, "infeasible")
    assert headline["placed"] < 4
    assert len(answer.err.splitlines()) > 1
    assert json.loads((tmp_path / "plan.json").read_text(encoding="utf-8"))["reasons"]


@pytest.mark.slow
@pytest.mark.parametrize("language", ["vi", "fr"])
def test_a_person_reads_his_own_language(workbook: Path, tmp_path: Path, language: str) -> None:
    answer = wardbridge("plan", workbook, "--out", tmp_path, "--language", language)
    said = {"vi": "Mọi người học đều được xếp chỗ", "fr": "Tous les apprenants sont placés"}[language]
    assert (answer.code, said in answer.out) == (0, True)
    assert said in (tmp_path / "report.html").read_text(encoding="utf-8")


@pytest.mark.slow
def test_an_interrupt_keeps_the_best_so_far_or_writes_nothing(tmp_path: Path) -> None:
    command = [sys.executable, "-c", RUN, "plan", str(SAMPLE), "--out", str(tmp_path / "out"), "--json"]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment(), start_new_session=True
    )
    time.sleep(3)  # waits: the moment does not matter: reading, solving or writing
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=120)
    assert "Traceback" not in err
    files = sorted(path.name for path in (tmp_path / "out").glob("*")) if (tmp_path / "out").exists() else []
    assert files in ([], ["plan.json", "plan.xlsx", "report.html"])
    # a shell sees 130 as well when the signal itself ends the process, as it does while the interpreter shuts down
    assert process.returncode in {0, 3, 130, -signal.SIGINT}
    if files:
        assert json.loads(out.splitlines()[-1])["learners"] == 270


class Page(HTMLParser):
    """Collects what a page loads and runs."""

    def __init__(self) -> None:
        super().__init__()
        self.outside: list[str] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.outside += [value or "" for name, value in attrs if name in {"src", "href", "action"}]


@pytest.mark.parametrize("language", ["vi", "en", "fr"])
def test_the_report_stands_alone_and_escapes_what_it_shows(language: str) -> None:
    from wardbridge.cli.language import activate
    from wardbridge.cli.report.page import report_html

    judged = tiny_judged()
    named = replace(judged.book.round, name=Name("<script>alert(1)</script>", "<script>x", "<script>"))
    activate(language)
    page = Page()
    content = report_html(replace(judged, book=replace(judged.book, round=named)), language)
    page.feed(content)
    assert page.outside == []
    assert not {"script", "link", "img", "iframe"} & set(page.tags)
    assert (page.tags.count("svg"), page.tags.count("h1"), f'<html lang="{language}">' in content) == (3, 1, True)
    assert "http://" not in content.replace("http://www.w3.org/2000/svg", "")
