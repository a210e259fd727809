"""A repair in a real browser, in Vietnamese: what changed is stated, the fewest move, the next version tells them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.test_office_chain import organisations, run_tasks, sign_in
from tests.platform import personas
from tests.platform.office.rounds import Desk, book, make_desk
from tests.platform.personas import Organisations
from tests.support.browser import accessibility_defects
from wardbridge.schedule.domain import publishing
from wardbridge.schedule.models import Placement, Version

__all__ = ["organisations"]

pytestmark = pytest.mark.django_db(transaction=True)

COMING = date(2030, 3, 4)
"""A Monday: nothing of the round is past."""


@pytest.fixture
def desk(organisations: Organisations) -> Desk:
    coordinator = personas.make_persona("coordinator", organisation=organisations.authority)
    coordinator.user.language = "vi"
    coordinator.user.save(update_fields=["language"])
    round_ = book()
    made = make_desk(
        coordinator, organisations.authority, of=replace(round_, round=replace(round_.round, first_day=COMING))
    )
    publishing.publish(actor=coordinator.actor, draft=made.draft)
    return made


def state(page: Page, kind: str, **values: str) -> None:
    page.locator(f"#repair a[href$='?kind={kind}']").click()
    for name, value in values.items():
        field = page.locator(f"[name={name}]")
        if field.evaluate("node => node.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    assert accessibility_defects(page) == []
    page.locator("main form[method=post] button.btn-primary").click()
    expect(page.locator("#repair")).to_be_visible()


def test_from_a_closed_ward_to_the_next_version(page: Page, live_server: LiveServer, desk: Desk) -> None:
    """Medicine closes in the first week and M2 has left: M1 begins with surgery, M3 stays."""
    sign_in(page, live_server, desk.coordinator)
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{live_server.url}{desk.address('versions/1/')}")
    page.locator(".page-actions button.btn-primary").click()

    state(page, "closed", department="NOI", first="2030-03-04", last="2030-03-10")
    state(page, "gone", learner="M2")
    expect(page.locator("#repair")).to_contain_text("Nội không nhận ai")
    expect(page.locator("#repair")).to_contain_text("đã thôi tham gia đợt")
    assert accessibility_defects(page) == []
    page.locator("form[action$='/work/'] button").click()
    run_tasks()
    publish = page.locator("form[action$='/publish/'] button")
    expect(publish).to_be_visible(timeout=30_000)
    expect(page.locator("#repair .headline")).to_contain_text("1 người phải chuyển")
    expect(page.locator("#repair .headline")).to_contain_text("Đã chứng minh")
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 360
    assert accessibility_defects(page) == []

    publish.click()
    expect(page.locator("[name=reason]")).to_have_value(re.compile("Nội không nhận ai.*Số M2 đã thôi tham gia đợt"))
    page.locator("main form[method=post] button.btn-primary").last.click()
    expect(page.locator("code.digest")).to_be_visible()
    assert accessibility_defects(page) == []

    version = Version.unscoped.get(number=2)
    rows = Placement.unscoped.filter(version=version, enrolment__code="M1").order_by("first")
    assert [(row.department.code, row.periods) for row in rows] == [("NGO", [0, 1]), ("NOI", [2, 3])]
