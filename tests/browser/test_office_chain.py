"""The whole chain in a real browser: upload, confirm, run, board, move, undo, publish; then the learner's weeks."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.platform import personas
from tests.platform.agreements.papers import cover
from tests.platform.office.rounds import book
from tests.platform.personas import Organisations, Persona
from tests.support.browser import accessibility_defects
from wardbridge.core import worker
from wardbridge.core.actors import Actor
from wardbridge.core.domain import accounts
from wardbridge.engine.io.workbook import write_book
from wardbridge.people.models import Person
from wardbridge.planning.domain.drafts import open_from_plan
from wardbridge.planning.models import Round

PASSWORD = "correct-horse-battery"


@pytest.fixture
def organisations(live_server: LiveServer) -> Organisations:
    return personas.make_organisations()


def run_tasks() -> None:
    """Run the real worker until its queue is empty, as `serve` does in a process of its own."""
    worker.run(batch=True)


pytestmark = pytest.mark.django_db(transaction=True)


def sign_in(page: Page, server: LiveServer, persona: Persona) -> None:
    accounts.set_password(actor=Actor.system(), user=persona.user, password=PASSWORD)
    page.goto(f"{server.url}/accounts/login/")
    page.locator("[name=login]").fill(persona.user.username)
    page.locator("[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page).not_to_have_url(re.compile("/accounts/login/"))


def upload(page: Page, workbook: Path, work: Callable[[], None]) -> None:
    """From the empty desk to the confirmed round."""
    page.locator("a[href='/office/upload/']").last.click()
    page.locator("input[type=file]").set_input_files(workbook)
    page.locator("form[data-drop] button").click()
    expect(page.locator("#upload-state")).to_be_visible()
    work()
    confirm = page.locator("form[action$='/confirm/'] button")
    expect(confirm).to_be_visible(timeout=15_000)
    assert accessibility_defects(page) == []
    confirm.click()
    expect(page.locator("ol.chain")).to_be_visible()


def plan(page: Page, work: Callable[[], None]) -> None:
    """Start a run and open its draft on the board."""
    page.locator("nav.tabs a").nth(1).click()
    page.locator("main form[method=post] button").click()
    expect(page.locator("#run")).to_be_visible()
    work()
    to_board = page.locator("#run a.btn-primary")
    expect(to_board).to_be_visible(timeout=90_000)
    expect(page.locator("[data-curve-holder] canvas")).to_be_visible()
    assert accessibility_defects(page) == []
    to_board.click()


def move_and_undo(page: Page) -> None:
    """By keyboard alone: open the group, take a block, move it, drop it, take it back."""
    board = page.locator("[data-board].is-live")
    expect(board).to_have_attribute("data-revision", "1")
    page.locator("a[data-opener]").first.press("Enter")
    cell = page.locator("tr[data-learner]:not([hidden]) td[data-block].first").first
    home = cell.get_attribute("data-week")
    cell.click()
    expect(page.locator("[data-panel] h3").first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("[data-board].is-holding")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("[data-board].is-holding")).to_have_count(0)
    page.keyboard.press("Enter")
    expect(page.locator("[data-board].is-holding")).to_be_visible()
    for _ in range(2):
        page.keyboard.press("ArrowRight" if home == "0" else "ArrowLeft")
    expect(page.locator("[data-grid] td.target")).to_have_count(2)
    page.keyboard.press("Enter")
    expect(page.locator("[data-board]")).to_have_attribute("data-revision", "2")
    expect(page.locator("[data-status]")).to_have_attribute("data-kind", re.compile("good|bad"))
    page.keyboard.press("Control+z")
    expect(page.locator("[data-board]")).to_have_attribute("data-revision", "3")
    assert accessibility_defects(page) == []


def publish(page: Page) -> None:
    page.locator(".page-actions a.btn-primary").click()
    page.locator("main form[method=post] button.btn-primary").last.click()
    expect(page.locator("code.digest")).to_be_visible()
    assert accessibility_defects(page) == []


def test_from_workbook_to_the_learners_own_weeks(
    page: Page,
    live_server: LiveServer,
    organisations: Organisations,
    tmp_path: Path,
) -> None:
    write_book(book(), tmp_path / "round.xlsx")
    coordinator = personas.make_persona("coordinator", organisation=organisations.authority)
    sign_in(page, live_server, coordinator)

    upload(page, tmp_path / "round.xlsx", run_tasks)
    cover(Round.unscoped.get())
    plan(page, run_tasks)
    move_and_undo(page)
    publish(page)

    learner = personas.make_persona("m1")
    personas.link(learner, Person.unscoped.get(enrolments__code="M1"))
    page.context.clear_cookies()
    sign_in(page, live_server, learner)
    expect(page.locator("main")).to_contain_text("Medicine")
    expect(page.locator("main")).to_contain_text("Surgery")


def test_board_fits_a_phone(page: Page, live_server: LiveServer, organisations: Organisations) -> None:
    from tests.platform.office.rounds import make_desk

    coordinator = personas.make_persona("coordinator", organisation=organisations.authority)
    desk = make_desk(coordinator, organisations.authority)
    page.set_viewport_size({"width": 360, "height": 740})
    sign_in(page, live_server, coordinator)

    page.goto(f"{live_server.url}{desk.address('board/')}")

    expect(page.locator("[data-board].is-live")).to_be_visible()
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 360
    assert accessibility_defects(page) == []
    page.goto(f"{live_server.url}/office/upload/")
    expect(page.locator("label[for=id_owner]")).to_have_count(0)  # one office: nothing to choose
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 360
    assert accessibility_defects(page) == []


def test_a_block_is_pulled_to_another_week_and_its_verdict_stays(
    page: Page, live_server: LiveServer, organisations: Organisations
) -> None:
    from tests.platform.office.rounds import make_desk

    coordinator = personas.make_persona("coordinator", organisation=organisations.authority)
    desk = make_desk(coordinator, organisations.authority)
    sign_in(page, live_server, coordinator)
    page.goto(f"{live_server.url}{desk.address('board/')}")
    page.locator("a[data-opener]").first.click()
    row = page.locator(
        "tr[data-learner]:not([hidden])", has=page.locator("td[data-week='0'][data-block^='R-NOI']")
    ).first
    row = page.locator(f"#{row.get_attribute('id')}")
    start, end = row.locator("td[data-week='0']"), row.locator("td[data-week='2']")

    start.hover()
    page.mouse.down()
    end.hover()
    expect(page.locator("[data-board].is-holding")).to_be_visible()
    end.hover(position={"x": 8, "y": 8})
    expect(page.locator("[data-grid] td.target").first).to_be_visible()
    page.mouse.up()

    expect(page.locator("[data-board]")).to_have_attribute("data-revision", "2")
    expect(row.locator("td[data-week='0']")).to_have_attribute("data-block", re.compile("^R-NGO"))
    page.keyboard.press("Control+z")
    expect(page.locator("[data-board]")).to_have_attribute("data-revision", "3")
    expect(page.locator("[data-status]")).to_have_attribute("data-kind", re.compile("good|bad"))


def test_the_load_table_stays_as_its_reader_left_it(
    page: Page, live_server: LiveServer, organisations: Organisations
) -> None:
    from tests.platform.office.rounds import make_desk

    coordinator = personas.make_persona("coordinator", organisation=organisations.authority)
    desk = make_desk(coordinator, organisations.authority)
    sign_in(page, live_server, coordinator)
    page.goto(f"{live_server.url}{desk.address('board/')}")
    page.locator(".board-loads-box summary").click()
    expect(page.locator("[data-loads]")).to_be_hidden()

    page.reload()

    expect(page.locator("[data-board].is-live")).to_be_visible()
    expect(page.locator("[data-loads]")).to_be_hidden()


def test_two_drafts_are_compared(page: Page, live_server: LiveServer, organisations: Organisations) -> None:
    from tests.platform.office.rounds import PLAN, make_desk

    coordinator = personas.make_persona("coordinator", organisation=organisations.authority)
    desk = make_desk(coordinator, organisations.authority)
    open_from_plan(actor=coordinator.actor, round=desk.round, plan=PLAN, run=desk.run)
    sign_in(page, live_server, coordinator)
    page.goto(f"{live_server.url}{desk.address('runs/')}")

    page.locator("form[action$='/compare/'] button").click()

    expect(page).to_have_url(re.compile("/compare/"))
    expect(page.locator("main table").first).to_be_visible()
    assert accessibility_defects(page) == []


def test_a_schools_own_list_is_mapped(
    page: Page, live_server: LiveServer, organisations: Organisations, tmp_path: Path
) -> None:
    from tests.platform.office.rounds import make_desk

    coordinator = personas.make_persona("coordinator", organisation=organisations.authority)
    desk = make_desk(coordinator, organisations.authority)
    listed = tmp_path / "danh-sach.csv"
    listed.write_text("Danh sách thực tập\n\nSTT,Mã SV,Họ và tên,Ngày sinh\n1,M9,Phạm Văn Em,01/02/2001\n", "utf-8")
    sign_in(page, live_server, coordinator)
    page.goto(f"{live_server.url}{desk.address('list/')}")
    page.locator("input[type=file]").set_input_files(listed)
    page.locator("form[data-drop] button").click()
    expect(page.locator("#upload-state")).to_be_visible()
    run_tasks()

    to_columns = page.locator("a[href$='/columns/']")
    expect(to_columns.first).to_be_visible(timeout=15_000)
    to_columns.first.click()

    expect(page.locator("main tbody select")).to_have_count(4)
    expect(page.locator("main")).to_contain_text("Phạm Văn Em")
    assert accessibility_defects(page) == []
