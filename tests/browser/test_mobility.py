"""One resident in a real browser: he applies on a phone, is chosen, and both offices bring him to the host."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.test_readers import look
from tests.platform import personas
from tests.platform.exchange.scene import PDF, Scene, later, make_scene
from tests.platform.personas import Persona
from wardbridge.exchange.models import Application, Fellowship


@dataclass
class Walk:
    """A server with a published call, and a page for each who takes part."""

    address: str
    scene: Scene
    browser: Browser

    def page(self, who: Persona, *, narrow: bool = False) -> Page:
        """A browser of his own, signed in, in Vietnamese."""
        who.user.language = "vi"
        who.user.save(update_fields=["language"])
        viewport: ViewportSize = {"width": 360 if narrow else 1280, "height": 740}
        context = self.browser.new_context(locale="vi-VN", reduced_motion="reduce", viewport=viewport)
        session = who.client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": session, "url": self.address}])
        return context.new_page()


@pytest.fixture
def walk(live_server: LiveServer, browser: Browser) -> Walk:
    return Walk(live_server.url, make_scene(personas.make_organisations()), browser)


def apply(walk: Walk, who: Persona, paper: Path) -> Page:
    """From the call to the application sent, on a phone."""
    page = walk.page(who, narrow=True)
    page.goto(f"{walk.address}/mobility/")
    page.get_by_role("link", name="Nội trú đi Pháp 2027").click()
    page.get_by_role("link", name="Nộp hồ sơ").click()
    page.get_by_label("Tôi là").select_option("resident")
    page.get_by_label("Số học kỳ bệnh viện còn lại").fill("4")
    page.get_by_label("Trình độ tiếng Pháp hiện nay của tôi").select_option("B2")
    page.get_by_label("Nguyện vọng 1").select_option(str(walk.scene.places[0].pk))
    page.get_by_role("button", name="Tiếp tục: giấy tờ").click()
    expect(page.get_by_text("Còn thiếu 2 giấy")).to_be_visible()
    for until in (later(900).isoformat(), ""):
        page.get_by_role("link", name="Gửi giấy tờ", exact=True).first.click()
        page.locator("#id_file").set_input_files(paper)
        page.locator("#id_valid_until").fill(until)
        page.get_by_role("button", name="Gửi giấy này").click()
    page.locator("#id_selection").check()
    page.locator("#id_transfer").check()
    page.get_by_role("button", name="Gửi hồ sơ").click()
    expect(page.locator(".page-lead .state-wait")).to_contain_text("đủ điều kiện")
    return page


def score(walk: Walk, who: Persona, application: Application) -> None:
    page = walk.page(who)
    page.goto(f"{walk.address}/mobility/applications/{application.uid}/review/")
    for one in walk.scene.criteria:
        page.locator(f"#id_c{one.pk}").fill("9")
    page.locator("#id_words").fill("Hồ sơ tốt, dự định rõ.")
    page.get_by_role("button", name="Gửi phiếu chấm").click()
    expect(page.get_by_text("Phiếu chấm đã gửi.")).to_be_visible()


def nominate(walk: Walk, office: Page) -> Fellowship:
    walk.scene.close()
    office.goto(f"{walk.address}/mobility/calls/{walk.scene.call.uid}/")
    office.get_by_role("button", name="Xếp hạng").click()
    office.get_by_role("button", name="Đề cử").click()
    expect(office.get_by_text("Đã đề cử; các bên tiếp nhận")).to_be_visible()
    return Fellowship.unscoped.get()


def test_one_resident_from_the_call_to_the_arrival(walk: Walk, tmp_path: Path) -> None:
    paper = tmp_path / "giấy.pdf"
    paper.write_bytes(PDF)
    who, _person = walk.scene.applicant("Ước")
    phone = apply(walk, who, paper)
    score(walk, walk.scene.reviewers[0], Application.unscoped.get())
    office, host = walk.page(walk.scene.sender), walk.page(walk.scene.host)
    stay = nominate(walk, office)
    base = f"{walk.address}/mobility/fellowships/{stay.uid}/"

    host.goto(f"{base}answer/")
    host.get_by_label("chấp nhận", exact=False).first.check()
    host.get_by_role("button", name="Gửi trả lời").click()
    office.goto(f"{base}fund/")
    office.locator("#id_source").fill("Học bổng mẫu")
    office.locator("#id_amount").fill("7200")
    office.locator("#id_currency").select_option("EUR")
    office.get_by_role("button", name="Thêm").click()
    office.get_by_role("button", name="Đã ổn").first.click()
    office.goto(f"{base}language/")
    office.locator("#id_kind").select_option("test")
    office.locator("#id_name").fill("DELF B2")
    office.locator("#id_result").select_option("B2")
    office.get_by_role("button", name="Thêm").click()
    office.get_by_role("button", name="Đã ổn").first.click()
    office.goto(f"{base}visa/")
    office.get_by_role("button", name="Đã được cấp").click()
    host.goto(f"{base}arrive/")
    host.get_by_role("button", name="Người tu nghiệp đã đến").click()

    for page in (office, host, phone):
        page.goto(base)
        expect(page.locator(".page-lead")).to_contain_text("đã đến")
    phone.goto(f"{walk.address}/mobility/applications/{stay.application.uid}/")  # type: ignore[union-attr]  # applied
    expect(phone.get_by_text("hạng 1")).to_be_visible()


def test_pages_are_accessible_and_fit_a_phone(walk: Walk) -> None:
    stay = walk.scene.nominated()
    call, application = walk.scene.call.uid, Application.unscoped.get().uid
    page = walk.page(walk.scene.sender)
    paths = [
        "", "years/", "calls/new/", f"calls/{call}/", f"applications/{application}/",
        f"fellowships/{stay.uid}/", f"fellowships/{stay.uid}/fund/", f"fellowships/{stay.uid}/terms/",
        f"fellowships/{stay.uid}/language/", f"fellowships/{stay.uid}/visa/",
    ]  # fmt: skip
    assert [defect for path in paths for defect in look(page, f"{walk.address}/mobility/{path}")] == []
    host = walk.page(walk.scene.host)
    paths = ["", f"fellowships/{stay.uid}/", f"fellowships/{stay.uid}/answer/"]
    assert [defect for path in paths for defect in look(host, f"{walk.address}/mobility/{path}")] == []
