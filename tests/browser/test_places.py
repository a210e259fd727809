"""Places in a real browser: seen, held, supposed; a teacher's leave recorded. Accessible, no wider than a phone."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_readers import NARROW, WIDE, Scene, scene
from tests.support.browser import accessibility_defects

__all__ = ["scene"]


def look(page: Page, name: str) -> None:
    """Keep a picture where the environment asks for it."""
    if folder := os.environ.get("WARDBRIDGE_PICTURES"):
        page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)


@pytest.mark.browser
@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["narrow", "wide"])
def test_places_and_teachers(scene: Scene, browser: Browser, size: dict[str, int]) -> None:
    world, wide = scene.published.world, size["width"]
    context = browser.new_context(locale="vi-VN", viewport=size)  # type: ignore[arg-type]
    page = scene.sign_in(context, "hospital")
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    teacher = world.supervisors["GV1"]
    monday = scene.published.monday + timedelta(days=14)
    addresses = {
        "left": "/places/",
        "cell": f"/places/{world.surgery.uid}/{monday}/",
        "teachers": "/hospital/teachers/",
        "teacher": f"/hospital/teachers/{teacher.uid}/",
        "declaration": "/hospital/declaration/",
        "disruptions": "/hospital/disruptions/",
        "what-if": f"/places/what-if/?department={world.surgery.uid}&first={monday}&last={monday + timedelta(days=20)}"
        f"&level=university&more=0&degree=university&night=on&away={world.supervisors['GV2'].uid}",
    }
    for name, address in addresses.items():
        page.goto(f"{scene.address}{address}")
        look(page, f"{name}-{wide}")
        assert accessibility_defects(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= wide
    page.goto(f"{scene.address}/places/holds/?department={world.surgery.uid}&first={monday}&last={monday}")
    page.fill("[name=people]", "4")
    page.fill("[name=purpose]", "Đoàn thực tập Lào")
    page.click("form button.btn-primary")
    expect(page.get_by_text("Đoàn thực tập Lào")).to_be_visible()
    look(page, f"holds-{wide}")
    assert accessibility_defects(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= wide
    page.goto(f"{scene.address}/hospital/teachers/{teacher.uid}/")
    page.locator("input[name=first]").first.fill(str(monday))
    page.locator("input[name=last]").first.fill(str(monday + timedelta(days=4)))
    page.locator("form:has(input[value=leave]) button").click()
    expect(page.locator(".flash")).to_be_visible()
    look(page, f"leave-{wide}")
    assert complaints == []
    context.close()
