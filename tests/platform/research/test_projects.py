"""Joint projects: shared with partners, cleared before they run, money by currency, works by DOI."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from tests.platform.personas import Organisations, Persona
from wardbridge.core.errors import Refused
from wardbridge.research.domain import outputs, projects
from wardbridge.research.domain.outputs import Work
from wardbridge.research.domain.projects import Clearance
from wardbridge.research.enums import ProjectState
from wardbridge.research.models import Author, Output, Project

pytestmark = pytest.mark.django_db


def codes(caught: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [reason.code for reason in caught.value.reasons]


def test_a_partner_sees_the_project_and_a_stranger_does_not(
    hospital_office: Persona, school_office: Persona, stranger: Persona, organisations: Organisations, project: Project
) -> None:
    assert not Project.objects.visible_to(school_office.actor).exists()
    projects.add_partner(
        actor=hospital_office.actor, project=project, organisation=organisations.school_a, post="Trưởng bộ môn"
    )
    assert Project.objects.visible_to(school_office.actor).get() == project
    assert not Project.objects.visible_to(stranger.actor).exists()
    with pytest.raises(PermissionDenied):
        projects.move(actor=school_office.actor, project=project, state="agreed")


def test_it_runs_when_all_that_must_be_there_is(
    hospital_office: Persona, organisations: Organisations, project: Project
) -> None:
    actor = hospital_office.actor
    with pytest.raises(Refused) as lonely:
        projects.move(actor=actor, project=project, state="agreed")
    assert codes(lonely) == ["research-one-partner"]
    projects.add_partner(actor=actor, project=project, organisation=organisations.school_a, post="Trưởng bộ môn")
    for state in ("agreed", "ethics"):
        projects.move(actor=actor, project=project, state=state)
    with pytest.raises(Refused) as uncleared:
        projects.move(actor=actor, project=project, state="running")
    assert codes(uncleared) == ["research-no-ethics", "research-no-transfer"]
    over = Clearance(ethics="1/HĐĐĐ", ethics_on=date(2020, 1, 1), ethics_until=date(2021, 1, 1), transfer_file="PD-1",
                     transfer_on=date(2026, 2, 1))  # fmt: skip
    projects.clear(actor=actor, project=project, clearance=over)
    with pytest.raises(Refused) as late:
        projects.move(actor=actor, project=project, state="running")
    assert codes(late) == ["research-ethics-over"]
    good = Clearance(ethics="2/HĐĐĐ", ethics_on=date(2026, 1, 1), transfer_file="PD-1", transfer_on=date(2026, 2, 1))
    projects.clear(actor=actor, project=project, clearance=good)
    projects.move(actor=actor, project=project, state="running")
    projects.move(actor=actor, project=project, state="outputs")
    with pytest.raises(Refused) as empty:
        projects.move(actor=actor, project=project, state="closed")
    assert codes(empty) == ["research-no-output"]
    work = Work(kind="article", title="Kết quả", year=2026, doi="10.1000/182")
    outputs.enter(actor=actor, owner=organisations.hospital, work=work, project=project)
    assert projects.move(actor=actor, project=project, state="closed").state == ProjectState.CLOSED
    with pytest.raises(Refused, match="research-state"):
        projects.move(actor=actor, project=project, state="running")


@pytest.mark.parametrize("amount", [Decimal(0), Decimal(-5)])
def test_money_is_positive(hospital_office: Persona, project: Project, amount: Decimal) -> None:
    with pytest.raises(Refused, match="research-positive"):
        projects.add_grant(actor=hospital_office.actor, project=project, source="x", amount=amount, currency="EUR")


def test_a_work_is_entered_once_by_doi_and_by_title(hospital_office: Persona, organisations: Organisations) -> None:
    def enter(**changes: object) -> Output:
        values = {"kind": "article", "title": "Phục hồi chức năng sớm", "year": 2025, "doi": "10.1000/182"} | changes
        work = Work(**values)  # type: ignore[arg-type]
        return outputs.enter(actor=hospital_office.actor, owner=organisations.hospital, work=work)

    enter()
    with pytest.raises(Refused) as twice:
        enter(doi="https://doi.org/10.1000/182", title="Khác")
    assert codes(twice) == ["research-doi-twice"]
    with pytest.raises(Refused) as folded:
        enter(doi="", title=" phuc hoi chuc nang som")
    assert codes(folded) == ["research-title-twice"]
    with pytest.raises(Refused) as typo:
        enter(doi="10.1OOO/182x y", year=1492, title="Mới")
    assert codes(typo) == ["research-doi", "research-year"]


def test_authors_stand_in_order_and_their_organisation_sees_the_work(
    hospital_office: Persona, other_school_office: Persona, organisations: Organisations
) -> None:
    actor = hospital_office.actor
    work = outputs.enter(actor=actor, owner=organisations.hospital, work=Work(kind="article", title="Bài", year=2025))
    outputs.add_author(
        actor=actor, output=work, name="A. Mẫu", orcid="0000-0002-1825-0097", affiliation="X", ror="00pjdza24"
    )
    outputs.add_author(actor=actor, output=work, name="B. Mẫu", organisation=organisations.school_b)
    assert list(Author.unscoped.values_list("order", "orcid", "ror")) == [
        (1, "0000-0002-1825-0097", "00pjdza24"),
        (2, "", ""),
    ]
    assert Output.objects.visible_to(other_school_office.actor).get() == work
    with pytest.raises(Refused) as wrong:
        outputs.add_author(actor=actor, output=work, name="C", orcid="0000-0002-1825-0098", ror="00pjdza25")
    assert codes(wrong) == ["research-orcid", "research-ror", "research-affiliation"]
    with pytest.raises(Refused, match="research-orcid-twice"):
        outputs.add_author(actor=actor, output=work, name="A", orcid="0000000218250097", affiliation="X")
