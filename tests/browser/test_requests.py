"""Demand and requests in a real browser, in Vietnamese: filed, accepted with conditions, redirected, declined."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.test_readers import look
from tests.platform import personas
from tests.platform.demand.conftest import Side, agreed, monday
from tests.platform.personas import Persona, World
from tests.platform.published import Published, publish
from wardbridge.core.enums import Role
from wardbridge.demand.domain import answering
from wardbridge.demand.enums import State
from wardbridge.demand.models import Demand, Request
from wardbridge.institutions.models import Department, Site

NARROW: ViewportSize = {"width": 360, "height": 740}


@dataclass
class Scene:
    """A server on the tiny world: two schools with agreements, the hospital they ask, another one, the authority."""

    address: str
    world: World
    published: Published
    people: dict[str, Persona]

    def side(self, name: str) -> Side:
        programme = self.world.programme_a if name == "school" else self.world.programme_b
        return Side(self.people[name], programme, self.world)

    def sign_in(self, context: BrowserContext, who: str) -> Page:
        session = self.people[who].client.cookies["sessionid"].value
        context.clear_cookies()
        context.add_cookies([{"name": "sessionid", "value": session, "url": self.address}])
        return context.new_page()

    def sent(self) -> Request:
        """The newest request of the school."""
        found = Request.objects.visible_to(self.people["school"].actor).order_by("-pk").first()
        assert found is not None
        return found


@pytest.fixture
def scene(live_server: LiveServer) -> Scene:
    orgs = personas.make_organisations()
    orgs.hospital.parent = orgs.authority
    orgs.hospital.save()
    world = personas.make_world(orgs)
    for school in (orgs.school_a, orgs.school_b):
        agreed(school, orgs.hospital)
    other = Site.objects.create(organisation=orgs.other_hospital, code="K1", name_vi="Cơ sở Hạ Long")
    Department.objects.create(
        site=other, code="TM", name_vi="Khoa Tim mạch", discipline=world.disciplines["cardiology"], beds=20
    )
    people = {
        "school": personas.make_persona("school", organisation=orgs.school_a),
        "other": personas.make_persona("other", organisation=orgs.school_b),
        "hospital": personas.make_persona("hospital", organisation=orgs.hospital),
        "authority": personas.make_persona("authority", organisation=orgs.authority, role=Role.OFFICE),
    }
    for persona in people.values():
        persona.user.language = "vi"
        persona.user.save(update_fields=["language"])
    return Scene(live_server.url, world, publish(world), people)


def test_from_demand_to_acceptance_with_conditions(scene: Scene, context: BrowserContext, browser: Browser) -> None:
    school = scene.sign_in(context, "school")
    school.goto(f"{scene.address}/requests/demand/new/")
    school.get_by_label("Chương trình").select_option(label="Y khoa")
    school.locator("#id_cohort").fill("K40")
    school.locator("#id_learners").fill("40")
    school.get_by_label("Cơ sở mong muốn 1").select_option(label="Bệnh viện Mẫu: Cơ sở chính")
    school.locator("#id_line-0-discipline").select_option(label="Tim mạch")
    for name, value in (("learners", "6"), ("first", monday().isoformat()), ("weeks", "4")):
        school.locator(f"#id_line-0-{name}").fill(value)
    school.get_by_role("button", name="Lưu bản nháp").click()
    school.get_by_role("button", name="Nộp nhu cầu").click()
    school.get_by_role("button", name="Soạn đề nghị đến các cơ sở mong muốn").click()
    school.get_by_role("button", name="Gửi", exact=True).click()
    expect(school.get_by_text("đã gửi").first).to_be_visible()

    phone = browser.new_context(viewport=NARROW, locale="vi-VN")
    hospital = scene.sign_in(phone, "hospital")
    hospital.goto(f"{scene.address}/requests/")
    hospital.get_by_role("link", name="Trả lời khác").click()
    hospital.get_by_role("link", name="Chấp nhận kèm điều kiện").click()
    hospital.locator("#id_learners").fill("4")
    hospital.locator("#id_words").fill("Chỉ nhận buổi sáng")
    hospital.get_by_role("button", name="Gửi các điều kiện này").dblclick()
    expect(hospital.get_by_role("heading", name="Điều kiện của bệnh viện")).to_be_visible()
    assert scene.sent().state == State.CONDITIONS

    school.goto(f"{scene.address}/requests/{scene.sent().uid}/")
    school.get_by_label("Tin nhắn").fill("Cảm ơn bệnh viện, các em đến sáng thứ hai.")
    school.get_by_role("button", name="Gửi tin").click()
    school.get_by_role("button", name="Đồng ý các điều kiện").click()
    expect(school.get_by_role("heading", name="Đã thống nhất")).to_be_visible()
    assert scene.sent().state == State.ACCEPTED
    hospital.reload()
    expect(hospital.get_by_text("Cảm ơn bệnh viện")).to_be_visible()
    phone.close()


def test_redirected_then_asked_there(scene: Scene, context: BrowserContext) -> None:
    row = scene.side("school").ask()
    hospital = scene.sign_in(context, "hospital")
    hospital.goto(f"{scene.address}/requests/{row.uid}/")
    hospital.get_by_role("link", name="Giới thiệu cơ sở khác").click()
    hospital.get_by_label("Cơ sở có thể tiếp nhận").select_option(label="Bệnh viện Khác: Cơ sở Hạ Long")
    hospital.locator("#id_words").fill("Bên đó còn chỗ cả tháng")
    hospital.get_by_role("button", name="Giới thiệu trường sang đó").click()
    expect(hospital.get_by_text("đã giới thiệu sang nơi khác").first).to_be_visible()

    school = scene.sign_in(context, "school")
    school.goto(f"{scene.address}/requests/{row.uid}/")
    school.get_by_role("button", name="Gửi đề nghị đến cơ sở đó").click()
    expect(school.get_by_role("link", name="Đã gửi đến đó")).to_be_visible()
    assert (scene.sent().follows_id, scene.sent().state) == (row.pk, State.SENT)


def test_declined_and_counted(scene: Scene, context: BrowserContext) -> None:
    row = scene.side("school").ask()
    hospital = scene.sign_in(context, "hospital")
    hospital.goto(f"{scene.address}/requests/{row.uid}/answer/decline/")
    hospital.get_by_label("Không đủ người giảng dạy thực hành").check()
    hospital.get_by_label("Trường có thể làm gì").select_option(label="đề nghị lại ở đợt sau")
    hospital.get_by_role("button", name="Từ chối").click()
    expect(hospital.get_by_text("đã từ chối").first).to_be_visible()

    authority = scene.sign_in(context, "authority")
    authority.goto(f"{scene.address}/requests/")
    authority.get_by_role("link", name="Từ chối tiếp nhận").click()
    expect(authority.get_by_role("cell", name="Không đủ người giảng dạy thực hành").first).to_be_visible()


def test_pages_are_accessible_and_fit_a_phone(scene: Scene, context: BrowserContext) -> None:
    first, _rival = scene.side("school").ask(), scene.side("other").ask()
    declined = scene.side("school").ask(2)
    answering.decline(actor=scene.people["hospital"].actor, request=declined, reason="full", proposal="later")
    demand = Demand.objects.visible_to(scene.people["school"].actor).first()
    assert demand is not None
    paths = {
        "hospital": [
            "", f"{first.uid}/", f"{first.uid}/weighing/", f"{first.uid}/answer/accept/",
            f"{first.uid}/answer/conditions/", f"{first.uid}/answer/redirect/", f"{first.uid}/answer/decline/", "rule/",
        ],
        "school": [
            "", f"{declined.uid}/", "demand/", "demand/new/", "demand/upload/", f"demand/{demand.uid}/",
            f"lines/{first.line.uid}/ask/", f"{first.uid}/steps/withdraw/",
        ],
        "authority": ["refusals/", f"rounds/{scene.published.round.uid}/"],
    }  # fmt: skip
    defects = []
    for who, rest in paths.items():
        page = scene.sign_in(context, who)
        defects += [one for path in rest for one in look(page, f"{scene.address}/requests/{path}")]
    page = scene.sign_in(context, "school")
    defects += look(page, f"{scene.address}/public/refusals/")
    assert defects == []
