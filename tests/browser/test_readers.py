"""Readers' pages in a real browser: accessible, nothing wider than a phone, nothing wrong in the console."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.platform import personas
from tests.platform.personas import Persona
from tests.platform.published import Published, publish
from tests.support.browser import accessibility_defects
from wardbridge.core.enums import Role

NARROW, WIDE = {"width": 360, "height": 740}, {"width": 1280, "height": 800}


@dataclass
class Scene:
    """A server on the tiny world with its published round, and everyone who may sign in."""

    address: str
    published: Published
    people: dict[str, Persona]

    def sign_in(self, context: BrowserContext, who: str) -> Page:
        """A page of this context, signed in, in Vietnamese."""
        client = self.people[who].client
        context.add_cookies(
            [
                {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": self.address},
                {"name": "django_language", "value": "vi", "url": self.address},
            ]
        )
        return context.new_page()


@pytest.fixture
def scene(live_server: LiveServer) -> Scene:
    orgs = personas.make_organisations()
    world = personas.make_world(orgs)
    published = publish(world)
    people = {
        "learner": personas.link(personas.make_persona("learner"), world.person("A-SV1")),
        "ward": personas.make_persona("ward", organisation=orgs.hospital, role=Role.WARD),
        "school": personas.make_persona("school", organisation=orgs.school_a),
        "hospital": personas.make_persona("hospital", organisation=orgs.hospital),
        "authority": personas.make_persona("authority", organisation=orgs.authority, role=Role.VIEWER),
    }
    for persona in people.values():
        persona.user.language = "vi"
        persona.user.save(update_fields=["language"])
    return Scene(live_server.url, published, people)


@pytest.fixture
def dark(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(color_scheme="dark", locale="vi-VN", viewport={"width": 1280, "height": 800})
    yield context
    context.close()


def addresses(scene: Scene) -> list[tuple[str, str]]:
    world, monday = scene.published.world, scene.published.monday
    return [
        ("learner", "/learner/"),
        ("learner", "/learner/swaps/"),
        ("learner", "/ui/notices/"),
        ("ward", "/ward/"),
        ("school", "/school/"),
        ("school", "/school/?q=zzz"),
        ("school", f"/school/students/{world.learners['A-SV1'].uid}/"),
        ("school", "/ui/search/?q=nguyen"),
        ("hospital", "/hospital/"),
        ("hospital", f"/hospital/departments/{world.cardiology.uid}/{monday}/"),
        ("authority", "/authority/"),
        ("authority", f"/authority/hospitals/{world.organisations.hospital.uid}/"),
        ("authority", "/not-here/"),
    ]


def look(page: Page, address: str) -> list[str]:
    """What is wrong with a page at both widths: accessibility, width, console."""
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(f"{address}: {error}"))
    page.on(
        "console", lambda said: wrong.append(f"{address}: {said.text}") if "Content Security" in said.text else None
    )
    for size in (NARROW, WIDE):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        page.goto(address)
        wrong += [f"{address} at {size['width']}: {defect}" for defect in accessibility_defects(page)]
        spare = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if spare > 0:
            wrong.append(f"{address}: {spare} px wider than {size['width']}")
    return wrong


@pytest.mark.parametrize("who", ["learner", "ward", "school", "hospital", "authority"])
def test_pages_are_accessible_and_fit_a_phone(who: str, scene: Scene, context: BrowserContext) -> None:
    page = scene.sign_in(context, who)
    wrong = [defect for one, path in addresses(scene) if one == who for defect in look(page, scene.address + path)]
    assert wrong == []


@pytest.mark.parametrize("path", ["/public/", "/accounts/login/"])
def test_open_pages_are_accessible(path: str, scene: Scene, page: Page) -> None:
    assert look(page, scene.address + path) == []


def test_the_dark_scheme_keeps_its_contrast(scene: Scene, dark: BrowserContext) -> None:
    page = scene.sign_in(dark, "hospital")
    wrong = []
    for who, path in addresses(scene):
        if who == "hospital":
            page.goto(scene.address + path)
            wrong += accessibility_defects(page)
    assert wrong == []


def test_the_keyboard_reaches_search_and_content(scene: Scene, context: BrowserContext) -> None:
    page = scene.sign_in(context, "school")
    page.goto(f"{scene.address}/school/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    page.keyboard.press("Control+k")
    expect(page.locator("#site-search")).to_be_focused()
    page.keyboard.type("pham anh")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Phạm Thị Ánh").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Phạm Thị Ánh")


def test_a_filter_stands_in_the_address_and_comes_off(scene: Scene, context: BrowserContext) -> None:
    page = scene.sign_in(context, "school")
    page.goto(f"{scene.address}/school/")
    page.get_by_label("Nhóm", exact=True).select_option(label="Nhóm 1")
    expect(page.locator(".chip")).to_have_count(1)
    assert "group=" in page.url
    assert "q=" not in page.url
    expect(page.locator("tbody tr")).to_have_count(2)
    page.locator(".chip").click()
    expect(page.locator("tbody tr")).to_have_count(4)


def test_the_given_name_stands_for_the_person_and_the_full_name_is_near(scene: Scene, context: BrowserContext) -> None:
    page = scene.sign_in(context, "ward")
    page.goto(f"{scene.address}/ward/")
    name = page.locator(".person-tip", has_text="Ánh").first
    expect(name.locator(".person-short")).to_have_text("Ánh")
    hidden = name.locator(".person-full").bounding_box()
    name.focus()
    shown = name.locator(".person-full").bounding_box()
    assert hidden is not None
    assert shown is not None
    assert hidden["width"] <= 1 < shown["width"]
    page.emulate_media(media="print")
    expect(name.locator(".person-short")).to_be_hidden()


def test_the_chart_draws_what_the_table_says(scene: Scene, context: BrowserContext) -> None:
    page = scene.sign_in(context, "authority")
    page.goto(f"{scene.address}/authority/")
    expect(page.locator("[data-chart] svg")).to_be_visible()
    expect(page.locator("tbody tr.row-now td").last).to_have_text("5")


def test_without_scripts_the_pages_still_read(scene: Scene, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = scene.sign_in(context, "hospital")
    page.goto(f"{scene.address}/hospital/")
    expect(page.get_by_text("2/2").first).to_be_visible()
    context.close()


def test_language_is_chosen_on_the_page_and_kept(scene: Scene, page: Page) -> None:
    page.goto(f"{scene.address}/public/")
    page.locator("details.menu summary").first.click()
    page.get_by_role("button", name="Français").click()
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    page.goto(f"{scene.address}/accounts/login/")
    expect(page.get_by_role("button", name="Se connecter")).to_be_visible()
