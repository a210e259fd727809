"""The pages: what each reader meets, a draft brought to force by the browser's requests alone."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from io import BytesIO
from uuid import uuid4

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.platform.agreements.papers import PNG, Desk, today
from tests.platform.personas import Organisations, Persona
from wardbridge.agreements.domain import parties, signing, states, terms
from wardbridge.agreements.enums import State
from wardbridge.agreements.models import Agreement, Party

LIST = "/partners/"
QUERIES = 11


def at(agreement: Agreement, rest: str = "") -> str:
    return f"/partners/{agreement.uid}/{rest}"


def test_an_empty_list_teaches(school_office: Persona) -> None:
    page = school_office.client.get(LIST).content.decode()
    assert "No agreement yet" in page
    assert "/partners/new/" in page


def test_from_nothing_to_force_by_the_pages(
    school_office: Persona, hospital_office: Persona, organisations: Organisations
) -> None:
    school, hospital = school_office.client, hospital_office.client
    made = school.post(
        "/partners/new/",
        {
            "owner": organisations.school_a.pk,
            "name_vi": "Hợp đồng mẫu",
            "code": "7/HĐ",
            "kind": "specific",
            "subject": "placement",
            "first": (today() - timedelta(days=1)).isoformat(),
            "last": (today() + timedelta(days=300)).isoformat(),
            "renewal": "none",
            "renewal_months": 12,
            "notice_days": 30,
            "post": "Hiệu trưởng",
        },
    )
    row = Agreement.unscoped.get()
    assert made.headers["Location"] == at(row)
    school.post(at(row, "parties/"), {"organisation": organisations.hospital.pk, "post": "Giám đốc"})
    assert hospital.get(at(row)).status_code == 404
    school.post(at(row, "steps/send/"))
    assert hospital.get(at(row)).status_code == 200
    school.post(at(row, "steps/freeze/"))
    school.post(at(row, "steps/signing/"))
    for client, who in ((school, organisations.school_a), (hospital, organisations.hospital)):
        sign_on_paper(client, row, Party.unscoped.get(organisation=who))
    row.refresh_from_db()
    assert row.state == State.IN_FORCE
    page = hospital.get(at(row)).content.decode()
    assert page.count("side-signed") == 2
    assert "name not recorded" in page


def sign_on_paper(client: Client, row: Agreement, party: Party) -> None:
    scan = BytesIO(PNG)
    scan.name = "scan.png"
    asked = {"scan": scan, "signed_on": today().isoformat(), "post": party.post, "certify": "on"}
    assert client.post(at(row, f"parties/{party.uid}/sign/paper/"), asked).status_code == 302


def test_a_refusal_stands_beside_its_field(desk: Desk) -> None:
    row = desk.draft()
    asked = {
        "name_vi": "Hợp đồng", "code": "7/HĐ", "kind": "specific", "subject": "placement", "renewal": "none",
        "first": "2026-05-01", "last": "2026-04-01", "renewal_months": 12, "notice_days": 30,
    }  # fmt: skip
    page = desk.school.client.post(at(row, "head/"), asked).content.decode()
    assert 'id="id_last_error"' in page
    assert "before it begins" in page


@pytest.mark.parametrize("who", ["stranger", "other_school_office", "authority_viewer", "coordinator", "learner"])
def test_who_is_no_party_finds_nothing(who: str, desk: Desk, request: pytest.FixtureRequest) -> None:
    row = desk.in_force()
    persona: Persona = request.getfixturevalue(who)
    text = row.texts.model.unscoped.get()
    for address in (at(row), at(row, "head/"), at(row, f"files/{text.document.uid}/"), at(row, "steps/suspend/")):
        assert persona.client.get(address).status_code == 404


def test_a_counterpart_reads_and_does_not_write(desk: Desk) -> None:
    row = desk.draft()
    states.send(actor=desk.school.actor, agreement=row)
    client = desk.hospital.client
    assert client.get(at(row)).status_code == 200
    for address in ("head/", "clauses/", "lines/quota/", "parties/", "share/"):
        assert client.get(at(row, address)).status_code == 403
    assert client.post(at(row, "steps/freeze/")).status_code == 403


def test_a_share_opens_the_page_and_its_end_closes_it(desk: Desk, stranger: Persona) -> None:
    row = desk.in_force()
    other = stranger.actor.organisations[0]
    parties.share(actor=desk.school.actor, agreement=row, organisation=other)
    assert stranger.client.get(at(row)).status_code == 200
    parties.unshare(actor=desk.school.actor, agreement=row, organisation=other)
    assert stranger.client.get(at(row)).status_code == 404


def test_a_line_of_the_budget_is_seen_only_when_shared(desk: Desk) -> None:
    row = desk.draft()
    for text, shared in (("Thuê phòng học", True), ("Dự phòng riêng", False)):
        terms.add_budget_line(
            actor=desk.school.actor, agreement=row, payer=row.owner, text=text, amount=Decimal(1_000_000), shared=shared
        )
    states.send(actor=desk.school.actor, agreement=row)
    page = desk.hospital.client.get(at(row)).content.decode()
    assert "Thuê phòng học" in page
    assert "Dự phòng riêng" not in page
    assert "Dự phòng riêng" in desk.school.client.get(at(row)).content.decode()


def test_a_foreign_id_in_a_form_is_refused(desk: Desk, stranger: Persona, organisations: Organisations) -> None:
    row = desk.draft()
    foreign = Desk(stranger, desk.hospital).draft(code="X")
    page = desk.school.client.post(at(row, "head/"), {"parent": foreign.pk})
    assert 'id="id_parent_error"' in page.content.decode()
    quota = {"sender": organisations.school_b.pk, "host": organisations.hospital.pk, "who": "student", "year": 2026}
    page = desk.school.client.post(at(row, "lines/quota/"), {**quota, "people": 3})
    assert 'id="id_sender_error"' in page.content.decode()


def test_what_does_not_exist_is_not_found(desk: Desk) -> None:
    row, client = desk.draft(), desk.school.client
    for address in (
        f"/partners/{uuid4()}/",
        at(row, "steps/fly/"),
        at(row, "lines/gold/"),
        f"/partners/sign/{'x' * 20}/",
    ):
        assert client.get(address).status_code == 404


def test_the_link_page_needs_no_account(desk: Desk, client: Client) -> None:
    text = desk.to_sign()
    party = desk.party(text.agreement, desk.hospital)
    _link, token = signing.invite(actor=desk.hospital.actor, party=party, digest=text.digest, email="a@example.org")
    address = f"/partners/sign/{token}/"
    assert client.get(address).status_code == 200
    assert client.get(f"{address}text.pdf").content.startswith(b"%PDF-")
    asked = {"digest": text.digest, "signatory": "Nguyễn Văn Mẫu"}
    assert 'id="id_agree_error"' in client.post(address, asked).content.decode()
    assert (
        "Signed. Thank you."
        in client.post(address, {**asked, "agree": "on"}, headers={"accept-language": "en"}).content.decode()
    )
    assert client.get(f"{address}text.pdf").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_a_fixed_number_of_queries(
    count: int, desk: Desk, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        desk.draft(code=str(number))
    client = desk.school.client
    client.get(LIST)
    with django_assert_num_queries(QUERIES):
        client.get(LIST)
