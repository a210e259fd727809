"""Our agreements as others read them, and theirs as we take them."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile

from tests.platform.interop.official import defects, needs_ewp, official_hashes
from tests.platform.personas import Organisations, Persona
from wardbridge.agreements.domain import drafting, parties, terms
from wardbridge.agreements.domain.drafting import Head
from wardbridge.agreements.enums import Exchanged, Kind, Subject
from wardbridge.agreements.models import Agreement, Party, Quota
from wardbridge.core.actors import Actor
from wardbridge.core.enums import Level
from wardbridge.core.errors import Refused
from wardbridge.core.models import AuditEntry
from wardbridge.interop.domain import exporting, identifiers, importing
from wardbridge.interop.domain.importing import Outcome
from wardbridge.interop.ewp import iia, reading
from wardbridge.interop.ewp.iia import Contact, Iia, Mobility, MobilityKind, Partner, Skill
from wardbridge.interop.models import Hei, PartnerCopy

pytestmark = pytest.mark.django_db
OURS, THEIRS = "school-a.example.vn", "school-b.example.fr"
DEAN = Partner(hei=THEIRS, iia_id="FR-1", iia_code="2026/77", signatory=Contact(name="Doyen", role="Doyen"))
STUDIES = Mobility(
    kind=MobilityKind.STUDIES, sender=THEIRS, host=OURS, first=2026, last=2026, people=1, skills=(Skill("en"),)
)
PRACTICE = Mobility(
    kind=MobilityKind.TRAINEESHIP, sender=OURS, host=THEIRS, first=2026, last=2027, people=5, eqf=(6, 7)
)


@pytest.fixture
def heis(organisations: Organisations) -> None:
    for one, hei in ((organisations.school_a, OURS), (organisations.school_b, THEIRS)):
        identifiers.set_hei(actor=Actor.system(), organisation=one, hei_id=hei)


@pytest.fixture
def agreement(school_office: Persona, organisations: Organisations, heis: None) -> Agreement:
    actor = school_office.actor
    head = Head(
        code="7/QT", name_vi="Thoả thuận mẫu", kind=Kind.SPECIFIC, subject=Subject.COOPERATION,
        first=date(2026, 9, 1), last=date(2029, 8, 31), synthetic=True,
    )  # fmt: skip
    row = drafting.create(actor=actor, owner=organisations.school_a, head=head, post="Hiệu trưởng")
    parties.add(actor=actor, agreement=row, organisation=organisations.school_b, post="Doyen", code="FR-7")
    a, b = organisations.school_a, organisations.school_b
    for year in (2026, 2027, 2028):
        terms.add_quota(
            actor=actor,
            agreement=row,
            sender=a,
            host=b,
            year=year,
            people=4,
            who=Exchanged.RESIDENT,
            months=6,
            cefr="B2",
        )
    terms.add_quota(actor=actor, agreement=row, sender=b, host=a, year=2026, people=2, who=Exchanged.LECTURER)
    terms.add_quota(actor=actor, agreement=row, sender=a, host=b, year=2027, people=3, level=Level.UNIVERSITY)
    return row


def file(found: list[Iia]) -> ContentFile[bytes]:
    return ContentFile(iia.write(found), name="iias.xml")


def partner_file(**changes: object) -> Iia:
    values = {
        "partners": (DEAN, Partner(hei=OURS)),
        "in_effect": True,
        "mobilities": (
            STUDIES, PRACTICE
        ),
    }  # fmt: skip
    return Iia(**(values | changes))  # type: ignore[arg-type]


@needs_ewp
def test_an_agreement_is_written_valid_with_the_official_hash(school_office: Persona, agreement: Agreement) -> None:
    written = exporting.written(school_office.actor, agreement)
    assert defects("iias", written) == []
    (one,) = reading.read(written)
    assert [one.digest] == official_hashes(written)
    assert [partner.hei for partner in one.partners] == [OURS, THEIRS]
    assert (one.partners[0].iia_id, one.partners[1].iia_code, one.in_effect) == (str(agreement.uid), "FR-7", False)
    assert [(each.kind, each.people, each.first, each.last, each.months, each.skills) for each in one.mobilities] == [
        (MobilityKind.TRAINEESHIP, 4, 2026, 2028, 24, (Skill("vi", "B2"),)),
        (MobilityKind.TRAINEESHIP, 3, 2027, 2027, None, ()),
        (MobilityKind.TEACHING, 2, 2026, 2026, None, (Skill("vi"),)),
    ]


def test_the_other_party_stands_first_in_its_own_file(other_school_office: Persona, agreement: Agreement) -> None:
    (one,) = exporting.bilaterals(other_school_office.actor, agreement)
    assert one.partners[0].hei == THEIRS


def test_without_identifiers_there_is_no_file(
    school_office: Persona, organisations: Organisations, agreement: Agreement
) -> None:
    Hei.objects.filter(organisation=organisations.school_b).delete()
    with pytest.raises(Refused, match="ewp-not-bilateral"):
        exporting.written(school_office.actor, agreement)


def test_a_partners_file_becomes_a_draft_and_only_once(
    school_office: Persona, organisations: Organisations, heis: None
) -> None:
    sent = partner_file()
    (taken,) = importing.take(
        actor=school_office.actor, owner=organisations.school_a, file=file([sent]), post="Hiệu trưởng"
    )
    row = taken.agreement
    assert (taken.outcome, taken.left) == (Outcome.DRAFTED, ((MobilityKind.STUDIES, 1),))
    assert (row.code, row.first, row.last) == ("2026/77", date(2026, 9, 1), date(2028, 8, 31))
    assert list(Party.unscoped.filter(agreement=row).values_list("organisation__code", "post")) == [
        (organisations.school_a.code, "Hiệu trưởng"),
        (organisations.school_b.code, "Doyen"),
    ]
    assert list(Quota.unscoped.filter(agreement=row).values_list("year", "people", "who", "level")) == [
        (2026, 5, "student", "university"),
        (2027, 5, "student", "university"),
    ]
    assert PartnerCopy.unscoped.get().document.media == "application/xml"
    (again,) = importing.take(actor=school_office.actor, owner=organisations.school_a, file=file([sent]), post="x")
    assert (again.outcome, Agreement.unscoped.count()) == (Outcome.KNOWN, 1)
    assert AuditEntry.objects.filter(verb="ewp.take").count() == 1


def test_the_partners_copy_of_ours_is_compared_and_its_id_travels(
    school_office: Persona, organisations: Organisations, agreement: Agreement
) -> None:
    (ours,) = exporting.bilaterals(school_office.actor, agreement)
    mine, theirs = ours.partners
    echoed = partner_file(
        partners=(Partner(hei=THEIRS, iia_id="FR-9"), Partner(hei=OURS, iia_id=mine.iia_id)), mobilities=ours.mobilities
    )
    (taken,) = importing.take(actor=school_office.actor, owner=organisations.school_a, file=file([echoed]), post="x")
    assert (taken.agreement, taken.outcome, taken.agrees) == (agreement, Outcome.MIRRORED, True)
    (now,) = exporting.bilaterals(school_office.actor, agreement)
    assert now.partners[1].iia_id == "FR-9"
    assert theirs.iia_id == ""


REFUSED = {
    "ewp-unknown-partner": {"partners": (Partner(hei="nobody.example.fr"), Partner(hei=OURS))},
    "ewp-not-ours": {"partners": (Partner(hei=THEIRS), Partner(hei=THEIRS))},
}


@pytest.mark.parametrize("code", REFUSED)
def test_foreign_partners_are_refused_and_nothing_is_kept(
    school_office: Persona, organisations: Organisations, heis: None, code: str
) -> None:
    found = [partner_file(), partner_file(**REFUSED[code])]
    with pytest.raises(Refused) as refused:
        importing.take(actor=school_office.actor, owner=organisations.school_a, file=file(found), post="x")
    assert [reason.code for reason in refused.value.reasons] == [code]
    assert Agreement.unscoped.count() == 0


def test_a_text_read_before_does_not_change_by_a_file(
    school_office: Persona, organisations: Organisations, heis: None
) -> None:
    importing.take(actor=school_office.actor, owner=organisations.school_a, file=file([partner_file()]), post="x")
    with pytest.raises(Refused, match="ewp-changed"):
        importing.take(
            actor=school_office.actor,
            owner=organisations.school_a,
            file=file([partner_file(terminated=True)]),
            post="x",
        )


def test_only_an_office_takes_files_and_identifiers(
    stranger: Persona, school_office: Persona, organisations: Organisations, heis: None
) -> None:
    assert school_office.actor.is_office(organisations.school_a)
    with pytest.raises(PermissionDenied):
        importing.take(actor=stranger.actor, owner=organisations.school_a, file=file([partner_file()]), post="x")
    with pytest.raises(PermissionDenied):
        identifiers.set_hei(actor=stranger.actor, organisation=organisations.school_a, hei_id="mine.example.vn")


@pytest.mark.parametrize("said", ["", "uca", "http://uca.fr", "uca..fr", "a b.fr"])
def test_an_identifier_is_a_domain(school_office: Persona, organisations: Organisations, said: str) -> None:
    with pytest.raises(Refused, match="ewp-hei-form"):
        identifiers.set_hei(actor=school_office.actor, organisation=organisations.school_a, hei_id=said)
