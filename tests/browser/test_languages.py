"""The pages of agreements, papers and law in each language: accessible, no wider than a phone, in that language."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import BrowserContext, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.test_readers import NARROW, Scene, look
from tests.browser.test_readers import scene as scene  # noqa: PLC0414 - a fixture
from tests.platform.agreements.papers import Desk
from wardbridge.activities.domain import holding
from wardbridge.activities.domain.holding import Event
from wardbridge.activities.enums import ActivityKind
from wardbridge.compliance.domain.gates import GateData, open_gate
from wardbridge.compliance.enums import GateKind

HEADINGS = {
    "/partners/": {"vi": "Thỏa thuận", "en": "Agreements", "fr": "Conventions"},
    "/hospital/lawful/": {
        "vi": "Chúng ta có đúng pháp luật không?",
        "en": "Do we keep the law?",
        "fr": "Respectons-nous le droit ?",
    },
}


@pytest.fixture
def addresses(scene: Scene) -> list[tuple[str, str]]:
    """Pages with something on them, and who reads each."""
    orgs, people = scene.published.world.organisations, scene.people
    desk = Desk(people["school"], people["hospital"])
    agreement = desk.in_force()
    day = scene.published.monday - timedelta(days=7)
    event = holding.record(
        actor=people["school"].actor,
        owner=orgs.school_a,
        event=Event(
            code="H1",
            name_vi="Hội thảo",
            kind=ActivityKind.WORKSHOP,
            first=day,
            last=day,
            name_en="Workshop",
            name_fr="Atelier",
            synthetic=True,
        ),
    )
    holding.attend(actor=people["school"].actor, activity=event, organisation=orgs.hospital, post="Giám đốc")
    holding.belongs(actor=people["school"].actor, activity=event, agreement=agreement)
    data = GateData(GateKind.INSURANCE, "Bảo hiểm", "Insurance", "Assurance", site=scene.published.world.site)
    open_gate(actor=people["hospital"].actor, owner=orgs.hospital, data=data)
    return [
        ("school", "/partners/"),
        ("school", f"/partners/{agreement.uid}/"),
        ("school", f"/partners/activities/{event.uid}/"),
        ("school", "/papers/"),
        ("school", "/ui/search/?q=01"),
        ("hospital", "/papers/gates/"),
        ("hospital", "/ward/"),
        ("hospital", "/hospital/lawful/"),
        ("hospital", f"/hospital/admission/template/?round={scene.published.round.uid}"),
        ("learner", "/papers/"),
        ("authority", "/authority/lawful/"),
        ("authority", "/ui/rules/"),
        ("authority", "/public/capacity/"),
    ]


@pytest.mark.parametrize("language", ["vi", "en", "fr"])
def test_pages_stand_in_each_language(
    language: str, scene: Scene, addresses: list[tuple[str, str]], context: BrowserContext
) -> None:
    for persona in scene.people.values():
        persona.user.language = language
        persona.user.save(update_fields=["language"])
    defects = []
    for who, path in addresses:
        page = scene.sign_in(context, who)
        context.add_cookies([{"name": "django_language", "value": language, "url": scene.address}])
        defects += look(page, f"{scene.address}{path}")
        assert page.locator("html").get_attribute("lang") == language, path
        if path in HEADINGS:
            expect(page.get_by_role("heading", level=1)).to_have_text(HEADINGS[path][language])
        page.close()
    assert defects == []


def test_on_a_phone_many_links_stand_in_one_menu(
    scene: Scene, context: BrowserContext, live_server: LiveServer
) -> None:
    page = scene.sign_in(context, "hospital")
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    page.goto(f"{scene.address}/hospital/lawful/")
    menu = page.locator("nav details")
    expect(menu.locator("summary")).to_contain_text("Pháp luật")
    menu.locator("summary").click()
    menu.get_by_role("link", name="Thỏa thuận").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thỏa thuận")
