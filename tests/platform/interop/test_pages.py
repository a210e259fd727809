"""The pages: an identifier, a factsheet, a partner's file, our own file, and what is refused beside its field."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.platform.interop.official import defects, needs_ewp, sample
from tests.platform.interop.test_agreements import OURS, agreement, heis, partner_file  # noqa: F401  # fixtures
from tests.platform.personas import Organisations, Persona
from wardbridge.agreements.models import Agreement
from wardbridge.interop.domain import identifiers
from wardbridge.interop.ewp import factsheets, iia
from wardbridge.interop.ewp.factsheets import MonthDay
from wardbridge.interop.models import Hei

pytestmark = pytest.mark.django_db
PAGE = "/partners/ewp/"


def upload(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("iias.xml", content, "application/xml")


def test_an_identifier_is_entered_and_shown(school_office: Persona, organisations: Organisations) -> None:
    place = f"{PAGE}{organisations.school_a.uid}/"
    assert school_office.client.post(place, {"hei_id": " HMU.example.vn "}).headers["Location"] == PAGE
    assert Hei.objects.get().hei_id == "hmu.example.vn"
    assert "hmu.example.vn" in school_office.client.get(PAGE).content.decode()
    refused = school_office.client.post(place, {"hei_id": "hmu"}).content.decode()
    assert "expected is a domain" in refused


@pytest.mark.usefixtures("heis")
def test_a_partners_file_becomes_a_draft_by_the_page(school_office: Persona, organisations: Organisations) -> None:
    asked = {"owner": organisations.school_a.pk, "post": "Hiệu trưởng", "file": upload(iia.write([partner_file()]))}
    answer = school_office.client.post(PAGE, asked, follow=True)
    row = Agreement.unscoped.get()
    assert answer.redirect_chain == [(f"/partners/{row.uid}/", 302)]
    assert "1 condition for studies has no quota here" in answer.content.decode()


@needs_ewp
@pytest.mark.usefixtures("heis")
def test_a_wrong_hash_is_told_beside_the_file(school_office: Persona, organisations: Organisations) -> None:
    content = sample("get-response-wrong-hash-v7.xml")
    asked = {"owner": organisations.school_a.pk, "post": "x", "file": upload(content)}
    page = school_office.client.post(PAGE, asked).content.decode()
    assert "the hash does not belong to the text" in page
    assert Agreement.unscoped.count() == 0


@needs_ewp
def test_our_file_is_served_to_those_who_see_the_agreement(
    school_office: Persona,
    stranger: Persona,
    agreement: Agreement,  # noqa: F811
) -> None:
    place = f"/partners/{agreement.uid}/iia.xml"
    answer = school_office.client.get(place)
    assert answer.headers["Content-Type"] == "application/xml"
    assert defects("iias", answer.content) == []
    assert stranger.client.get(place).status_code == 404


SAID = {
    "nominations_autumn": "10/4", "nominations_spring": "30/9", "applications_autumn": "30/4",
    "applications_spring": "31/10", "decision_weeks": 4, "records_weeks": 5, "requirements": "CV: PDF\nẢnh",
} | {
    f"{name}_{part}": value
    for name in ("application", "housing", "visa", "insurance")
    for part, value in (("email", "a@example.vn"), ("phone", "+842412345"), ("url", "https://example.vn/a"))
}  # fmt: skip


@pytest.mark.usefixtures("heis")
def test_a_factsheet_is_written_and_served(school_office: Persona, organisations: Organisations) -> None:
    place = f"{PAGE}{organisations.school_a.uid}/factsheet"
    assert school_office.client.post(f"{place}/", SAID).headers["Location"] == PAGE
    (found,) = factsheets.read(school_office.client.get(f"{place}.xml").content)
    assert (found.hei, found.nominations) == (OURS, (MonthDay(4, 10), MonthDay(9, 30)))
    assert [one.name for one in found.requirements] == ["CV", "Ảnh"]
    assert "10/4" in school_office.client.get(f"{place}/").content.decode()


@pytest.mark.usefixtures("heis")
@pytest.mark.parametrize(
    ("field", "value"), [("nominations_autumn", "31/6"), ("visa_phone", "024 123"), ("decision_weeks", -1)]
)
def test_a_bad_factsheet_is_refused_beside_its_field(
    school_office: Persona, organisations: Organisations, field: str, value: object
) -> None:
    page = school_office.client.post(f"{PAGE}{organisations.school_a.uid}/factsheet/", SAID | {field: value})
    assert page.status_code == 200
    assert f'id="id_{field}_error"' in page.content.decode()
    assert identifiers.sheet_of(organisations.school_a) is None


@pytest.mark.usefixtures("heis")
def test_another_schools_factsheet_is_not_written(stranger: Persona, organisations: Organisations) -> None:
    assert stranger.client.post(f"{PAGE}{organisations.school_a.uid}/factsheet/", SAID).status_code == 403


@needs_ewp
def test_a_partners_factsheets_are_read(school_office: Persona, organisations: Organisations) -> None:
    content = sample("factsheet-response-example.xml")
    page = school_office.client.post(f"{PAGE}factsheets/", {"file": upload(content)}).content.decode()
    assert "no organisation here has the identifier" in page
    Hei.objects.create(organisation=organisations.school_b, hei_id="example-hei.edu")
    assert school_office.client.post(f"{PAGE}factsheets/", {"file": upload(content)}).status_code == 302
    sheet = identifiers.sheet_of(organisations.school_b)
    assert sheet is not None
    assert sheet.decision_weeks == 4
