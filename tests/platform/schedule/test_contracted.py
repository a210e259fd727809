"""What the law asks of contracts, on a day with learners there: VN-13, VN-16, VN-17."""

from __future__ import annotations

from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.platform.personas import Organisations, World, make_persona
from tests.platform.published import Published, place
from wardbridge.agreements.checklists import checklist
from wardbridge.agreements.enums import FeeUnit, Kind, State, Subject
from wardbridge.agreements.models import Agreement, Clause, Fee, Party, TextVersion
from wardbridge.agreements.models.texts import Document
from wardbridge.schedule.queries.contracted import RULES, ContractLine, contracts_on

ITEMS = [one.code for one in checklist(Subject.PLACEMENT).items]


@pytest.fixture
def contract(published: Published, organisations: Organisations) -> Agreement:
    """The one agreement in force between school A and the hospital: bare, its text set from its clauses."""
    Agreement.unscoped.update(state=State.TERMINATED, ended_on=published.monday.replace(year=2000))
    return made(organisations, "HĐ", Kind.SPECIFIC)


def made(
    orgs: Organisations, code: str, kind: Kind, content: str = "set", parent: Agreement | None = None
) -> Agreement:
    row = Agreement.unscoped.create(
        owner=orgs.school_a,
        code=code,
        name_vi="Hợp đồng",
        kind=kind,
        subject=Subject.PLACEMENT,
        parent=parent,
        first="2000-01-01",
        state=State.IN_FORCE,
    )
    for party in (orgs.school_a, orgs.hospital):
        Party.unscoped.create(agreement=row, organisation=party, post="Lãnh đạo")
    file = Document.unscoped.create(agreement=row, name="t", media="application/pdf", size=1, digest="0", content=b"t")
    TextVersion.unscoped.create(
        agreement=row, number=1, digest="0", document=file, content={"from": content} if content else {}
    )
    return row


def verdicts(orgs: Organisations, published: Published) -> dict[str, bool | None]:
    return {one.rule.id: one.kept for one in lines(orgs, published)}


def lines(orgs: Organisations, published: Published) -> list[ContractLine]:
    return [one for one in contracts_on([orgs.hospital], published.monday) if one.school == orgs.school_a]


def test_a_bare_contract_breaks_all_three(
    contract: Agreement, organisations: Organisations, published: Published
) -> None:
    found = lines(organisations, published)
    assert {(one.rule.id, one.kept, one.agreement) for one in found} == {(rule, False, contract) for rule in RULES}
    assert next(one for one in found if one.rule.id == "VN-17").lacks == tuple(ITEMS)


def test_price_framework_and_clauses_keep_them(
    contract: Agreement, organisations: Organisations, published: Published
) -> None:
    frame = made(organisations, "NT", Kind.FRAMEWORK)
    under = made(organisations, "CT", Kind.SPECIFIC, parent=frame)
    Fee.unscoped.create(
        agreement=frame,
        payer=organisations.school_a,
        payee=organisations.hospital,
        amount=Decimal(1),
        unit=FeeUnit.LEARNER,
    )
    for at, code in enumerate(ITEMS):
        Clause.unscoped.create(agreement=under if at % 2 else frame, code=code, text_vi="Có")
    assert verdicts(organisations, published) == dict.fromkeys(RULES, True)


def test_an_uploaded_text_gives_no_answer_on_its_clauses(
    contract: Agreement, organisations: Organisations, published: Published
) -> None:
    Agreement.unscoped.filter(pk=contract.pk).update(state=State.SUSPENDED)
    made(organisations, "TL", Kind.SPECIFIC, content="")
    assert verdicts(organisations, published)["VN-17"] is None


def test_without_a_contract_all_are_broken(
    contract: Agreement, organisations: Organisations, published: Published
) -> None:
    Agreement.unscoped.filter(pk=contract.pk).update(state=State.SUSPENDED)
    found = lines(organisations, published)
    assert {(one.rule.id, one.kept, one.agreement) for one in found} == {(rule, False, None) for rule in RULES}


def test_the_pages_say_it_to_hospital_and_province(
    contract: Agreement, organisations: Organisations, published: Published
) -> None:
    hospital = make_persona("lawful-hospital", organisation=organisations.hospital)
    asked = {"day": published.monday.isoformat()}
    page = hospital.client.get("/hospital/lawful/", asked).content.decode()
    assert f'href="/partners/{contract.uid}/"' in page
    assert "cites no framework contract" in page


def test_queries_are_fixed(
    contract: Agreement,
    organisations: Organisations,
    published: Published,
    world: World,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(9):
        contracts_on([organisations.hospital], published.monday)
    place(published, "A-SV2", world.surgery, [0, 1])
    with django_assert_num_queries(9):
        contracts_on([organisations.hospital], published.monday)
