"""The pages: a project and a technique from nothing, by the browser's requests alone."""

from __future__ import annotations

import re

import pytest

from tests.platform.personas import Organisations, Persona
from wardbridge.research.models import Output, Project, Technique

pytestmark = pytest.mark.django_db
RESEARCH, TECHNIQUES = "/partners/research/", "/partners/techniques/"


def test_empty_pages_teach(hospital_office: Persona) -> None:
    assert "No joint project yet" in hospital_office.client.get(RESEARCH).content.decode()
    assert "No technique yet" in hospital_office.client.get(TECHNIQUES).content.decode()


def test_a_project_and_its_work_by_the_pages(
    hospital_office: Persona, school_office: Persona, organisations: Organisations
) -> None:
    browser = hospital_office.client
    said = {
        "owner": organisations.hospital.pk, "code": "NC-7", "name_vi": "Đề tài", "first": "2026-01-05",
        "post": "Trưởng khoa",
    }  # fmt: skip
    made = browser.post(f"{RESEARCH}new/", said)
    row = Project.unscoped.get()
    assert made.headers["Location"] == f"{RESEARCH}{row.uid}/"
    place = made.headers["Location"]
    assert school_office.client.get(place).status_code == 404
    refused = browser.post(f"{place}move/agreed/", follow=True).content.decode()
    assert "A joint project has 2 organisations or more" in refused
    browser.post(f"{place}add/partner/", {"organisation": organisations.school_a.pk, "post": "Trưởng bộ môn"})
    browser.post(f"{place}add/themes/", {"themes": ["ai", "cancer"]})
    for amount, currency in ((1000, "EUR"), (20_000_000, "VND"), (500, "EUR")):
        browser.post(f"{place}add/grant/", {"source": "Quỹ mẫu", "amount": amount, "currency": currency})
    browser.post(f"{place}move/agreed/")
    page = school_office.client.get(place).content.decode()
    assert "name not recorded" in page
    assert "Currencies are not added together" in page
    assert re.search(r"1\W500", page)
    work = {"owner": organisations.hospital.pk, "project": row.pk, "kind": "article", "title": "Bài", "year": 2026}
    typo = browser.post(f"{RESEARCH}works/new/", work | {"doi": "10.1000"}).content.decode()
    assert 'id="id_doi_error"' in typo
    browser.post(f"{RESEARCH}works/new/", work | {"doi": "10.1000/182"})
    one = Output.unscoped.get()
    author = {"name": "A. Mẫu", "orcid": "0000-0002-1825-0097", "organisation": organisations.school_a.pk}
    browser.post(f"{RESEARCH}works/{one.uid}/authors/", author)
    assert "0000-0002-1825-0097" in school_office.client.get(f"{RESEARCH}works/{one.uid}/").content.decode()


def test_a_technique_by_the_pages(hospital_office: Persona, organisations: Organisations) -> None:
    browser = hospital_office.client
    said = {
        "owner": organisations.hospital.pk, "code": "KT-7", "name_vi": "Nội soi",
        "source": organisations.other_hospital.pk, "need": "Chuyển tuyến nhiều", "on": "2025-01-05",
    }  # fmt: skip
    place = browser.post(f"{TECHNIQUES}new/", said).headers["Location"]
    refused = browser.post(f"{place}steps/plan/", {"on": "2024-01-01", "proof": "KH 1"}).content.decode()
    assert 'id="id_on_error"' in refused
    browser.post(f"{place}steps/plan/", {"on": "2025-02-01", "proof": "KH 1"})
    trained = {"post": "Bác sĩ", "people": 2, "where": organisations.other_hospital.pk, "on": "2025-04-01"}
    browser.post(f"{place}trained/", trained)
    for step, on in (("trained", "2025-05-01"), ("proctored", "2025-06-01"), ("approved", "2025-07-01")):
        browser.post(f"{place}steps/{step}/", {"on": on, "proof": "QĐ"})
    browser.post(f"{place}steps/live/", {"on": "2025-08-01", "proof": "BB", "first_case": "2025-07-15"})
    browser.post(f"{place}cases/", {"month": "2025-08-20", "cases": 7, "guided": 0, "complications": 1})
    row = Technique.unscoped.get()
    assert row.step == "live"
    page = browser.get(place).content.decode()
    assert "08/2025" in page
    assert browser.get(f"{place}steps/plan/").status_code == 404


def test_strangers_meet_nothing(school_office: Persona, project: Project, technique: Technique) -> None:
    for place in (f"{RESEARCH}{project.uid}/", f"{TECHNIQUES}{technique.uid}/"):
        assert school_office.client.get(place).status_code == 404
    assert school_office.client.post(f"{TECHNIQUES}{technique.uid}/cases/", {}).status_code == 404
