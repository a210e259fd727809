"""Cooperation in a real browser, in three languages: a mission, a joint paper, a technique, an award, old history."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.test_readers import look
from tests.platform import personas
from tests.platform.alumni.conftest import workbook
from wardbridge.activities.models import Session
from wardbridge.alumni.models import PastStay, Recipient
from wardbridge.research.models import Author, Technique

LANGUAGES = ("vi", "en", "fr")
HOME = "/partners/"


class Office:
    """A hospital's office at its browser: fills a form by the fields' names and sends it."""

    def __init__(self, server: LiveServer, context: BrowserContext, language: str) -> None:
        self.server, self.orgs = server, personas.make_organisations()
        who = personas.make_persona("hospital", organisation=self.orgs.hospital)
        who.user.language = language
        who.user.save(update_fields=["language"])
        session = who.client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": session, "url": server.url}])
        self.page: Page = context.new_page()

    def send(self, path: str, **said: object) -> str:
        """Open the page, fill the form, send it; gives the path where that leads."""
        self.page.goto(self.server.url + path)
        for name, value in said.items():
            field = self.page.locator(f"#id_{name}")
            if value is True:
                field.check()
            elif field.evaluate("one => one.tagName") == "SELECT":
                field.select_option(str(value))
            else:
                field.fill(str(value))
        self.page.locator("form.form-page button").click()
        self.page.wait_for_load_state()
        return self.page.url.removeprefix(self.server.url)

    def looks(self, *paths: str) -> list[str]:
        return [defect for path in paths for defect in look(self.page, self.server.url + path)]


@pytest.fixture(params=LANGUAGES)
def office(request: pytest.FixtureRequest, live_server: LiveServer, context: BrowserContext) -> Office:
    return Office(live_server, context, request.param)


def test_a_mission_treats_patients_once_its_expert_is_cleared(office: Office) -> None:
    office.send(
        f"{HOME}activities/new/",
        name_vi="Chuyên gia Pháp",
        code="CG-1",
        kind="mission",
        first="2026-03-02",
        last="2026-03-06",
    )
    office.page.get_by_role("link", name="Chuyên gia Pháp").click()
    place = office.page.url.removeprefix(office.server.url)
    expert = {"organisation": office.orgs.school_b.pk, "post": "Giáo sư", "specialty": "Tim mạch", "treats": True}
    office.send(f"{place}experts/", **expert)
    session = {"day": "2026-03-03", "topic": "Mổ tim", "hours": 4, "treats": True}
    office.send(f"{place}sessions/", **session)
    expect(office.page.locator("[role=alert]").first).to_be_visible()
    assert not Session.unscoped.exists()
    office.page.goto(office.server.url + place)
    papers = office.page.locator("a[href*='/experts/']").last.get_attribute("href") or ""
    office.send(
        papers,
        licence="GP 1",
        licence_until="2026-12-31",
        interpreter="Phiên dịch",
        approval="QĐ 1",
        approved_on="2026-02-01",
    )
    assert office.send(f"{place}sessions/", **session) == place
    assert Session.unscoped.get().treats
    assert office.looks(f"{HOME}activities/", place) == []


def test_a_joint_paper_from_project_to_authors(office: Office) -> None:
    place = office.send(
        f"{HOME}research/new/", code="NC-1", name_vi="Đề tài chung", first="2026-01-05", post="Trưởng khoa"
    )
    office.send(f"{place}add/partner/", organisation=office.orgs.school_b.pk, post="Professeur")
    office.page.locator("form[action*='/move/agreed/'] button").click()
    work = {"title": "Bài báo chung", "kind": "article", "year": 2026}
    assert office.send(f"{HOME}research/works/new/", **work, doi="10.1000") == f"{HOME}research/works/new/"
    expect(office.page.locator("#id_doi_error")).to_be_visible()
    paper = office.send(f"{HOME}research/works/new/", **work, doi="10.1000/182")
    office.send(f"{paper}authors/", name="A. Mẫu", orcid="0000-0002-1825-0097", organisation=office.orgs.hospital.pk)
    assert Author.unscoped.get().orcid == "0000-0002-1825-0097"
    assert office.looks(f"{HOME}research/", place, paper) == []


def test_a_technique_from_need_to_its_first_case(office: Office) -> None:
    place = office.send(
        f"{HOME}techniques/new/",
        code="KT-1", name_vi="Phẫu thuật ít xâm lấn", source=office.orgs.other_hospital.pk,
        need="Chuyển tuyến", on="2025-01-06",
    )  # fmt: skip
    office.send(f"{place}steps/plan/", on="2025-02-01", proof="KH 1")
    office.send(f"{place}trained/", post="Bác sĩ", people=2, where=office.orgs.other_hospital.pk, on="2025-04-01")
    for step, on in (("trained", "2025-05-01"), ("proctored", "2025-06-01"), ("approved", "2025-07-01")):
        office.send(f"{place}steps/{step}/", on=on, proof="QĐ")
    office.send(f"{place}steps/live/", on="2025-08-01", proof="BB", first_case="2025-07-15")
    office.send(f"{place}cases/", month="2025-08-20", cases=7, guided=1, complications=0)
    assert Technique.unscoped.get().step == "live"
    assert office.looks(f"{HOME}techniques/", place) == []


def test_an_award_and_old_history(office: Office) -> None:
    honour = {"title": "Vinh danh", "grantor": "Hội mẫu", "on": "2022-03-04", "reason": "Điều trị COVID-19"}
    recipient = office.send(f"{HOME}history/awards/new/", **honour)
    office.send(recipient, organisation=office.orgs.hospital.pk, post="Kỹ thuật viên", people=3)
    assert Recipient.unscoped.get().people == 3
    place = office.send(
        f"{HOME}history/new/",
        code="LS-1", name_vi="Người đi học", partner=office.orgs.other_hospital.pk,
        told="trained", since=1991, stated=72, source="Bài báo",
    )  # fmt: skip
    office.page.goto(f"{office.server.url}{place}workbook/")
    book = workbook(
        ("M1", "Nguyễn Thị Mẫu", "Bác sĩ", "Tim mạch", 1991, 12, None),
        ("M2", None, "Khác", "Quản lý", None, None, None),
    )
    office.page.locator("#id_file").set_input_files(
        {"name": "72.xlsx", "mimeType": "application/zip", "buffer": book.read()}
    )
    office.page.locator("form.form-page button").click()
    office.page.wait_for_load_state()
    assert PastStay.unscoped.count() == 2
    assert office.looks(f"{HOME}history/", place, f"{HOME}ewp/") == []
