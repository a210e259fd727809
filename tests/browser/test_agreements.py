"""Agreements in a real browser: from a draft to a signature, accessible, and no wider than a phone."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.test_readers import look
from tests.platform import personas
from tests.platform.agreements.papers import Desk
from tests.platform.personas import Persona
from wardbridge.agreements.domain import signing
from wardbridge.agreements.models import Agreement, TextVersion


@dataclass
class Scene:
    """A server with one agreement in force, one that waits for the hospital's signature, and one draft."""

    address: str
    desk: Desk
    in_force: Agreement
    to_sign: TextVersion
    draft: Agreement


@pytest.fixture
def scene(live_server: LiveServer) -> Scene:
    orgs = personas.make_organisations()
    desk = Desk(
        personas.make_persona("school", organisation=orgs.school_a),
        personas.make_persona("hospital", organisation=orgs.hospital),
    )
    for persona in (desk.school, desk.hospital):
        persona.user.language = "vi"
        persona.user.save(update_fields=["language"])
    waiting = desk.to_sign(code="02/HĐ", name_vi="Hợp đồng chờ ký", second_language="fr")
    desk.sign(waiting, desk.school)
    held = desk.in_force(code="01/HĐ", kind="framework", renewal="automatic")
    return Scene(live_server.url, desk, held, waiting, desk.draft(code="03/HĐ", name_vi="Hợp đồng đang soạn"))


def sign_in(scene: Scene, context: BrowserContext, who: Persona) -> Page:
    session = who.client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": scene.address}])
    return context.new_page()


def test_pages_are_accessible_and_fit_a_phone(scene: Scene, context: BrowserContext) -> None:
    page = sign_in(scene, context, scene.desk.school)
    draft, held = scene.draft.uid, scene.in_force.uid
    party = scene.desk.party(scene.to_sign.agreement, scene.desk.hospital)
    paths = [
        "", "?q=zzz", "new/", "workbook/", "activities/", "activities/new/",
        f"{held}/statement/", f"{held}/template/",
        f"{held}/", f"{draft}/", f"{draft}/clauses/", f"{draft}/lines/quota/",
        f"{held}/steps/terminate/", f"{scene.to_sign.agreement.uid}/",
        f"{scene.to_sign.agreement.uid}/parties/{party.uid}/sign/paper/",
    ]  # fmt: skip
    assert [defect for path in paths for defect in look(page, f"{scene.address}/partners/{path}")] == []


def test_a_signatory_signs_by_his_link_without_an_account(scene: Scene, page: Page) -> None:
    agreement = scene.to_sign.agreement
    party = scene.desk.party(agreement, scene.desk.hospital)
    actor = scene.desk.hospital.actor
    _link, token = signing.invite(actor=actor, party=party, digest=scene.to_sign.digest, email="a@example.org")
    address = f"{scene.address}/partners/sign/{token}/"
    assert look(page, address) == []
    page.get_by_label("Họ và tên").fill("Nguyễn Văn Mẫu")
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Ký", exact=True).click()
    expect(page.get_by_role("heading", name="Đã ký. Xin cảm ơn.")).to_be_visible()
    assert Agreement.objects.visible_to(actor).get(pk=agreement.pk).state == "in_force"


def test_the_office_begins_a_draft(scene: Scene, context: BrowserContext) -> None:
    page = sign_in(scene, context, scene.desk.school)
    page.goto(f"{scene.address}/partners/")
    page.get_by_role("link", name="Thỏa thuận mới").click()
    page.get_by_label("Tên tiếng Việt").fill("Phụ lục đợt xuân")
    page.get_by_label("Số hiệu").fill("04/PL")
    page.locator("#id_kind").select_option(label="phụ lục")
    page.locator("#id_first").fill("2026-12-01")
    page.get_by_label("Chức vụ người ký phía ông/bà").fill("Hiệu trưởng")
    page.get_by_role("button", name="Lập bản nháp").click()
    expect(page.locator("#id_parent_error")).to_be_visible()
